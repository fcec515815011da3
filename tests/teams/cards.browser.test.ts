import { mkdir } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readActivity } from '../../adapters/teams/activity.ts'
import { hear } from '../../adapters/teams/parse.ts'
import type { Pressed } from '../../adapters/teams/press.ts'
import { openBrowser } from '../browser.ts'
import { expectSound, looks, openCards, saidOn } from './card-page.ts'
import type { Theme } from './host-config.ts'
import { samples } from './samples.ts'
import { actionsIn, activity, invoke } from './set-up.ts'

const shots = '/tmp/lotsen/shots'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  await mkdir(shots, { recursive: true })
})
afterAll(() => browser.close())

const open = (theme: Theme, width: number) => openCards(browser, samples, { theme, width })

/** What the bot makes of it. */
function heardFrom(data: unknown): Pressed | undefined {
  const read = readActivity(activity({ bot: { url: 'http://127.0.0.1' } as never }, invoke(data)))
  const heard = read === undefined ? undefined : hear(read)
  return heard?.kind === 'pressed' ? heard.pressed : undefined
}

test.each(looks)('%s: looks right, fits, and axe finds no fault', async (name, screen) => {
  const page = await openCards(browser, samples, screen)
  await page.screenshot({ path: `${shots}/teams-${name}.png`, fullPage: true })
  await expectSound(page, screen.width)
  await page.context().close()
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

test('who hears the cards hears what each thing is about', async () => {
  const page = await open('light', 700)
  await page.getByRole('combobox', { name: 'I vilken kommun finns företaget?' }).waitFor()
  await page.getByRole('textbox', { name: 'Fältet phone (Rätta till)' }).waitFor()
  await page.getByRole('link', { name: 'almi.se: Mikrolån' }).waitFor()
  const about = page.getByRole('button', { name: 'Hur ansöker jag?' })
  expect(await about.evaluateAll((all) => all.map((one) => one.title))).toEqual([
    'Mikrolån',
    'Investeringsstöd för mikroföretag i inlandet',
  ])
  await page.context().close()
})
