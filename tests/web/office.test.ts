import type { InjectOptions } from 'fastify'
import { describe, expect, test } from 'vitest'
import { asPage, event, open } from './requests.ts'
import { officeKey, type TestServer, testConfig } from './test-server.ts'

describe('an office’s door', () => {
  const enter = async ({ server }: TestServer, key: string, office = 'mala') =>
    server.inject({ url: `/office/${office}?key=${encodeURIComponent(key)}`, headers: asPage })

  test('opens with the key: a cookie no script reads, and a clean address', async () => {
    const answer = await enter(await open(), officeKey)
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe('/office/mala')
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Strict')
    expect(cookie).not.toContain('Secure')
    expect(cookie).not.toContain(officeKey)
    expect(answer.headers['x-robots-tag']).toContain('noindex')
  })

  test('over https the cookie never leaves it', async () => {
    const answer = await enter(await open({ publicUrl: 'https://lotsen.example' }), officeKey)
    expect(String(answer.headers['set-cookie'])).toContain('Secure')
  })

  test.each([
    ['a wrong key', 'wrong-key-0123456789abcdef', 'mala'],
    ['an empty key', '', 'mala'],
    ['an unknown office', officeKey, 'nowhere'],
    ['a name from the language itself', officeKey, '__proto__'],
  ])('stays shut for %s, with the same words', async (_what, key, office) => {
    const made = await open()
    const answer = await enter(made, key, office)
    expect(answer.statusCode).toBe(401)
    expect(answer.body).toContain('Inkorgen öppnas med kontorets egen länk')
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(JSON.stringify(made.logged)).not.toContain(officeKey)
  })

  test('has none where the key is too short to be unguessable', async () => {
    const made = await open({ offices: { mala: { name: 'Malå', key: 'kort' } } })
    expect((await enter(made, 'kort')).statusCode).toBe(401)
  })

  test('the shell shows nothing without the cookie, and neither does what is behind it', async () => {
    const { server } = await open()
    const page = await server.inject({ url: '/office/mala', headers: asPage })
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toContain('skördare')
    for (const url of [
      '/api/cases?office=mala',
      '/api/case?office=mala&id=L-7K3QX',
      '/api/office-live?office=mala',
      '/api/cases',
    ]) {
      expect((await server.inject({ url })).statusCode).toBe(401)
    }
  })
})

describe('an office’s press', () => {
  const asOffice = async (made: TestServer): Promise<Record<string, string>> => {
    const entered = await made.server.inject({ url: `/office/mala?key=${officeKey}` })
    const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? ''
    return { cookie, 'x-lotsen': '1', 'sec-fetch-site': 'same-origin' }
  }
  const press = (headers: Record<string, string>, changed: object = {}): InjectOptions => ({
    method: 'POST',
    url: '/api/case',
    headers,
    payload: {
      event: event(),
      office: 'mala',
      name: 'Anna',
      case: 'L-7K3QX',
      version: 1,
      action: 'take',
      values: {},
      ...changed,
    },
  })

  test('contact details come with the one case that is opened, not with the list', async () => {
    const made = await open()
    const headers = await asOffice(made)
    const list = await made.server.inject({ url: '/api/cases?office=mala', headers })
    expect(list.json().cards.length).toBeGreaterThan(0)
    expect(list.body).not.toContain('070-123 45 67')
    const one = await made.server.inject({ url: '/api/case?office=mala&id=L-7K3QX', headers })
    expect(one.body).toContain('070-123 45 67')
  })

  test('moves the case as that office, under the name given', async () => {
    const made = await open()
    const answer = await made.server.inject(press(await asOffice(made)))
    expect(answer.json()).toMatchObject({
      kind: 'moved',
      card: { state: { code: 'taken' }, version: 2 },
    })
    expect(made.fake.presses[0]?.officer).toEqual({ id: 'web:mala', name: 'Anna', office: 'mala' })
  })

  test('on an old card is told so and gets the card as it is now', async () => {
    const made = await open()
    const headers = await asOffice(made)
    await made.server.inject(press(headers))
    const late = await made.server.inject(press(headers))
    expect(late.json()).toMatchObject({ kind: 'stale', card: { version: 2 } })
  })

  test('is refused from another site, without our header, or without the cookie', async () => {
    const made = await open()
    const headers = await asOffice(made)
    const { 'x-lotsen': _ours, ...bare } = headers
    const { 'sec-fetch-site': _site, ...old } = headers
    const codes = []
    for (const tried of [
      { ...headers, 'sec-fetch-site': 'cross-site' },
      { ...headers, 'sec-fetch-site': 'same-site' },
      bare,
      { ...old, origin: 'https://evil.example' },
      { ...headers, cookie: 'lotsen-office-mala=AAAA' },
    ]) {
      codes.push((await made.server.inject(press(tried))).statusCode)
    }
    expect(codes).toEqual([403, 403, 403, 403, 401])
    expect(made.fake.presses).toHaveLength(0)
  })

  test('cannot be made for another office with this one’s cookie', async () => {
    const offices = { ...testConfig.offices, asele: { name: 'Åsele', key: 'asele-key-0123456789' } }
    const made = await open({ offices })
    const answer = await made.server.inject(press(await asOffice(made), { office: 'asele' }))
    expect(answer.statusCode).toBe(401)
  })

  test('with nonsense in it is refused by field, without repeating it', async () => {
    const made = await open()
    const answer = await made.server.inject(
      press(await asOffice(made), { version: 'x', action: '' }),
    )
    expect(answer.statusCode).toBe(400)
    expect(answer.json().error.why).toContain('version')
  })

  test('is never a GET: reading a case changes nothing', async () => {
    const made = await open()
    const headers = await asOffice(made)
    const card = await made.server.inject({ url: '/api/case?office=mala&id=L-7K3QX', headers })
    expect(card.json().card.case).toBe('L-7K3QX')
    expect(
      (await made.server.inject({ url: '/api/case?office=mala&id=L-NO', headers })).statusCode,
    ).toBe(404)
    expect(made.fake.presses).toHaveLength(0)
  })
})
