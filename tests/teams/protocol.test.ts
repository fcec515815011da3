import { execFileSync } from 'node:child_process'
import { constants, generateKeyPairSync, verify } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTeams } from '../../adapters/teams/teams.ts'
import type { Token } from './keys.ts'
import { activity, configFor, createMemory, type Rig, setUp } from './set-up.ts'

let rig: Rig
const printed: unknown[] = []

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...words) => void printed.push(words))
  rig = await setUp()
})
afterAll(() => rig.stop())
beforeEach(() => {
  rig.fake.turns.length = 0
  rig.bot.calls.length = 0
})

const now = () => Math.floor(Date.now() / 1_000)

const post = (payload: string, headers: Record<string, string>) =>
  rig.server.inject({
    method: 'POST',
    url: '/api/messages',
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  })

const call = (bearer: string, more: Record<string, unknown> = {}) =>
  post(JSON.stringify(activity(rig, { text: 'hej', ...more })), {
    authorization: `Bearer ${bearer}`,
  })

describe('who is let in', () => {
  const admitted: Readonly<Record<string, Token>> = {
    valid: {},
    'expired a minute ago, within the tolerance': { claims: { exp: now() - 60 } },
  }
  test.each(Object.entries(admitted))('%s: 200 and the bot ran', async (_, token) => {
    const response = await call(rig.bot.sign(token))
    expect(response.statusCode).toBe(200)
    expect(rig.fake.turns).toHaveLength(1)
    expect(rig.bot.chat('a:private-29:anna').at(-1)).toMatchObject({
      type: 'message',
      text: 'Du skrev: hej',
    })
  })

  const tampered = (token: string) => {
    const [head, body = '', signature] = token.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
    return [
      head,
      Buffer.from(JSON.stringify({ ...claims, extra: 1 })).toString('base64url'),
      signature,
    ].join('.')
  }
  const refused: Readonly<Record<string, () => string>> = {
    'empty bearer': () => '',
    garbage: () => 'garbage',
    'three parts of garbage': () => 'a.b.c',
    tampered: () => tampered(rig.bot.sign()),
    'wrong key': () => rig.bot.sign({ by: 'wrong' }),
    'unknown key id': () => rig.bot.sign({ header: { kid: 'unknown' } }),
    'a key id that is no text': () => rig.bot.sign({ header: { kid: { toString: 1 } } }),
    'alg none': () => rig.bot.sign({ by: 'none' }),
    'HS256 with the public key': () => rig.bot.sign({ by: 'hs256' }),
    'expired ten minutes ago': () => rig.bot.sign({ claims: { exp: now() - 600 } }),
    'not valid yet': () => rig.bot.sign({ claims: { nbf: now() + 3_600 } }),
    'wrong issuer': () => rig.bot.sign({ claims: { iss: 'https://evil.example' } }),
    'an emulator’s issuer, which the SDK would follow without comparing serviceUrl': () =>
      rig.bot.sign({
        claims: {
          iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
          ver: '1.0',
          appid: configFor(rig.bot).appId,
        },
      }),
    'wrong audience': () => rig.bot.sign({ claims: { aud: 'another-app' } }),
    'no audience': () => rig.bot.sign({ claims: { aud: undefined } }),
    'other serviceUrl': () => rig.bot.sign({ claims: { serviceurl: 'https://evil.example' } }),
    'no serviceurl claim': () => rig.bot.sign({ claims: { serviceurl: undefined } }),
    'a key of another channel': () => rig.bot.sign({ by: 'other-channel' }),
  }
  test.each(Object.entries(refused))('%s: 401, nothing told, nothing run', async (_, bearer) => {
    const response = await call(bearer())
    expect([response.statusCode, response.body]).toEqual([401, ''])
    expect(rig.fake.turns).toEqual([])
    expect(rig.bot.calls).toEqual([])
  })

  test.each(['slack', 'AseChannel', 'emulator', ''])(
    'an activity that says it comes from %j: 401',
    async (channelId) => {
      expect((await call(rig.bot.sign(), { channelId })).statusCode).toBe(401)
    },
  )

  test('no header, or another scheme: 401', async () => {
    const body = JSON.stringify(activity(rig))
    expect((await post(body, {})).statusCode).toBe(401)
    expect((await post(body, { authorization: 'Basic YTpi' })).statusCode).toBe(401)
  })

  test('nothing of all that was printed', () => {
    expect(printed).toEqual([])
  })
})

