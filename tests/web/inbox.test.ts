import type { Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { desktop, findFaults, phone, shoot, useBrowser } from './pages.ts'
import { officeKey } from './test-server.ts'

vi.setConfig({ testTimeout: 40_000 })
const arrive = useBrowser()

async function enter(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/office/mala?key=${officeKey}`)
  await page.getByRole('link', { name: /Köpa skördare/ }).waitFor()
}

const openCase = async (page: Page, title: RegExp): Promise<void> => {
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('heading', { name: title }).waitFor()
}

describe('the inbox', () => {
  test('opens with the key and leaves no trace of it in the address', async () => {
    const { page, url } = await arrive(desktop)
    await enter(page, url)
    expect(page.url()).toBe(`${url}/office/mala`)
    expect(await page.locator('.group.waiting li').count()).toBe(2)
    expect(await page.locator('.group.taken li').count()).toBe(1)
    const waiting = page.locator('.group.waiting .case-link')
    expect(await waiting.locator('.badge').allTextContents()).toEqual([
      'Försenat: lovat svar före fredag 20 november 14:00',
      'Svar före torsdag 14:00',
    ])
    expect(await waiting.locator('.badge.stop').count()).toBe(1)
    expect(await page.title()).toBe('(2) Inkorg – Lotsen')
    expect(await page.evaluate('document.cookie')).toBe('')
  })

  test('says what the office must do something about, for as long as it is so', async () => {
    const { page, url, alarms } = await arrive(desktop)
    alarms.push('Inga meddelanden når ert kontor: ärenden syns bara här.')
    await enter(page, url)
    const told = page.getByRole('status').filter({ hasText: 'når ert kontor' })
    await told.waitFor()
    expect(await findFaults(page)).toEqual([])
    await shoot(page, 'inbox-alarm')
    const [warning, list, shown] = await Promise.all(
      ['#alarms', '#cases', '.shown'].map((part) => page.locator(part).boundingBox()),
    )
    expect(warning?.width, 'across the page').toBeGreaterThan((list?.width ?? 0) + 100)
    expect(list?.x, 'the list beside the case').toBeLessThan(shown?.x ?? 0)
    alarms.pop()
    await page.reload()
    await page.getByRole('link', { name: /Köpa skördare/ }).waitFor()
    expect(await told.count()).toBe(0)
  })

  test('without the key says how to get in, and shows nothing', async () => {
    const { page, url } = await arrive(desktop)
    await page.goto(`${url}/office/mala/case/L-7K3QX`)
    await page
      .getByText('Inkorgen öppnas med kontorets egen länk, och webbläsaren måste få spara en kaka')
      .waitFor()
    expect(await page.getByText('skördare').count()).toBe(0)
  })

  test('a link in an e-mail, from another site, opens the case page', async () => {
    const { page, url } = await arrive(desktop)
    await enter(page, url)
    await page.route('**/mail', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<a href="${url}/office/mala/case/L-9M2TP">Öppna ärendet</a>`,
      }),
    )
    await page.goto(`${url.replace('127.0.0.1', 'localhost')}/mail`)
    await page.getByRole('link').click()
    await page.getByRole('heading', { name: 'Start a café in Malå' }).waitFor()
  })

  test('hears of changes and redraws, keeping the keyboard’s place', async () => {
    const { page, url, fake } = await arrive(desktop)
    await enter(page, url)
    await page.getByText('Uppdateras direkt').waitFor()
    await page.getByRole('link', { name: /Start a café/ }).focus()
    fake.changeCase('L-7K3QX', (card) => ({ ...card, title: 'Köpa skördare och lastbil' }))
    await page.getByRole('link', { name: /skördare och lastbil/ }).waitFor()
    expect(await page.evaluate('document.activeElement.dataset.case')).toBe('L-9M2TP')
  })

  test('a word to Lotsen is answered; one that did not arrive stays and says so', async () => {
    const { page, url } = await arrive(desktop)
    await enter(page, url)
    const word = page.getByLabel('Säg till Lotsen')
    await word.fill('semester 1–21 juli')
    await page.route('**/api/office-word', (route) => route.abort())
    await page.keyboard.press('Enter')
    await page.getByText('Meddelandet kom inte fram.').waitFor()
    expect(await word.inputValue()).toBe('semester 1–21 juli')
    await page.unroute('**/api/office-word')
    await page.keyboard.press('Enter')
    await page.getByText('noterat').waitFor()
    expect(await word.inputValue()).toBe('')
  })

  test('says which case has somebody who was not told', async () => {
    const { page, url, fake } = await arrive(desktop)
    fake.missed.push(
      { notice: 'L-9M2TP:taken:3', why: 'gone' },
      { notice: 'L-4H8RD:closed:2', why: 'unreached' },
    )
    await enter(page, url)
    const told = (words: string) => page.getByRole('link').filter({ hasText: words })
    expect(await told('Ett besked kom inte fram').textContent()).toContain('Start a café')
    expect(await told('Företaget kunde inte nås: ring').textContent()).toContain('Ta över åkeriet')
    await openCase(page, /Ta över åkeriet/)
    await page.locator('.case-head').getByText('Företaget kunde inte nås: ring').waitFor()
    await page.getByRole('button', { name: 'Nådde inte' }).click()
    await page.getByText('Klart.').waitFor()
    expect(await page.locator('.case-head').getByText('kunde inte nås').count()).toBe(1)
  })

  test('speaks English when asked, cards and all', async () => {
    const { page, url, fake } = await arrive({ ...desktop, locale: 'en-GB' })
    await page.goto(`${url}/office/mala?key=${officeKey}`)
    await page.getByRole('heading', { name: 'Waiting' }).waitFor()
    expect(fake.read.at(-1)).toBe('en')
    await page.getByRole('button', { name: 'svenska' }).click()
    await page.getByRole('heading', { name: 'Väntar' }).waitFor()
    await expect.poll(() => fake.read.at(-1)).toBe('sv')
  })

  test('says clearly when it is offline, and catches up after', async () => {
    const { page, url, fake, server } = await arrive(desktop)
    await enter(page, url)
    await page.getByText('Uppdateras direkt').waitFor()
    await page.route('**/api/**', (route) => route.abort())
    // Every open line is let go, as when a server restarts.
    server.server.closeAllConnections()
    await page.getByText('Ingen uppkoppling. Listan kan vara gammal.').waitFor()
    await shoot(page, 'inbox-offline')
    fake.changeCase('L-7K3QX', (card) => ({ ...card, title: 'Ändrat under tiden' }))
    await page.unroute('**/api/**')
    await page.getByRole('link', { name: /Ändrat under tiden/ }).waitFor({ timeout: 20_000 })
    await page.getByText('Uppdateras direkt').waitFor()
  })
})

