import { Temporal } from 'temporal-polyfill'
import { localTime } from '../cases/calendar.ts'
import type { Instant } from '../cases/case.ts'
import { fold } from '../knowledge/words.ts'
import {
  type Day,
  dayIn,
  isoDay,
  monthsFrom,
  readDates,
  readMonth,
  readSeason,
  readWeek,
  type Said,
  type Span,
  untilChristmas,
  weekend,
  weekIn,
  yearOf,
} from './spans.ts'

/** Days, both included, "YYYY-MM-DD" in Stockholm. */
export interface Days {
  readonly from: string
  readonly to: string
}

const sv = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december'
const en = 'january|february|march|april|may|june|july|august|october'
const month = `(?<month>${sv}|${en})`
const year = '(?<year>20\\d\\d)'
/** "i vår kommun" is no spring. */
const afterSpring = '(?=$|[^a-z ]| (?:i|pa|for|om|och|eller|hos|med|har|nar|runt|nara)\\b)'

/** From the most exact to the vaguest, in folded letters. "i våras" is past: no answer to what is coming. */
const readers: readonly (readonly [string, (today: Day, said: Said) => Span])[] = [
  ['(?<iso>20\\d\\d-\\d\\d-\\d\\d)', isoDay],
  [
    `(?:(?<first>\\d{1,2}) ?[-–] ?)?(?<day>\\d{1,2})(?::?e|st|nd|rd|th)? (?:of )?${month}(?: ${year})?`,
    readDates,
  ],
  ['i ?dag|today', (today) => dayIn(today, 0)],
  ['i overmorgon|day after tomorrow', (today) => dayIn(today, 2)],
  ['i ?morgon|tomorrow', (today) => dayIn(today, 1)],
  ['helgen|weekend', weekend],
  ['(?:vecka|v|week) ?(?<week>[1-9]|[1-4]\\d|5[0-3])', readWeek],
  ['nasta vecka|next week', (today) => weekIn(today, 1)],
  ['(?:den har|denna|i) vecka(?:n)?|this week', (today) => weekIn(today, 0)],
  ['nasta manad|next month', (today) => monthsFrom(today.with({ day: 1 }).add({ months: 1 }), 1)],
  ['(?:den har|denna) manad(?:en)?|this month', (today) => monthsFrom(today, 1)],
  [`i (?<season>var)${afterSpring}`, readSeason],
  ['i (?<season>sommar|host|vinter)', readSeason],
  ['(?<which>under|till|nasta|kommande) (?<season>var|sommar|host|vinter)(?:e?n)?', readSeason],
  [
    '(?<which>this|next|in|during)(?: the)? (?<season>spring|summer|autumn|fall|winter)',
    readSeason,
  ],
  [`(?:i|under|till|in|during|for|nasta|next|this) ${month}(?: ${year})?`, readMonth],
  [`${month} ${year}`, readMonth],
  ['(?:fore|innan) jul|before christmas', untilChristmas],
  ['nasta ar|next year', (today) => yearOf(today.year + 1)],
  ['i ar|this year', (today) => yearOf(today.year)],
  [year, (_, said) => yearOf(Number(said.year))],
  [
    'snart|framover|kommande|narmaste tiden|upcoming|soon',
    (today) => [today, today.add({ months: 3 })],
  ],
]

const patterns = readers.map(([pattern, read]) => ({
  pattern: new RegExp(`\\b(?:${pattern})(?!\\w)`),
  read,
}))

/** The days a text asks about; what has already passed of them is left out. Nothing when it names none. */
export function readPeriod(text: string, now: Instant): Days | undefined {
  const today = localTime(now).toPlainDate()
  const words = fold(text.toLowerCase()).replace(/\s+/g, ' ')
  for (const { pattern, read } of patterns) {
    const match = pattern.exec(words)
    const span = match === null ? undefined : tryRead(read, today, match.groups ?? {})
    if (span !== undefined) return ahead(span, today)
  }
  return undefined
}

function ahead([first, last]: Span, today: Day): Days {
  const { compare } = Temporal.PlainDate
  const going = compare(first, today) < 0 && compare(last, today) >= 0
  return { from: String(going ? today : first), to: String(last) }
}

/** The 31st of February is no day: the next pattern may still read the month. */
function tryRead(read: (today: Day, said: Said) => Span, today: Day, said: Said): Span | undefined {
  try {
    return read(today, said)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
