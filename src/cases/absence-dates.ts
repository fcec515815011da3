import { Temporal } from 'temporal-polyfill'
import { localTime } from './calendar.ts'
import type { Instant } from './case.ts'
import { begin, end, type Stretch } from './day-words.ts'
import { type Found, findDays, spellOut } from './named-days.ts'

export type Period =
  | { readonly kind: 'period'; readonly from: Instant; readonly to: Instant }
  /** Days that do not make a period: backwards, past, or without an end. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'none' }

const connects =
  /^[\s,]*(?:-|till och med|till|t\.?o\.?m\.?|to|until|through|fram till)\s*(?:och med|på|on|the|den)?\s*$/u
const joins = /^\s*(?:och|and|,)\s*$/u
const endsAt =
  /(?:till och med|fram till|till|t\.?o\.?m\.?|until|through)\s*(?:på|on|the|den)?\s*$/u
const backAt = /(?:tillbaka|åter|återkommer|back|return(?:s|ing)?)(?: \p{L}+){0,4}\s*$/u
const beginsAt = /(?:från och med|från|fr\.?o\.?m\.?|from|since|starting)\s*(?:på|on|the|den)?\s*$/u

const isBefore = (a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime): boolean =>
  Temporal.ZonedDateTime.compare(a, b) < 0

function nextWeek(one: Found): Found {
  if (one.again === undefined) return one
  return { ...one, from: one.from.add({ weeks: 1 }), to: one.to.add({ weeks: 1 }) }
}

/** Two days as the words between them say: from one to the other, one beside the other, or back on the second. */
function join(text: string, first: Found, named: Found): Found | 'unclear' {
  const second = isBefore(named.from, first.from) ? nextWeek(named) : named
  const words = text.slice(first.stop, second.start)
  if (backAt.test(words)) return { ...first, to: second.from, stop: second.stop }
  const near = joins.test(words) && first.to.equals(second.from)
  return connects.test(words) || near
    ? { ...second, from: first.from, start: first.start }
    : 'unclear'
}

function stretchOf(
  text: string,
  found: readonly Found[],
  now: Temporal.ZonedDateTime,
): Stretch | 'unclear' {
  const [first, ...more] = found
  if (first === undefined) return 'unclear'
  const whole = more.reduce<Found | 'unclear'>(
    (sum, next) => (sum === 'unclear' ? sum : join(text, sum, next)),
    first,
  )
  if (whole === 'unclear' || more.length > 0) return whole
  const before = text.slice(0, first.start)
  if (backAt.test(before)) return { from: now, to: first.from }
  if (endsAt.test(before)) return { from: now, to: first.to }
  return beginsAt.test(before) ? 'unclear' : first
}

const longest = { days: 400 }

const counts: readonly string[] = [
  'en|ett|a|one',
  'två|two',
  'tre|three',
  'fyra|four',
  'fem|five',
  'sex|six',
  'sju|seven',
  'åtta|eight',
  'nio|nine',
  'tio|ten',
]
const lasting = new RegExp(
  `${begin}(?<!(?:om|in) )(\\d{1,2}|${counts.join('|')}) (?:(dag|dagar|day|days)|vecka|veckor|week|weeks)${end}`,
  'u',
)

interface Lasting {
  readonly length: Temporal.DurationLike
  /** The text with as many blanks in its place. */
  readonly rest: string
}

/** "två veckor från måndag": a length needs a day it begins on; from when is not guessed. */
function findLasting(text: string): Lasting | undefined {
  const match = lasting.exec(text)
  if (match === null) return undefined
  const [said, count = '', inDays] = match
  const many = Number(count) || counts.findIndex((words) => words.split('|').includes(count)) + 1
  const rest = text.replace(said, ' '.repeat(said.length))
  return { length: inDays === undefined ? { weeks: many } : { days: many }, rest }
}

function lengthen({ from, to }: Stretch, { length }: Lasting): Stretch | 'unclear' {
  const end = from.add(length)
  return isBefore(end, to) ? 'unclear' : { from, to: end }
}

/** The period a text names; a period that has begun begins now. */
export function findPeriod(text: string, at: Instant): Period {
  const now = localTime(at)
  const spelt = spellOut(text.toLowerCase())
  const lasts = findLasting(spelt)
  const plain = lasts?.rest ?? spelt
  const found = findDays(plain, now.toPlainDate())
  const [first, second] = found
  if (first === undefined) return { kind: lasts === undefined ? 'none' : 'unclear' }
  const begins = lasts !== undefined && second === undefined
  const stretch = begins ? lengthen(first, lasts) : stretchOf(plain, found, now)
  if (stretch === 'unclear') return { kind: 'unclear' }
  const from = isBefore(stretch.from, now) ? now : stretch.from
  if (!isBefore(from, stretch.to) || isBefore(from.add(longest), stretch.to))
    return { kind: 'unclear' }
  return {
    kind: 'period',
    from: from.toInstant().toString(),
    to: stretch.to.toInstant().toString(),
  }
}
