import { nextOpening, toEpoch } from './calendar.ts'
import type { Absence, Instant, OfficeId } from './case.ts'
import { byDistance } from './distance.ts'
import { findOffice, listOfficeIds, type Offices } from './offices.ts'

/** Why this office: its own municipality's, a stand-in, the duty office, the nearest other, or because all others said no. */
export type Because = 'own' | 'stand-in' | 'duty' | 'nearest' | 'last-resort'

export interface Receiver {
  readonly office: OfficeId
  readonly because: Because
  /** Whether anybody is there: away when the whole region is. */
  readonly live: 'yes' | 'no'
}

export interface Routing {
  readonly offices: Offices
  readonly municipality: string
  readonly absences: readonly Absence[]
  /** Offices not to be asked: they declined, or the company went past them. */
  readonly declined: readonly OfficeId[]
  readonly at: Instant
}

type Where = Pick<Routing, 'offices' | 'absences' | 'at'>

/** The absence an office is in when it would next open: a case on the evening before a holiday is not for it. */
export function findAbsence(where: Where, id: OfficeId): Absence | undefined {
  const office = findOffice(where.offices, id)
  const known = where.absences.filter((a) => a.office === id)
  if (office === undefined || known.length === 0) return undefined
  const now = toEpoch(where.at)
  const opens = toEpoch(nextOpening(office, where.at))
  return known.find((a) => holds(a, now) || holds(a, opens))
}

function holds(absence: Absence, time: number): boolean {
  return toEpoch(absence.from) <= time && time < toEpoch(absence.to)
}

export function isAway(where: Where, id: OfficeId): boolean {
  return findAbsence(where, id) !== undefined
}

/** Who takes an office's cases, nearest first: whom its absence names, then its stand-ins, and theirs when they are away. */
export function listStandIns(where: Where, id: OfficeId): readonly OfficeId[] {
  const named = (one: OfficeId): readonly OfficeId[] => {
    const standIn = findAbsence(where, one)?.stand_in
    return standIn === undefined ? [] : [standIn]
  }
  const chain = [...named(id), ...(findOffice(where.offices, id)?.stand_in ?? [])]
  const withTheirs = chain.flatMap((one) => [one, ...named(one)])
  return [...new Set(withTheirs)].filter(
    (one) => one !== id && findOffice(where.offices, one) !== undefined,
  )
}

function candidates(routing: Routing): readonly Omit<Receiver, 'live'>[] {
  const { offices, municipality } = routing
  const own = findOffice(offices, municipality) === undefined ? [] : [municipality]
  const nearest = byDistance(offices, own[0] ?? offices.duty, listOfficeIds(offices))
  return [
    ...own.map((office) => ({ office, because: 'own' as const })),
    ...own
      .flatMap((id) => listStandIns(routing, id))
      .map((office) => ({ office, because: 'stand-in' as const })),
    { office: offices.duty, because: 'duty' as const },
    ...nearest.map((office) => ({ office, because: 'nearest' as const })),
  ]
}

/**
 * Which office receives a case. Never nobody: when everyone has declined or is away it is the duty office,
 * and `live` says whether anybody is there.
 */
export function findReceiver(routing: Routing): Receiver {
  const all = candidates(routing)
  const willing = all.filter((c) => !routing.declined.includes(c.office))
  const live = (c: { office: OfficeId }): boolean => !isAway(routing, c.office)
  const found = willing.find(live)
  if (found !== undefined) return { ...found, live: 'yes' }
  const { duty } = routing.offices
  const anyone = live({ office: duty }) ? duty : all.find(live)?.office
  return {
    office: anyone ?? duty,
    because: 'last-resort',
    live: anyone === undefined ? 'no' : 'yes',
  }
}
