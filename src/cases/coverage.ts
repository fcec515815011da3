import { isBefore } from './calendar.ts'
import type { Absence, Instant, OfficeId } from './case.ts'
import { findOffice, listOfficeIds, type Offices } from './offices.ts'
import { findReceiver } from './routing.ts'

export type CoverageProblem =
  /** Nobody who is there would receive a case from this municipality at that time. */
  | { readonly kind: 'no-live-receiver'; readonly municipality: string; readonly at: Instant }
  /** The office that would receive it has no working way to be told. */
  | {
      readonly kind: 'no-route'
      readonly municipality: string
      readonly office: OfficeId
      readonly at: Instant
    }
  | { readonly kind: 'own-stand-in'; readonly office: OfficeId }
  | { readonly kind: 'unknown-stand-in'; readonly office: OfficeId; readonly stand_in: OfficeId }

export interface Coverage {
  readonly absences: readonly Absence[]
  readonly at: Instant
  /** Offices that no notice reaches: no channel, no e-mail, no system of their own. */
  readonly unreachable: readonly OfficeId[]
}

/**
 * Whether every municipality has a live receiver now and whenever a coming absence begins. Who receives does not
 * depend on the need, so what holds for a municipality holds for each of its needs.
 */
export function checkCoverage(offices: Offices, coverage: Coverage): readonly CoverageProblem[] {
  const coming = coverage.absences.map((a) => a.from).filter((from) => isBefore(coverage.at, from))
  const times = [...new Set([coverage.at, ...coming])]
  const receivers = times.flatMap((at) =>
    listOfficeIds(offices).flatMap((id) => checkReceiver(offices, id, { ...coverage, at })),
  )
  return [...listOfficeIds(offices).flatMap((id) => checkStandIns(offices, id)), ...receivers]
}

function checkReceiver(
  offices: Offices,
  municipality: string,
  coverage: Coverage,
): readonly CoverageProblem[] {
  const { absences, at, unreachable } = coverage
  const receiver = findReceiver({ offices, municipality, absences, declined: [], at })
  if (receiver.live === 'no') return [{ kind: 'no-live-receiver', municipality, at }]
  if (!unreachable.includes(receiver.office)) return []
  return [{ kind: 'no-route', municipality, office: receiver.office, at }]
}

function checkStandIns(offices: Offices, office: OfficeId): readonly CoverageProblem[] {
  return (findOffice(offices, office)?.stand_in ?? []).flatMap(
    (standIn): readonly CoverageProblem[] => {
      if (standIn === office) return [{ kind: 'own-stand-in', office }]
      return findOffice(offices, standIn) === undefined
        ? [{ kind: 'unknown-stand-in', office, stand_in: standIn }]
        : []
    },
  )
}
