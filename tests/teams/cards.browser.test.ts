import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readActivity } from '../../adapters/teams/activity.ts'
import { hear } from '../../adapters/teams/parse.ts'
import type { Pressed } from '../../adapters/teams/press.ts'
import { openBrowser, visit } from '../browser.ts'
import { hostConfigFor, styleFor, type Theme } from './host-config.ts'
import { samples } from './samples.ts'
import { actionsIn, activity, invoke } from './set-up.ts'

const { resolve } = createRequire(import.meta.url)
const bundle = readFileSync(resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8')
const axe = readFileSync(resolve('axe-core/axe.min.js'), 'utf8')
const shots = '/tmp/lotsen/shots'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  await mkdir(shots, { recursive: true })
})
afterAll(() => browser.close())

/** Draws cards the way a client does: Microsoft's renderer, which tells what was pressed. */
const client = `
  const said = []
  function drawCards(cards, config) {
    const { AdaptiveCard, HostConfig, SerializationContext, Versions } = AdaptiveCards
    const faults = []
    for (const [name, json] of Object.entries(cards)) {
      const card = new AdaptiveCard()
      card.hostConfig = new HostConfig(config)
      card.onExecuteAction = (action) => said.push({ type: action.getJsonTypeName(), data: action.data })
      const context = new SerializationContext(Versions.v1_5)
      card.parse(json, context)
      for (let at = 0; at < context.eventCount; at += 1) faults.push(name + ': ' + context.getEventAt(at).message)
      const article = document.createElement('article')
      article.id = name.replaceAll(' ', '-')
      article.setAttribute('aria-label', name)
      article.append(card.render())
      document.querySelector('main').append(article)
    }
    return faults.filter((fault) => !fault.endsWith('for property "lang".'))
  }
`

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

const run = <T>(page: Page, script: string): Promise<T> => page.evaluate(script) as Promise<T>

async function open(theme: Theme, width: number): Promise<Page> {
  const { page } = await visit(browser, { viewport: { width, height: 900 }, colorScheme: theme })
  await page.setContent(
    `<!doctype html><html lang="sv"><head><title>Kort</title><style>${styleFor(theme)}</style></head><body><main><h1>Kort</h1></main></body></html>`,
  )
  await page.addScriptTag({ content: bundle })
  await page.addScriptTag({ content: client })
  const call = `drawCards(${JSON.stringify(samples)}, ${JSON.stringify(hostConfigFor(theme))})`
  expect(await run(page, call)).toEqual([])
  return page
}

const saidOn = (page: Page) => run<{ type: string; data: unknown }[]>(page, 'said.splice(0)')

/** What the bot makes of it. */
function heardFrom(data: unknown): Pressed | undefined {
  const read = readActivity(activity({ bot: { url: 'http://127.0.0.1' } as never }, invoke(data)))
  const heard = read === undefined ? undefined : hear(read)
  return heard?.kind === 'pressed' ? heard.pressed : undefined
}

describe.each([
  ['light', 'light', 700],
  ['dark', 'dark', 700],
  ['320', 'light', 320],
  ['320-dark', 'dark', 320],
] as const)('%s', (name, theme, width) => {
  test('looks right, fits, and axe finds no fault', async () => {
    const page = await open(theme, width)
    expect(await run(page, 'document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    const right = await run<number>(
      page,
      `Math.max(...[...document.querySelectorAll('button')].map((one) => one.getBoundingClientRect().right))`,
    )
    expect(right).toBeLessThanOrEqual(width - 12)
    await page.screenshot({ path: `${shots}/teams-${name}.png`, fullPage: true })
    await page.evaluate(axe)
    const { violations } = await run<{ violations: Violation[] }>(page, 'axe.run()')
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 300)}`)).toEqual([])
    await page.context().close()
  })
})

describe('clicking', () => {
  test('every button without inputs says what it means', async () => {
    const page = await open('light', 700)
    for (const [name, card] of Object.entries(samples)) {
      const article = page.locator(`#${name.replaceAll(' ', '-')}`)
      const executes = actionsIn(card).filter(
        (one) => one.type === 'Action.Execute' && one.associatedInputs === 'none',
      )
      for (const action of executes.filter(
        (one) => one.verb === 'lotsen' && one.fallback !== undefined,
      )) {
        await article
          .getByRole('button', { name: String(action.title), exact: true })
          .first()
          .click()
        const [said] = await saidOn(page)
        expect(said?.type).toBe('Action.Execute')
        expect(said?.data).toEqual(action.data)
        expect(heardFrom(said?.data)).toBeDefined()
      }
    }
    await page.context().close()
  })

  test('a form says what is missing, then sends what was typed', async () => {
    const page = await open('light', 700)
    const form = page.locator('#form')
    await form.getByRole('button', { name: 'Granska' }).click()
    expect(await saidOn(page)).toEqual([])
    await form.getByText('Fyll i: Fältet name').waitFor()
    await form.getByLabel('Fältet name').fill('Anna <b>A</b>')
    await form.getByLabel('Fältet phone').fill('0953-140 00')
    await form.getByLabel('Förmiddag').check()
    await form.getByRole('checkbox').check()
    await form.getByRole('button', { name: 'Granska' }).click()
    const [said] = await saidOn(page)
    expect(heardFrom(said?.data)).toMatchObject({
      kind: 'form',
      form: 'handoff',
      values: { name: 'Anna <b>A</b>', phone: '0953-140 00', time: 'am', consent: 'yes' },
    })
    await page.context().close()
  })

  test('a long list is chosen from', async () => {
    const page = await open('light', 320)
    await page.locator('#places').getByRole('combobox').selectOption({ label: 'Malå' })
    await page.locator('#places').getByRole('button', { name: 'Välj' }).click()
    const [said] = await saidOn(page)
    expect(heardFrom(said?.data)).toMatchObject({ kind: 'press', press: 'place|Malå|find' })
    await page.context().close()
  })

  test('a case’s button opens its form, and only its own values are sent', async () => {
    const page = await open('dark', 320)
    const card = page.locator('#case-taken')
    await card.getByRole('button', { name: 'Skriv till företaget' }).click()
    await card.getByRole('textbox').fill('Vi ringer i morgon.')
    await page.screenshot({ path: `${shots}/teams-case-form.png`, fullPage: true })
    await card.getByRole('button', { name: 'Skriv till företaget' }).last().click()
    const [said] = await saidOn(page)
    expect(heardFrom(said?.data)).toMatchObject({
      kind: 'act',
      action: 'write',
      version: 2,
      values: { text: 'Vi ringer i morgon.' },
    })
    await page.context().close()
  })

  test('foreign words are drawn as they were written', async () => {
    const page = await open('light', 700)
    const text = await page.locator('#hostile').textContent()
    expect(text).toContain(
      'Anna & <b>Söner</b> *AB* _x_ `y` ~z~ <!here> @channel [klick](http://x.example) &amp; :skull:',
    )
    expect(text).toContain('{\u2060{DATE(2026-11-23T10:00:00Z)}}')
    expect(await page.locator('#hostile').locator('b, a, em, strong, li, h1').count()).toBe(0)
    await page.context().close()
  })
})
