import type { Actor, Case, CaseAction, CaseState, OfficeId } from './case.ts'

/** What an actor is to a case. */
export type Role =
  /** The office that is to take it. */
  | 'receiver'
  /** An office that was reminded of it while it waits: it may take it, and need not. */
  | 'reminded'
  /** The office of the person who took it. */
  | 'owner'
  /** The colleague asked now. */
  | 'asked'
  /** A colleague who said yes. */
  | 'helper'
  /** The office that closed or declined it a moment ago. */
  | 'undoer'
  | 'company'
  | 'system'

/** `before`: the state that is gone back to. */
export type Target = CaseState | 'before' | 'refused'

export interface LegalMove {
  readonly none: Target
  readonly waiting: Target
  readonly taken: Target
  readonly closed: Target
  readonly by: readonly Role[]
  /** Whether a press drawn before the case last changed hands is stale, or still means the same. */
  readonly press: 'strict' | 'loose'
}

const no = 'refused'
const yours: readonly Role[] = ['owner']
const theirs: readonly Role[] = ['owner', 'helper']

/** Every legal move: what an action makes of a case in each state, and who may do it. */
// biome-ignore format: a table is read by its columns
export const legalMoves: Readonly<Record<CaseAction, LegalMove>> = {
  open:                 { none: 'waiting', waiting: no,        taken: no,        closed: no,       by: ['company'],            press: 'strict' },
  take:                 { none: no,        waiting: 'taken',   taken: no,        closed: no,       by: ['receiver', 'reminded'], press: 'strict' },
  decline:              { none: no,        waiting: 'waiting', taken: 'waiting', closed: no,       by: ['receiver', 'owner'],  press: 'strict' },
  note:                 { none: no,        waiting: 'waiting', taken: 'taken',   closed: 'closed', by: ['receiver', 'reminded', ...theirs], press: 'loose' },
  reached:              { none: no,        waiting: no,        taken: 'taken',   closed: no,       by: yours,                  press: 'loose' },
  'not-reached':        { none: no,        waiting: no,        taken: 'taken',   closed: no,       by: yours,                  press: 'loose' },
  refer:                { none: no,        waiting: no,        taken: 'taken',   closed: no,       by: yours,                  press: 'loose' },
  'invite-colleague':   { none: no,        waiting: no,        taken: 'taken',   closed: no,       by: yours,                  press: 'loose' },
  'colleague-accept':   { none: no,        waiting: no,        taken: 'taken',   closed: no,       by: ['asked'],              press: 'loose' },
  'colleague-decline':  { none: no,        waiting: no,        taken: 'taken',   closed: no,       by: ['asked'],              press: 'loose' },
  'colleague-timeout':  { none: no,        waiting: no,        taken: 'taken',   closed: no,       by: ['system'],             press: 'loose' },
  'message-to-company': { none: no,        waiting: no,        taken: 'taken',   closed: no,       by: yours,                  press: 'loose' },
  'reply-from-company': { none: no,        waiting: 'waiting', taken: 'taken',   closed: 'closed', by: ['company'],            press: 'loose' },
  close:                { none: no,        waiting: no,        taken: 'closed',  closed: no,       by: yours,                  press: 'strict' },
  reopen:               { none: no,        waiting: no,        taken: no,        closed: 'taken',  by: yours,                  press: 'strict' },
  undo:                 { none: no,        waiting: 'before',  taken: no,        closed: 'before', by: ['undoer'],             press: 'strict' },
  withdraw:             { none: no,        waiting: 'closed',  taken: 'closed',  closed: no,       by: ['company', 'system'],  press: 'loose' },
  wait:                 { none: no,        waiting: 'waiting', taken: 'taken',   closed: no,       by: ['company'],            press: 'strict' },
  'next-office':        { none: no,        waiting: 'waiting', taken: 'waiting', closed: no,       by: ['company'],            press: 'strict' },
  're-route':           { none: no,        waiting: 'waiting', taken: 'waiting', closed: no,       by: ['system'],             press: 'strict' },
  'reminder-sent':      { none: no,        waiting: 'waiting', taken: 'taken',   closed: no,       by: ['system'],             press: 'loose' },
  rate:                 { none: no,        waiting: no,        taken: no,        closed: 'closed', by: ['company'],            press: 'loose' },
}

/** Moves after which the case is in other hands: earlier presses of the strict kind are stale. */
export const changesHands: ReadonlySet<CaseAction> = new Set([
  'open',
  'take',
  'decline',
  'close',
  'reopen',
  'undo',
  'withdraw',
  'next-office',
  're-route',
])

/** Offices reminded since the present office got the case; they may take it too. */
function remindedOffices(current: Case): readonly OfficeId[] {
  const since = current.reminders.filter((r) => r.version > current.hand)
  return since.flatMap((r) => r.offices).filter((o) => !current.declined_by.includes(o))
}

/** The office that is asked for help now, and the offices that have said yes. */
export function askedOffice(current: Case): OfficeId | undefined {
  const open = current.colleagues.find((c) => c.state === 'asking')
  return open?.asked.at(-1)?.office
}

export function helpingOffices(current: Case): readonly OfficeId[] {
  const accepted = current.colleagues.filter((c) => c.state === 'accepted')
  return accepted.flatMap((c) => c.asked.slice(-1)).map((a) => a.office)
}

export function rolesOf(current: Case, actor: Actor): readonly Role[] {
  if (actor.kind !== 'officer') return [actor.kind]
  const { office } = actor.officer
  const waits = current.state === 'waiting'
  const roles: readonly (readonly [Role, boolean])[] = [
    ['receiver', waits && current.office === office],
    ['reminded', waits && remindedOffices(current).includes(office)],
    ['owner', !waits && current.owner?.office === office],
    ['asked', askedOffice(current) === office],
    ['helper', helpingOffices(current).includes(office)],
    ['undoer', current.undo?.office === office],
  ]
  return roles.filter(([, holds]) => holds).map(([role]) => role)
}

export function targetOf(current: Case, action: CaseAction): Target {
  return legalMoves[action][current.state]
}

export function hasRole(current: Case, action: CaseAction, actor: Actor): boolean {
  const roles = rolesOf(current, actor)
  return legalMoves[action].by.some((role) => roles.includes(role))
}
