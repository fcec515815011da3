import { applyEvent, openedBy } from './apply.ts'
import type { Actor, Case, CaseAction, Instant } from './case.ts'
import { type Decision, deciders, type Press } from './decide.ts'
import { actorId, type CaseEvent, writeActor } from './event.ts'
import { guardOf, type Why } from './guard.ts'
import { changesHands, hasRole, legalMoves, targetOf } from './legal.ts'
import type { Notice } from './notice.ts'
import { officeOrDuty, type Region } from './offices.ts'
import { oweNotices } from './owed.ts'
import { promiseOf } from './promise.ts'
import { findReceiver } from './routing.ts'

export type { Case, CaseEvent, Press }

export type Moved =
  /** Done; without events when the same person had already done the same. */
  | {
      readonly kind: 'moved'
      readonly case: Case
      readonly events: readonly CaseEvent[]
      readonly notices: readonly Notice[]
    }
  /** The case has moved since the button was drawn: by whom, how and when. */
  | {
      readonly kind: 'stale'
      readonly by: Actor
      readonly action: CaseAction
      readonly at: Instant
      readonly case: Case
    }
  | { readonly kind: 'refused'; readonly why: Why; readonly case: Case }

export type NewCase = Pick<
  Case,
  | 'id'
  | 'municipality'
  | 'conversation'
  | 'language'
  | 'need'
  | 'themes'
  | 'facts'
  | 'size'
  | 'offerings'
  | 'contact'
  | 'consent'
>

const untouched = {
  version: 1,
  hand: 1,
  state: 'waiting',
  declined_by: [],
  skipped: [],
  notes: [],
  messages: [],
  attempts: [],
  referrals: [],
  colleagues: [],
  reminders: [],
} as const

/** Opens a case at the office that is to have it. */
export function openCase(draft: NewCase, at: Instant, region: Region): Moved & { kind: 'moved' } {
  const { offices, absences } = region
  const { municipality } = draft
  const receiver = findReceiver({ offices, municipality, absences, declined: [], at })
  const promised = promiseOf(offices.promise, officeOrDuty(offices, receiver.office), at)
  const place = { office: receiver.office, seen_by: [receiver.office] }
  const opened = { ...draft, ...untouched, ...place, opened: at, received: at, promised }
  const event: CaseEvent = {
    case: draft.id,
    version: 1,
    at,
    by: 'company',
    what: 'open',
    values: { case: JSON.stringify(opened), office: receiver.office, because: receiver.because },
  }
  const after = openedBy(event)
  return {
    kind: 'moved',
    case: after,
    events: [event],
    notices: oweNotices({ before: after, after, event, region }),
  }
}

function sameActor(a: Actor, b: Actor): boolean {
  return actorId(a) === actorId(b)
}

/** The same person has already done this from the same card: a double press, a retry. */
function isRepeat(press: Press): boolean {
  const { case: current, action, actor, version } = press
  const { changed, last } = current
  if (changesHands.has(action)) return changed.action === action && sameActor(changed.by, actor)
  const older = version !== 'latest' && version < last.version
  return older && last.action === action && sameActor(last.by, actor)
}

function isStale(press: Press): boolean {
  const { case: current, action, version } = press
  if (version === 'latest') return false
  return legalMoves[action].press === 'strict' && version < current.changed.version
}

function unchanged(current: Case): Moved {
  return { kind: 'moved', case: current, events: [], notices: [] }
}

function isLegal(press: Press): boolean {
  const { case: current, action, actor } = press
  return targetOf(current, action) !== 'refused' && hasRole(current, action, actor)
}

function answerIllegal(press: Press): Moved {
  const { case: current, version } = press
  if (isRepeat(press)) return unchanged(current)
  const { by, action, at } = current.changed
  const old = version === 'latest' || version < current.version
  const taken = press.action === 'take' && current.state === 'taken'
  if (old || taken || isStale(press)) return { kind: 'stale', by, action, at, case: current }
  const why = targetOf(current, press.action) === 'refused' ? 'not-now' : 'not-yours'
  return { kind: 'refused', why, case: current }
}

function record(press: Press, decision: Decision & { kind: 'do' }): CaseEvent {
  const { case: current, action, actor, at } = press
  const values = { ...decision.values, ...writeActor(actor) }
  return {
    case: current.id,
    version: current.version + 1,
    at,
    by: actorId(actor),
    what: action,
    values,
  }
}

/** A press whose version is older than the last move, which says the very same: pressed twice. */
function isDouble(press: Press, event: CaseEvent): boolean {
  const { version, last } = { ...press, last: press.case.last }
  const older = version !== 'latest' && version < last.version
  return older && isRepeat(press) && last.values === JSON.stringify(event.values)
}

/** One press, one answer: pure, so the same press on the same case always gives the same. */
export function move(press: Press): Moved {
  const { case: current, action, at, region } = press
  if (isStale(press) || !isLegal(press)) return answerIllegal(press)
  const guarded = guardOf(current, action, at)
  if (guarded !== 'ok')
    return isRepeat(press) ? unchanged(current) : { kind: 'refused', why: guarded, case: current }
  const decision = deciders[action](press)
  if (decision.kind === 'refused') return { ...decision, case: current }
  const event = record(press, decision)
  if (isDouble(press, event)) return unchanged(current)
  const after = applyEvent(current, event)
  return {
    kind: 'moved',
    case: after,
    events: [event],
    notices: oweNotices({ before: current, after, event, region }),
  }
}
