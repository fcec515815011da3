import type { Instant, OfficeId } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import { listOfficeIds } from '../cases/offices.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { type ContactTimes, timeContacts } from './contact.ts'
import { countBy, groupBy } from './group-by.ts'
import { type CaseRecord, readRecords } from './record.ts'
import { type Asked, countUnmet, type Unmet } from './unmet.ts'

export interface Period {
  /** Opened on this day or later, "YYYY-MM-DD" in Stockholm. */
  readonly from: string
  /** The last day that counts. */
  readonly to: string
  readonly municipality: string | 'all'
  readonly made: Instant
}

export interface Sources {
  readonly knowledge: Knowledge
  /** The whole history of every case that was opened in the period. */
  readonly events: readonly CaseEvent[]
  /** Questions without an answer in the talks that are still kept. */
  readonly asked: readonly Asked[]
  readonly dayOf: (at: Instant) => string
}

/** Some of the cases: what is told of every group alike. */
export interface Group {
  readonly cases: number
  readonly companies: number
  /** Companies that were met: reached, written to, advised or referred. */
  readonly helped: number
  readonly contact: ContactTimes
}

export type Counts = Readonly<Record<string, number>>
export type Groups = Readonly<Record<string, Group>>

interface Helping {
  readonly office: OfficeId
  readonly gave_as_colleague: number
  readonly gave_instead: number
  readonly got_as_colleague: number
  readonly got_instead: number
}

/** The numbers; every one of them is counted from the history. */
export interface Report {
  readonly period: Period
  readonly total: Group
  readonly standing: Counts
  readonly municipalities: Groups
  readonly needs: Groups
  readonly sizes: Groups
  readonly languages: Groups
  /** Referrals by provider; a case may have several. */
  readonly referrals: Counts
  /** What came of the help: an outcome, `withdrawn`, or `going` while the case is open. */
  readonly help: Counts
  /** What came of each offering that an office has told about. */
  readonly offerings: Readonly<Record<string, Counts>>
  readonly cross_help: readonly Helping[]
  readonly hours: { readonly cases: number; readonly sum: number }
  readonly ratings: Counts
  readonly unmet: Unmet
}

export function buildReport(period: Period, sources: Sources): Report {
  const { knowledge, events, asked, dayOf } = sources
  const { made, municipality } = period
  const here = (one: { readonly municipality: string }) =>
    municipality === 'all' || one.municipality === municipality
  const inTime = (at: Instant) => period.from <= dayOf(at) && dayOf(at) <= period.to
  const records = readRecords(events, knowledge).filter((one) => here(one) && inTime(one.opened))
  const groups = (keyOf: (one: CaseRecord) => string): Groups =>
    Object.fromEntries(
      [...groupBy(records, keyOf)].map(([key, group]) => [key, describeGroup(group, made)]),
    )
  const noted = records.flatMap(({ hours }) => (hours === undefined ? [] : [hours]))
  return {
    period,
    total: describeGroup(records, made),
    standing: countBy(records, (one) => one.standing),
    municipalities: groups((one) => one.municipality),
    needs: groups((one) => one.need),
    sizes: groups((one) => one.size),
    languages: groups((one) => one.language),
    referrals: countBy(
      records.flatMap((one) => one.referrals),
      (provider) => provider,
    ),
    help: countBy(records, helpOf),
    offerings: countOfferings(records),
    cross_help: countCrossHelp(records, listOfficeIds(knowledge.offices)),
    hours: { cases: noted.length, sum: noted.reduce((sum, one) => sum + one, 0) },
    ratings: countBy(
      records.flatMap((one) => (one.rating === undefined ? [] : [one.rating])),
      (how) => how,
    ),
    unmet: countUnmet(asked.filter(here), records),
  }
}

function describeGroup(records: readonly CaseRecord[], now: Instant): Group {
  const companies = (some: readonly CaseRecord[]) => new Set(some.map((one) => one.company)).size
  return {
    cases: records.length,
    companies: companies(records),
    helped: companies(records.filter(({ contacted }) => contacted !== undefined)),
    contact: timeContacts(records, now),
  }
}

function helpOf({ standing, outcome }: CaseRecord): string {
  if (standing === 'withdrawn') return 'withdrawn'
  return standing === 'closed' && outcome !== undefined ? outcome : 'going'
}

function countOfferings(records: readonly CaseRecord[]): Report['offerings'] {
  const told = records.flatMap((one) => Object.entries(one.offerings))
  const byOffering = groupBy(told, ([offering]) => offering)
  return Object.fromEntries(
    [...byOffering].map(([id, all]) => [id, countBy(all, ([, outcome]) => outcome)]),
  )
}

function countCrossHelp(
  records: readonly CaseRecord[],
  offices: readonly OfficeId[],
): readonly Helping[] {
  const given = records.flatMap((one) => one.given)
  const count = (how: 'as-colleague' | 'instead', side: 'by' | 'to', office: OfficeId) =>
    given.filter((one) => one.how === how && one[side] === office).length
  return offices.map((office) => ({
    office,
    gave_as_colleague: count('as-colleague', 'by', office),
    gave_instead: count('instead', 'by', office),
    got_as_colleague: count('as-colleague', 'to', office),
    got_instead: count('instead', 'to', office),
  }))
}
