import {
  type Asked,
  type Knowledge,
  type Period,
  readAsked,
  type Store,
  type TurnRecord,
} from '../../src/index.ts'
import { dayOf } from '../clock.ts'
import { type Queryable, readRows } from '../postgres/rows.ts'

const page = 500

/** A day in Stockholm begins at most two hours before the same day in UTC: this many days are read too much. */
const margin = 1

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * 60 * 60 * 1000).toISOString()
}

type StoredTurn = Omit<TurnRecord, 'receipt' | 'conversation' | 'knowledge'>

async function readPage(
  on: Queryable,
  period: Period,
  after: string,
): Promise<readonly TurnRecord[]> {
  const rows = await readRows<{
    receipt: string
    conversation: string
    knowledge: string
    data: StoredTurn
  }>(
    on,
    `select receipt, conversation, knowledge, data from lotsen.turns
      where at >= $1 and at < $2 and receipt > $3 and data -> 'incoming' ->> 'kind' = 'message'
      order by receipt limit ${page}`,
    [shift(period.from, -margin), shift(period.to, 1 + margin), after],
  )
  return rows.map(({ data, ...turn }) => ({ ...data, ...turn }))
}

/** The questions of the period that found nothing, in the talks that are still kept. */
export async function loadAsked(
  on: Queryable,
  period: Period,
  knowledge: Knowledge,
): Promise<readonly Asked[]> {
  const found: Asked[] = []
  let after = ''
  for (;;) {
    const turns = await readPage(on, period, after)
    for (const turn of turns) {
      const day = dayOf(turn.at)
      const asked =
        period.from <= day && day <= period.to ? readAsked(turn, knowledge, day) : undefined
      if (asked !== undefined) found.push(asked)
    }
    after = turns.at(-1)?.receipt ?? ''
    if (turns.length < page) return found
  }
}

/** Everything that has happened since the period began: what came of its cases may have come later. */
export function loadHistory(
  store: Pick<Store, 'listHistory'>,
  period: Period,
): ReturnType<Store['listHistory']> {
  return store.listHistory({ from: shift(period.from, -margin) })
}
