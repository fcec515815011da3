import type {
  Case,
  CaseEvent,
  Conversation,
  Instant,
  Message,
  TurnRecord,
} from '../../src/index.ts'
import { type Access, listAccess } from './access-log.ts'
import { findCase, listCasesOf, loadHistory } from './cases.ts'
import { findConversation, listMessages } from './conversations.ts'
import type { Database } from './database.ts'
import { eraseCase, forgetConversation } from './forget.ts'
import { listNotices, type NoticeRecord } from './notices.ts'
import { type Queryable, readRows } from './rows.ts'
import { transact } from './transact.ts'

interface CaseExport {
  readonly case: Case
  readonly history: readonly CaseEvent[]
  readonly notices: readonly NoticeRecord[]
  readonly opened_by: readonly (Access & { readonly at: Instant })[]
}

type SaidTurn = Pick<
  TurnRecord,
  'receipt' | 'conversation' | 'at' | 'knowledge' | 'incoming' | 'answer'
>

/** Everything kept about one person, as they may ask for. */
export interface PersonExport {
  readonly conversation?: Conversation
  readonly messages: readonly Message[]
  /** Without what was known before each, which is the same over again. */
  readonly turns: readonly SaidTurn[]
  readonly cases: readonly CaseExport[]
}

async function listTurns(on: Queryable, conversation: string): Promise<readonly SaidTurn[]> {
  const rows = await readRows<{ turn: SaidTurn }>(
    on,
    `select data - array['before', 'cases', 'absences'] || jsonb_build_object('receipt', receipt, 'conversation', conversation, 'knowledge', knowledge)
       as turn from lotsen.turns where conversation = $1 order by at, receipt`,
    [conversation],
  )
  return rows.map((row) => row.turn)
}

async function exportCase(on: Queryable, one: Case): Promise<CaseExport> {
  return {
    case: one,
    history: await loadHistory(on, one.id),
    notices: await listNotices(on, { case: one.id }),
    opened_by: await listAccess(on, one.id),
  }
}

/** `id` is a conversation's or a case's; a case leads to its conversation and to that one's other cases. */
export async function exportPerson(
  database: Database,
  id: string,
): Promise<PersonExport | 'unknown'> {
  return transact(database.pool, async (on) => {
    await on.query('set transaction isolation level repeatable read')
    const one = await findCase(on, id)
    const person = one?.conversation || id
    const conversation = await findConversation(on, person)
    const own = await listCasesOf(on, person)
    const cases = one !== undefined && own.length === 0 ? [one] : own
    if (conversation === undefined && cases.length === 0) return 'unknown'
    const exported: CaseExport[] = []
    for (const each of cases) exported.push(await exportCase(on, each))
    return {
      ...(conversation === undefined ? {} : { conversation }),
      messages: await listMessages(on, person, 0),
      turns: await listTurns(on, person),
      cases: exported,
    }
  })
}

/** As "forget me" does, by the same ids as the export. */
export async function erasePerson(database: Database, id: string): Promise<'erased' | 'unknown'> {
  return transact(database.pool, async (on) => {
    const one = await findCase(on, id)
    const person = one?.conversation || id
    const known = one ?? (await findConversation(on, person)) ?? (await listCasesOf(on, person))[0]
    if (known === undefined) return 'unknown'
    await forgetConversation(on, person)
    if (one !== undefined) await eraseCase(on, one.id)
    return 'erased'
  })
}
