import type { Change } from '../../src/index.ts'
import { type Queryable, readRows, toJson } from './rows.ts'

export const channel = 'lotsen_change'

/** Tells every process at commit; nothing is told of a transaction that is rolled back. */
export async function tell(on: Queryable, change: Change): Promise<void> {
  await readRows(on, 'select pg_notify($1, $2)', [channel, toJson(change)])
}

export function readChange(payload: string | undefined): Change | undefined {
  try {
    const change = JSON.parse(payload ?? '')
    return change.kind === 'message' || change.kind === 'case' ? change : undefined
  } catch {
    return undefined
  }
}
