import type { Answer, Conversation, Message, TurnRecord } from '../../src/index.ts'
import { channel } from './change.ts'
import { type Queryable, readRows, toJson } from './rows.ts'

const lock = 'pg_advisory_xact_lock(hashtextextended($1, 7074))'
const digest = "sha256(convert_to($1, 'UTF8'))"

/** A second one with the same event waits here until the first has ended. */
export async function seeEvent(
  on: Queryable,
  event: string,
): Promise<{ kind: 'new' } | { kind: 'seen'; answer: Answer | undefined }> {
  const fresh = await readRows(
    on,
    `insert into lotsen.seen_events (id) values (${digest}) on conflict do nothing returning 1 as one`,
    [event],
  )
  if (fresh.length > 0) return { kind: 'new' }
  const [earlier] = await readRows<{ answer: Answer }>(
    on,
    `select turn.data -> 'answer' as answer from lotsen.seen_events seen
       join lotsen.turns turn on turn.receipt = seen.receipt where seen.id = ${digest}`,
    [event],
  )
  return { kind: 'seen', answer: earlier?.answer }
}

/** A lock on the name: a conversation or case that does not exist yet has no row to lock. */
export async function lockName(on: Queryable, name: string): Promise<void> {
  await readRows(on, `select ${lock}`, [name])
}

export async function findConversation(
  on: Queryable,
  id: string,
): Promise<Conversation | undefined> {
  const [row] = await readRows<{ data: Conversation }>(
    on,
    'select data from lotsen.conversations where id = $1',
    [id],
  )
  return row?.data
}

export async function saveConversation(on: Queryable, conversation: Conversation): Promise<void> {
  await readRows(
    on,
    `insert into lotsen.conversations (id, last, data) values ($1, $2, $3)
     on conflict (id) do update set last = excluded.last, data = excluded.data`,
    [conversation.id, conversation.last, toJson(conversation)],
  )
}

export async function saveTurn(on: Queryable, turn: TurnRecord): Promise<void> {
  const { receipt, conversation, knowledge, ...data } = turn
  await readRows(
    on,
    `with turn as (
       insert into lotsen.turns (receipt, conversation, at, knowledge, data) values ($2, $3, $4, $5, $6))
     update lotsen.seen_events set receipt = $2 where id = ${digest}`,
    [turn.incoming.event, receipt, conversation, turn.at, knowledge, toJson(data)],
  )
}

interface TurnRow {
  readonly receipt: string
  readonly conversation: string
  readonly knowledge: string
  readonly data: Omit<TurnRecord, 'receipt' | 'conversation' | 'knowledge'>
}

export async function findTurn(on: Queryable, receipt: string): Promise<TurnRecord | undefined> {
  const [row] = await readRows<TurnRow>(
    on,
    'select receipt, conversation, knowledge, data from lotsen.turns where receipt = $1',
    [receipt],
  )
  if (row === undefined) return undefined
  const { data, ...turn } = row
  return { ...turn, ...data }
}

/** Under the conversation's lock, so that numbers become visible in their order and a reader misses none. */
export async function appendMessage(on: Queryable, message: Message): Promise<void> {
  const { conversation, at, said } = message
  await readRows(
    on,
    `with locked as materialized (select ${lock}),
     added as (
       insert into lotsen.messages (conversation, at, said) select $1, $2, $3 from locked returning 1)
     select pg_notify($4, $5) from added`,
    [conversation, at, toJson({ at, said }), channel, toJson({ kind: 'message', conversation })],
  )
}

export async function listMessages(
  on: Queryable,
  conversation: string,
  after: number,
): Promise<readonly (Message & { readonly seq: number })[]> {
  const rows = await readRows<{ seq: string; said: Pick<Message, 'at' | 'said'> }>(
    on,
    'select seq, said from lotsen.messages where conversation = $1 and seq > $2 order by seq',
    [conversation, after],
  )
  return rows.map(({ seq, said }) => ({ conversation, ...said, seq: Number(seq) }))
}
