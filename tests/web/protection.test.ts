import { describe, expect, test } from 'vitest'
import { asPage, open, secret, turn } from './requests.ts'
import { type TestServer, testConfig } from './test-server.ts'

describe('protection', () => {
  const pages = ['/', '/om', '/about', '/office/mala', '/office/mala/case/L-1', '/nowhere']

  test.each(pages)('%s has the strict policy and sends no referrer', async (url) => {
    const { server } = await open()
    const { headers } = await server.inject({ url, headers: asPage })
    const policy = String(headers['content-security-policy'])
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy).toContain(rule)
    }
    expect(policy).not.toContain('unsafe')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('the embedded page may be framed by us, and by the sites in the configuration', async () => {
    const alone = await (await open()).server.inject({ url: '/embed' })
    expect(alone.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(alone.headers['content-security-policy']).not.toContain('https:')
    const config = { embedOrigins: ['https://www.mala.se', 'https://lycksele.se'] }
    const shared = await (await open(config)).server.inject({ url: '/embed' })
    expect(shared.headers['content-security-policy']).toContain(
      "frame-ancestors 'self' https://www.mala.se https://lycksele.se",
    )
    expect(shared.headers['x-frame-options']).toBeUndefined()
  })

  test('only embed.js may be loaded by other sites', async () => {
    const { server } = await open()
    const script = await server.inject({ url: '/embed.js' })
    expect(script.headers['content-type']).toContain('javascript')
    expect(script.headers['cross-origin-resource-policy']).toBe('cross-origin')
    const page = await server.inject({ url: '/pages/chat.js' })
    expect(page.headers['cross-origin-resource-policy']).toBe('same-origin')
  })

  test('pages hold no inline script or style, and nothing from elsewhere', async () => {
    const { server } = await open()
    for (const url of pages) {
      const { body } = await server.inject({ url, headers: asPage })
      expect(body).not.toMatch(/<script(?![^>]*src=)/)
      expect(body).not.toMatch(/<style|style=|onclick=|onload=/)
      expect(body).not.toMatch(
        /(src|href)="(https?:)?\/\/(?!www\.geonames\.org|creativecommons\.org)/,
      )
    }
  })

  test('files outside the folder, and raw pages, are not served', async () => {
    const { server } = await open()
    for (const url of [
      '/pages/../web.ts',
      '/pages/%2e%2e/web.ts',
      '/pages/office.html',
      '/pages/',
    ]) {
      expect((await server.inject({ url })).statusCode).toBeGreaterThanOrEqual(400)
    }
  })

  test('unknown addresses are told in both languages, as a page or as JSON', async () => {
    const { server } = await open()
    const page = await server.inject({ url: '/nope', headers: asPage })
    expect(page.statusCode).toBe(404)
    expect(page.body).toContain('Sidan finns inte.')
    expect(page.body).toContain('There is no such page.')
    const api = await server.inject({ url: '/api/nope', headers: asPage })
    expect(api.json().error.code).toBe('not-found')
  })
})

describe('limits', () => {
  test('one conversation in a hurry is asked to wait; others are not', async () => {
    const { server } = await open({ limits: { ...testConfig.limits, perConversation: 3 } })
    const hasty = secret()
    const codes = []
    for (let i = 0; i < 5; i++)
      codes.push((await server.inject(turn(hasty, { kind: 'open' }))).statusCode)
    expect(codes).toEqual([200, 200, 200, 429, 429])
    const refused = await server.inject(turn(hasty, { kind: 'open' }))
    expect(refused.json().error).toMatchObject({
      code: 'too-fast',
      sv: expect.stringContaining('Vänta'),
    })
    expect((await server.inject(turn(secret(), { kind: 'open' }))).statusCode).toBe(200)
  })

  test('one address in a hurry is asked to wait, but gets its files', async () => {
    const { server } = await open({ limits: { ...testConfig.limits, perAddress: 2 } })
    const ask = async (): Promise<number> =>
      (await server.inject(turn(secret(), { kind: 'open' }))).statusCode
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    for (let i = 0; i < 5; i++)
      expect((await server.inject({ url: '/pages/chat.js' })).statusCode).toBe(200)
  })

  test('an address is not taken from a header unless a proxy is trusted', async () => {
    const limits = { ...testConfig.limits, perAddress: 1 }
    const ask = async (made: TestServer, ip: string): Promise<number> => {
      const request = turn(secret(), { kind: 'open' })
      const headers = { ...request.headers, 'x-forwarded-for': ip }
      return (await made.server.inject({ ...request, headers })).statusCode
    }
    const direct = await open({ limits })
    expect([await ask(direct, '1.1.1.1'), await ask(direct, '2.2.2.2')]).toEqual([200, 429])
    const behind = await open({ limits, proxies: ['127.0.0.1'] })
    expect([await ask(behind, '1.1.1.1'), await ask(behind, '2.2.2.2')]).toEqual([200, 200])
  })

  test('keys cannot be tried for long', async () => {
    const { server } = await open({ limits: { ...testConfig.limits, keyTries: 3 } })
    const attempt = async (): Promise<number> =>
      (await server.inject({ url: `/office/mala?key=${secret()}` })).statusCode
    expect([await attempt(), await attempt(), await attempt(), await attempt()]).toEqual([
      401, 401, 401, 429,
    ])
  })
})

describe('health', () => {
  test('is well only while the store answers', async () => {
    const { server, fake, alarms } = await open()
    const health = { status: 'well', store: 'well', alarms: { failed: 0 } }
    expect((await server.inject({ url: '/health' })).json()).toEqual(health)
    alarms.push('Inget kontor är på plats')
    const alarmed = await server.inject({ url: '/health' })
    expect(alarmed.statusCode, 'starting anew would not help').toBe(200)
    expect(alarmed.json()).toEqual({ ...health, status: 'alarm', alarms: { failed: 1 } })
    fake.breakDown('store')
    const down = await server.inject({ url: '/health' })
    expect(down.statusCode).toBe(503)
    expect(down.json()).toEqual({ status: 'unwell', store: 'failed' })
  })
})

test('the about page tells what is kept, for how long, and whose places these are', async () => {
  const { server } = await open({ privacy: { ...testConfig.privacy, controller: 'Region <10>' } })
  const { body } = await server.inject({ url: '/om' })
  expect(body).toContain('efter 90 tysta dagar')
  expect(body).toContain('Region &lt;10&gt;')
  expect(body).toContain('CC BY 4.0')
  expect(body).not.toContain('{{')
})

test('another channel mounted on the server has its own rules', async () => {
  const { server } = await open({ limits: { ...testConfig.limits, perAddress: 1 } })
  await server.register(async (slack) => {
    slack.post('/slack/events', async () => ({ ok: true }))
  })
  for (let i = 0; i < 3; i++) {
    const answer = await server.inject({ method: 'POST', url: '/slack/events', payload: {} })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-security-policy']).toBeUndefined()
  }
})
