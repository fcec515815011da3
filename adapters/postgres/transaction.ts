import type { Absence, Instant, Transaction } from '../../src/index.ts'
import { listCasesOf, loadHistory, lockCase, saveCase } from './cases.ts'
import {
  appendMessage,
  findConversation,
  lockName,
  saveConversation,
  saveTurn,
  seeEvent,
} from './conversations.ts'
import { forgetConversation } from './forget.ts'
import { type Queryable, readRows, toJson } from './rows.ts'

/** Who is or will be away; of two that overlap, what was said last comes first. */
async function listAbsences(on: Queryable, at: Instant): Promise<readonly Absence[]> {
  const rows = await readRows<{ data: Absence }>(
    on,
    'select data from lotsen.absences where to_at > $1 order by saved desc',
    [at],
  )
  return rows.map((row) => row.data)
}

async function saveAbsence(on: Queryable, absence: Absence): Promise<void> {
  await readRows(
    on,
    `insert into lotsen.absences (office, from_at, to_at, data) values ($1, $2, $3, $4)
     on conflict (office, from_at) do update
       set to_at = excluded.to_at, data = excluded.data, saved = clock_timestamp()`,
    [absence.office, absence.from, absence.to, toJson(absence)],
  )
}

export function createTransaction(on: Queryable): Transaction {
  const forgotten = new Set<string>()
  return {
    seeEvent: (event) => seeEvent(on, event),
    lockConversation: async (id) => {
      await lockName(on, id)
      return findConversation(on, id)
    },
    saveConversation: (conversation) => saveConversation(on, conversation),
    // The turn that forgets would bring back in `before` what it has just erased.
    saveTurn: async (turn) => {
      if (!forgotten.has(turn.conversation)) await saveTurn(on, turn)
    },
    appendMessage: (message) => appendMessage(on, message),
    forgetConversation: async (id) => {
      forgotten.add(id)
      await forgetConversation(on, id)
    },
    // Of two that find the same number free at once, the second finds it taken.
    lockCase: async (id) => {
      await lockName(on, id)
      return lockCase(on, id)
    },
    listCasesOf: (conversation) => listCasesOf(on, conversation),
    saveCase: (change) => saveCase(on, change),
    loadHistory: (id) => loadHistory(on, id),
    listAbsences: (at) => listAbsences(on, at),
    saveAbsence: (absence) => saveAbsence(on, absence),
  }
}
