import type { Temporal } from 'temporal-polyfill'
import type { Language } from '../chat.ts'
import { months } from '../date-words.ts'
import {
  addWorkingTime,
  clockOf,
  isBefore,
  localTime,
  nextClosing,
  toEpoch,
  toInstant,
} from './calendar.ts'
import type { Instant } from './case.ts'
import type { Office, Offices } from './offices.ts'

const halfHour = 30 * 60_000

/** A promise is a time people say: rounded up to the half hour, though never past closing. */
function roundUp(office: Office, at: Instant): Instant {
  const rounded = toInstant(Math.ceil(toEpoch(at) / halfHour) * halfHour)
  const closing = nextClosing(office, toInstant(toEpoch(at) - 1))
  return isBefore(closing, rounded) ? closing : rounded
}

/** When an office that gets a case at `at` promises to be in touch. */
export function promiseOf(promise: Offices['promise'], office: Office, at: Instant): Instant {
  return roundUp(office, addWorkingTime(office, at, promise.working_hours * 60))
}

/** What the company was promised stands, unless the new office would have less than `minutes` for it. */
export function renewPromise(
  office: Office,
  at: Instant,
  old: { promised: Instant; minutes: number },
): Instant {
  const earliest = roundUp(office, addWorkingTime(office, at, old.minutes))
  return isBefore(earliest, old.promised) ? old.promised : earliest
}

const weekdays = {
  sv: ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const
const today = { sv: (clock: string) => `i dag ${clock}`, en: (clock: string) => `${clock} today` }
const tomorrow = {
  sv: (clock: string) => `i morgon ${clock}`,
  en: (clock: string) => `${clock} tomorrow`,
}

/** "5 mars", with the year when it is not the present one. */
export function dayInWords(day: Temporal.PlainDate, now: Instant, language: Language): string {
  const words = `${day.day} ${months[language][day.month - 1] ?? ''}`
  return day.year === localTime(now).year ? words : `${words} ${day.year}`
}

/** "torsdag 14:00", "i morgon 10:30", "torsdag 5 mars 14:00": a time as people say it. */
export function timeInWords(at: Instant, now: Instant, language: Language): string {
  const day = localTime(at).toPlainDate()
  const ahead = localTime(now).toPlainDate().until(day).days
  const weekday = weekdays[language][day.dayOfWeek - 1] ?? ''
  if (ahead === 0) return today[language](clockOf(at))
  if (ahead === 1) return tomorrow[language](clockOf(at))
  if (ahead > 1 && ahead <= 6) return `${weekday} ${clockOf(at)}`
  return `${weekday} ${dayInWords(day, now, language)} ${clockOf(at)}`
}

/** "före torsdag 14:00", "i dag före 16:00", "before Thursday 14:00". */
export function promiseInWords(promised: Instant, now: Instant, language: Language): string {
  const words = timeInWords(promised, now, language)
  if (language === 'en') return `before ${words}`
  const near = /^(i dag|i morgon) (.*)$/.exec(words)
  return near === null ? `före ${words}` : `${near[1]} före ${near[2]}`
}
