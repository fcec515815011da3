import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeNotice, resend } from '../../adapters/notify/resend.ts'
import type { Database } from '../../adapters/postgres/database.ts'
import { listNotices, settle } from '../../adapters/postgres/notices.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import { openCase } from '../../src/cases/moves.ts'
import { draft, monday, region } from '../cases/setting.ts'
import { createFresh, type Fresh } from '../postgres/fresh.ts'

let fresh: Fresh
let database: Database
beforeAll(async () => {
  fresh = await createFresh()
  database = await fresh.open()
  await createStore(database).transact((tx) => tx.saveCase(openCase(draft, monday, region)))
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

const id = 'L-7K3QX:new-case:1:mala'

test('what failed is owed again, what arrived goes again under a new id, what was untrue does not', async () => {
  const { pool } = database
  expect(await resend(pool, 'nothing', monday)).toEqual({ kind: 'unknown' })
  await settle(pool, id, 'failed')
  expect(await resend(pool, id, monday)).toEqual({ kind: 'where-missing' })
  await settle(pool, id, 'sent')
  const again = await resend(pool, id, monday)
  expect(again).toEqual({ kind: 'everywhere', id: `${id}:again-1795420800000` })
  await settle(pool, 'L-7K3QX:received:1', 'moot')
  expect(await resend(pool, 'L-7K3QX:received:1', monday)).toEqual({ kind: 'moot' })
  const owed = await listNotices(pool, { state: 'owed' })
  expect(owed.map(({ notice }) => notice.id)).toEqual([`${id}:again-1795420800000`])
})

test('a line tells what is needed and no names', async () => {
  const [record] = await listNotices(database.pool, { state: 'sent' })
  if (record === undefined) throw new Error('nothing was sent')
  expect(describeNotice({ ...record, last_error: 'Undelivered email 451' })).toMatch(
    /^sent {4}\d{4}-\d\d-\d\dT\d\d:\d\d {2}L-7K3QX:new-case:1:mala {2}to mala {2}\d tries {2}Undelivered email 451$/,
  )
})
