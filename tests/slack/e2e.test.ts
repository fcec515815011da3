import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, visit } from '../browser.ts'
import { createE2eWorld, type E2eWorld } from './e2e-world.ts'
import { modes, officeKey } from './harness.ts'
import { findLocalSlack } from './local-slack.ts'

const binary = findLocalSlack()
const shots = '/tmp/lotsen/shots'
const skipped =
  'SKIPPED: Slack end to end. There is no local-slack; get it with: npm i --no-save local-slack-linux-x64@0.1.8 (or set LOCAL_SLACK_BIN).'
if (binary === undefined) process.stderr.write(`${skipped}\n`)

/** Question, cards, modal, case in the office's channel, taken, owner told: in a Slack nobody here wrote, in its own page. */
describe.skipIf(binary === undefined)('end to end in local-slack', () => {
  let browser: Browser
  let world: E2eWorld
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true })
    browser = await openBrowser()
  })
  afterEach(() => world.stop())
  afterAll(() => browser.close())

  test.each(modes)(
    'over %s',
    async (mode) => {
      world = await createE2eWorld(binary ?? '', mode)
      const { page, strayed, faults } = await visit(browser, {
        viewport: { width: 1400, height: 1100 },
      })
      await page.goto(world.local.url)
      const shot = (name: string) => page.screenshot({ path: `${shots}/slack-${mode}-${name}.png` })

      await actAs(page, 'UMALA')
      await open(page, 'malakontoret')
      await write(page, '/lots kontor koppla Malå')
      await fill(page, 'Kontorets nyckel', 'fel nyckel')
      await page.getByRole('button', { name: 'Koppla' }).click()
      await page.getByText('Nyckeln stämmer inte.').waitFor()
      await shot('1-office-key')
      await fill(page, 'Kontorets nyckel', officeKey)
      await page.getByRole('button', { name: 'Koppla' }).click()
      await page.getByText('Den här kanalen är nu inkorg för Malå.').waitFor()

      await actAs(page, 'UANNA')
      await open(page, 'lotsen')
      await page.getByText('Jag hittar stöd, lån och rådgivning').waitFor()
      await shot('2-home')
      await page.getByRole('button', { name: 'Jag behöver låna till en maskin' }).click()
      await page.locator('.sidebar-item:has(.dot)').click()
      await page.getByText('1. Mikrolån & <mer>').waitFor()
      await shot('3-cards')

      await page.getByRole('button', { name: 'Be kontoret höra av sig' }).click()
      await page.getByText('Det här skickas till näringslivskontoret.').waitFor()
      await fill(page, 'Fältet name', 'Anna <b>Söder</b>')
      await fill(page, 'Fältet phone', '12')
      await page.getByText('Ja', { exact: true }).click()
      await page.getByRole('button', { name: 'Granska' }).click()
      await page.getByText('Skriv ett nummer vi kan ringa.').waitFor()
      await shot('4-form-error')
      await fill(page, 'Fältet phone', '0950-123 45')
      await page.getByRole('button', { name: 'Granska' }).click()
      await page.getByText('Stämmer det här?').waitFor()
      await page.getByRole('button', { name: 'Skicka' }).click()
      await page.getByText('Ditt ärende L-7K3QX').waitFor()
      await shot('5-receipt')

      await actAs(page, 'UMALA')
      await open(page, 'malakontoret')
      await page.getByText('Ärende L-7K3QX, Malå').first().waitFor()
      await shot('6-case')
      await page.getByRole('button', { name: 'Jag tar det' }).click()
      await page.getByText('Taget av Maja vid kontoret').waitFor()
      await page.getByText('Telefon: 0950-123 45').waitFor()
      await shot('7-taken')
      await page.getByRole('button', { name: 'Skriv till företaget' }).click()
      await fill(page, 'Meddelande', 'Vi ringer i morgon klockan nio.')
      await page.getByRole('button', { name: 'Skriv till företaget' }).last().click()

      await actAs(page, 'UANNA')
      await page.locator('.sidebar-item:has(.dot)').click()
      await page.getByText('Maja vid kontoret har tagit ditt ärende.').waitFor()
      await page.getByText('Malå skriver: Vi ringer i morgon klockan nio.').waitFor()
      await shot('8-owner-told')

      await open(page, 'allmant')
      await write(page, '@lotsen hur gör jag <!here> & *fet*?')
      await page.getByText('repl').first().click()
      await page.getByText('Svar på: hur gör jag').waitFor()
      await shot('9-mention')
      expect(strayed).toEqual([])
      expect(faults).toEqual([])
      expect(world.logged.filter((line) => line.includes('failed'))).toEqual([])
    },
    60_000,
  )
})

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
