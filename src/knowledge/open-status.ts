import type { OpenStatus } from '../chat.ts'

interface Open {
  readonly status: OpenStatus
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** A day as far as a date says it: beside "2022-03", 2022-03-31 is "2022-03". */
const asFar = (day: string, date: string): string => day.slice(0, date.length)

/** Whether its first day has come; one without a first day has begun. */
export function hasBegun({ from }: Pick<Open, 'from'>, day: string): boolean {
  return from === undefined || asFar(day, from) >= from
}

/** Whether its last day has gone; one without a last day has not. */
export function hasEnded({ to }: Pick<Open, 'to'>, day: string): boolean {
  return to !== undefined && asFar(day, to) > to
}

/**
 * Whether an offering can be applied for on a day ("YYYY-MM-DD"). Dates win over the word: what has ended is closed
 * whatever the word says, and what ended later was open then. Between the rounds of a recurring one it is paused.
 * Unknown is never presented as open.
 */
export function statusOn(open: Open, day: string): OpenStatus {
  if (hasEnded(open, day) || !hasBegun(open, day))
    return open.status === 'recurring' ? 'paused' : 'closed'
  if (open.status === 'closed' && open.to !== undefined) return 'open'
  return open.status
}
