import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../../adapters/clock.ts'
import { writeAs } from '../../adapters/report/write.ts'
import { buildReport } from '../../src/index.ts'
import { openBrowser, visit } from '../browser.ts'
import { knowledge } from '../notify/setting.ts'
import { createHistories } from './histories.ts'

const folder = '/tmp/lotsen/shots'
const period = {
  from: '2026-01-01',
  to: '2026-12-31',
  municipality: 'all',
  made: '2026-12-31T12:00:00Z',
}
const asked = Array.from({ length: 9 }, (_, at) => ({
  person: String(at),
  need: 'tourism',
  municipality: 'sorsele',
}))
const events = createHistories(knowledge, 120)
const html = writeAs(buildReport(period, { knowledge, events, asked, dayOf }), knowledge, {
  format: 'html',
  language: 'sv',
})

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
})
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

let browser: Browser
beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  await writeFile(`${folder}/report.html`, html)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  server.close()
})

test.each(['sv', 'en'] as const)(
  'the page in %s is whole, calm and readable by all',
  async (language) => {
    const { page, strayed, faults } = await visit(browser, {
      viewport: { width: 1100, height: 900 },
      bypassCSP: true,
    })
    await page.goto(`${url()}#${language}`)
    const title = await page.locator('h1:visible').allTextContents()
    expect(title).toHaveLength(1)
    await page.addScriptTag({ content: axe.source })
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      const { violations } = await axe.run()
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
    expect(violations).toEqual([])
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(overflow)).toBe(0)
    await page.screenshot({ path: `${folder}/report-${language}.png`, fullPage: true })
    await page.setViewportSize({ width: 390, height: 800 })
    expect(await page.evaluate(overflow)).toBe(0)
    await page.screenshot({ path: `${folder}/report-${language}-phone.png` })
    await page.setViewportSize({ width: 1100, height: 900 })
    await page.pdf({ path: `${folder}/report-${language}.pdf`, format: 'A4' })
    expect([strayed, faults]).toEqual([[], []])
    await page.context().close()
  },
)

test('one press changes the language', async () => {
  const { page } = await visit(browser)
  await page.goto(url())
  await page.getByRole('link', { name: 'Read in English' }).click()
  expect(await page.locator('h1:visible').textContent()).toContain('all ten municipalities')
  await page.context().close()
})
