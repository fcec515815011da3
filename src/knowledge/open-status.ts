import type { OpenStatus } from '../chat.ts'

interface Open {
  readonly status: OpenStatus
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The first day a date can mean: "2022-03" is 2022-03-01. */
function firstDay(date: string): string {
  if (date.length === 4) return `${date}-01-01`
  return date.length === 7 ? `${date}-01` : date
}

/** The last day a date can mean: "2022-03" is 2022-03-31. */
export function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`
  if (date.length === 10) return date
  const [year = 0, month = 1] = date.split('-').map(Number)
  return `${date}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0')}`
}

/** Whether its first day has come; one without a first day has begun. */
export function hasBegun({ from }: Pick<Open, 'from'>, day: string): boolean {
  return from === undefined || day >= firstDay(from)
}

/**
 * Whether an offering can be applied for on a day ("YYYY-MM-DD"). Dates win over the word: what has ended is closed
 * whatever the word says, and what ended later was open then. Between the rounds of a recurring one it is paused.
 * Unknown is never presented as open.
 */
export function statusOn(open: Open, day: string): OpenStatus {
  const ended = open.to !== undefined && day > lastDay(open.to)
  if (ended || !hasBegun(open, day)) return open.status === 'recurring' ? 'paused' : 'closed'
  if (open.status === 'closed' && open.to !== undefined) return 'open'
  return open.status
}
