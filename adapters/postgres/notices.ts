import type { Instant, Notice } from '../../src/index.ts'
import { type Queryable, readRows, toJson } from './rows.ts'

export type NoticeState = 'owed' | 'sent' | 'moot' | 'failed'

export interface NoticeRecord {
  readonly notice: Notice
  readonly state: NoticeState
  readonly attempts: number
  readonly last_error?: string
  readonly owed: Instant
  readonly settled?: Instant
}

export interface NoticeFilter {
  readonly state?: NoticeState
  readonly case?: string
  readonly limit?: number
}

/** With these pauses (graphile-worker's: e to the number of tries, in seconds) the last try comes after some four days. */
export const tries = 25

const addJob = `graphile_worker.add_job('deliver-notice', json_build_object('id', id),
  run_at := greatest(due, now()), max_attempts := ${tries}, job_key := id)`

/** Once: a notice with the same id is already owed or sent. */
export async function owe(on: Queryable, notice: Notice): Promise<void> {
  await readRows(
    on,
    `with fresh as (
       insert into lotsen.notices (id, case_id, due, data) values ($1, $2, $3, $4)
       on conflict (id) do nothing returning id, due)
     select ${addJob} from fresh`,
    [notice.id, notice.case, notice.due, toJson(notice)],
  )
}

/** Nothing stays owed for ever: whatever lost its job (a crash, a restored backup) gets one. */
export async function oweAgain(on: Queryable): Promise<number> {
  const rows = await readRows(
    on,
    `select ${addJob} from lotsen.notices where state = 'owed' and not exists (
       select 1 from graphile_worker.jobs where key = notices.id and attempts < max_attempts)`,
    [],
  )
  return rows.length
}

export async function postpone(on: Queryable, id: string, at: Instant): Promise<void> {
  await readRows(
    on,
    `with late as (
       update lotsen.notices set due = $2 where id = $1 and state = 'owed' returning id, due)
     select ${addJob} from late`,
    [id, at],
  )
}

export async function settle(
  on: Queryable,
  id: string,
  state: Exclude<NoticeState, 'owed'>,
): Promise<void> {
  await readRows(
    on,
    "update lotsen.notices set state = $2, settled_at = now() where id = $1 and state = 'owed'",
    [id, state],
  )
}

export async function noteAttempt(on: Queryable, id: string, error: string | null): Promise<void> {
  await readRows(
    on,
    'update lotsen.notices set attempts = attempts + 1, last_error = $2 where id = $1',
    [id, error],
  )
}

const columns = 'data, state, attempts, last_error, owed_at, settled_at'

interface NoticeRow {
  readonly data: Notice
  readonly state: NoticeState
  readonly attempts: number
  readonly last_error: string | null
  readonly owed_at: Date
  readonly settled_at: Date | null
}

function recordOf(row: NoticeRow): NoticeRecord {
  const { data: notice, state, attempts, last_error, owed_at, settled_at } = row
  return {
    notice,
    state,
    attempts,
    owed: owed_at.toISOString(),
    ...(last_error === null ? {} : { last_error }),
    ...(settled_at === null ? {} : { settled: settled_at.toISOString() }),
  }
}

export async function findNotice(on: Queryable, id: string): Promise<NoticeRecord | undefined> {
  const [row] = await readRows<NoticeRow>(
    on,
    `select ${columns} from lotsen.notices where id = $1`,
    [id],
  )
  return row && recordOf(row)
}

export async function listNotices(
  on: Queryable,
  filter: NoticeFilter,
): Promise<readonly NoticeRecord[]> {
  const rows = await readRows<NoticeRow>(
    on,
    `select ${columns} from lotsen.notices
      where ($1::text is null or state = $1) and ($2::text is null or case_id = $2)
      order by owed_at desc, id limit $3`,
    [filter.state ?? null, filter.case ?? null, filter.limit ?? null],
  )
  return rows.map(recordOf)
}

/** A notice about an open case that was given up after its last try. */
export interface FailedNotice {
  readonly notice: string
  readonly to: Notice['to']['kind']
}

export async function listFailed(on: Queryable): Promise<readonly FailedNotice[]> {
  return readRows(
    on,
    `select notices.id as notice, notices.data -> 'to' ->> 'kind' as to
      from lotsen.notices join lotsen.cases on cases.id = case_id
     where notices.state = 'failed' and cases.state <> 'closed' order by settled_at desc, notices.id`,
    [],
  )
}

/** By hand, whatever became of it before: owed again from now. */
export async function resendNotice(on: Queryable, id: string): Promise<'owed' | 'unknown'> {
  const rows = await readRows(
    on,
    `with again as (
       update lotsen.notices set state = 'owed', due = now(), attempts = 0, last_error = null, settled_at = null
        where id = $1 returning id, due)
     select ${addJob} from again`,
    [id],
  )
  return rows.length > 0 ? 'owed' : 'unknown'
}
