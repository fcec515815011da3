import { webApi } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createOutbox, type Letterhead } from '../../adapters/slack/outbox.ts'
import type { Clock } from '../../adapters/slack/settings.ts'
import { type FakeSlack, startFakeSlack, token } from './fake-slack.ts'
import { createMapMemory, type TestMemory } from './memory.ts'

/** A clock that jumps: whoever sleeps wakes at once, and the time has passed. */
function createJumpingClock(): Clock & { readonly slept: number[] } {
  let now = 1_000_000
  const slept: number[] = []
  return {
    slept,
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms)
      now += ms
    },
  }
}

describe('the outbox', () => {
  let fake: FakeSlack
  let memory: TestMemory
  let to: (channel: string, thread?: string) => Letterhead
  beforeEach(async () => {
    fake = await startFakeSlack()
    memory = createMapMemory()
    const client = new webApi.WebClient(token, {
      slackApiUrl: fake.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: 'error' as never,
    })
    to = (channel, thread) => ({ client, channel, ...(thread === undefined ? {} : { thread }) })
  })
  afterEach(() => fake.stop())

  const draft = (text: string) => ({ text, blocks: [] })
  const fresh = (id: string) => ({ id, kind: 'fresh' }) as const

  test('one message a second in a channel, in order; another channel does not wait', async () => {
    const clock = createJumpingClock()
    const outbox = createOutbox({ clock, memory })
    const posts = ['ett', 'två', 'tre'].map((text) =>
      outbox.post(to('C1'), draft(text), fresh(text)),
    )
    posts.push(outbox.post(to('C2'), draft('annan'), fresh('annan')))
    await Promise.all(posts)
    const inC1 = fake.messages.filter((one) => one.channel === 'C1').map((one) => one.text)
    expect(inC1).toEqual(['ett', 'två', 'tre'])
    expect(clock.slept).toEqual([1000, 1000])
  })

  test('429 waits as long as Retry-After says, and then sends once', async () => {
    const clock = createJumpingClock()
    fake.upset(
      'chat.postMessage',
      { kind: 'rate-limited', seconds: 7 },
      { kind: 'rate-limited', seconds: 30 },
    )
    await createOutbox({ clock, memory }).post(to('C1'), draft('tålamod'), fresh('a'))
    expect(clock.slept).toEqual([7000, 30_000])
    expect(fake.messages).toHaveLength(1)
  })

  test('a Retry-After of many minutes is told to the caller instead', async () => {
    fake.upset('chat.postMessage', { kind: 'rate-limited', seconds: 900 })
    const posted = createOutbox({ clock: createJumpingClock(), memory }).post(
      to('C1'),
      draft('x'),
      fresh('a'),
    )
    await expect(posted).rejects.toMatchObject({ retryAfter: 900 })
  })

  test('503 is tried again; four in a row are given up', async () => {
    const clock = createJumpingClock()
    const outbox = createOutbox({ clock, memory })
    const down = { kind: 'status', status: 503 } as const
    fake.upset('chat.postMessage', down, down)
    await outbox.post(to('DU1'), draft('x'), fresh('a'))
    expect(fake.messages).toHaveLength(1)
    fake.upset('chat.postMessage', down, down, down, down)
    await expect(outbox.post(to('DU1'), draft('y'), fresh('b'))).rejects.toThrow(/503/)
  })

  test('posted but the answer lost on the way: found by its mark, not posted again', async () => {
    fake.upset('chat.postMessage', { kind: 'lost' })
    const posted = await createOutbox({ clock: createJumpingClock(), memory }).post(
      to('DU1', '5.5'),
      draft('x'),
      fresh('mark-1'),
    )
    expect(fake.messages).toHaveLength(1)
    expect(posted).toEqual({ kind: 'posted', ts: fake.messages[0]?.ts })
  })

  test('after a restart what is there is left alone, and what is not is posted', async () => {
    await createOutbox({ clock: createJumpingClock(), memory }).post(
      to('DU1'),
      draft('x'),
      fresh('m'),
    )
    const later = createOutbox({ clock: createJumpingClock(), memory })
    await later.post(to('DU1'), draft('x'), { id: 'm', kind: 'perhaps-posted' })
    expect(fake.messages).toHaveLength(1)
    await later.post(to('DU1'), draft('y'), { id: 'n', kind: 'perhaps-posted' })
    expect(fake.messages).toHaveLength(2)
  })

  test('in a channel we may not read: what is known to be posted is not, what was cut off is unsure', async () => {
    const mark = { id: 'm', kind: 'perhaps-posted' } as const
    await createOutbox({ clock: createJumpingClock(), memory }).post(
      to('C1', '5.5'),
      draft('x'),
      fresh('m'),
    )
    const again = createOutbox({ clock: createJumpingClock(), memory })
    expect(await again.post(to('C1', '5.5'), draft('x'), mark)).toMatchObject({ kind: 'posted' })
    fake.upset('chat.postMessage', { kind: 'lost' })
    expect(await again.post(to('C1'), draft('y'), fresh('n'))).toEqual({ kind: 'unsure' })
    expect(fake.messages).toHaveLength(2)
    const office = { id: 'o', kind: 'at-least-once' } as const
    fake.upset('chat.postMessage', { kind: 'lost' })
    expect(await again.post(to('C1'), draft('z'), office)).toMatchObject({ kind: 'posted' })
    expect(fake.messages).toHaveLength(4)
  })

  test('a refusal for what it says is not tried again', async () => {
    fake.upset('chat.postMessage', { kind: 'error', error: 'channel_not_found' })
    await expect(
      createOutbox({ clock: createJumpingClock(), memory }).post(to('C1'), draft('x'), fresh('a')),
    ).rejects.toThrow(/channel_not_found/)
    expect(fake.callsOf('chat.postMessage')).toHaveLength(1)
  })
})
