import { Temporal } from 'temporal-polyfill'
import { localTime } from '../cases/calendar.ts'
import type { Instant } from '../cases/case.ts'
import { fold } from '../knowledge/words.ts'

/** Days, both included, "YYYY-MM-DD" in Stockholm. */
export interface Days {
  readonly from: string
  readonly to: string
}

type Day = Temporal.PlainDate
type Span = readonly [Day, Day]
type Reader = (today: Day, match: RegExpExecArray) => Span

const months =
  'januari|january|februari|february|mars|march|april|maj|may|juni|june|juli|july|augusti|august|september|oktober|october|november|december'
const monthNumbers: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  maj: 5,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  dec: 12,
}
/** A season by its first month; each has three. */
const seasons: Readonly<Record<string, number>> = {
  var: 3,
  spring: 3,
  sommar: 6,
  summer: 6,
  host: 9,
  autumn: 9,
  fall: 9,
  vinter: 12,
  winter: 12,
}

const days = (count: number) => ({ days: count })
const single = (day: Day): Span => [day, day]
const monday = (day: Day): Day => day.subtract(days(day.dayOfWeek - 1))
const week = (first: Day): Span => [first, first.add(days(6))]

/** Whole months from the first of one. */
function monthsFrom(first: Day, count: number): Span {
  const start = first.with({ day: 1 })
  return [start, start.add({ months: count }).subtract(days(1))]
}

/** This year's, or next year's when this year's is over. */
function nextOf(today: Day, month: number, count: number): Span {
  const inYear = (year: number) =>
    monthsFrom(Temporal.PlainDate.from({ year, month, day: 1 }), count)
  const all = [today.year - 1, today.year, today.year + 1].map(inYear)
  const ahead = all.find(([, last]) => Temporal.PlainDate.compare(last, today) >= 0)
  return ahead ?? inYear(today.year)
}

const readSeason: Reader = (today, [, which = '', season = '']) => {
  const span = nextOf(today, seasons[season] ?? 1, 3)
  const going = Temporal.PlainDate.compare(span[0], today) <= 0
  const skipped = /^(nasta|next)$/.test(which) && going
  return skipped ? monthsFrom(span[0].add({ years: 1 }), 3) : span
}

const readMonth: Reader = (today, [, , name = '', year]) => {
  const month = monthNumbers[name.slice(0, 3)] ?? 1
  if (year === undefined) return nextOf(today, month, 1)
  return monthsFrom(Temporal.PlainDate.from({ year: Number(year), month, day: 1 }), 1)
}

const readDate: Reader = (today, [, number = '1', name = '', year]) => {
  const month = monthNumbers[name.slice(0, 3)] ?? 1
  const inYear = (of: number) => Temporal.PlainDate.from({ year: of, month, day: Number(number) })
  if (year !== undefined) return single(inYear(Number(year)))
  const day = inYear(today.year)
  return single(Temporal.PlainDate.compare(day, today) < 0 ? inYear(today.year + 1) : day)
}

const readWeek: Reader = (today, [, , number = '1']) => {
  const first = (year: number) =>
    monday(Temporal.PlainDate.from({ year, month: 1, day: 4 })).add(days(7 * (Number(number) - 1)))
  const span = week(first(today.year))
  return Temporal.PlainDate.compare(span[1], today) < 0 ? week(first(today.year + 1)) : span
}

const year = (of: number): Span =>
  monthsFrom(Temporal.PlainDate.from({ year: of, month: 1, day: 1 }), 12)

/** From the most exact to the vaguest; in folded words. "i våras" is past and no answer to what is coming. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [/\b(\d{4}-\d\d-\d\d)\b/, (_, [, day = '']) => single(Temporal.PlainDate.from(day))],
  [
    new RegExp(`\\b(\\d{1,2})(?:e|:e|st|nd|rd|th)? (?:of )?(${months})\\b(?: (20\\d\\d))?`),
    readDate,
  ],
  [/\b(i|nu )?dag\b|\btoday\b/, (today) => single(today)],
  [/\bi overmorgon\b|\bday after tomorrow\b/, (today) => single(today.add(days(2)))],
  [/\bi ?morgon\b|\btomorrow\b/, (today) => single(today.add(days(1)))],
  [/\bhelgen\b|\bweekend\b/, (today) => [monday(today).add(days(5)), monday(today).add(days(6))]],
  [/\b(vecka|v|week) ?(\d{1,2})\b/, readWeek],
  [/\b(nasta vecka|next week)\b/, (today) => week(monday(today).add(days(7)))],
  [/\b(har veckan|denna vecka|i veckan|this week)\b/, (today) => week(monday(today))],
  [
    /\b(nasta manad|next month)\b/,
    (today) => monthsFrom(today.with({ day: 1 }).add({ months: 1 }), 1),
  ],
  [/\b(har manaden|denna manad|this month)\b/, (today) => monthsFrom(today, 1)],
  [
    /\b(i|under|till|nasta|this|next|in|in the|during|during the) (var|sommar|host|vinter|spring|summer|autumn|fall|winter)(?:en)?\b/,
    readSeason,
  ],
  [
    new RegExp(`\\b(i|under|till|in|during|for|nasta|next|this) (${months})\\b(?: (20\\d\\d))?`),
    readMonth,
  ],
  [
    new RegExp(`(\\b)\\b(${months.replace('|may', '').replace('|march', '')}) (20\\d\\d)\\b`),
    readMonth,
  ],
  [
    /\b(fore|innan) jul\b|\bbefore christmas\b/,
    (today) => [today, Temporal.PlainDate.from({ year: today.year, month: 12, day: 24 })],
  ],
  [/\b(nasta ar|next year)\b/, (today) => year(today.year + 1)],
  [/\b(i ar|this year)\b/, (today) => year(today.year)],
  [/\b(20\d\d)\b/, (_, [, of = '']) => year(Number(of))],
  [
    /\b(snart|framover|kommande|narmaste tiden|upcoming|soon)\b/,
    (today) => [today, today.add({ months: 3 })],
  ],
]

/** The days a text asks about; what has already passed of them is left out. Nothing when it names none. */
export function readPeriod(text: string, now: Instant): Days | undefined {
  const today = localTime(now).toPlainDate()
  const words = fold(text.toLowerCase()).replace(/\s+/g, ' ')
  for (const [pattern, read] of readers) {
    const match = pattern.exec(words)
    const span = match === null ? undefined : tryRead(read, today, match)
    if (span === undefined) continue
    const [first, last] = span
    const begun =
      Temporal.PlainDate.compare(first, today) < 0 && Temporal.PlainDate.compare(last, today) >= 0
    return { from: String(begun ? today : first), to: String(last) }
  }
  return undefined
}

/** "31 februari" and "vecka 70" are no days. */
function tryRead(read: Reader, today: Day, match: RegExpExecArray): Span | undefined {
  try {
    return read(today, match)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
