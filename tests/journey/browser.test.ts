import { Client } from 'pg'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, type Visit, visit } from '../browser.ts'
import { createFresh, type Fresh } from '../postgres/fresh.ts'
import { expectNoSidewaysScroll, findFaults, shoot } from '../web/pages.ts'
import { createHome, type Home, type Program } from './program.ts'

let fresh: Fresh
let home: Home
let program: Program
let browser: Browser

beforeAll(async () => {
  fresh = await createFresh()
  home = await createHome({ DATABASE_URL: fresh.url })
  ;[program, browser] = await Promise.all([home.start(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await home?.clean()
  await fresh?.drop()
})

/** Two cores may be busy with other tests. */
const patience = 30_000

async function enter(options: BrowserContextOptions, url: string): Promise<Visit> {
  const visitor = await visit(browser, { reducedMotion: 'reduce', ...options })
  visitor.page.setDefaultTimeout(patience)
  await visitor.page.goto(url)
  return visitor
}

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}
const desktop: BrowserContextOptions = { viewport: { width: 1200, height: 850 } }

/** Seen by eye and by axe: each stop of the journey. */
async function stop(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  await shoot(page, `journey-${name}`)
  expect(await findFaults(page), name).toEqual([])
  await expectNoSidewaysScroll(page)
}

/** Status messages wait a minute, so that a mis-press is never sent. The minute passes. */
async function passTheMinute(number: string, what: string): Promise<void> {
  const client = new Client({ connectionString: fresh.url })
  await client.connect()
  const hurry = async (): Promise<number> => {
    const { rowCount } = await client.query(
      'update graphile_worker._private_jobs set run_at = now() where starts_with(key, $1)',
      [`${number}:${what}:`],
    )
    return rowCount ?? 0
  }
  await expect.poll(hurry, { timeout: patience }).toBe(1)
  await client.end()
}

const press = (place: Page | Locator, name: string | RegExp): Promise<void> =>
  place.getByRole('button', { name, exact: true }).last().click()

async function ask(chat: Page, box: string, text: string): Promise<void> {
  await chat.getByRole('textbox', { name: box }).fill(text)
  await chat.keyboard.press('Enter')
}

/** The number on the newest receipt. */
async function readNumber(chat: Page): Promise<string> {
  const receipt = chat.getByText(/^L-[0-9A-Z]{5}$/).last()
  await receipt.waitFor()
  return (await receipt.textContent()) ?? ''
}

async function openInbox(office: string): Promise<Visit> {
  const desk = await enter({ ...desktop, locale: 'sv-SE' }, await home.inbox(office))
  await desk.page.getByRole('heading', { name: 'Inkorg' }).waitFor()
  return desk
}

function expectQuiet(...visits: readonly Visit[]): void {
  for (const { strayed, faults } of visits) expect([strayed, faults]).toEqual([[], []])
}

test('ask, narrow, hand over; the inbox shows it live, the office takes it, the chat hears of it', async () => {
  const talk = await enter({ ...phone, locale: 'sv-SE' }, program.url)
  const chat = talk.page
  await chat.getByText('Hej! Jag är Lotsen').waitFor()
  await stop(chat, 'sv-1-welcome')

  await ask(
    chat,
    'Skriv din fråga',
    'Vi vill köpa en ny svarv till verkstaden i Malå, vi är 5 anställda',
  )
  await chat.getByText('Jag har uppfattat').waitFor()
  await chat.getByText('5 anställda').nth(1).waitFor()
  await stop(chat, 'sv-2-answer')
  const question = chat.getByRole('button', { name: /Vet inte/ }).last()
  await question.scrollIntoViewIfNeeded()
  await stop(chat, 'sv-3-question')
  const shown = await chat.getByText('Jag har uppfattat').count()
  await answerQuestion(chat)
  await chat.getByText('Jag har uppfattat').nth(shown).waitFor()
  await stop(chat, 'sv-4-narrowed')

  await press(chat, 'Kontakta näringslivskontoret i Malå')
  await chat.getByLabel('Ditt namn').fill('Åsa Öberg')
  await chat.getByLabel(/^Telefon/).fill('ring mig')
  await chat.getByLabel(/Jag godkänner/).check()
  await press(chat, 'Granska')
  await chat.locator('[aria-invalid="true"]').last().waitFor()
  await stop(chat, 'sv-5-form-error')
  expect(await chat.getByLabel('Ditt namn').last().inputValue()).toBe('Åsa Öberg')
  await chat
    .getByLabel(/^Telefon/)
    .last()
    .fill('070-123 45 67')
  await chat
    .getByLabel(/Jag godkänner/)
    .last()
    .check()
  await press(chat, 'Granska')
  await chat.getByText('Det här skickas').waitFor()
  await stop(chat, 'sv-6-review')

  const inbox = await openInbox('mala')
  const desk = inbox.page
  await desk.getByText('Inget väntar just nu.').waitFor()
  await press(chat.getByRole('log'), 'Skicka')
  const number = await readNumber(chat)
  await stop(chat, 'sv-7-receipt')

  await desk.getByRole('link', { name: new RegExp(number) }).click()
  await desk.getByRole('button', { name: 'Jag tar det' }).waitFor()
  await stop(desk, 'desk-1-waiting')
  expect(await desk.getByText('070-123 45 67').count()).toBe(0)
  await desk.getByLabel('Ditt namn').fill('Anna')
  await press(desk, 'Jag tar det')
  await desk.getByText('070-123 45 67').waitFor()
  await press(desk, 'Anteckna')
  await desk.getByLabel('Text').fill('Ringer efter lunch')
  await desk.locator('.case-form').getByRole('button', { name: 'Anteckna' }).click()
  await desk.getByText('Ringer efter lunch').waitFor()
  await stop(desk, 'desk-2-noted')
  await passTheMinute(number, 'taken')
  await chat.getByText(`Ditt ärende ${number} är taget av`).waitFor()
  await stop(chat, 'sv-8-taken')

  await press(desk, 'Skriv till företaget')
  await desk.getByLabel('Text').fill('Hej! Passar det att jag ringer i morgon?')
  await desk.locator('.case-form').getByRole('button', { name: 'Skriv till företaget' }).click()
  await chat.getByText('Passar det att jag ringer i morgon?').waitFor()
  await ask(chat, 'Skriv din fråga', 'Ja, före tio går bra')
  await desk.getByText('Ja, före tio går bra').waitFor()
  await stop(chat, 'sv-9-writing')

  await press(desk, 'Avsluta')
  await desk.getByLabel('Vad blev det av hjälpen').selectOption({ label: 'råd' })
  await stop(desk, 'desk-3-closing')
  await desk.locator('.case-form').getByRole('button', { name: 'Avsluta' }).click()
  await passTheMinute(number, 'closed')
  await chat.getByText(`Ditt ärende ${number} är avslutat. Hur gick det?`).waitFor()
  await press(chat, 'Bra')
  await desk.getByText('Företagets omdöme').waitFor()
  await stop(desk, 'desk-4-closed')
  await stop(chat, 'sv-10-closed')

  await chat.reload()
  await chat.getByText(`Ditt ärende ${number} är avslutat. Hur gick det?`).waitFor()
  expect(await chat.getByText('Ringer efter lunch').count()).toBe(0)
  expectQuiet(talk, inbox)
}, 240_000)

/** The first real answer to the one question, whichever it is. */
async function answerQuestion(chat: Page): Promise<void> {
  const group = chat
    .locator('.log *:has(> button)')
    .filter({ has: chat.getByRole('button', { name: /Vet inte|Don.t know/ }) })
  await group.last().getByRole('button').first().click()
}

test('in English too', async () => {
  const talk = await enter({ ...phone, locale: 'en-GB' }, program.url)
  const chat = talk.page
  await chat
    .getByText(/Lotsen/)
    .nth(2)
    .waitFor()
  const box = 'Write your question'
  await ask(chat, box, 'We run a café in Norsjö with 3 employees and want to buy a new oven')
  await chat.getByText('3 employees').last().waitFor()
  await stop(chat, 'en-1-answer')
  await chat.getByRole('button', { name: 'Talk to a person' }).click()
  await chat.getByLabel('Your name').fill('Ann Smith')
  await chat.getByLabel(/^E-?mail/).fill('ann@example.org')
  await chat.getByLabel(/^I (agree|consent)/).check()
  await chat.locator('form.form').last().getByRole('button').first().click()
  await stop(chat, 'en-2-review')
  await press(chat.getByRole('log'), 'Send')
  const number = await readNumber(chat)
  await stop(chat, 'en-3-receipt')

  const inbox = await openInbox('norsjo')
  const desk = inbox.page
  await desk.getByRole('button', { name: /English/ }).click()
  await desk.getByRole('link', { name: new RegExp(number) }).click()
  await stop(desk, 'desk-5-english')
  await desk.locator('.actions').getByRole('button').first().click()
  await desk.getByText('ann@example.org').waitFor()
  await passTheMinute(number, 'taken')
  await chat
    .getByText(new RegExp(`Your case ${number}`))
    .last()
    .waitFor()
  await stop(chat, 'en-4-taken')
  expectQuiet(talk, inbox)
}, 180_000)
