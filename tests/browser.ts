import chromium from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContextOptions,
  type Page,
  chromium as playwright,
} from 'playwright-core'

/** A page that may only talk to this machine; what it tried beyond that is in `strayed`. */
export interface Visit {
  readonly page: Page
  readonly strayed: readonly string[]
  readonly faults: readonly string[]
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Meant for small cloud functions: they would let pages share storage and forget the rules of the web. */
const unwanted = new Set([
  '--single-process',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--allow-running-insecure-content',
])

/** A real Chromium; running as root it needs the package's own arguments (no sandbox). */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    args: chromium.args.filter((arg) => !unwanted.has(arg)),
    executablePath: await chromium.executablePath(),
    headless: true,
  })
}

/** A fresh profile with a page that cannot leave loopback, and that notes every page error. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const strayed: string[] = []
  const faults: string[] = []
  const context = await browser.newContext(options)
  context.setDefaultTimeout(10_000)
  await context.route(
    (url) => !loopback.has(url.hostname),
    async (route) => {
      strayed.push(route.request().url())
      await route.abort()
    },
  )
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (said) => {
    if (/Content Security Policy|TrustedHTML/.test(said.text())) faults.push(said.text())
  })
  return { page, strayed, faults }
}
