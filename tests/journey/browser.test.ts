import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser, visit } from '../browser.ts'
import { createFresh, type Fresh } from '../postgres/fresh.ts'
import { expectNoSidewaysScroll, findFaults } from '../web/pages.ts'
import { createHome, type Home, type Program } from './program.ts'

let fresh: Fresh
let home: Home
let program: Program
let browser: Browser
/** Pictures of each step, to be looked at: a folder outside the project. */
const shots = process.env.LOTSEN_SHOTS ?? '/tmp/lotsen/shots'
const phone: BrowserContextOptions = {
  locale: 'sv-SE',
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 1.5,
  reducedMotion: 'reduce',
}
const desktop: BrowserContextOptions = {
  locale: 'sv-SE',
  viewport: { width: 1200, height: 850 },
  reducedMotion: 'reduce',
}

beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  fresh = await createFresh()
  home = await createHome(fresh.url)
  ;[program, browser] = await Promise.all([home.start(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await home.clean()
  await fresh.drop()
})

/** A page of its own, which at the end must have stayed on this machine and broken nothing. */
async function open(options: BrowserContextOptions): Promise<Page> {
  const { page, strayed, faults } = await visit(browser, options)
  page.context().setDefaultTimeout(30_000)
  onTestFinished(async () => {
    await page.context().close()
    expect([strayed, faults]).toEqual([[], []])
  })
  return page
}

/** Looked at by axe and kept as a picture, at each stop of the way. */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${shots}/journey-${name}.png` })
  expect(await findFaults(page), name).toEqual([])
  await expectNoSidewaysScroll(page)
}

async function ask(chat: Page, words: { readonly greeting: string; readonly need: string }) {
  await chat.goto(program.url)
  await chat.getByText(words.greeting).waitFor()
  await chat.getByRole('textbox').fill(words.need)
  await chat.keyboard.press('Enter')
}

/** What the keyboard is on, as a reader would name it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const one = document.activeElement
    return (one.labels?.[0]?.textContent ?? one.getAttribute('aria-label') ?? one.textContent).trim()
  })()`)

/** Presses Tab (or back) until the keyboard is on what is wanted; never more often than a person would bear. */
async function tabTo(page: Page, wanted: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press(key)
    const now = await focused(page)
    if (wanted.test(now)) return
    passed.push(now.slice(0, 40))
  }
  throw new Error(`${wanted} was not reached: ${passed.join(' | ')}`)
}

/** Waits until the keyboard has been moved to what must be read next. */
const expectFocus = (page: Page, wanted: RegExp) =>
  expect.poll(() => focused(page), { timeout: 20_000 }).toMatch(wanted)

async function findNumber(chat: Page): Promise<string> {
  const receipt = chat.getByText(/^L-[0-9A-Z]{5}$/).first()
  await receipt.waitFor()
  return (await receipt.textContent()) ?? ''
}

test('a sawmill asks, narrows and hands over; its office takes it and the chat hears of each step', async () => {
  const desk = await open(desktop)
  await desk.goto(await program.inbox('mala'))
  await desk.getByText('Inget väntar just nu.').waitFor()
  await desk.getByText('Uppdateras direkt').waitFor()

  const chat = await open(phone)
  await ask(chat, {
    greeting: 'Hej! Jag är Lotsen',
    need: 'Vi vill köpa en ny svarv till verkstaden i Malå, vi är 5 anställda',
  })
  await chat.getByText('Jag har uppfattat').waitFor()
  expect(await chat.getByText('5 anställda').count()).toBeGreaterThan(0)
  const cards = chat.getByRole('article')
  expect(await cards.count()).toBe(3)
  await look(chat, 'answer')

  const question = chat.locator('.choices').filter({ hasText: 'Jag frågar' }).last()
  const asked = (await question.locator('.question').textContent()) ?? ''
  const option = question.getByRole('button').first()
  const picked = (await option.textContent()) ?? ''
  await option.click()
  await chat.locator('.said.person').filter({ hasText: picked }).waitFor()
  await expect.poll(() => chat.locator('.said.lotsen').count()).toBe(3)
  expect(await chat.locator('.said.lotsen').last().textContent()).not.toContain(asked)
  await look(chat, 'narrowed')

  await chat.getByRole('button', { name: 'Kontakta näringslivskontoret i Malå' }).last().click()
  await chat.getByLabel('Ditt namn').fill('Åsa Öberg')
  await chat.getByLabel(/^Telefon/).fill('ring mig')
  await chat.getByLabel(/Jag godkänner/).check()
  await look(chat, 'form')
  await chat.getByRole('button', { name: 'Granska' }).click()
  await chat.getByText('Det ser inte ut som ett telefonnummer').waitFor()
  expect(await chat.getByLabel(/Jag godkänner/).isChecked()).toBe(true)
  expect(await chat.getByLabel('Ditt namn').inputValue()).toBe('Åsa Öberg')
  await look(chat, 'mended')
  await chat.getByLabel(/^Telefon/).fill('070-123 45 67')
  await chat.getByRole('button', { name: 'Granska' }).click()
  const send = chat.getByRole('log').getByRole('button', { name: 'Skicka', exact: true })
  await send.waitFor()
  await look(chat, 'review')
  await send.click()
  const number = await findNumber(chat)
  await look(chat, 'sent')
  const said = await chat.locator('#messages').textContent()
  await chat.reload()
  await chat.getByText(number).first().waitFor()
  expect(await chat.locator('#messages').textContent()).toBe(said)

  // It comes by itself to the inbox that is open.
  await desk.getByText(number).first().waitFor()
  await look(desk, 'inbox')
  expect(await desk.title()).toBe('(1) Inkorg – Lotsen')
  await desk.getByText(/^Svar .*före/).waitFor()
  await desk.getByText(number).first().click()
  await desk.getByRole('button', { name: 'Jag tar det' }).waitFor()
  expect(await desk.getByText('070-123 45 67').count()).toBe(0)
  await look(desk, 'waiting')
  await desk.getByLabel('Ditt namn').fill('Anna')
  await desk.getByRole('button', { name: 'Jag tar det' }).click()
  await desk.getByRole('link', { name: '070-123 45 67' }).waitFor()
  await chat.getByText(new RegExp(`${number} är taget av`)).waitFor()

  await desk.getByRole('button', { name: 'Anteckna' }).click()
  await desk.getByLabel('Text').fill('Ringer efter lunch')
  await desk.getByRole('button', { name: 'Anteckna' }).last().click()
  await desk.locator('.entries').getByText('Ringer efter lunch').waitFor()
  await desk.getByRole('button', { name: 'Fick inte tag på dem' }).click()
  await chat.getByText('Vi har sökt dig').waitFor()
  await desk.getByRole('button', { name: 'Har fått kontakt' }).click()
  await desk.getByRole('button', { name: 'Skriv till företaget' }).click()
  await desk.getByLabel('Text').fill('Vi ses på torsdag klockan tio.')
  await desk.getByRole('button', { name: 'Skriv till företaget' }).last().click()
  await chat.getByText('Vi ses på torsdag klockan tio.').waitFor()
  await look(desk, 'taken')

  await desk.getByRole('button', { name: 'Avsluta' }).click()
  await desk.getByLabel('Vad blev det av hjälpen').selectOption('råd')
  await look(desk, 'closing')
  await desk.getByRole('button', { name: 'Avsluta' }).last().click()
  await desk.locator('.group.closed').getByText(number).waitFor()
  await look(desk, 'closed')
  await chat.getByText(`Ditt ärende ${number} är avslutat. Hur gick det?`).waitFor()
  await chat.getByRole('button', { name: 'Bra', exact: true }).click()
  await desk.locator('#shown').getByText('Bra').first().waitFor()
  await look(chat, 'heard')
  expect(await chat.getByText('Ringer efter lunch').count()).toBe(0)
}, 300_000)

