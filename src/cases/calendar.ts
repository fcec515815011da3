import { Temporal } from 'temporal-polyfill'
import type { Instant } from './case.ts'
import { dayKind } from './holidays.ts'
import type { Office } from './offices.ts'

export const zone = 'Europe/Stockholm'
const minute = 60_000
/** No office is closed longer than this; a calendar that says so is a fault, not an answer. */
const longestRest = 120

/** An office's opening on one day, in epoch milliseconds, so that lengths are right across daylight-saving changes. */
interface Opening {
  readonly from: number
  readonly to: number
}

const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const openings = new WeakMap<Office, Map<string, Opening | 'closed'>>()

export function localTime(at: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone)
}

export function toInstant(epochMilliseconds: number): Instant {
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString()
}

export function toEpoch(at: Instant): number {
  return Temporal.Instant.from(at).epochMilliseconds
}

export function addSeconds(at: Instant, seconds: number): Instant {
  return toInstant(toEpoch(at) + seconds * 1000)
}

export function isBefore(a: Instant, b: Instant): boolean {
  return toEpoch(a) < toEpoch(b)
}

export function laterOf(a: Instant, b: Instant): Instant {
  return isBefore(a, b) ? b : a
}

function hoursOn(
  office: Office,
  day: Temporal.PlainDate,
): { from: string; to: string } | undefined {
  const name = weekdayNames[day.dayOfWeek - 1]
  return name === undefined ? undefined : office.hours[name]
}

function isDayOff(office: Office, day: Temporal.PlainDate): boolean {
  return hoursOn(office, day) === undefined || dayKind(day.toString()) === 'off'
}

function isBridge(office: Office, day: Temporal.PlainDate): boolean {
  return isDayOff(office, day.subtract({ days: 1 })) && isDayOff(office, day.add({ days: 1 }))
}

function atClock(day: Temporal.PlainDate, clock: string): number {
  return day.toZonedDateTime({ timeZone: zone, plainTime: clock }).epochMilliseconds
}

function reckonOpening(office: Office, day: Temporal.PlainDate): Opening | 'closed' {
  const hours = hoursOn(office, day)
  if (hours === undefined || isDayOff(office, day)) return 'closed'
  if (office.bridge_days === 'off' && isBridge(office, day)) return 'closed'
  const noon = office.half_days_close ?? '12:00'
  const to = dayKind(day.toString()) === 'half' && noon < hours.to ? noon : hours.to
  const opening = { from: atClock(day, hours.from), to: atClock(day, to) }
  return opening.from < opening.to ? opening : 'closed'
}

function openingOn(office: Office, day: Temporal.PlainDate): Opening | 'closed' {
  const known = openings.get(office) ?? new Map<string, Opening | 'closed'>()
  openings.set(office, known)
  const key = day.toString()
  const opening = known.get(key) ?? reckonOpening(office, day)
  known.set(key, opening)
  return opening
}

/** The office's openings from the day of `at` on, towards the future (1) or the past (-1). */
function* walk(office: Office, at: Instant, direction: 1 | -1): Generator<Opening> {
  let day = localTime(at).toPlainDate()
  for (let rest = 0; rest < longestRest; day = day.add({ days: direction })) {
    const opening = openingOn(office, day)
    rest = opening === 'closed' ? rest + 1 : 0
    if (opening !== 'closed') yield opening
  }
  throw new Error(`office ${office.municipality} is closed for ${longestRest} days around ${at}`)
}

function firstOf<T>(
  openingsAhead: Generator<Opening>,
  pick: (opening: Opening) => T | undefined,
): T {
  for (const opening of openingsAhead) {
    const found = pick(opening)
    if (found !== undefined) return found
  }
  throw new Error('an office calendar never ends')
}

export function isOpen(office: Office, at: Instant): boolean {
  const opening = openingOn(office, localTime(at).toPlainDate())
  const now = toEpoch(at)
  return opening !== 'closed' && opening.from <= now && now < opening.to
}

/** `at` itself when the office is open. */
export function nextOpening(office: Office, at: Instant): Instant {
  const now = toEpoch(at)
  return firstOf(walk(office, at, 1), ({ from, to }) =>
    now < to ? toInstant(Math.max(from, now)) : undefined,
  )
}

/** When the opening that `at` falls in, or the next one, ends. */
export function nextClosing(office: Office, at: Instant): Instant {
  const now = toEpoch(at)
  return firstOf(walk(office, at, 1), ({ to }) => (now < to ? toInstant(to) : undefined))
}

/** The instant so many working minutes after `from`; negative minutes reckon backwards. */
export function addWorkingTime(office: Office, from: Instant, minutes: number): Instant {
  let left = Math.abs(minutes) * minute
  const start = toEpoch(from)
  if (left === 0) return toInstant(start)
  if (minutes < 0)
    return firstOf(walk(office, from, -1), (opening) => {
      const end = Math.min(opening.to, start)
      const length = Math.max(0, end - opening.from)
      if (left <= length) return toInstant(end - left)
      left -= length
      return undefined
    })
  return firstOf(walk(office, from, 1), (opening) => {
    const begin = Math.max(opening.from, start)
    const length = Math.max(0, opening.to - begin)
    if (left <= length) return toInstant(begin + left)
    left -= length
    return undefined
  })
}

/** How many working minutes of the office lie between two instants; nothing when `to` is not after `from`. */
export function workingMinutes(office: Office, from: Instant, to: Instant): number {
  const [start, end] = [toEpoch(from), toEpoch(to)]
  let sum = 0
  if (end <= start) return 0
  for (const opening of walk(office, from, 1)) {
    if (opening.from >= end) break
    sum += Math.max(0, Math.min(opening.to, end) - Math.max(opening.from, start))
  }
  return sum / minute
}

/** Mornings and afternoons: "2026-11-23 am". */
export function halfDayOf(at: Instant): string {
  const local = localTime(at)
  return `${local.toPlainDate().toString()} ${local.hour < 12 ? 'am' : 'pm'}`
}

/** When the next morning or afternoon begins. */
export function nextHalfDay(at: Instant): Instant {
  const local = localTime(at)
  const noon = local.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
  const next = local.hour < 12 ? noon : local.toPlainDate().add({ days: 1 }).toZonedDateTime(zone)
  return next.toInstant().toString()
}

/** "14:30" in Stockholm. */
export function clockOf(at: Instant): string {
  return localTime(at).toPlainTime().toString({ smallestUnit: 'minute' })
}

export function isSameDay(a: Instant, b: Instant): boolean {
  return localTime(a).toPlainDate().equals(localTime(b).toPlainDate())
}
