import { tell } from './change.ts'
import { lockName } from './conversations.ts'
import { blankCase, blankEvent, blankNotice } from './identity.ts'
import { type Queryable, readRows, toJson } from './rows.ts'

interface Stored {
  readonly key: string
  readonly data: unknown
}

interface Rewriting {
  readonly table: string
  readonly key: string
  readonly set: string
  readonly blank: (data: unknown) => unknown
}

async function rewrite(on: Queryable, rows: readonly Stored[], how: Rewriting): Promise<void> {
  const blanked = rows.map(({ key, data }) => ({ key, data: how.blank(data) }))
  await readRows(
    on,
    `update ${how.table} set data = blanked.data${how.set}
       from jsonb_to_recordset($1::jsonb) as blanked (key text, data jsonb) where ${how.key} = blanked.key`,
    [toJson(blanked)],
  )
}

/** Blanks who it was in the case, its history and its notices; what the statistics need stays. */
export async function eraseCase(on: Queryable, id: string): Promise<void> {
  const cases = await readRows<Stored & { office: string }>(
    on,
    'select id as key, office, data from lotsen.cases where id = $1 for update',
    [id],
  )
  const events = await readRows<Stored>(
    on,
    'select seq::text as key, data from lotsen.case_events where case_id = $1',
    [id],
  )
  const notices = await readRows<Stored>(
    on,
    'select id as key, data from lotsen.notices where case_id = $1 for update',
    [id],
  )
  await rewrite(on, cases, {
    table: 'lotsen.cases',
    key: 'id',
    set: ', conversation = null, erased = coalesce(erased, now()), changed = now()',
    blank: blankCase,
  })
  await rewrite(on, events, {
    table: 'lotsen.case_events',
    key: 'seq::text',
    set: '',
    blank: blankEvent,
  })
  await rewrite(on, notices, { table: 'lotsen.notices', key: 'id', set: '', blank: blankNotice })
  await readRows(
    on,
    `update lotsen.notices set state = 'moot', settled_at = now()
      where case_id = $1 and state = 'owed' and data -> 'to' ->> 'kind' = 'company'`,
    [id],
  )
  for (const { office } of cases) await tell(on, { kind: 'case', case: id, office })
}

/** As the person asks for: the talk goes, and its cases stay as numbers without a person. */
export async function forgetConversation(on: Queryable, id: string): Promise<void> {
  await lockName(on, id)
  const cases = await readRows<{ id: string }>(
    on,
    'select id from lotsen.cases where conversation = $1 order by id',
    [id],
  )
  for (const one of cases) await eraseCase(on, one.id)
  await eraseTalk(on, id)
}

/**
 * Conversation, turns and messages go; its cases are kept as they are, for as long as cases are. What is known of the
 * person stays while a talk of theirs in a shared place does: an answer to its case goes to them in private.
 */
export async function eraseTalk(on: Queryable, id: string): Promise<void> {
  await lockName(on, id)
  await readRows(
    on,
    `with memory as (
       delete from lotsen.channel_memory using (
         select id, data -> 'address' ->> 'channel' as channel, data -> 'address' ->> 'id' as at
           from lotsen.conversations where id = $1) known
        where channel_memory.channel = known.channel
          and (channel_memory.id in (known.id, known.at)
            or channel_memory.id = 'person:' || known.at and not exists (
              select 1 from lotsen.conversations other
               where other.id <> known.id and right(other.id, length(known.at) + 1) = '|' || known.at))),
     turns as (delete from lotsen.turns where conversation = $1),
     messages as (delete from lotsen.messages where conversation = $1)
     delete from lotsen.conversations where id = $1`,
    [id],
  )
  await tell(on, { kind: 'message', conversation: id })
}