test('a café owner in Sorsele and her office get all the way in English with the keyboard alone', async () => {
  const chat = await open({ ...phone, viewport: { width: 320, height: 640 }, locale: 'en-GB' })
  await ask(chat, {
    greeting: 'Hello! I am Lotsen',
    need: 'I run a small café in Sorsele and need a new oven. What help is there?',
  })
  await chat.getByText('I have understood').waitFor()
  await look(chat, 'en-answer')
  await tabTo(chat, /^Do not know/, 'Shift+Tab')
  await chat.keyboard.press('Enter')
  await expectFocus(chat, /^You: Do not know/)
  await chat.getByText('Then the suggestions above still hold').waitFor()
  await tabTo(chat, /^More about it/, 'Shift+Tab')
  await chat.keyboard.press('Enter')
  await chat.locator('details[open]').waitFor()
  await look(chat, 'en-unfolded')
  await tabTo(chat, /^Contact the business office in Sorsele/)
  await chat.keyboard.press('Enter')
  await expectFocus(chat, /^Hand over to the business office/)
  await tabTo(chat, /^Your name/)
  await chat.keyboard.type('Maartje Visser')
  await tabTo(chat, /^E-mail/)
  await chat.keyboard.type('maartje@example.org')
  await tabTo(chat, /^I agree/)
  await chat.keyboard.press('Space')
  await tabTo(chat, /^Review/)
  await chat.keyboard.press('Enter')
  await expectFocus(chat, /^You: Review/)
  await tabTo(chat, /^Send$/)
  await chat.keyboard.press('Enter')
  const number = await findNumber(chat)
  await expectFocus(chat, /^You: Send/)

  const desk = await open({ ...phone, locale: 'en-GB' })
  await desk.goto(await program.inbox('sorsele'))
  await desk.getByText(number).first().waitFor()
  await look(desk, 'en-inbox')
  await tabTo(desk, new RegExp(number))
  await desk.keyboard.press('Enter')
  await expectFocus(desk, new RegExp(`^Case ${number}`))
  await look(desk, 'en-case')
  await tabTo(desk, /^I'll take it/)
  await desk.keyboard.press('Enter')
  await expectFocus(desk, /^Taken by Sorsele/)
  await desk.getByRole('link', { name: 'maartje@example.org' }).waitFor()
  await tabTo(desk, /^Note$/, 'Shift+Tab')
  await desk.keyboard.press('Enter')
  await expectFocus(desk, /^Text/)
  await desk.keyboard.type('Calls her on Monday')
  await tabTo(desk, /^Note$/)
  await desk.keyboard.press('Enter')
  await desk.locator('.entries').getByText('Calls her on Monday').waitFor()
  await tabTo(desk, /^Close$/, 'Shift+Tab')
  await desk.keyboard.press('Enter')
  await expectFocus(desk, /^What came of the help/)
  await desk.keyboard.type('advice')
  await look(desk, 'en-closing')
  await tabTo(desk, /^Close$/)
  await desk.keyboard.press('Enter')
  await expectFocus(desk, /^Sorsele closed/)
  await look(desk, 'en-closed')
  await chat.getByText(`Your case ${number} is closed. How did it go?`).waitFor()
  await look(chat, 'en-heard')
}, 300_000)
