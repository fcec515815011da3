import { describe, expect, test } from 'vitest'
import { createInbox } from '../../adapters/slack/inbox.ts'
import { createSeal } from '../../adapters/slack/seal.ts'
import { systemClock } from '../../adapters/slack/settings.ts'
import { sealKey } from './harness.ts'
import { createMapMemory } from './memory.ts'

describe('the inbox', () => {
  const seal = createSeal(sealKey)
  const first = (key: string) => ({ key, body: { event: key }, delivery: 'first' }) as const
  const again = (key: string) => ({ ...first(key), delivery: 'again' }) as const

  test('what a killed process left is found, what was finished is known, what is new is new', async () => {
    const memory = createMapMemory()
    const before = createInbox({ memory, seal, clock: systemClock })
    await before.take(first('left'))
    await before.take(first('finished'))
    await before.finish('finished', { response_action: 'errors' })
    const after = createInbox({ memory, seal, clock: systemClock })
    expect(await after.listWaiting()).toEqual([{ key: 'left', body: { event: 'left' }, tries: 0 }])
    expect(await after.take(first('finished'))).toEqual({
      kind: 'seen',
      response: { response_action: 'errors' },
    })
    expect(await after.take(first('left'))).toMatchObject({ kind: 'seen' })
    expect(await after.take(first('new'))).toEqual({ kind: 'new' })
    expect(memory.dump()).not.toContain('"event"')
  })

  test('a redelivery before the inbox was read does not hide what waits there', async () => {
    const memory = createMapMemory()
    await createInbox({ memory, seal, clock: systemClock }).take(first('left'))
    const after = createInbox({ memory, seal, clock: systemClock })
    const [taken, waiting] = await Promise.all([after.take(again('left')), after.listWaiting()])
    expect(taken).toMatchObject({ kind: 'seen' })
    expect(waiting).toHaveLength(1)
  })

  test('an event that comes while the inbox is read is in one pair of hands', async () => {
    const memory = createMapMemory()
    const inbox = createInbox({ memory, seal, clock: systemClock })
    const [taken, waiting] = await Promise.all([inbox.take(first('now')), inbox.listWaiting()])
    expect(taken).toEqual({ kind: 'new' })
    expect(waiting).toEqual([])
  })

  test('a retry that another process took is seen', async () => {
    const memory = createMapMemory()
    const one = createInbox({ memory, seal, clock: systemClock })
    const other = createInbox({ memory, seal, clock: systemClock })
    await Promise.all([one.listWaiting(), other.listWaiting()])
    await one.take(first('shared'))
    expect(await other.take(again('shared'))).toMatchObject({ kind: 'seen' })
  })

  test('what was done two hours ago is forgotten, and what nobody can open', async () => {
    const memory = createMapMemory()
    let now = 1_000_000
    const clock = { ...systemClock, now: () => now }
    const inbox = createInbox({ memory, seal, clock })
    await inbox.take(first('old'))
    await inbox.finish('old', undefined)
    await inbox.take(first('waits'))
    await memory.save('slack', 'inbox:foreign', { state: 'waiting', letter: 'v1.AAAA' })
    now += 3 * 60 * 60 * 1000
    await inbox.sweep()
    expect(memory.ids()).toEqual(['inbox:waits'])
  })
})
