import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import type { WebConfig } from '../../adapters/web/web.ts'
import { openBrowser, type Visit, visit } from '../browser.ts'
import { startTestServer } from './test-server.ts'

export const phone: BrowserContextOptions = {
  viewport: { width: 320, height: 640 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
}
export const desktop: BrowserContextOptions = { viewport: { width: 1200, height: 850 } }

const shots = '/tmp/lotsen/shots'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** One browser for the tests of a file. */
export function useBrowser() {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
    mkdirSync(shots, { recursive: true })
  }, 60_000)
  afterAll(async () => browser?.close())

  /** A server and a fresh visitor for one test, which fails if the page strays or breaks. */
  return async (options: BrowserContextOptions = {}, config: Partial<WebConfig> = {}) => {
    const started = await startTestServer(config)
    const visitor = await visit(browser, { locale: 'sv-SE', reducedMotion: 'reduce', ...options })
    onTestFinished(async () => {
      await visitor.page.context().close()
      await started.server.close()
      expectQuiet(visitor)
    })
    return { ...started, ...visitor }
  }
}

function expectQuiet({ strayed, faults }: Visit): void {
  expect(strayed).toEqual([])
  expect(faults).toEqual([])
}

/** What axe finds, as one line each. */
export async function findFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string }[] }[] }
    const { axe: checker } = globalThis as unknown as { axe: { run: () => Promise<Found> } }
    const { violations } = await checker.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [needed, given] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  expect(needed).toBeLessThanOrEqual(given)
  const wide = await page.evaluate<string[]>(
    `[...document.querySelectorAll('.log *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.className)`,
  )
  expect(wide).toEqual([])
}

/** Opens what every offering folds away. */
export const unfold = (page: Page): Promise<void> =>
  page.locator('details').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '')
  })

export const shoot = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: `${shots}/${name}.png` })

export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Skriv din fråga' }).fill(text)
  await page.keyboard.press('Enter')
}
