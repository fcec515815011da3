import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { officeKey, startTestServer, testConfig } from './test-server.ts'

type Started = Awaited<ReturnType<typeof startTestServer>>
let started: Started
beforeEach(async () => {
  started = await startTestServer({ limits: { ...testConfig.limits, streamsPerAddress: 2 } })
})
afterEach(async () => started.server.close())

const secret = randomBytes(16).toString('hex')
const mine = { 'x-lotsen-conversation': secret }

const say = (text: string, conversation = secret): Promise<Response> =>
  fetch(`${started.url}/api/turn`, {
    method: 'POST',
    headers: { 'x-lotsen-conversation': conversation, 'content-type': 'application/json' },
    body: JSON.stringify({
      event: randomBytes(8).toString('hex'),
      locale: 'sv',
      after: 0,
      kind: 'message',
      text,
    }),
  })

/** Reads an event stream until it has seen `wanted`, or for two seconds. */
async function listen(
  path: string,
  headers: Record<string, string>,
  wanted: RegExp,
): Promise<string> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), 2000)
  let heard = ''
  try {
    const response = await fetch(started.url + path, { headers, signal: stop.signal })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    while (!wanted.test(heard)) heard += (await reader?.read())?.value ?? ''
  } catch {
    // Time is up: the test looks at what was heard.
  } finally {
    clearTimeout(timer)
    stop.abort()
  }
  return heard
}

test('a page hears what is said in its conversation, and only there', async () => {
  const heard = listen('/api/live', mine, /Vi ringer/)
  await say('annat', randomBytes(16).toString('hex'))
  await say('lån')
  started.fake.sayFromOffice(`web:${started.fake.turns[1]?.address.id}`, 'Vi ringer i morgon')
  const text = await heard
  expect(text).toContain('"by":"office"')
  expect(text).not.toContain('annat')
  expect(text).not.toContain('conversation')
})

test('a page that comes back hears what it missed, once', async () => {
  await say('lån')
  await say('mer')
  const text = await listen('/api/live', { ...mine, 'last-event-id': '2' }, /id: 4/)
  expect(text.match(/^id: \d+$/gm)).toEqual(['id: 3', 'id: 4'])
})

test('an office hears that a case changed, not what is in it', async () => {
  const entered = await fetch(`${started.url}/office/mala?key=${officeKey}`, { redirect: 'manual' })
  const cookie = String(entered.headers.get('set-cookie')).split(';')[0] ?? ''
  const heard = listen('/api/office-live?office=mala', { cookie }, /event: case/)
  await new Promise((resolve) => setTimeout(resolve, 100))
  started.fake.changeCase('L-7K3QX', (card) => card)
  expect(await heard).toContain('data: {"case":"L-7K3QX"}')
})

test('one address cannot take all the lines', async () => {
  const open = await Promise.all(
    [1, 2].map(() => fetch(`${started.url}/api/live`, { headers: mine })),
  )
  const third = await fetch(`${started.url}/api/live`, { headers: mine })
  expect(open.map(({ status }) => status)).toEqual([200, 200])
  expect(third.status).toBe(503)
  await open[0]?.body?.cancel()
  await new Promise((resolve) => setTimeout(resolve, 100))
  const again = await fetch(`${started.url}/api/live`, { headers: mine })
  expect(again.status).toBe(200)
})

test('closing the server lets open lines go', async () => {
  await fetch(`${started.url}/api/live`, { headers: mine })
  const begun = Date.now()
  await started.server.close()
  expect(Date.now() - begun).toBeLessThan(1500)
})
