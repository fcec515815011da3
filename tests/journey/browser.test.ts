import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, visit } from '../browser.ts'
import { createFresh, type Fresh } from '../postgres/fresh.ts'
import { createHome, type Home, type Program } from './program.ts'

let fresh: Fresh
let home: Home
let program: Program
let browser: Browser
const shots = process.env.LOTSEN_SHOTS

beforeAll(async () => {
  fresh = await createFresh()
  home = await createHome(fresh.url)
  ;[program, browser] = await Promise.all([home.start(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await home.clean()
  await fresh.drop()
})

async function findFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')
  return (found as { violations: { id: string }[] }).violations.map((violation) => violation.id)
}

async function shoot(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/journey-${name}.png` })
}

test('ask, narrow, hand over; the inbox shows it, without contact details before it is taken', async () => {
  const phone = await visit(browser, { viewport: { width: 390, height: 844 }, locale: 'sv-SE' })
  const chat = phone.page
  await chat.goto(program.url)
  await chat.getByText('Hej! Jag är Lotsen').waitFor({ timeout: 30_000 })
  await chat
    .getByRole('textbox')
    .fill('Vi vill köpa en ny svarv till verkstaden i Malå, vi är 5 anställda')
  await chat.keyboard.press('Enter')
  await chat.getByText('Jag har uppfattat').waitFor({ timeout: 30_000 })
  expect(await chat.getByText('5 anställda').count()).toBeGreaterThan(0)
  await shoot(chat, 'answer')
  expect(await findFaults(chat)).toEqual([])
  await chat.getByRole('button', { name: 'Vet inte / hoppa över' }).last().click()
  await chat.getByRole('button', { name: 'Kontakta näringslivskontoret i Malå' }).last().click()
  await chat.getByLabel('Ditt namn').fill('Åsa Öberg')
  await chat.getByLabel(/^Telefon/).fill('070-123 45 67')
  await chat.getByLabel(/Jag godkänner/).check()
  await chat.getByRole('button', { name: 'Granska' }).click()
  await chat.getByRole('button', { name: 'Skicka', exact: true }).first().waitFor()
  await shoot(chat, 'review')
  expect(await findFaults(chat)).toEqual([])
  await chat.getByRole('log').getByRole('button', { name: 'Skicka', exact: true }).click()
  const receipt = chat.getByText(/^L-[0-9A-Z]{5}$/).first()
  await receipt.waitFor()
  const number = (await receipt.textContent()) ?? ''

  const desk = (await visit(browser, { viewport: { width: 1200, height: 850 } })).page
  await desk.goto(await program.inbox('mala'))
  await desk.getByText(number).first().click()
  await shoot(desk, 'inbox')
  expect(await findFaults(desk)).toEqual([])
  expect(await desk.getByText('070-123 45 67').count()).toBe(0)
  expect(phone.strayed).toEqual([])
  expect(phone.faults).toEqual([])
}, 300_000)
