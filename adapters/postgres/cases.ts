import type { Case, CaseEvent, CaseFilter, Notice } from '../../src/index.ts'
import { tell } from './change.ts'
import { owe } from './notices.ts'
import { type Queryable, readRows, toJson } from './rows.ts'

export interface CaseChange {
  readonly case: Case
  readonly events: readonly CaseEvent[]
  readonly notices: readonly Notice[]
}

interface Data<Value> {
  readonly data: Value
}

export async function findCase(on: Queryable, id: string): Promise<Case | undefined> {
  const [row] = await readRows<Data<Case>>(on, 'select data from lotsen.cases where id = $1', [id])
  return row?.data
}

export async function lockCase(on: Queryable, id: string): Promise<Case | undefined> {
  const [row] = await readRows<Data<Case>>(
    on,
    'select data from lotsen.cases where id = $1 for update',
    [id],
  )
  return row?.data
}

export async function listCasesOf(on: Queryable, conversation: string): Promise<readonly Case[]> {
  const rows = await readRows<Data<Case>>(
    on,
    'select data from lotsen.cases where conversation = $1 order by opened desc, id',
    [conversation],
  )
  return rows.map((row) => row.data)
}

/** Answers the office that had it before. */
async function saveRow(on: Queryable, one: Case): Promise<string> {
  const [saved] = await readRows<{ was: string | null }>(
    on,
    `with earlier as (select office from lotsen.cases where id = $1)
     insert into lotsen.cases as known (id, version, state, office, conversation, opened, data)
     values ($1, $2, $3, $4, nullif($5, ''), $6, $7)
     on conflict (id) do update set
       version = excluded.version, state = excluded.state, office = excluded.office,
       conversation = excluded.conversation, data = excluded.data, changed = now()
     where known.version <= excluded.version
     returning (select office from earlier) as was`,
    [one.id, one.version, one.state, one.office, one.conversation, one.opened, toJson(one)],
  )
  if (saved === undefined) {
    throw new Error(
      `Case ${one.id} is already past version ${one.version}: lock it before changing it.`,
    )
  }
  return saved.was ?? one.office
}

export async function saveCase(on: Queryable, change: CaseChange): Promise<void> {
  const { id, office, seen_by } = change.case
  const before = await saveRow(on, change.case)
  await readRows(
    on,
    `insert into lotsen.case_events (case_id, at, data)
     select $1, (event ->> 'at')::timestamptz, event
       from jsonb_array_elements($2::jsonb) with ordinality as given (event, place) order by place`,
    [id, toJson(change.events)],
  )
  for (const notice of change.notices) await owe(on, notice)
  for (const one of new Set([office, before, ...seen_by]))
    await tell(on, { kind: 'case', case: id, office: one })
}

export async function loadHistory(on: Queryable, id: string): Promise<readonly CaseEvent[]> {
  const rows = await readRows<Data<CaseEvent>>(
    on,
    'select data from lotsen.case_events where case_id = $1 order by seq',
    [id],
  )
  return rows.map((row) => row.data)
}

const wanted = `($1::text is null or office = $1) and ($2::text is null or state = $2)
  and ($5::text is null or cases.data -> 'seen_by' ? $5)`

function valuesOf(filter: CaseFilter): readonly unknown[] {
  const { office, state, from, to, seen_by } = filter
  return [office, state, from, to, seen_by].map((value) => value ?? null)
}

/** `from` and `to` are about when it was opened; `to` is not included. */
export async function listCases(on: Queryable, filter: CaseFilter): Promise<readonly Case[]> {
  const rows = await readRows<Data<Case>>(
    on,
    `select data from lotsen.cases where ${wanted}
       and ($3::timestamptz is null or opened >= $3) and ($4::timestamptz is null or opened < $4)
     order by opened desc, id`,
    valuesOf(filter),
  )
  return rows.map((row) => row.data)
}

/** `from` and `to` are about when it happened; office and state are the case's today. */
export async function listHistory(
  on: Queryable,
  filter: CaseFilter,
): Promise<readonly CaseEvent[]> {
  const rows = await readRows<Data<CaseEvent>>(
    on,
    `select event.data from lotsen.case_events event join lotsen.cases on cases.id = event.case_id
      where ${wanted} and ($3::timestamptz is null or event.at >= $3) and ($4::timestamptz is null or event.at < $4)
      order by event.at, event.seq`,
    valuesOf(filter),
  )
  return rows.map((row) => row.data)
}
