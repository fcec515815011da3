import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../adapters/postgres/database.ts'
import { migrate } from '../../adapters/postgres/migrate.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import type { Change } from '../../src/index.ts'
import { until } from '../contracts/store-pair.ts'
import { conversationOf, messageOf } from '../contracts/store-samples.ts'
import { createFresh, type Fresh } from './fresh.ts'

let fresh: Fresh
let one: Database
let two: Database

beforeAll(async () => {
  fresh = await createFresh()
  one = await fresh.open()
  two = await fresh.open()
})

afterAll(async () => {
  await one.close()
  await two.close()
  await fresh.drop()
})

async function cutAll(): Promise<void> {
  await two.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
}

test('a turn whose connection breaks is done again, whole', async () => {
  const store = createStore(one)
  let runs = 0
  await store.transact(async (tx) => {
    runs += 1
    await tx.seeEvent('cut')
    const known = await tx.lockConversation('cut')
    await tx.saveConversation({ ...conversationOf('cut'), turns: (known?.turns ?? 0) + 1 })
    if (runs === 1) await cutAll()
    await tx.appendMessage(messageOf('cut'))
  })
  expect(runs).toBe(2)
  expect((await store.findConversation('cut'))?.turns).toBe(1)
  expect(await store.listMessages('cut', 0)).toHaveLength(1)
})

test('idle connections that break harm nobody', async () => {
  const store = createStore(one)
  await store.findConversation('cut')
  await cutAll()
  expect(await store.transact((tx) => tx.seeEvent('after'))).toEqual({ kind: 'new' })
})

test('a watcher hears what was said while it was cut off', async () => {
  const heard: Change[] = []
  const watching = await createStore(one).watch((change) => heard.push(change))
  const speaker = createStore(two)
  await two.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'",
  )
  await speaker.transact((tx) => tx.appendMessage(messageOf('missed')))
  const hearing = (name: string) => (): boolean =>
    heard.some((change) => change.kind === 'message' && change.conversation === name)
  await until(hearing('missed'))
  await speaker.transact((tx) => tx.appendMessage(messageOf('next')))
  await until(hearing('next'))
  await watching.stop()
})

test('migrating again changes nothing; a newer database is refused', async () => {
  await Promise.all([migrate(one), migrate(two)])
  await one.pool.query(
    "insert into lotsen.migrations (number, name) values (999, 'from the future')",
  )
  await expect(migrate(two)).rejects.toThrow('The database is at migration 999')
})

test('two may bring up an empty database at once', async () => {
  await one.pool.query('drop schema lotsen cascade; drop schema graphile_worker cascade')
  await Promise.all([migrate(one), migrate(two)])
  expect(await createStore(two).transact((tx) => tx.seeEvent('fresh'))).toEqual({ kind: 'new' })
})
