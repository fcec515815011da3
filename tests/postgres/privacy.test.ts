import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAccess, noteAccess } from '../../adapters/postgres/access-log.ts'
import { createChannelMemory } from '../../adapters/postgres/channel-memory.ts'
import type { Database } from '../../adapters/postgres/database.ts'
import { erasePerson, exportPerson } from '../../adapters/postgres/privacy.ts'
import { eraseOld } from '../../adapters/postgres/retention.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import type { Conversation, Store } from '../../src/index.ts'
import {
  caseOf,
  conversationOf,
  messageOf,
  openingOf,
  secret,
  turnOf,
} from '../contracts/store-samples.ts'
import { dump } from './dump.ts'
import { createFresh, type Fresh } from './fresh.ts'

let fresh: Fresh
let database: Database
let store: Store

beforeAll(async () => {
  fresh = await createFresh()
  database = await fresh.open()
  store = createStore(database)
})

afterAll(async () => {
  await database.close()
  await fresh.drop()
})

async function talk(name: string, state: 'waiting' | 'closed'): Promise<void> {
  const one = { ...caseOf(`L-${name}`, name), state }
  await store.transact(async (tx) => {
    await tx.saveConversation(conversationOf(name))
    await tx.saveTurn(turnOf(`R-${name}`, name))
    await tx.appendMessage(messageOf(name))
    await tx.saveCase(openingOf(one))
  })
}

async function rowsWith(name: string): Promise<readonly string[]> {
  const rows = (await dump(database)).split('\n')
  return rows.filter((row) => row.includes(name) && row.includes(secret))
}

test('a person gets everything that is kept, by conversation or by case', async () => {
  await talk('EXPORT', 'waiting')
  await noteAccess(database.pool, { case: 'L-EXPORT', officer: 'web:mala', office: 'mala' })
  const exported = await exportPerson(database, 'L-EXPORT')
  expect(exported).toEqual(await exportPerson(database, 'EXPORT'))
  expect(exported).toMatchObject({
    conversation: { id: 'EXPORT' },
    messages: [{ said: { text: secret } }],
    turns: [{ receipt: 'R-EXPORT' }],
    cases: [
      {
        case: { id: 'L-EXPORT' },
        history: [{ what: 'open' }],
        opened_by: [{ officer: 'web:mala' }],
      },
    ],
  })
  expect(await exportPerson(database, 'nobody')).toBe('unknown')
})

test('and is erased by either, with the case reached through it', async () => {
  await talk('ERASE', 'waiting')
  expect(await rowsWith('ERASE')).not.toEqual([])
  expect(await erasePerson(database, 'L-ERASE')).toBe('erased')
  expect(await rowsWith('ERASE')).toEqual([])
  expect(await store.findConversation('ERASE')).toBeUndefined()
  expect(await erasePerson(database, 'L-ERASE')).toBe('erased')
  expect(await erasePerson(database, 'nobody')).toBe('unknown')
})

test('each kind of data goes when its own time is up; an open case keeps its talk, a closed one outlives it', async () => {
  await talk('OLD', 'closed')
  await talk('OPEN', 'waiting')
  await eraseOld(database, '2026-01-01T00:00:00Z')
  expect(await rowsWith('OLD')).not.toEqual([])
  const late = '2999-01-01T00:00:00Z'
  const kept = { cases: '2026-01-01T00:00:00Z', access_log: '2026-01-01T00:00:00Z' }
  const talks = await eraseOld(database, { conversations: late, turns: late, ...kept })
  expect(talks).toMatchObject({ cases: 0, access_log: 0 })
  expect(talks.conversations).toBeGreaterThan(0)
  expect(await store.findConversation('OLD')).toBeUndefined()
  expect(await store.listMessages('OLD', 0)).toEqual([])
  expect(await store.findTurn('R-OLD')).toBeUndefined()
  expect(await store.findCase('L-OLD')).toMatchObject({ contact: { name: secret }, need: secret })
  expect(await exportPerson(database, 'OLD')).toMatchObject({ cases: [{ case: { id: 'L-OLD' } }] })

  const erased = await eraseOld(database, late)
  expect(erased.cases).toBeGreaterThan(0)
  expect(await rowsWith('OLD')).toEqual([])
  expect(await store.findConversation('OPEN')).toBeDefined()
  expect((await store.findCase('L-OPEN'))?.need).toBe(secret)
  expect((await store.findCase('L-OLD'))?.state).toBe('closed')
  expect(await listAccess(database.pool, 'L-EXPORT')).toEqual([])
})

