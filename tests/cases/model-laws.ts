import type { Actor, Case, CaseAction } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { legalMoves } from '../../src/cases/legal.ts'

/** Which offices may do what to a case, told apart from the program's own table of roles. */
export function officesWith(current: Case): Readonly<Record<string, readonly string[]>> {
  const waits = current.state === 'waiting'
  const reminded = current.reminders.filter(({ version }) => version > current.hand)
  const asked = current.colleagues.find(({ state }) => state === 'asking')?.asked.at(-1)?.office
  const helping = current.colleagues.filter(({ state }) => state === 'accepted')
  const { owner, undo, declined_by } = current
  return {
    receiver: waits ? [current.office] : [],
    reminded: waits
      ? reminded.flatMap(({ offices }) => offices).filter((o) => !declined_by.includes(o))
      : [],
    owner: owner === undefined || waits ? [] : [owner.office],
    asked: asked === undefined ? [] : [asked],
    helper: helping.flatMap((one) => one.asked.slice(-1)).map((one) => one.office),
    undoer: undo === undefined ? [] : [undo.office],
  }
}

export function mayDo(current: Case, action: CaseAction, by: Actor): boolean {
  const roles: readonly string[] = legalMoves[action].by
  if (by.kind !== 'officer') return roles.includes(by.kind)
  const offices = officesWith(current)
  return roles.some((role) => offices[role]?.includes(by.officer.office) ?? false)
}

/** Who has said no and not taken it back, told from what happened and not from what the case says. */
export function refusers(events: readonly CaseEvent[]): readonly string[] {
  const before: (readonly string[])[] = []
  let said: readonly string[] = []
  for (const { what, values } of events) {
    if (what === 'decline' || what === 'close') before.push(said)
    if (what === 'decline') said = [...said, values.by_office ?? '']
    if (what === 'undo') said = before.pop() ?? said
  }
  return said
}
