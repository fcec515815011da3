import { Temporal } from 'temporal-polyfill'

export type Day = Temporal.PlainDate
/** The first and the last day. */
export type Span = readonly [Day, Day]
/** What a pattern's named groups said. */
export type Said = Readonly<Record<string, string | undefined>>

const monthNumbers: Readonly<Record<string, number>> = {
  ...{ jan: 1, feb: 2, mar: 3, apr: 4, maj: 5, may: 5, jun: 6 },
  ...{ jul: 7, aug: 8, sep: 9, okt: 10, oct: 10, nov: 11, dec: 12 },
}

/** A season by its first month; each has three. In folded letters. */
const seasonMonths: Readonly<Record<string, number>> = {
  ...{ var: 3, sommar: 6, host: 9, vinter: 12 },
  ...{ spring: 3, summer: 6, autumn: 9, fall: 9, winter: 12 },
}

const days = (count: number) => ({ days: count })
const monthOf = (name = ''): number => monthNumbers[name.slice(0, 3)] ?? 1

/** Throws a RangeError for the 31st of February. */
function dayAt(year: number, month: number, day: number): Day {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
}

function isPast(day: Day, today: Day): boolean {
  return Temporal.PlainDate.compare(day, today) < 0
}

export function dayIn(today: Day, count: number): Span {
  const day = today.add(days(count))
  return [day, day]
}

export function isoDay(_: Day, { iso = '' }: Said): Span {
  const day = Temporal.PlainDate.from(iso)
  return [day, day]
}

/** "4 december", "1–5 december 2027": the next, unless it says the year. */
export function readDates(today: Day, { first, day = '1', month, year }: Said): Span {
  const inYear = (of: number): Span => [
    dayAt(of, monthOf(month), Number(first ?? day)),
    dayAt(of, monthOf(month), Number(day)),
  ]
  if (year !== undefined) return inYear(Number(year))
  const span = inYear(today.year)
  return isPast(span[1], today) ? inYear(today.year + 1) : span
}

const monday = (day: Day): Day => day.subtract(days(day.dayOfWeek - 1))

export function weekIn(today: Day, count: number): Span {
  const first = monday(today).add(days(7 * count))
  return [first, first.add(days(6))]
}

export function weekend(today: Day): Span {
  const [, sunday] = weekIn(today, 0)
  return [sunday.subtract(days(1)), sunday]
}

/** The fourth of January is always in the first week. */
export function readWeek(today: Day, { week = '1' }: Said): Span {
  const inYear = (year: number) => weekIn(dayAt(year, 1, 4), Number(week) - 1)
  const span = inYear(today.year)
  return isPast(span[1], today) ? inYear(today.year + 1) : span
}

/** Whole months, from the first of one. */
export function monthsFrom(day: Day, count: number): Span {
  const first = day.with({ day: 1 })
  return [first, first.add({ months: count }).subtract(days(1))]
}

export function yearOf(year: number): Span {
  return monthsFrom(dayAt(year, 1, 1), 12)
}

/** Going on now, or the next one. */
function nextOf(today: Day, month: number, count: number): Span {
  const inYear = (year: number) => monthsFrom(dayAt(year, month, 1), count)
  const ahead = [today.year - 1, today.year].map(inYear).find(([, last]) => !isPast(last, today))
  return ahead ?? inYear(today.year + 1)
}

export function readMonth(today: Day, { month, year }: Said): Span {
  return year === undefined
    ? nextOf(today, monthOf(month), 1)
    : monthsFrom(dayAt(Number(year), monthOf(month), 1), 1)
}

export function readSeason(today: Day, { which = '', season = '' }: Said): Span {
  const span = nextOf(today, seasonMonths[season] ?? 1, 3)
  const going = !isPast(today, span[0])
  const next = which === 'nasta' || which === 'next'
  return next && going ? monthsFrom(span[0].add({ years: 1 }), 3) : span
}

export function untilChristmas(today: Day): Span {
  const eve = dayAt(today.year, 12, 24)
  return [today, isPast(eve, today) ? eve.add({ years: 1 }) : eve]
}