test('an old closed case loses its person while the talk goes on', async () => {
  await talk('GOES-ON', 'closed')
  await store.transact((tx) =>
    tx.saveConversation({ ...conversationOf('GOES-ON'), about: 'x', last: '3001-01-01T00:00:00Z' }),
  )
  const erased = await eraseOld(database, '3000-01-01T00:00:00Z')
  expect(erased.cases).toBe(1)
  expect(await rowsWith('GOES-ON')).toEqual([])
  expect(await store.findConversation('GOES-ON')).toBeDefined()
})

test('what a channel knows of a person stays while a talk of theirs elsewhere does', async () => {
  const memory = createChannelMemory(database)
  const [mine, room] = ['t1:anna', 't1:19:room|t1:anna']
  const silent = { [mine]: '2001-01-01T00:00:00Z', [room]: '3001-01-01T00:00:00Z' }
  for (const [at, last] of Object.entries(silent)) {
    const talk = { ...conversationOf(`teams:${at}`), address: { channel: 'teams', id: at }, last }
    await store.transact((tx) => tx.saveConversation(talk as Conversation))
  }
  await memory.save('teams', `person:${mine}`, 'where to write')
  await memory.save('teams', mine, 'a talk')
  await eraseOld(database, '2002-01-01T00:00:00Z')
  expect(await store.findConversation(`teams:${mine}`)).toBeUndefined()
  expect(await memory.find('teams', mine)).toBeUndefined()
  expect(await memory.find('teams', `person:${mine}`)).toBe('where to write')
})

test('channels keep what they need, listed by prefix', async () => {
  const memory = createChannelMemory(database)
  await memory.save('slack', 'team:T1', { token: 'sealed' })
  await memory.save('slack', 'team:T2', { token: 'sealed too' })
  await memory.save('slack', 'team:T2', ['again'])
  await memory.save('slack', 'teams', 1)
  await memory.save('teams', 'team:T3', 1)
  expect(await memory.find('slack', 'team:T1')).toEqual({ token: 'sealed' })
  expect(await memory.list('slack', 'team:')).toEqual([
    { id: 'team:T1', value: { token: 'sealed' } },
    { id: 'team:T2', value: ['again'] },
  ])
  await memory.drop('slack', 'team:T1')
  expect(await memory.find('slack', 'team:T1')).toBeUndefined()
})

test('changes of one moment are written together, in their order, and nobody suffers for another', async () => {
  const memory = createChannelMemory(database)
  const names = Array.from({ length: 300 }, (_, at) => `many:${String(at).padStart(3, '0')}`)
  await Promise.all(names.map((name) => memory.save('slack', name, { name })))
  expect((await memory.list('slack', 'many:')).map(({ id }) => id)).toEqual(names)
  const kept = await Promise.allSettled([
    memory.save('slack', 'one', 1),
    memory.save('slack', 'one', 2),
    memory.drop('slack', 'two'),
    memory.save('slack', 'two', 1),
    memory.drop('slack', 'one'),
    // No channel may be without a name: the database refuses this one.
    memory.save(null as unknown as string, 'bad', 1),
    memory.save('slack', 'three\0', 'å\0'),
  ])
  expect(kept.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 5 }, () => 'fulfilled'),
    'rejected',
    'fulfilled',
  ])
  expect(await memory.find('slack', 'one')).toBeUndefined()
  expect(await memory.find('slack', 'two')).toBe(1)
  expect(await memory.find('slack', 'three\0')).toBe('å\ufffd')
})
