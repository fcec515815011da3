import { describe, expect, test, vi } from 'vitest'
import { findFaults, say, shoot, useBrowser } from './pages.ts'

vi.setConfig({ testTimeout: 40_000 })
const arrive = useBrowser()

describe('a bad connection', () => {
  test('keeps what was sent, offers it again, and it happens once', async () => {
    const { page, url, fake } = await arrive()
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    const sent: string[] = []
    await page.route('**/api/turn', async (route) => {
      sent.push(route.request().postDataJSON().event)
      if (sent.length === 1) await route.abort()
      else await route.continue()
    })
    await say(page, 'behöver lån')
    await page.getByText('Meddelandet kom inte fram.').waitFor()
    await shoot(page, 'unsent')
    await page.getByRole('button', { name: 'Försök igen' }).click()
    await page.getByText('Har ni redan').waitFor()
    expect(new Set(sent).size).toBe(1)
    expect(fake.turns).toHaveLength(2)
    expect(await page.locator('.said.person').count()).toBe(1)
  })

  test('that loses only the answer loses nothing: it is asked for again under the same event', async () => {
    const { page, url, fake } = await arrive()
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    await page.waitForTimeout(300)
    const sent: string[] = []
    await page.route('**/api/turn', async (route) => {
      sent.push(route.request().postDataJSON().event)
      if (sent.length > 1) return route.continue()
      await route.fetch()
      return route.abort()
    })
    await say(page, 'behöver lån')
    await expect.poll(() => sent.length).toBe(2)
    await page.getByText('Har ni redan').waitFor()
    await expect.poll(() => page.getByText('Meddelandet kom inte fram.').count()).toBe(0)
    expect(new Set(sent).size).toBe(1)
    expect(fake.turns).toHaveLength(2)
    await expect.poll(() => page.locator('.said.person').count()).toBe(1)
    expect(await page.getByRole('article').count()).toBe(3)
  })

  test('over a reload sends again what was not answered', async () => {
    const { page, url, fake } = await arrive()
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    fake.breakDown('navigator')
    await say(page, 'behöver lån')
    await page.getByText('Något gick fel hos oss').waitFor()
    fake.breakDown('nothing')
    await page.reload()
    await page.getByText('Har ni redan').waitFor()
    expect(fake.turns).toHaveLength(2)
  })

  test('is told, and mended when the line is back', async () => {
    const { page, url } = await arrive()
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    await page.context().setOffline(true)
    await page.getByText('Ingen uppkoppling just nu').waitFor()
    await say(page, 'behöver lån')
    await page.getByText('Meddelandet kom inte fram.').waitFor()
    const end = await page.locator('#log').evaluate((log) => log.getBoundingClientRect().bottom)
    const composer = await page.locator('.bottom').boundingBox()
    expect(end).toBeLessThanOrEqual(composer?.y ?? 0)
    await page.context().setOffline(false)
    await page.getByText('Har ni redan').waitFor()
    expect(await page.getByText('Ingen uppkoppling just nu').isVisible()).toBe(false)
  })

  test('after a restart of the server sends by itself what was unsent', async () => {
    const { page, url, server } = await arrive()
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    await page.route('**/api/**', (route) => route.abort())
    server.server.closeAllConnections()
    await say(page, 'behöver lån')
    await page.getByText('Meddelandet kom inte fram.').waitFor()
    await page.unroute('**/api/**')
    await page.getByText('Har ni redan').waitFor({ timeout: 20_000 })
    expect(await page.getByText('Meddelandet kom inte fram.').count()).toBe(0)
  })

  test('asked to slow down, says so kindly', async () => {
    const limits = {
      perAddress: 1000,
      perConversation: 1,
      keyTries: 9,
      streams: 9,
      streamsPerAddress: 9,
    }
    const { page, url } = await arrive({}, { limits })
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    await say(page, 'lån')
    await page.getByText('Det gick lite för fort').waitFor()
  })
})

describe('a browser in trouble', () => {
  test('that may keep nothing says so, talks on, and asks before what is typed is lost', async () => {
    const { page, url } = await arrive()
    await page.addInitScript(() => {
      for (const storage of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(globalThis, storage, {
          get: () => {
            throw new DOMException('blocked', 'SecurityError')
          },
        })
      }
    })
    await page.goto(url)
    await page.getByText('Webbläsaren får inte spara något här.').waitFor()
    await say(page, 'behöver lån')
    await page.getByText('Har ni redan').waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Skriv din fråga' }).fill('ett halvt')
    const asked = page.waitForEvent('dialog')
    const reload = page.evaluate('location.reload()')
    await (await asked).dismiss()
    await reload
    expect(await page.getByRole('textbox').inputValue()).toBe('ett halvt')
    page.on('dialog', (dialog) => dialog.accept())
  })

  test('with a fault on the page says so and keeps what is typed', async () => {
    const { page, url, faults } = await arrive()
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    await page.getByRole('textbox').fill('behöver lån')
    await page.evaluate('void Promise.reject(new Error("broken on purpose"))')
    await page.getByRole('alert').getByText('Något gick fel på sidan').waitFor()
    await page.reload()
    await page.getByText('Du kan till exempel').waitFor()
    expect(await page.getByRole('textbox').inputValue()).toBe('behöver lån')
    expect(await page.getByRole('alert').isVisible()).toBe(false)
    ;(faults as string[]).splice(0)
  })

  test('that does not get the script is shown another way, and nothing is swallowed', async () => {
    const { page, url } = await arrive()
    await page.route('**/pages/chat.js', (route) => route.abort())
    await page.goto(url)
    expect(await page.getByText('Chatten har inte kommit igång').isVisible()).toBe(false)
    await expect
      .poll(() => page.getByText('Chatten har inte kommit igång').isVisible(), { timeout: 9000 })
      .toBe(true)
    expect(await page.getByRole('button', { name: 'Skicka' }).isDisabled()).toBe(true)
    expect(await findFaults(page)).toEqual([])
  })

  test('without JavaScript is told where to turn', async () => {
    const { page, url } = await arrive({ javaScriptEnabled: false })
    await page.goto(url)
    const told = page.locator('noscript p').first()
    expect(await told.isVisible()).toBe(true)
    expect(await told.textContent()).toContain('Chatten behöver JavaScript')
  })
})