describe('a case', () => {
  test('is taken, reached, noted and closed, each as the office', async () => {
    const { page, url, fake } = await arrive(desktop)
    await enter(page, url)
    await page.getByLabel('Ditt namn').fill('Anna')
    await openCase(page, /Köpa skördare/)
    expect(page.url()).toContain('/office/mala/case/L-7K3QX')
    expect(await page.getByRole('link', { name: '070-123 45 67' }).getAttribute('href')).toBe(
      'tel:0701234567',
    )
    await page.getByRole('button', { name: 'Ta ärendet' }).click()
    await page.getByText('Klart.').waitFor()
    expect(await page.locator('.group.taken li').count()).toBe(2)
    await page.getByRole('button', { name: 'Nådde inte' }).click()
    await page.getByText('not-reached: Anna').waitFor()
    await page.getByRole('button', { name: 'Avsluta' }).click()
    await page.getByRole('button', { name: 'Avsluta' }).last().click()
    await page.getByText('Fyll i det här fältet.').waitFor()
    await page.getByLabel('Hur gick det?').selectOption('Fick råd')
    await page.getByLabel('Tid i timmar').fill('tre')
    await page.getByRole('button', { name: 'Avsluta' }).last().click()
    await page.getByText('Skriv hela timmar').waitFor()
    expect(await page.getByLabel('Hur gick det?').inputValue()).toBe('advice')
    expect(await page.evaluate('document.activeElement.name')).toBe('hours')
    await page.getByLabel('Tid i timmar').fill('3')
    await page.keyboard.press('Enter')
    await page.locator('.group.closed').getByText('Köpa skördare').waitFor()
    expect(fake.presses.map(({ action }) => action)).toEqual([
      'take',
      'not-reached',
      'close',
      'close',
    ])
    expect(fake.presses.at(-1)?.values).toEqual({ help: 'advice', hours: '3' })
  })

  test('changed by someone else says so and keeps what is being written', async () => {
    const { page, url, fake } = await arrive(desktop)
    await enter(page, url)
    await openCase(page, /Köpa skördare/)
    await page.getByRole('button', { name: 'Anteckna' }).click()
    await page.getByLabel('Intern anteckning').fill('Ringde, inget svar')
    fake.changeCase('L-7K3QX', (card) => ({ ...card, need: 'Nytt behov' }))
    await page.locator('#shown').getByText('Nytt behov').waitFor()
    await page.getByText('Ärendet har ändrats av någon annan').waitFor()
    expect(await page.getByLabel('Intern anteckning').inputValue()).toBe('Ringde, inget svar')
    await page.getByRole('button', { name: 'Anteckna' }).last().click()
    await page.getByText('Klart.').waitFor()
    await page.locator('.entries').getByText('Ringde, inget svar').waitFor()
  })

  test('keeps a half-written note through another action, another case and a reload', async () => {
    const { page, url } = await arrive(desktop)
    await enter(page, url)
    await openCase(page, /Köpa skördare/)
    await page.getByRole('button', { name: 'Anteckna' }).click()
    const note = page.getByLabel('Intern anteckning')
    await note.fill('Ringde, inget')
    await page.getByRole('button', { name: 'Ta ärendet' }).click()
    await page.getByText('Klart.').waitFor()
    expect(await note.inputValue()).toBe('Ringde, inget')
    await openCase(page, /Start a café/)
    await openCase(page, /Köpa skördare/)
    await page.reload()
    await page.getByRole('button', { name: 'Anteckna' }).click()
    expect(await note.inputValue()).toBe('Ringde, inget')
    await page.getByRole('button', { name: 'Anteckna' }).last().click()
    await page.locator('.entries').getByText('Ringde, inget').waitFor()
    await page.getByRole('button', { name: 'Anteckna' }).click()
    expect(await note.inputValue()).toBe('')
  })

  test('pressed on an old card says who was first and draws the card again', async () => {
    const { page, url } = await arrive(desktop)
    await enter(page, url)
    await openCase(page, /Köpa skördare/)
    await page.route('**/api/case', async (route) => {
      const press = route.request().postDataJSON()
      await route.continue({ postData: JSON.stringify({ ...press, version: press.version - 1 }) })
    })
    await page.getByRole('button', { name: 'Ta ärendet' }).click()
    await page.getByText('Redan taget av Åsele 10:42.').waitFor()
  })

  test('pressed with no answer can be pressed again, and happens once', async () => {
    const { page, url } = await arrive(desktop)
    await enter(page, url)
    await openCase(page, /Köpa skördare/)
    const events: string[] = []
    await page.route('**/api/case', async (route) => {
      events.push(route.request().postDataJSON().event)
      if (events.length === 1) await route.abort()
      else await route.continue()
    })
    await page.getByRole('button', { name: 'Ta ärendet' }).click()
    await page.getByText('Meddelandet kom inte fram.').waitFor()
    await page.getByRole('button', { name: 'Ta ärendet' }).click()
    await page.getByText('Klart.').waitFor()
    expect(new Set(events).size).toBe(1)
  })

  test('that is not there is told; back and forth works', async () => {
    const { page, url } = await arrive(phone)
    await enter(page, url)
    await openCase(page, /Köpa skördare/)
    await page.goBack()
    await page.getByRole('link', { name: /Start a café/ }).click()
    await page.getByRole('heading', { name: /Start a café/ }).waitFor()
    await page.getByRole('link', { name: 'Till listan' }).click()
    await page.getByRole('link', { name: /Köpa skördare/ }).waitFor()
    await page.goto(`${url}/office/mala/case/L-NO`)
    await page.getByText('Ärendet finns inte').waitFor()
  })
})

describe('looks', () => {
  test.each([
    ['phone', phone],
    ['phone-dark', { ...phone, colorScheme: 'dark' as const }],
    ['desktop', desktop],
    ['twice as large', { viewport: { width: 640, height: 425 }, deviceScaleFactor: 2 }],
    ['desktop-dark', { ...desktop, colorScheme: 'dark' as const }],
  ])('%s: inbox, case and form fit, and axe finds nothing', async (name, options) => {
    const { page, url } = await arrive(options)
    await enter(page, url)
    await page.getByText('Uppdateras direkt').waitFor()
    expect(await findFaults(page)).toEqual([])
    await shoot(page, `inbox-${name}`)
    await openCase(page, /Köpa skördare/)
    expect(await findFaults(page)).toEqual([])
    await shoot(page, `case-${name}`)
    await page.getByRole('button', { name: 'Lämna ifrån' }).click()
    await page.getByRole('button', { name: 'Lämna ifrån' }).last().click()
    await page.getByText('Fyll i det här fältet.').waitFor()
    expect(await findFaults(page)).toEqual([])
    await shoot(page, `case-form-${name}`)
    const [needed, given] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    )
    expect(needed).toBeLessThanOrEqual(given)
  })
})
