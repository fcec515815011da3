import { describe, expect, test, vi } from 'vitest'
import { phone, say, useBrowser } from './pages.ts'

/** Notes in the page, in `heard`, what a screen reader would read out of a live region. */
const hearing = `
  globalThis.heard = []
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target.closest?.('[aria-live]')?.getAttribute('aria-live') !== 'polite') continue
      for (const node of addedNodes)
        if (node instanceof Element && node.closest('[aria-hidden]') === null) heard.push(node.textContent)
    }
  }).observe(document, { childList: true, subtree: true })
`

vi.setConfig({ testTimeout: 40_000 })
const arrive = useBrowser()

describe('the chat', () => {
  test('welcomes with suggestions; one press gives offerings and a question', async () => {
    const { page, url, fake } = await arrive()
    await page.goto(url)
    await page.getByRole('button', { name: 'Jag vill köpa en maskin' }).click()
    await page.getByRole('heading', { name: 'Mikrolån' }).waitFor()
    expect(await page.getByRole('article').count()).toBe(3)
    await page.getByText('Jag frågar för att 4 av 7 stöd beror på det.').waitFor()
    await page.getByRole('button', { name: 'Nej', exact: true }).click()
    await page.getByText('Då vet jag det.').waitFor()
    expect(fake.turns.map((one) => one.kind)).toEqual(['open', 'press', 'press'])
    expect(fake.turns[2]).toMatchObject({ press: 'answer|started|no' })
  })

  test('looks the same after a reload, pressed buttons and filled forms included', async () => {
    const { page, url } = await arrive()
    await page.goto(url)
    await page.getByRole('button', { name: 'Jag vill köpa en maskin' }).click()
    await page.getByRole('button', { name: 'Nej', exact: true }).click()
    await page.getByText('Då vet jag det.').waitFor()
    await page.getByRole('button', { name: 'Kontakta en människa' }).click()
    await page.getByLabel('Namn').fill('Anna Lind')
    await page.getByLabel('E-post').fill('anna@exempel.se')
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Fortsätt' }).click()
    await page.getByRole('heading', { name: 'Det här skickas' }).waitFor()
    const seen = () => page.locator('#messages').textContent()
    const before = await seen()
    expect(await page.locator('.said.person').allTextContents()).toEqual([
      'Du: Jag vill köpa en maskin',
      'Du: Nej',
      'Du: Kontakta en människa',
      'Du: Fortsätt',
    ])
    await page.reload()
    await page.getByRole('heading', { name: 'Det här skickas' }).waitFor()
    expect(await seen()).toBe(before)
  })

  test('starts reading at the question, not at the end of a long answer', async () => {
    const { page, url } = await arrive(phone)
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    await say(page, 'Jag vill köpa en maskin')
    await page.getByRole('heading', { name: 'Mikrolån' }).waitFor()
    const bubble = page.locator('.said.person').last()
    const [top, log] = [await bubble.boundingBox(), await page.locator('#log').boundingBox()]
    expect(Math.abs((top?.y ?? 0) - (log?.y ?? 0) - 16)).toBeLessThan(4)
  })

  test('works by keyboard alone, and Shift+Enter is a new line', async () => {
    const { page, url, fake } = await arrive()
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    await page.getByRole('textbox').focus()
    await page.keyboard.type('behöver')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('lån')
    await page.keyboard.press('Enter')
    await page.getByText('Har ni redan').waitFor()
    expect(fake.turns[1]).toMatchObject({ text: 'behöver\nlån' })
    expect(await page.evaluate('document.activeElement.id')).toBe('text')
    await page.getByRole('button', { name: 'Vet inte' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Då vet jag det.').waitFor()
    await page.locator('summary').last().focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('details[open]').count()).toBe(1)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('A')
  })

  test('is read out once: a question, its answer, and nothing again after a reload', async () => {
    const { page, url } = await arrive()
    await page.addInitScript(hearing)
    const heard = () => page.evaluate<string[]>('heard')
    const times = async (words: string) =>
      (await heard()).filter((one) => one.includes(words)).length
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    await say(page, 'behöver lån')
    await page.getByText('Har ni redan').waitFor()
    await page.waitForTimeout(500)
    expect([await times('Du kan till'), await times('behöver lån'), await times('Har ni')]).toEqual(
      [1, 1, 1],
    )
    await page.reload()
    await page.getByText('Har ni redan').waitFor()
    expect(await heard()).toEqual([])
    await page.getByRole('button', { name: 'Vet inte' }).waitFor()
    await expect.poll(() => page.locator('#log').getAttribute('aria-live')).toBe('polite')
    await page.getByRole('button', { name: 'Vet inte' }).click()
    await page.getByText('Då vet jag det.').waitFor()
    expect(await times('Då vet jag det.')).toBe(1)
  })

  test('after a button has the keyboard at the new question, so that Tab goes on with its answer', async () => {
    const { page, url } = await arrive()
    await page.goto(url)
    await page.getByRole('button', { name: 'Jag vill köpa en maskin' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Har ni redan').waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toBe(
      'Du: Jag vill köpa en maskin',
    )
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Mer om det: Mikrolån')
  })

  test('speaks the other language when asked, page and all', async () => {
    const { page, url } = await arrive()
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('We can go on in English.').waitFor()
    await page.getByRole('button', { name: 'Talk to a person' }).waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
    await page.reload()
    await page.getByRole('button', { name: 'Start over' }).waitFor()
  })

  test('greets a browser in another language in English', async () => {
    const { page, url, fake } = await arrive({ locale: 'de-DE' })
    await page.goto(url)
    await page.getByText('Hello! What does your firm need?').waitFor()
    await page.getByRole('textbox', { name: 'Write your question' }).waitFor()
    expect(fake.turns[0]?.locale).toBe('en')
  })

  test('hears the office without losing what is being typed', async () => {
    const { page, url, fake } = await arrive()
    await page.goto(url)
    await page.getByRole('button', { name: 'Kontakta en människa' }).click()
    await page.getByLabel('Namn').fill('Anna Lind')
    await page.waitForTimeout(300)
    fake.sayFromOffice(`web:${fake.turns[0]?.address.id}`, 'Malå har tagit ärendet.')
    await page.getByText('Malå har tagit ärendet.').waitFor()
    await page.getByText('Näringslivskontoret · tis 24 nov. 09:42').waitFor()
    expect(await page.getByLabel('Namn').inputValue()).toBe('Anna Lind')
  })

  test('forgets on the page what the server has forgotten', async () => {
    const { page, url } = await arrive()
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    await say(page, 'glöm mig')
    await page.getByRole('button', { name: 'Ja, radera' }).click()
    await page.getByText('Nu är allt raderat.').waitFor()
    expect(await page.getByText('glöm mig').count()).toBe(0)
    expect(await page.evaluate('sessionStorage.length')).toBe(0)
  })
})

describe('a form', () => {
  test('says what is missing at once, then what the server found, and moves there', async () => {
    const { page, url, fake } = await arrive()
    await page.goto(url)
    await page.getByRole('button', { name: 'Kontakta en människa' }).click()
    await page.getByRole('heading', { name: 'Vem ska kontoret' }).waitFor()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H2')
    await page.getByRole('button', { name: 'Fortsätt' }).click()
    const name = page.getByLabel('Namn')
    expect(await name.getAttribute('aria-invalid')).toBe('true')
    expect(await name.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true)
    const described = (await name.getAttribute('aria-describedby')) ?? ''
    expect(await page.locator(`#${described}`).textContent()).toBe('Fyll i det här fältet.')
    expect(fake.turns).toHaveLength(2)

    await name.fill('Anna')
    await page.getByLabel('E-post').fill('fel')
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Fortsätt' }).click()
    await page.getByText('Skriv en e-postadress').waitFor()
    expect(await page.getByLabel('Namn').inputValue()).toBe('Anna')
    expect(await page.getByRole('checkbox').isChecked()).toBe(true)
    expect(await page.evaluate('document.activeElement.name')).toBe('email')
    expect(await page.getByLabel('E-post').getAttribute('autocomplete')).toBe('email')

    await page.getByLabel('E-post').fill('anna@exempel.se')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Det här skickas' }).waitFor()
    expect(await page.locator('form.form').count()).toBe(0)
    expect(fake.turns.at(-1)).toMatchObject({
      form: 'handoff',
      values: { name: 'Anna', email: 'anna@exempel.se', consent: 'yes', best_time: '' },
    })
  })

  test('is still there after a reload, with what was typed; a done one is not', async () => {
    const { page, url } = await arrive()
    await page.goto(url)
    await page.getByRole('button', { name: 'Kontakta en människa' }).click()
    await page.getByLabel('Namn').fill('Anna Lind')
    await page.reload()
    await expect.poll(() => page.getByLabel('Namn').inputValue()).toBe('Anna Lind')
    await page.getByLabel('E-post').fill('anna@exempel.se')
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Fortsätt' }).click()
    await page.getByRole('heading', { name: 'Det här skickas' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Det här skickas' }).waitFor()
    expect(await page.locator('form.form').count()).toBe(0)
  })
})
