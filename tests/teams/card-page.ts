import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { visit } from '../browser.ts'
import { hostConfigFor, styleFor, type Theme } from './host-config.ts'

const { resolve } = createRequire(import.meta.url)
const bundle = readFileSync(resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8')
const axe = readFileSync(resolve('axe-core/axe.min.js'), 'utf8')

/** Every way a card is to be looked at. */
export const looks = [
  ['light', { theme: 'light', width: 700 }],
  ['dark', { theme: 'dark', width: 700 }],
  ['320', { theme: 'light', width: 320 }],
  ['320-dark', { theme: 'dark', width: 320 }],
] as const

interface Screen {
  readonly theme: Theme
  readonly width: number
}

/** Draws cards the way a client does: Microsoft's renderer, which tells what was pressed. */
const client = `
  const said = []
  function drawCards(cards, config) {
    const { AdaptiveCard, HostConfig, SerializationContext, Versions } = AdaptiveCards
    const faults = []
    for (const [name, json] of Object.entries(cards)) {
      const card = new AdaptiveCard()
      card.hostConfig = new HostConfig(config)
      card.onExecuteAction = (action) => said.push({ type: action.getJsonTypeName(), data: action.data })
      const context = new SerializationContext(Versions.v1_5)
      card.parse(json, context)
      for (let at = 0; at < context.eventCount; at += 1) faults.push(name + ': ' + context.getEventAt(at).message)
      const article = document.createElement('article')
      article.id = name.replaceAll(' ', '-')
      article.setAttribute('aria-label', name)
      article.append(card.render())
      document.querySelector('main').append(article)
    }
    return faults.filter((fault) => !fault.endsWith('for property "lang".'))
  }
`

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

const run = <T>(page: Page, script: string): Promise<T> => page.evaluate(script) as Promise<T>

/** A page with these cards, each in an article of its name. */
export async function openCards(
  browser: Browser,
  cards: Readonly<Record<string, object>>,
  { theme, width }: Screen,
): Promise<Page> {
  const { page } = await visit(browser, { viewport: { width, height: 900 }, colorScheme: theme })
  await page.setContent(
    `<!doctype html><html lang="sv"><head><title>Kort</title><style>${styleFor(theme)}</style></head><body><main><h1>Kort</h1></main></body></html>`,
  )
  await page.addScriptTag({ content: bundle })
  await page.addScriptTag({ content: client })
  const call = `drawCards(${JSON.stringify(cards)}, ${JSON.stringify(hostConfigFor(theme))})`
  expect(await run(page, call)).toEqual([])
  return page
}

export const saidOn = (page: Page) => run<{ type: string; data: unknown }[]>(page, 'said.splice(0)')

/** Nothing sticks out, and axe finds no fault. */
export async function expectSound(page: Page, width: number): Promise<void> {
  expect(await run(page, 'document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  const right = await run<number>(
    page,
    `Math.max(...[...document.querySelectorAll('button')].map((one) => one.getBoundingClientRect().right))`,
  )
  expect(right).toBeLessThanOrEqual(width - 12)
  await page.evaluate(axe)
  const { violations } = await run<{ violations: Violation[] }>(page, 'axe.run()')
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 300)}`)).toEqual([])
}
