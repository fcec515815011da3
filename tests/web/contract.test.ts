import type { Locator, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { Answer, Incoming } from '../../src/index.ts'
import {
  type ChannelPair,
  type Drawn,
  describeChannel,
  describeHostility,
  type Said,
} from '../contracts/channel.ts'
import type { Fake } from './fake-navigator.ts'
import { say, useBrowser } from './pages.ts'

vi.setConfig({ testTimeout: 60_000 })
const arrive = useBrowser()

interface Opened {
  readonly page: Page
  readonly fake: Fake
  readonly drawn: Locator
}

/** A fresh visitor who has just been given this answer. */
async function open(answer: Answer): Promise<Opened> {
  const { page, url, fake } = await arrive()
  fake.answering.with = answer
  await page.goto(url)
  await page.getByText('Du kan till exempel').waitFor()
  await say(page, 'allt')
  await page.locator('.said.lotsen').nth(1).waitFor()
  const drawn = page.locator('.said.lotsen').nth(1)
  const folds = drawn.locator('details')
  await folds.evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '')
  })
  return { page, fake, drawn }
}

const toSaid = (incoming: Incoming | undefined): Said | undefined => {
  switch (incoming?.kind) {
    case 'press':
      return { kind: 'press', press: incoming.press }
    case 'form':
      return { kind: 'form', form: incoming.form, values: incoming.values }
    default:
      return undefined
  }
}

/** Presses or submits, and answers what the server made of it. */
async function heardAfter({ page, fake }: Opened, deed: () => Promise<void>): Promise<Said> {
  const before = fake.turns.length
  await deed()
  await expect.poll(() => fake.turns.length).toBe(before + 1)
  await page.locator('#send:not([aria-disabled])').waitFor()
  const said = toSaid(fake.turns.at(-1))
  if (said === undefined) throw new Error('the server heard neither a press nor a form')
  return said
}

const buttonsOf = (drawn: Locator): Locator => drawn.locator('button:not([type=submit])')

/** Each in a visit of its own: a press may change what can be pressed after it. */
async function pressAll(answer: Answer, count: number): Promise<readonly Said[]> {
  const heard: Said[] = []
  for (let at = 0; at < count; at += 1) {
    const anew = await open(answer)
    heard.push(await heardAfter(anew, () => buttonsOf(anew.drawn).nth(at).click()))
  }
  return heard
}

async function fillIn(drawn: Locator, [name, value]: readonly [string, string]): Promise<void> {
  const field = drawn.locator(`[name="${name}"]`)
  const kind = await field.evaluate((one) => `${one.tagName} ${one.getAttribute('type') ?? ''}`)
  if (kind === 'INPUT checkbox') await field.setChecked(value === 'yes')
  else if (kind.startsWith('SELECT')) await field.selectOption(value)
  else await field.fill(value)
}

/** The page itself, in Chromium, read and clicked as a person would. */
const draw: ChannelPair['draw'] = async (answer): Promise<Drawn> => {
  const { drawn } = await open(answer)
  const buttons = await buttonsOf(drawn).count()
  return {
    text: (await drawn.textContent()) ?? '',
    urls: await drawn
      .locator('a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? '')),
    presses: () => pressAll(answer, buttons),
    submit: async (_form, values) => {
      const anew = await open(answer)
      for (const typed of Object.entries(values)) await fillIn(anew.drawn, typed)
      return heardAfter(anew, () => anew.drawn.locator('button[type=submit]').click())
    },
  }
}

const web: ChannelPair = { name: 'The web chat', draw }
describeChannel(web)
describeHostility(web, { runs: 8, presses: 'left' })
