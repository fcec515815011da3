import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reference } from '../../adapters/teams/call.ts'
import { createConnector } from '../../adapters/teams/connector.ts'
import { createPace } from '../../adapters/teams/pace.ts'
import { usualTimes } from '../../adapters/teams/settings.ts'
import { startFakeBotFramework } from './fake-botframework.ts'
import { createFastClock } from './set-up.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const free = async () => {}

function referenceTo(serviceUrl: string): Reference {
  return {
    serviceUrl,
    conversation: 'a:1',
    tenant: 't',
    bot: { id: '28:b', name: 'Lotsen' },
    user: 'u',
  }
}

async function rigUp(token = async () => 'token') {
  const bot = await startFakeBotFramework()
  const clock = createFastClock()
  const connector = createConnector({ token, pace: free, clock, times: usualTimes, log: silent })
  return { bot, clock, connector, to: referenceTo(bot.url) }
}

const hello = { type: 'message', text: 'Hej' }

describe('what Teams asks to be tried again', () => {
  test.each([412, 429, 502, 504])('%i: once more, and posted once', async (status) => {
    const { bot, clock, connector, to } = await rigUp()
    bot.failNext({ status }, { status })
    expect(await connector.post(to, hello)).toMatchObject({ kind: 'sent' })
    expect(bot.chat('a:1')).toHaveLength(1)
    expect(bot.calls.map((call) => call.status)).toEqual([status, status, 200])
    expect(clock.slept).toEqual([1_250, 2_500])
    await bot.stop()
  })

  test('pauses differ from call to call, so that not everyone comes back at once', async () => {
    const { bot, clock, connector, to } = await rigUp()
    bot.failNext({ status: 429 }, { status: 429 })
    await Promise.all([connector.post(to, hello), connector.post(to, hello)])
    expect(clock.slept).toHaveLength(2)
    const jittery = createConnector({
      token: async () => '',
      pace: free,
      clock: { ...clock, random: () => 0.9 },
      times: usualTimes,
      log: silent,
    })
    bot.failNext({ status: 429 })
    await jittery.post(to, hello)
    expect(clock.slept.at(-1)).toBe(1_450)
    await bot.stop()
  })

  test.each([
    ['3', 3_000],
    [new Date(Date.now() + 10_000).toUTCString(), 8_000],
  ])('Retry-After %s is honoured', async (after, least) => {
    const { bot, clock, connector, to } = await rigUp()
    bot.failNext({ status: 429, headers: { 'retry-after': after } })
    expect(await connector.post(to, hello)).toMatchObject({ kind: 'sent' })
    expect(clock.slept[0]).toBeGreaterThanOrEqual(least)
    await bot.stop()
  })

  test('a long Retry-After is left to whoever owns the notice', async () => {
    const { bot, clock, connector, to } = await rigUp()
    bot.failNext({ status: 429, headers: { 'retry-after': '120' } })
    expect(await connector.post(to, hello)).toEqual({ kind: 'later', seconds: 120 })
    expect(clock.slept).toEqual([])
    await bot.stop()
  })

  test('it gives up after five tries', async () => {
    const { bot, connector, to } = await rigUp()
    bot.failNext(...Array.from({ length: 5 }, () => ({ status: 429 })))
    expect(await connector.post(to, hello)).toMatchObject({ kind: 'later' })
    expect(bot.calls).toHaveLength(5)
    await bot.stop()
  })

  test('an update and a new conversation are tried again too', async () => {
    const { bot, connector, to } = await rigUp()
    bot.failNext({ status: 502, posted: 'yes' })
    expect(await connector.update(to, 'x', hello)).toMatchObject({ kind: 'sent', id: 'x' })
    expect(bot.chat('a:1')).toHaveLength(1)
    bot.failNext({ status: 412 })
    expect(await connector.create(to, { members: [{ id: 'u' }] })).toMatchObject({
      kind: 'sent',
      conversation: 'a:private-u',
    })
    await bot.stop()
  })
})

