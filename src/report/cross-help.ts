import { replayCase } from '../cases/apply.ts'
import type { OfficeId } from '../cases/case.ts'
import { actorOf, type CaseEvent } from '../cases/event.ts'

/** Help from one office to another: as a colleague who was asked, or by taking the other municipality's case. */
export interface Given {
  readonly how: 'as-colleague' | 'instead'
  readonly by: OfficeId
  readonly to: OfficeId
}

/** Each once per case, however often it went to and fro. */
export function listGiven(history: readonly CaseEvent[]): readonly Given[] {
  const given = new Map<string, Given>()
  for (const [at, event] of history.entries()) {
    const one = readGiven(history.slice(0, at), event)
    if (one !== undefined && one.by !== one.to) given.set(`${one.how} ${one.by} ${one.to}`, one)
  }
  return [...given.values()]
}

function readGiven(before: readonly CaseEvent[], event: CaseEvent): Given | undefined {
  if (event.what !== 'take' && event.what !== 'colleague-accept') return undefined
  const actor = actorOf(event)
  const current = replayCase(before)
  if (actor.kind !== 'officer' || current === undefined) return undefined
  const by = actor.officer.office
  return event.what === 'take'
    ? { how: 'instead', by, to: current.municipality }
    : { how: 'as-colleague', by, to: current.office }
}
