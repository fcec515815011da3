import { Temporal } from 'temporal-polyfill'
import { zone } from './calendar.ts'

/** A stretch of time as people name it: whole days or half ones; `to` is not included. */
export interface Stretch {
  readonly from: Temporal.ZonedDateTime
  readonly to: Temporal.ZonedDateTime
  /** A weekday named alone: after another day it is the next one from there. */
  readonly again?: 'weekly'
}

const months: readonly string[] = [
  'januari|january|jan',
  'februari|february|feb',
  'mars|march|mar',
  'april|apr',
  'maj|may',
  'juni|june|jun',
  'juli|july|jul',
  'augusti|august|aug',
  'september|sept|sep',
  'oktober|october|okt|oct',
  'november|nov',
  'december|dec',
]
const weekdays: readonly string[] = [
  'måndag|monday|mån',
  'tisdag|tuesday|tis',
  'onsdag|wednesday|ons',
  'torsdag|thursday|tors',
  'fredag|friday|fre',
  'lördag|saturday|lör',
  'söndag|sunday|sön',
]
export const month = months.join('|')
export const weekday = weekdays.join('|')
export const day = String.raw`(\d{1,2})(?::?e|:a|st|nd|rd|th)?`
const year = String.raw`(?:\s+(\d{4}))?`
export const end = String.raw`(?![\p{L}\d])`
export const begin = String.raw`(?<![\p{L}\d])`
export const dash = String.raw`\s*(?:-|till|to|until|t\.?o\.?m\.?)\s*`

type Match = readonly (string | undefined)[]
interface Atom {
  readonly pattern: RegExp
  readonly read: (match: Match, today: Temporal.PlainDate) => Stretch | undefined
}

const pattern = (source: string): RegExp => new RegExp(`${begin}(?:${source})${end}`, 'gu')

function days(from: Temporal.PlainDate, count: number): Stretch {
  return { from: from.toZonedDateTime(zone), to: from.add({ days: count }).toZonedDateTime(zone) }
}

function dateOf(parts: { y: number; m: number; d: number }): Temporal.PlainDate | undefined {
  const { y, m, d } = parts
  const inMonth = m >= 1 && m <= 12 && d >= 1
  if (!inMonth || d > Temporal.PlainYearMonth.from({ year: y, month: m }).daysInMonth)
    return undefined
  return Temporal.PlainDate.from({ year: y, month: m, day: d })
}

/** A day and a month are this year's, or next year's when they lie more than two months back. */
function nearDate(
  d: number,
  m: number,
  given: { year: string | undefined; today: Temporal.PlainDate },
): Stretch | undefined {
  const { today } = given
  const date = dateOf({ y: given.year === undefined ? today.year : Number(given.year), m, d })
  if (date === undefined) return undefined
  const past =
    given.year === undefined && Temporal.PlainDate.compare(date.add({ months: 2 }), today) < 0
  return days(past ? date.add({ years: 1 }) : date, 1)
}

function indexIn(lists: readonly string[], word: string | undefined): number {
  return lists.findIndex((list) => list.split('|').includes(word ?? ''))
}

/** Monday of an ISO week; a week long past is next year's. */
function weekOf(number: number, today: Temporal.PlainDate): Stretch | undefined {
  const mondayIn = (y: number): Temporal.PlainDate => {
    const fourth = Temporal.PlainDate.from({ year: y, month: 1, day: 4 })
    return fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: number - 1 })
  }
  if (number < 1 || number > 53) return undefined
  const monday = mondayIn(today.year)
  const past = Temporal.PlainDate.compare(monday.add({ months: 2 }), today) < 0
  return days(past ? mondayIn(today.year + 1) : monday, 7)
}

const partOfDay =
  /^ (?:på )?(?:(?:förmiddag(?:en)?|fm|morning)|(?<late>eftermiddag(?:en)?|em|efter lunch|afternoon|after lunch))(?![\p{L}\d])/u

function half(date: Temporal.PlainDate, which: 'morning' | 'afternoon'): Stretch {
  const whole = days(date, 1)
  const noon = date.toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
  return which === 'morning' ? { ...whole, to: noon } : { ...whole, from: noon }
}

