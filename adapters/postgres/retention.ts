import type { Instant } from '../../src/index.ts'
import type { Database } from './database.ts'
import { eraseCase, eraseTalk } from './forget.ts'
import { type Queryable, readRows } from './rows.ts'
import { transact } from './transact.ts'

/** For each kind of data, the instant before which it goes. */
export interface Limits {
  /** Talks that went silent before; one with a case that is not yet closed is kept, and a closed case outlives its talk. */
  readonly conversations: Instant
  /** Closed cases nobody touched since, notices about them included: they lose their person, the numbers stay. */
  readonly cases: Instant
  /** Answers kept for replay, and the knowledge versions only they needed. */
  readonly turns: Instant
  readonly access_log: Instant
}

export interface Erased {
  readonly conversations: number
  readonly cases: number
  readonly turns: number
  readonly access_log: number
}

function limitsOf(before: Instant | Limits): Limits {
  if (typeof before !== 'string') return before
  return { conversations: before, cases: before, turns: before, access_log: before }
}

const oldConversations = `select id from lotsen.conversations where last < $1 and not exists (
  select 1 from lotsen.cases where conversation = conversations.id and state <> 'closed') order by last limit 500`

const oldCases = `select id from lotsen.cases where state = 'closed' and erased is null and changed < $1
  and not exists (select 1 from lotsen.case_events where case_id = cases.id and at >= $1) order by id limit 500`

/** What was said around the hand-off goes with it, even where the talk itself went on. */
async function eraseOldCase(on: Queryable, id: string, before: Instant): Promise<void> {
  for (const table of ['turns', 'messages']) {
    await readRows(
      on,
      `delete from lotsen.${table} where at < $2
         and conversation = (select conversation from lotsen.cases where id = $1)`,
      [id, before],
    )
  }
  await eraseCase(on, id)
}

/** One transaction each, so that a long list holds nobody up. */
async function eraseEach(
  database: Database,
  list: { readonly sql: string; readonly before: Instant },
  erase: typeof eraseOldCase,
): Promise<number> {
  let count = 0
  for (;;) {
    const rows = await readRows<{ id: string }>(database.pool, list.sql, [list.before])
    for (const { id } of rows)
      await transact(database.pool, (client) => erase(client, id, list.before))
    count += rows.length
    if (rows.length < 500) return count
  }
}

async function count(database: Database, sql: string, before: Instant): Promise<number> {
  const [row] = await readRows<{ gone: number }>(
    database.pool,
    `with gone as (${sql} returning 1) select count(*)::int as gone from gone`,
    [before],
  )
  return row?.gone ?? 0
}

/** Removes what has been kept long enough; run daily. */
export async function eraseOld(database: Database, before: Instant | Limits): Promise<Erased> {
  const limits = limitsOf(before)
  const conversations = await eraseEach(
    database,
    { sql: oldConversations, before: limits.conversations },
    eraseTalk,
  )
  const cases = await eraseEach(database, { sql: oldCases, before: limits.cases }, eraseOldCase)
  const turns = await count(database, 'delete from lotsen.turns where at < $1', limits.turns)
  await count(
    database,
    `delete from lotsen.knowledge_versions version where saved < $1
      and not exists (select 1 from lotsen.turns where knowledge = version.version)`,
    limits.turns,
  )
  await count(database, 'delete from lotsen.seen_events where seen < $1', limits.turns)
  const access_log = await count(
    database,
    'delete from lotsen.access_log where at < $1',
    limits.access_log,
  )
  return { conversations, cases, turns, access_log }
}
