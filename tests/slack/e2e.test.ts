import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from '../browser.ts'
import { createE2eWorld, type E2eWorld } from './e2e-world.ts'
import { modes } from './harness.ts'
import { findLocalSlack } from './local-slack.ts'

const binary = findLocalSlack()
const shots = process.env.LOTSEN_SHOTS
if (binary === undefined) {
  process.stderr.write(
    'SKIPPED: Slack end to end. local-slack-linux-x64 is not installed; npm ci installs it on Linux on x64 (or set LOCAL_SLACK_BIN).\n',
  )
}

/** Question, cards, modal, case in the office's channel, taken, owner told: the whole program in a Slack nobody here wrote. */
describe.skipIf(binary === undefined)('end to end in local-slack', () => {
  let browser: Browser
  let world: E2eWorld
  let shot: Shot
  beforeAll(async () => {
    if (shots !== undefined) mkdirSync(shots, { recursive: true })
    browser = await openBrowser()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await shot('failed')
      process.stderr.write(world.complaints().join('\n'))
    }
    await world.stop()
  })
  afterAll(() => browser.close())

  test.each(modes)(
    'over %s',
    async (mode) => {
      world = await createE2eWorld(binary ?? '', mode)
      const { page, strayed, faults } = await visit(browser, {
        viewport: { width: 1400, height: 1100 },
      })
      await page.goto(world.local.url)
      shot = async (name) => {
        if (shots !== undefined)
          await page.screenshot({ path: `${shots}/slack-${mode}-${name}.png` })
      }
      await linkOffice(page, world.officeKey, shot)
      const number = await handOver(page, shot)
      await takeCase(page, number, shot)
      await askColleague(page, shot)
      await mention(page, shot)

      await actAs(page, 'UANNA')
      await page.locator('.sidebar-item:has(.dot)').click()
      await page.getByText(`Ditt ärende ${number} är taget av`).waitFor({ timeout: 20_000 })
      await writeToCompany(page, 'Vi ringer i morgon klockan nio.')
      await actAs(page, 'UANNA')
      await page.locator('.sidebar-item:has(.dot)').click()
      await page.getByText('Vi ringer i morgon klockan nio.').waitFor()
      await shot('9-owner-told')
      await closeCase(page, number, shot)
      await showHome(page, number, shot)
      await askInEnglish(page, shot)
      expect(strayed).toEqual([])
      expect(faults).toEqual([])
      expect(world.complaints()).toEqual([])
    },
    240_000,
  )
})

type Shot = (name: string) => Promise<void>

async function linkOffice(page: Page, key: string, shot: Shot): Promise<void> {
  await actAs(page, 'UMALA')
  await open(page, 'malakontoret')
  await write(page, '/lots kontor koppla Malå')
  await fill(page, 'Kontorets nyckel', 'fel nyckel')
  await page.getByRole('button', { name: 'Koppla' }).click()
  await page.getByText('Nyckeln stämmer inte.').waitFor()
  await shot('1-office-key')
  await fill(page, 'Kontorets nyckel', key)
  await page.getByRole('button', { name: 'Koppla' }).click()
  await page.getByText('Den här kanalen är nu inkorg för Malå.').waitFor()
}

/** As far as the receipt; answers the case's number. */
async function handOver(page: Page, shot: Shot): Promise<string> {
  await actAs(page, 'UANNA')
  await open(page, 'lotsen')
  await page.getByText('Jag hittar stöd, lån och rådgivning').waitFor()
  await shot('2-home')
  await page.getByRole('button', { name: 'Jag behöver låna till en maskin' }).click()
  await page.locator('.sidebar-item:has(.dot)').click()
  await page.getByRole('button', { name: 'Berätta mer' }).first().waitFor()
  await shot('3-cards')
  await write(page, 'Vi är 5 anställda och finns i Malå')
  await page.getByText('repl').last().click()
  await page.getByRole('button', { name: 'Kontakta näringslivskontoret i Malå' }).last().click()
  await shot('4-form')
  // What is written there beforehand local-slack sends only once it is typed in.
  await fill(page, 'Vad gäller det?', 'Jag behöver låna till en såg')
  await fill(page, 'Ditt namn', 'Anna <b>Söder</b>')
  await fill(page, 'Telefon', '12')
  await page.locator('label', { hasText: /^\s*Ja\s*$/ }).click()
  await page.getByRole('button', { name: 'Granska' }).click()
  await shot('4-form-error')
  await fill(page, 'Telefon', '0950-123 45')
  await page.getByRole('button', { name: 'Granska' }).click()
  await page.getByRole('button', { name: 'Skicka', exact: true }).waitFor()
  await shot('5-summary')
  await page.getByRole('button', { name: 'Skicka', exact: true }).click()
  const receipt = page.getByText(/^L-[0-9A-Z]{5}$/).first()
  await receipt.waitFor()
  await shot('5-receipt')
  return (await receipt.textContent()) ?? ''
}

