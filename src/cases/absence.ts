import { findPeriod, type Period } from './absence-dates.ts'
import {
  asking,
  away,
  back,
  backFrom,
  calledOff,
  covering,
  elsewhere,
  ill,
  nobodyHere,
  notCovering,
  wordOf,
} from './absence-words.ts'
import { isBefore } from './calendar.ts'
import type { Absence, Instant, OfficeId } from './case.ts'
import { listOfficeIds, type Offices, shortName } from './offices.ts'

/** What is still to be known; each has its sentence, `absence.ask.<ask>`. */
export type AbsenceQuestion = 'when' | 'dates' | 'who' | 'other-office'

export type AbsenceReading =
  | { readonly kind: 'absence'; readonly absence: Absence }
  | Stay
  /** Who is away is asked. */
  | { readonly kind: 'who' }
  | { readonly kind: 'question'; readonly ask: AbsenceQuestion }
  | { readonly kind: 'not-understood' }

/** There after all: back from the absence that goes on, or no longer leaving in those days. */
export interface Stay {
  readonly kind: 'back' | 'called-off'
  readonly office: OfficeId
  readonly from: Instant
  readonly to: Instant
}

export interface AbsenceText {
  readonly text: string
  /** The office of the person who writes. */
  readonly office: OfficeId
  readonly now: Instant
  readonly offices: Offices
}

function namedOffices(text: string, offices: Offices): readonly OfficeId[] {
  return listOfficeIds(offices).filter((id) =>
    wordOf(`(?:${shortName(offices, id).toLowerCase()}|${id})s?`).test(text),
  )
}

type StandIn =
  | { readonly kind: 'office'; readonly office: OfficeId }
  | { readonly kind: 'none' }
  | { readonly kind: 'question'; readonly ask: AbsenceQuestion }

/** Who takes theirs: only who is said to, since a name alone may be anything. */
function findStandIn(text: string, office: OfficeId, offices: Offices): StandIn {
  const named = namedOffices(text, offices)
  const others = named.filter((id) => id !== office)
  const [only] = others
  if (!covering.test(text) || notCovering.test(text))
    return only === undefined ? { kind: 'none' } : { kind: 'question', ask: 'who' }
  if (only !== undefined && others.length === 1) return { kind: 'office', office: only }
  return { kind: 'question', ask: named.length === 1 ? 'other-office' : 'who' }
}

function periodOf(text: string, now: Instant): Period {
  const period = findPeriod(text, now)
  return period.kind === 'none' && ill.test(text) ? findPeriod('idag', now) : period
}

const forEver = '9999-12-31T00:00:00Z'

type What = 'away' | 'returning' | 'back' | 'called-off' | 'who' | 'something-else'

function whatIsSaid(said: string, period: Period): What {
  const isAway = away.test(said)
  const returns = back.test(said) && !isAway
  const dated = period.kind === 'period'
  if (asking.test(said) && !covering.test(said)) return isAway ? 'who' : 'something-else'
  if (calledOff.test(said)) return isAway ? 'called-off' : 'something-else'
  if (backFrom.test(said) || (returns && !dated)) return 'back'
  if (returns) return 'returning'
  const beside = elsewhere.test(said) || (covering.test(said) && !notCovering.test(said))
  return isAway || (dated && beside) ? 'away' : 'something-else'
}

/** Reads "semester 1–21 juli, Malå tar våra", "sjuk idag", "tillbaka nu": what an office says of being away. */
export function readAbsence({ text, office, now, offices }: AbsenceText): AbsenceReading {
  const said = text.normalize('NFC').toLowerCase().replace(nobodyHere, 'borta')
  const period = periodOf(said, now)
  const what = whatIsSaid(said, period)
  if (what === 'who') return { kind: 'who' }
  if (what === 'back') return { kind: 'back', office, from: now, to: forEver }
  if (what === 'something-else') return { kind: 'not-understood' }
  if (period.kind === 'unclear') return { kind: 'question', ask: 'dates' }
  const { from, to } = period.kind === 'none' ? { from: now, to: forEver } : period
  if (what === 'called-off') return { kind: 'called-off', office, from, to }
  if (period.kind === 'none') return { kind: 'question', ask: 'when' }
  const standIn = findStandIn(said, office, offices)
  if (standIn.kind === 'question') return standIn
  const stand_in = standIn.kind === 'office' ? { stand_in: standIn.office } : {}
  return { kind: 'absence', absence: { office, from, to, ...stand_in } }
}

/** What a stay leaves of the absences it falls in, each as it is to be saved; one that ends before it begins never is. */
export function endAbsences(
  absences: readonly Absence[],
  { kind, office, from, to }: Stay,
  at: Instant,
): readonly Absence[] {
  return absences
    .filter((a) => a.office === office && isBefore(a.from, to) && isBefore(from, a.to))
    .filter((a) => kind === 'called-off' || !isBefore(at, a.from))
    .flatMap((a) => [
      { ...a, to: isBefore(a.from, from) ? from : at },
      ...(isBefore(to, a.to) ? [{ ...a, from: to }] : []),
    ])
}
