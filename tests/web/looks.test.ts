import { describe, expect, test, vi } from 'vitest'
import {
  expectNoSidewaysScroll,
  findFaults,
  phone,
  say,
  shoot,
  unfold,
  useBrowser,
} from './pages.ts'

vi.setConfig({ testTimeout: 40_000 })
const arrive = useBrowser()

describe('looks', () => {
  test.each([
    ['light', phone],
    ['dark', { ...phone, colorScheme: 'dark' as const }],
    ['twice as large', { viewport: { width: 640, height: 425 }, deviceScaleFactor: 2 }],
    ['wide', { viewport: { width: 1100, height: 800 } }],
    ['wide and dark', { viewport: { width: 1100, height: 800 }, colorScheme: 'dark' as const }],
  ])('%s: everything fits and axe finds nothing', async (name, options) => {
    const { page, url } = await arrive(options)
    await page.goto(url)
    await page.getByText('Du kan till exempel').waitFor()
    expect(await findFaults(page)).toEqual([])
    await say(page, 'allt')
    await page.getByRole('heading', { name: 'Vem ska kontoret' }).waitFor()
    await unfold(page)
    await page.getByRole('button', { name: 'Fortsätt' }).click()
    await expectNoSidewaysScroll(page)
    expect(await findFaults(page)).toEqual([])
    await shoot(page, `all-${name.replaceAll(' ', '-')}`)
  })

  test('dark is dark', async () => {
    const { page, url } = await arrive({ colorScheme: 'dark' })
    await page.goto(url)
    const colour = await page.evaluate<string>(
      'getComputedStyle(document.documentElement).backgroundColor',
    )
    expect(colour).toBe('rgb(16, 24, 26)')
  })

  test('the about page and a missing page are whole', async () => {
    const { page, url } = await arrive(phone)
    for (const path of ['/om', '/nope']) {
      await page.goto(url + path)
      await expectNoSidewaysScroll(page)
      expect(await findFaults(page)).toEqual([])
    }
  })
})
