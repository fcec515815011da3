import { describe, expect, test, vi } from 'vitest'
import { say, shoot, useBrowser } from './pages.ts'

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
    await page.context().setOffline(false)
    await page.getByText('Har ni redan').waitFor()
    expect(await page.getByText('Ingen uppkoppling just nu').isVisible()).toBe(false)
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