describe('what can be read', () => {
  const bodies: Readonly<Record<string, string>> = {
    '{}': '{}',
    'an array': '[]',
    null: 'null',
    'not JSON': 'hello',
    'broken JSON': '{"type":"message"',
    nothing: '',
    'no serviceUrl': JSON.stringify({ type: 'message', conversation: { id: 'a' } }),
    'a serviceUrl that is no text': JSON.stringify({
      type: 'message',
      serviceUrl: 7,
      conversation: { id: 'a' },
    }),
    'no conversation': JSON.stringify({ type: 'message', serviceUrl: 'http://127.0.0.1' }),
    'a prototype': '{"__proto__":{"type":"message"}}',
    'too much': JSON.stringify({ text: 'x'.repeat(300_000) }),
  }
  test.each(Object.entries(bodies))(
    '%s: 400, with and without a token, nothing told',
    async (_, body) => {
      for (const headers of [{}, { authorization: `Bearer ${rig.bot.sign()}` }]) {
        const response = await post(body, headers)
        expect([response.statusCode, response.body]).toEqual([400, ''])
      }
    },
  )

  test('another content type: 400 or 401, never more', async () => {
    const response = await post('<a/>', { 'content-type': 'text/xml' })
    expect([response.statusCode, response.body]).toEqual([400, ''])
  })

  test('GET: 405', async () => {
    expect((await rig.server.inject({ method: 'GET', url: '/api/messages' })).statusCode).toBe(405)
  })

  test('an activity with odd parts is still answered', async () => {
    const odd = {
      from: 7,
      entities: 'no',
      membersAdded: [1],
      channelData: [],
      locale: {},
      text: 'hej',
    }
    expect((await call(rig.bot.sign(), odd)).statusCode).toBe(200)
  })

  test('array headers on a real socket do not kill the process', async () => {
    const address = await rig.server.listen({ port: 0, host: '127.0.0.1' })
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    const body = '{}'
    socket.write(
      `POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer a\r\nauthorization: Bearer b\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    )
    const [data] = (await once(socket, 'data')) as [Buffer]
    expect(data.toString()).toMatch(/^HTTP\/1.1 40[01] /)
    const response = await fetch(`${address}/api/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer a, Bearer b' },
      body: JSON.stringify(activity(rig)),
    })
    expect(response.status).toBe(401)
  })
})

describe('starting', () => {
  const parts = (more: object) => ({
    config: { ...configFor(rig.bot), ...more },
    navigator: rig.fake.navigator,
    store: {
      saveRoute: async () => {},
      dropRoute: async () => {},
      findConversation: async () => undefined,
    },
    memory: createMemory(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  })

  test('an empty app id refuses to start, and says what to do', () => {
    expect(() => createTeams(parts({ appId: '' }))).toThrow(/app id is empty.*emulator: yes/)
  })

  test('so does a single-tenant bot without a tenant', () => {
    expect(() => createTeams(parts({ tenant: '' }))).toThrow(/tenant is empty/)
  })

  test('the emulator mode asked for by name needs no token, and only speaks to this machine', async () => {
    const local = await setUp({ appId: '', emulator: 'yes' })
    const send = (serviceUrl: string) =>
      local.server.inject({
        method: 'POST',
        url: '/api/messages',
        payload: JSON.stringify(
          activity(local, { text: 'hej', serviceUrl, channelId: 'emulator' }),
        ),
        headers: { 'content-type': 'application/json' },
      })
    expect((await send(local.bot.url)).statusCode).toBe(200)
    expect(local.bot.calls.at(-1)).toMatchObject({ authorization: '' })
    expect((await send('https://evil.example')).statusCode).toBe(401)
    await local.stop()
  })

  test('when Microsoft’s keys cannot be read the caller is asked to come again', async () => {
    const cut = await setUp()
    cut.bot.keysDown('yes')
    expect(await cut.send(activity(cut, { text: 'hej' }))).toMatchObject({ status: 503, raw: '' })
    cut.bot.keysDown('no')
    expect(await cut.send(activity(cut, { text: 'hej' }))).toMatchObject({ status: 200 })
    await cut.stop()
  })
})

describe('the bot’s own token', () => {
  test('genuine MSAL asks once for the whole run', () => {
    const asked = rig.bot.tokenRequests.filter((one) => one.path.includes('/oauth2/v2.0/token'))
    expect(asked).toHaveLength(1)
    expect(asked[0]?.body).toContain('scope=https%3A%2F%2Fapi.botframework.com%2F.default')
  })

  test('every call carries it', async () => {
    await call(rig.bot.sign())
    expect(rig.bot.calls.map((one) => one.authorization)).toEqual(['Bearer client-token'])
  })

  test('a certificate proves the bot without a secret', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const identity = {
      kind: 'certificate',
      thumbprintSha256: 'ab'.repeat(32),
      privateKey: pem,
    } as const
    const certified = await setUp({ identity })
    await certified.send(activity(certified, { text: 'hej' }))
    expect(certified.bot.calls.at(-1)?.authorization).toBe('Bearer client-token')
    const form = new URLSearchParams(certified.bot.tokenRequests.at(-1)?.body)
    const [head, body, signature = ''] = (form.get('client_assertion') ?? '').split('.')
    const key = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
    expect(
      verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')),
    ).toBe(true)
    expect(form.has('client_secret')).toBe(false)
    await certified.stop()
  })

  test('a managed identity needs no secret and no tenant', async () => {
    const managed = await setUp({ identity: { kind: 'managed' }, tenant: '' })
    await managed.send(activity(managed, { text: 'hej' }))
    expect(managed.bot.calls.at(-1)?.authorization).toBe('Bearer managed-token')
    expect(managed.bot.tokenRequests.at(-1)?.path).toContain(
      `client_id=${configFor(rig.bot).appId}`,
    )
    await managed.stop()
  })
})

test('nothing of the SDK is loaded before it is needed', () => {
  const script = `
    await import('./dist/adapters/teams/teams.js')
    const { createRequire } = await import('node:module')
    const loaded = Object.keys(createRequire(process.cwd() + '/x.js').cache)
    process.stdout.write(String(loaded.filter((path) => /botbuilder|botframework|msal/.test(path)).length))
  `
  const args = ['--input-type=module', '-e', script]
  expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('0')
})

test('no log line holds a text, a name or a token', async () => {
  await call(rig.bot.sign(), { text: 'mycket hemlig fråga' })
  const log = rig.logged.join('\n')
  expect(log).not.toMatch(/hemlig|Anna|client-token|eyJ/)
})
