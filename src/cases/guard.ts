import { isBefore } from './calendar.ts'
import type { Case, CaseAction, Instant } from './case.ts'

/** Why a move is refused; each has its sentence in `knowledge/texts/cases.*.yaml`. */
export const refusals = [
  'not-now',
  'not-yours',
  'too-late',
  'too-early',
  'withdrawn',
  'not-late',
  'already-contacted',
  'already-asking',
  'nobody-left',
  'missing-reason',
  'missing-text',
  'unknown-competence',
  'missing-outcome',
  'bad-hours',
  'missing-referral',
  'missing-rating',
  'missing-step',
] as const
export type Why = (typeof refusals)[number]

type Guard = (current: Case, at: Instant) => Why | 'ok'

const isLate: Guard = (current) => (current.delayed === undefined ? 'not-late' : 'ok')
const untouched: Guard = (current) => (hasBeenContacted(current) ? 'already-contacted' : 'ok')

/** Whether the office that has it now has tried to be in touch: what an earlier one tried does not help a case that waits anew. */
export function hasBeenContacted(current: Case): boolean {
  const { attempts, first_contact, received, state } = current
  const times = [
    ...attempts.map(({ at }) => at),
    ...(first_contact === undefined ? [] : [first_contact]),
  ]
  return state !== 'waiting' && times.some((at) => !isBefore(at, received))
}

/** What the table of legal moves cannot say: limits of time and circumstance. */
const guards: Partial<Record<CaseAction, Guard>> = {
  undo: (current, at) =>
    current.undo !== undefined && isBefore(current.undo.until, at) ? 'too-late' : 'ok',
  reopen: (current) => (current.withdrawn === undefined ? 'ok' : 'withdrawn'),
  rate: (current) => (current.withdrawn === undefined ? 'ok' : 'withdrawn'),
  wait: isLate,
  'next-office': (current, at) =>
    isLate(current, at) === 'ok' ? untouched(current, at) : 'not-late',
  're-route': untouched,
  'invite-colleague': (current) =>
    current.colleagues.some((c) => c.state === 'asking') ? 'already-asking' : 'ok',
  'colleague-timeout': (current, at) => {
    const open = current.colleagues.find((c) => c.state === 'asking')?.asked.at(-1)
    if (open === undefined) return 'not-now'
    return isBefore(at, open.until) ? 'too-early' : 'ok'
  },
}

export function guardOf(current: Case, action: CaseAction, at: Instant): Why | 'ok' {
  return guards[action]?.(current, at) ?? 'ok'
}
