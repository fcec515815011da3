import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import type { Reply } from '../../src/index.ts'
import { everything } from './fake-talk.ts'
import { say, unfold, useBrowser } from './pages.ts'

vi.setConfig({ testTimeout: 40_000 })
const arrive = useBrowser()

const kinds: Record<Reply['kind'], 'drawn'> = {
  text: 'drawn',
  offering: 'drawn',
  choices: 'drawn',
  form: 'drawn',
  summary: 'drawn',
}

/** Keys whose strings are for machines, not for reading. */
const silent = new Set([
  'kind',
  'tone',
  'code',
  'url',
  'press',
  'weight',
  'offering',
  'form',
  'type',
  'autocomplete',
  'required',
])

interface Said {
  readonly words: string[]
  readonly links: { readonly label: string; readonly url: string }[]
  readonly presses: { readonly label: string; readonly press: string }[]
}

/** Everything a reply says, found without knowing how it is drawn. */
function collect(part: unknown, said: Said): Said {
  if (Array.isArray(part)) for (const one of part) collect(one, said)
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return said
  const { label, url, press } = part as Record<string, unknown>
  if (typeof url === 'string') said.links.push({ label: String(label), url })
  if (typeof press === 'string') said.presses.push({ label: String(label), press })
  const isField = 'options' in part && 'name' in part
  for (const [key, value] of Object.entries(part)) {
    const forMachines =
      silent.has(key) ||
      (isField && key === 'name') ||
      ('label' in part && isOption(part) && key === 'value')
    if (typeof value === 'string' && !forMachines && value !== '') said.words.push(value)
    if (typeof value === 'object') collect(value, said)
  }
  return said
}

const isOption = (part: object): boolean => Object.keys(part).join() === 'value,label'

const drawAll = async (page: Page, url: string): Promise<void> => {
  await page.goto(url)
  await page.getByText('Du kan till exempel').waitFor()
  await say(page, 'allt')
  await page.getByRole('heading', { name: 'Vem ska kontoret' }).waitFor()
  await unfold(page)
}

test('the script has every kind of reply', () => {
  expect(new Set(everything.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)))
})

test('every word, link and button of every kind of reply reaches the page', async () => {
  const { page, url } = await arrive()
  await drawAll(page, url)
  const { words, links, presses } = collect(everything, { words: [], links: [], presses: [] })
  const answer = page.locator('.said.lotsen').last()
  const text = (await answer.textContent()) ?? ''
  expect(words.filter((word) => !text.includes(word))).toEqual([])
  const drawn = await answer
    .locator('a')
    .evaluateAll((all) => all.map((one) => `${one.textContent} ${one.getAttribute('href')}`))
  const wanted = links.filter((link) => !link.url.startsWith('javascript:'))
  expect(wanted.filter((link) => !drawn.includes(`${link.label} ${link.url}`))).toEqual([])
  const buttons = await answer.getByRole('button').allTextContents()
  expect(presses.filter((one) => !buttons.includes(one.label))).toEqual([])
})

test('hostile words stay words, and hostile links go nowhere', async () => {
  const { page, url } = await arrive()
  await drawAll(page, url)
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  await page.getByText('<img src=x onerror=alert(1)>').waitFor()
  expect(await page.locator('a[href^="javascript"]').count()).toBe(0)
  const targets = await page
    .locator('.said a[href^="http"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('rel')))
  expect(new Set(targets)).toEqual(new Set(['noopener noreferrer']))
})

test.each([
  ['0953-140 00 (kommunens växel, uppgift från 2023-09-27)', ['tel:095314000']],
  ['Ring 070-123 45 67 eller +46 953 140 00.', ['tel:0701234567', 'tel:+4695314000']],
  ['0701234567', ['tel:0701234567']],
  ['08-123 456 78, anna@exempel.se', ['tel:0812345678', 'mailto:anna@exempel.se']],
  ['20 000 kr–1 800 000 kr, 20 000 000 kr, 556036-0793, 2026-11-24, 100 000 500', []],
])('in "%s" only numbers and addresses can be pressed', async (words, wanted) => {
  const { page, url } = await arrive()
  await page.goto(url)
  const found = await page.evaluate(
    `import('/pages/dom.js').then(({ makeReachable }) =>
      makeReachable(${JSON.stringify(words)}).filter((one) => one.href).map((one) => one.getAttribute('href')))`,
  )
  expect(found).toEqual(wanted)
})

test('every button sends its own press', async () => {
  const { page, url, fake } = await arrive()
  await drawAll(page, url)
  const { presses } = collect(everything, { words: [], links: [], presses: [] })
  const answer = page.locator('.said.lotsen').nth(1)
  for (const [index, { label, press }] of presses.entries()) {
    if (press === 'handoff-cancel') continue
    const same = presses.slice(0, index).filter((one) => one.label === label).length
    const before = fake.turns.length
    await answer.getByRole('button', { name: label, exact: true }).nth(same).click()
    await expect.poll(() => fake.turns.length).toBe(before + 1)
    expect(fake.turns.at(-1)).toMatchObject({ kind: 'press', press })
    await page.locator('#send:not([aria-disabled])').waitFor()
  }
})