describe('what is not tried again', () => {
  test.each([
    [400, { kind: 'wrong', status: 400 }],
    [413, { kind: 'wrong', status: 413 }],
    [403, { kind: 'gone' }],
    [404, { kind: 'gone' }],
    [401, { kind: 'later', seconds: 5 }],
    [500, { kind: 'later', seconds: 5 }],
  ])('%i', async (status, expected) => {
    const { bot, connector, to } = await rigUp()
    bot.failNext({ status, posted: 'yes' })
    expect(await connector.post(to, hello)).toEqual(expected)
    expect(bot.calls).toHaveLength(1)
    await bot.stop()
  })

  test('a POST whose connection broke halfway is not sent twice; a PUT may be', async () => {
    let calls = 0
    const server = createServer((request) => {
      calls += 1
      request.resume().on('end', () => request.socket.destroy())
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const to = referenceTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const connector = createConnector({
      token: async () => '',
      pace: free,
      clock: createFastClock(),
      times: usualTimes,
      log: silent,
    })
    expect(await connector.post(to, hello)).toMatchObject({ kind: 'later' })
    expect(calls).toBe(1)
    expect(await connector.update(to, 'x', hello)).toMatchObject({ kind: 'later' })
    expect(calls).toBe(6)
    server.closeAllConnections()
    server.close()
  })
})

test('where nothing can have arrived it is tried again: nobody listens, or there is no token yet', async () => {
  let asked = 0
  const { bot, connector, to } = await rigUp(async () => {
    asked += 1
    if (asked < 3) throw new Error('Microsoft is away')
    return 'token'
  })
  expect(await connector.post(to, hello)).toMatchObject({ kind: 'sent' })
  await bot.stop()
  expect(await connector.post(to, hello)).toMatchObject({ kind: 'later' })
  expect(asked).toBe(8)
})

describe('Teams’ limits', () => {
  const windows = [
    { calls: 7, ms: 1_000 },
    { calls: 8, ms: 2_000 },
    { calls: 60, ms: 30_000 },
    { calls: 1_800, ms: 3_600_000 },
  ]

  const worst = (times: readonly number[], ms: number) =>
    Math.max(
      ...times.map((start) => times.filter((time) => time >= start && time < start + ms).length),
    )

  /** A clock that stands still but for the pauses; all calls come at the given times. */
  async function letThrough(
    arrivals: readonly number[],
    thread: (at: number) => string,
  ): Promise<number[]> {
    const passed: number[] = []
    let now = 0
    const pace = createPace({
      now: () => now,
      random: () => 0,
      sleep: async (ms) => void passed.push(now + ms),
    })
    for (const [at, arrival] of arrivals.entries()) {
      now = Math.max(now, arrival)
      const before = passed.length
      await pace(thread(at), 't')
      if (passed.length === before) passed.push(now)
    }
    return passed
  }

  test('no thread gets more than it may, whenever the calls come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 150 }),
        async (gaps) => {
          let at = 0
          const arrivals = gaps.map((gap) => {
            at += gap % 7 === 0 ? gap : 0
            return at
          })
          const passed = await letThrough(arrivals, () => 'one')
          for (const { calls, ms } of windows) expect(worst(passed, ms)).toBeLessThanOrEqual(calls)
          expect(passed).toEqual([...passed].sort((a, b) => a - b))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('seven at once pass at once, the eighth waits, and other threads do not', async () => {
    const passed = await letThrough(
      Array.from({ length: 16 }, () => 0),
      (at) => (at % 2 === 0 ? 'one' : 'two'),
    )
    expect(passed.filter((time) => time === 0)).toHaveLength(14)
    expect(Math.max(...passed)).toBeGreaterThan(1_000)
  })

  test('no tenant gets more than fifty a second', async () => {
    const passed = await letThrough(
      Array.from({ length: 120 }, () => 0),
      (at) => `thread ${at}`,
    )
    expect(worst(passed, 1_000)).toBeLessThanOrEqual(50)
  })

  test('an hour’s worth', async () => {
    const passed = await letThrough(
      Array.from({ length: 2_000 }, () => 0),
      () => 'one',
    )
    expect(worst(passed, 3_600_000)).toBeLessThanOrEqual(1_800)
  })
})