/** "hela juli": the month this year, or next year's when it is over. */
function wholeMonth(number: number, today: Temporal.PlainDate): Stretch {
  const year = number < today.month ? today.year + 1 : today.year
  const first = Temporal.PlainDate.from({ year, month: number, day: 1 })
  return days(first, first.daysInMonth)
}

/** The days between the holidays; Christmas Eve and New Year's Eve are closed anyhow. */
function betweenHolidays(today: Temporal.PlainDate): Stretch {
  return days(Temporal.PlainDate.from({ year: today.year, month: 12, day: 25 }), 7)
}

/** "fredag eftermiddag": half of a whole day, by what stands right after it. */
export function halve(stretch: Stretch, rest: string): Stretch & { readonly length: number } {
  const date = stretch.from.toPlainDate()
  const found = stretch.to.equals(stretch.from.add({ days: 1 })) ? partOfDay.exec(rest) : null
  if (found === null) return { ...stretch, length: 0 }
  const which = found.groups?.late === undefined ? 'morning' : 'afternoon'
  return { ...half(date, which), length: found[0].length }
}

const thisMonday = (today: Temporal.PlainDate): Temporal.PlainDate =>
  today.subtract({ days: today.dayOfWeek - 1 })

/** The ways to name a day; the first that matches at a place wins. */
export const atoms: readonly Atom[] = [
  {
    pattern: pattern(String.raw`(\d{4})-(\d{2})-(\d{2})`),
    read: ([, y, m, d]) => {
      const date = dateOf({ y: Number(y), m: Number(m), d: Number(d) })
      return date === undefined ? undefined : days(date, 1)
    },
  },
  {
    pattern: pattern(String.raw`(\d{1,2})\/(\d{1,2})(?:[/ ](\d{4}))?`),
    read: ([, d, m, y], today) => nearDate(Number(d), Number(m), { year: y, today }),
  },
  {
    pattern: pattern(`${day}\\s+(?:of\\s+)?(${month})\\.?${year}`),
    read: ([, d, m, y], today) => nearDate(Number(d), indexIn(months, m) + 1, { year: y, today }),
  },
  {
    pattern: pattern(`(${month})\\.?\\s+${day}(?:,?\\s+(\\d{4}))?`),
    read: ([, m, d, y], today) => nearDate(Number(d), indexIn(months, m) + 1, { year: y, today }),
  },
  {
    pattern: pattern(`(?:hela|all of|the whole of) (${month})|(${month}) månad`),
    read: ([, after, before], today) => wholeMonth(indexIn(months, after ?? before) + 1, today),
  },
  {
    pattern: pattern("mellandagarna|mellan jul och nyår|between christmas and new year(?:[’']?s)?"),
    read: (_, today) => betweenHolidays(today),
  },
  {
    pattern: pattern(String.raw`(?:vecka|week|v\.?)\s*(\d{1,2})`),
    read: ([, n], today) => weekOf(Number(n), today),
  },
  {
    pattern: pattern('i eftermiddag|this afternoon'),
    read: (_, today) => half(today, 'afternoon'),
  },
  { pattern: pattern('i förmiddag|this morning'), read: (_, today) => half(today, 'morning') },
  { pattern: pattern('idag|i dag|today'), read: (_, today) => days(today, 1) },
  {
    pattern: pattern('i ?övermorgon|the day after tomorrow|day after tomorrow'),
    read: (_, today) => days(today.add({ days: 2 }), 1),
  },
  {
    pattern: pattern('imorgon|i morgon|imorrn|imorron|i morron|tomorrow'),
    read: (_, today) => days(today.add({ days: 1 }), 1),
  },
  {
    pattern: pattern(
      'den här veckan|denna vecka|hela veckan|veckan ut|resten av veckan|this week|all week|(?:the )?rest of the week',
    ),
    read: (_, today) => days(today, 8 - today.dayOfWeek),
  },
  {
    pattern: pattern('nästa vecka|next week'),
    read: (_, today) => days(thisMonday(today).add({ days: 7 }), 7),
  },
  {
    pattern: pattern(`(${weekday})(?:en)?`),
    read: ([, name], today) => {
      const ahead = (indexIn(weekdays, name) + 1 - today.dayOfWeek + 7) % 7
      return { ...days(today.add({ days: ahead === 0 ? 7 : ahead }), 1), again: 'weekly' }
    },
  },
]
