import type { Instant } from '../cases/case.ts'
import type { CaseRecord } from './record.ts'

/** How soon companies were reached. Every case counts: who was not reached is a miss, and longer than any wait. */
export interface ContactTimes {
  readonly within: number
  readonly late: number
  readonly unanswered: number
  /** Of the unanswered, those whose time is not up yet. */
  readonly not_due: number
  /** Working minutes of the office from the case's opening. */
  readonly median_minutes: number | 'unanswered' | 'none'
  readonly p90_minutes: number | 'unanswered' | 'none'
}

export function timeContacts(records: readonly CaseRecord[], now: Instant): ContactTimes {
  const minutes = records.flatMap(({ contacted }) =>
    contacted === undefined ? [] : [contacted.minutes],
  )
  const within = records.filter(isWithin).length
  const open = records.filter(({ contacted }) => contacted === undefined)
  const waits = minutes.toSorted((a, b) => a - b)
  return {
    within,
    late: minutes.length - within,
    unanswered: open.length,
    not_due: open.filter((one) => isGoing(one) && Date.parse(now) <= Date.parse(one.promised))
      .length,
    median_minutes: percentile(waits, records.length, 0.5),
    p90_minutes: percentile(waits, records.length, 0.9),
  }
}

function isWithin({ contacted, promised }: CaseRecord): boolean {
  return contacted !== undefined && Date.parse(contacted.at) <= Date.parse(promised)
}

function isGoing({ standing }: CaseRecord): boolean {
  return standing === 'waiting' || standing === 'taken'
}

/** The nearest rank among all cases, the unanswered last. */
function percentile(
  sorted: readonly number[],
  cases: number,
  share: number,
): ContactTimes['median_minutes'] {
  if (cases === 0) return 'none'
  return sorted[Math.ceil(share * cases) - 1] ?? 'unanswered'
}