async function takeCase(page: Page, number: string, shot: Shot): Promise<void> {
  await actAs(page, 'UMALA')
  await open(page, 'malakontoret')
  await page.getByText(`Ärende ${number}`).first().waitFor()
  await shot('6-case')
  await page.getByRole('button', { name: 'Jag tar det' }).click()
  await page.getByText('Telefon: 0950-123 45').waitFor()
  await page.getByText('Taget av Maja vid kontoret').first().waitFor()
  await write(page, '/lots vem kan export?')
  await page.getByText('export och internationella affärer').waitFor()
  await shot('7-taken')
}

async function askColleague(page: Page, shot: Shot): Promise<void> {
  await page.getByRole('button', { name: 'Fråga en kollega' }).click()
  await page.getByText('Kunskap om').waitFor()
  await shot('7-colleague-form')
  await page.getByRole('button', { name: 'Stäng' }).click()
  await page.getByRole('button', { name: 'Lämna ifrån oss' }).click()
  await page.getByText('Rätt kommun, om du vet').waitFor()
  await shot('7-decline-form')
  await page.getByRole('button', { name: 'Stäng' }).click()
}

async function closeCase(page: Page, number: string, shot: Shot): Promise<void> {
  await actAs(page, 'UMALA')
  await open(page, 'malakontoret')
  await page.getByRole('button', { name: 'Avsluta' }).click()
  await page.getByText('Vad blev det av hjälpen').waitFor()
  await shot('10-close-form')
  await page.locator('select').filter({ hasText: 'råd' }).last().selectOption({ label: 'råd' })
  await page.getByRole('button', { name: 'Avsluta' }).last().click()
  await page.getByText('avslutade: råd').first().waitFor()
  await shot('10-closed')
  await page.getByRole('button', { name: 'Ångra' }).click()
  await page.getByText('ångrade sig').first().waitFor()
  await write(page, '@lotsen semester 1–21 juli, Åsele tar våra')
  await page.getByText('repl').last().click()
  await page.getByText('Åsele kommun tar nya ärenden').waitFor()
  await shot(`11-away`)
  await page.getByText(`Ärende ${number}`).first().waitFor()
}

async function showHome(page: Page, number: string, shot: Shot): Promise<void> {
  await actAs(page, 'UANNA')
  await open(page, 'lotsen')
  await page.getByText(`${number}: Jag behöver låna till en såg`).waitFor()
  await shot('12-home-case')
  await page.getByRole('button', { name: 'Öppna mina ärenden' }).click()
  await page.locator('.sidebar-item:has(.dot)').click()
  await page.getByText('Läge: Ett kontor har tagit det').waitFor()
  await shot('12-my-cases')
}

async function askInEnglish(page: Page, shot: Shot): Promise<void> {
  await actAs(page, 'UJANE')
  await open(page, 'allmant')
  await write(page, '@lotsen We want to hire our first employee in Sorsele, is there any support?')
  const answered =
    '//*[contains(text(), "first employee")]/following::*[contains(text(), "repl")][1]'
  await page.locator(`xpath=${answered}`).click()
  await page.getByRole('button', { name: 'Tell me more' }).first().waitFor()
  await shot('13-english')
  await open(page, 'lotsen')
  await page.getByText('You have no cases.').waitFor()
  await shot('13-english-home')
}

async function mention(page: Page, shot: Shot): Promise<void> {
  await actAs(page, 'UANNA')
  await open(page, 'allmant')
  await write(page, '@lotsen vilket stöd finns för solceller i Malå? <!here> & *fet*')
  await page.getByText('repl').first().click()
  await page.getByText('Jag har uppfattat').first().waitFor()
  await shot('8-mention')
}

async function writeToCompany(page: Page, text: string): Promise<void> {
  await actAs(page, 'UMALA')
  await open(page, 'malakontoret')
  await page.getByRole('button', { name: 'Skriv till företaget' }).click()
  await fill(page, 'Text', text)
  await page.getByRole('button', { name: 'Skriv till företaget' }).last().click()
}

const actAs = (page: Page, user: string) => page.locator('.actas select').selectOption(user)

const open = (page: Page, name: string) =>
  page.locator('.sidebar-item', { hasText: name }).first().click()

async function write(page: Page, text: string): Promise<void> {
  await page.locator('.composer-input').first().fill(text)
  await page.getByRole('button', { name: 'Send' }).first().click()
}

/** The box that follows its label, as the eye finds it. */
const fill = (page: Page, label: string, text: string) =>
  page
    .locator(
      `xpath=//*[normalize-space(text())="${label}"]/following::*[self::input or self::textarea][1]`,
    )
    .last()
    .fill(text)
