import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'

export type DayKind = 'off' | 'half' | 'ordinary'

/**
 * The days before a red day on which Swedish offices close at noon: the day before Epiphany, Maundy Thursday,
 * Walpurgis eve and the day before All Saints. An assumption: local agreements differ.
 */
const halfDays: ReadonlySet<string> = new Set([
  '01-05 12:00',
  'easter -3',
  '04-30 12:00',
  'friday after 10-30 12:00',
])

/** `bank` are the eves that are off: Midsummer, Christmas, New Year. */
const daysOff: ReadonlySet<string> = new Set(['public', 'bank'])

/** The library is loaded when the first day is asked for: its many files would take a tenth of a start. */
const load = createRequire(import.meta.url)

const years = new Map<number, ReadonlyMap<string, DayKind>>()
let sweden: Holidays | undefined

/** Building the calendar takes 20 ms, so each year is reckoned once. */
function holidaysOf(year: number): ReadonlyMap<string, DayKind> {
  const known = years.get(year)
  if (known !== undefined) return known
  sweden ??= openAlmanac()
  const days = new Map<string, DayKind>()
  for (const holiday of sweden.getHolidays(year)) {
    const day = holiday.date.slice(0, 10)
    if (daysOff.has(holiday.type)) days.set(day, 'off')
    else if (halfDays.has(holiday.rule) && !days.has(day)) days.set(day, 'half')
  }
  years.set(year, days)
  return days
}

function openAlmanac(): Holidays {
  const Almanac: typeof Holidays = load('date-holidays')
  return new Almanac('SE')
}

/** What the almanac says of a day ("2026-06-19"), weekends aside. */
export function dayKind(day: string): DayKind {
  return holidaysOf(Number(day.slice(0, 4))).get(day) ?? 'ordinary'
}
