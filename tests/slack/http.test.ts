import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sign } from './fake-slack.ts'
import { createWorld, messageEvent, postSigned, settle, until, type World } from './harness.ts'

/** Every row of the HTTP table in the notes, with genuine signatures. */
describe('HTTP', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ mode: 'http' })
  })
  afterAll(() => world.stop())

  const now = () => Math.floor(Date.now() / 1000)
  const json = 'application/json'
  const turnsBy = (text: string) =>
    world.navigator.heard.filter((one) => one.kind === 'message' && one.text === text).length

  test('a valid event is acknowledged with 200 and answered', async () => {
    const body = JSON.stringify(messageEvent('hej'))
    expect((await postSigned(world.base, { body, type: json })).status).toBe(200)
    await until('the reply', () => world.fake.messages.find((one) => one.text === 'Svar på: hej'))
  })

  const refused: Readonly<Record<string, (body: string) => Record<string, string>>> = {
    'a wrong signature': (body) => sign(body, now(), 'another secret'),
    'no signature': () => ({}),
    'a timestamp 301 s old': (body) => sign(body, now() - 301),
    'a timestamp that is no number': (body) => ({
      ...sign(body, now()),
      'x-slack-request-timestamp': 'abc',
    }),
    'a timestamp 301 s in the future, well signed': (body) => sign(body, now() + 302),
    'a timestamp an hour in the future, well signed': (body) => sign(body, now() + 3600),
    'the signature of another body': () => sign('{}', now()),
  }
  for (const [what, headers] of Object.entries(refused)) {
    test(`${what} is refused with 401 and starts no turn`, async () => {
      const body = JSON.stringify(messageEvent(what))
      expect(
        (await postSigned(world.base, { body, type: json, headers: headers(body) })).status,
      ).toBe(401)
      await settle(30)
      expect(turnsBy(what)).toBe(0)
    })
  }

  test('a timestamp within five minutes ahead is a clock that differs', async () => {
    const body = JSON.stringify(messageEvent('lite före'))
    expect(
      (await postSigned(world.base, { body, type: json, headers: sign(body, now() + 200) })).status,
    ).toBe(200)
  })

  test('the same signed request replayed is one turn', async () => {
    const body = JSON.stringify(messageEvent('spela igen'))
    const headers = sign(body, now())
    for (const _ of [1, 2, 3]) {
      expect((await postSigned(world.base, { body, type: json, headers })).status).toBe(200)
    }
    const retry = { ...headers, 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' }
    expect((await postSigned(world.base, { body, type: json, headers: retry })).status).toBe(200)
    await settle()
    expect(turnsBy('spela igen')).toBe(1)
    expect(world.fake.messages.filter((one) => one.text === 'Svar på: spela igen')).toHaveLength(1)
  })

  test('url_verification answers the challenge when signed, and 401 when not', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1' })
    expect(await postSigned(world.base, { body, type: json })).toEqual({
      status: 200,
      body: { challenge: 'c-1' },
    })
    expect((await postSigned(world.base, { body, type: json, headers: {} })).status).toBe(401)
  })

  test('that Slack holds events back is acknowledged, and an operator is told', async () => {
    const held = { type: 'app_rate_limited', team_id: 'T7', minute_rate_limited: 1_800_000_000 }
    const body = JSON.stringify({ token: 'verification-token', api_app_id: 'A1', ...held })
    expect((await postSigned(world.base, { body, type: json })).status).toBe(200)
    const told = await until('the log', () => world.logged.find((one) => one.includes('held back')))
    expect(told).toContain('T7')
  })

  test('ssl_check is answered unsigned, and smuggles nothing in', async () => {
    const type = 'application/x-www-form-urlencoded'
    const body = `ssl_check=1&command=%2Flots&text=smuggel&team_id=T1&user_id=U1&channel_id=C1`
    expect((await postSigned(world.base, { body, type, headers: {} })).status).toBe(200)
    await settle(30)
    expect(turnsBy('smuggel')).toBe(0)
  })

  test('signed garbage is 400, and the process goes on', async () => {
    expect((await postSigned(world.base, { body: '{"type":', type: json })).status).toBe(400)
    const strange = [
      '[]',
      'null',
      '"x"',
      'payload=null',
      '{}',
      '{"type":"event_callback"}',
      '{"type":"event_callback","event":{}}',
    ]
    for (const body of strange) await postSigned(world.base, { body, type: json })
    const body = JSON.stringify(messageEvent('efter skräpet'))
    await postSigned(world.base, { body, type: json })
    await until('the reply', () =>
      world.fake.messages.find((one) => one.text === 'Svar på: efter skräpet'),
    )
  })

  test('a body beyond the limit is refused', async () => {
    const body = JSON.stringify(messageEvent('x'.repeat(2_000_000)))
    const { status } = await postSigned(world.base, { body, type: json })
    expect(status).toBe(413)
  })

  test('there is nothing else under /slack, and no installation page in the single-token way', async () => {
    for (const path of ['/slack/events', '/slack/install', '/slack/oauth_redirect', '/slack/x']) {
      expect((await fetch(`${world.base}${path}`)).status).toBe(404)
    }
  })

  test('without the durable inbox there is no ack: Slack delivers again', async () => {
    const { save } = world.memory
    const broken = async (): Promise<never> => {
      throw new Error('the disk is full')
    }
    Object.assign(world.memory, { save: broken })
    const body = JSON.stringify(messageEvent('disken'))
    expect((await postSigned(world.base, { body, type: json })).status).toBe(500)
    Object.assign(world.memory, { save })
    expect((await postSigned(world.base, { body, type: json })).status).toBe(200)
    await until('the reply', () =>
      world.fake.messages.find((one) => one.text === 'Svar på: disken'),
    )
  })
})
