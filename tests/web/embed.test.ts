import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findFaults, shoot, useBrowser } from './pages.ts'

vi.setConfig({ testTimeout: 40_000 })
const arrive = useBrowser()

/** A municipality's site on another origin, with a policy of its own. */
async function openSite(script: () => string): Promise<string> {
  const site = createServer((_request, response) => {
    response.setHeader(
      'content-security-policy',
      "default-src 'none'; script-src http:; frame-src http:; style-src 'none'",
    )
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><html lang="sv"><title>Kommunen</title><main><h1>Kommunen</h1></main><script src="${script()}" async></script>`,
    )
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    site.closeAllConnections()
    site.close()
  })
  return `http://localhost:${(site.address() as AddressInfo).port}`
}

test('on an allowed site the button opens the chat in a frame; Escape closes it', async () => {
  let script = ''
  const site = await openSite(() => script)
  const { page, url, fake } = await arrive(
    { viewport: { width: 900, height: 800 } },
    { embedOrigins: [site] },
  )
  script = `${url}/embed.js`
  await page.goto(site)
  const button = page.getByRole('button', { name: 'Fråga Lotsen' })
  await button.click()
  const chat = page.frameLocator('iframe')
  await chat.getByText('Du kan till exempel').waitFor()
  await chat.getByRole('textbox').fill('behöver lån')
  await chat.getByRole('textbox').press('Enter')
  await chat.getByText('Har ni redan').waitFor()
  expect(fake.turns).toHaveLength(2)
  await shoot(page, 'embed')
  expect(await findFaults(page)).toEqual([])
  await chat.getByRole('textbox').press('Escape')
  await page.getByRole('button', { name: 'Fråga Lotsen' }).waitFor()
  expect(await page.locator('iframe').isVisible()).toBe(false)
})

test('the chat is greeted in the language of the button', async () => {
  let script = ''
  const site = await openSite(() => script)
  const { page, url } = await arrive({ locale: 'sv-SE' }, { embedOrigins: [site] })
  script = `${url}/embed.js" data-language="en`
  await page.goto(site)
  await page.getByRole('button', { name: 'Ask Lotsen' }).click()
  const chat = page.frameLocator('iframe')
  await chat.getByRole('textbox', { name: 'Write your question' }).waitFor()
})

test('on any other site the browser refuses to show the frame', async () => {
  let script = ''
  const site = await openSite(() => script)
  const { page, url, fake, faults } = await arrive()
  script = `${url}/embed.js`
  await page.goto(site)
  await page.getByRole('button', { name: 'Fråga Lotsen' }).click()
  await expect.poll(() => faults.some((fault) => fault.includes('frame-ancestors'))).toBe(true)
  expect(fake.turns).toHaveLength(0)
  ;(faults as string[]).splice(0)
})
