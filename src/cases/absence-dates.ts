import { Temporal } from 'temporal-polyfill'
import { localTime } from './calendar.ts'
import type { Instant } from './case.ts'
import { atoms, begin, dash, day, end, month, type Stretch } from './day-words.ts'

export type Period =
  | { readonly kind: 'period'; readonly from: Instant; readonly to: Instant }
  /** Days that do not make a period: backwards, past, or without an end. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'none' }

/** "1-21 juli" and "vecka 28-30" say the month or the word once; here it stands at both ends. */
function spellOut(text: string): string {
  return text
    .replace(/[–—]/g, '-')
    .replace(new RegExp(`${begin}${day}${dash}${day}\\s+(${month})${end}`, 'gu'), '$1 $3 - $2 $3')
    .replace(
      new RegExp(`${begin}(${month})\\s+${day}${dash}${day}(?!\\s*(?:${month})|[\\d/])`, 'gu'),
      '$1 $2 - $1 $3',
    )
    .replace(
      new RegExp(`${begin}(vecka|week|v\\.?)\\s*(\\d{1,2})${dash}(\\d{1,2})${end}`, 'gu'),
      '$1 $2 - $1 $3',
    )
}

interface Found extends Stretch {
  readonly start: number
  readonly stop: number
}

function findAtoms(text: string, today: Temporal.PlainDate): readonly Found[] {
  const found: Found[] = []
  for (const { pattern: known, read } of atoms) {
    for (const match of text.matchAll(known)) {
      const [start, stop] = [match.index, match.index + match[0].length]
      const stretch = read(match, today)
      const free = found.every((f) => stop <= f.start || start >= f.stop)
      if (stretch !== undefined && free) found.push({ ...stretch, start, stop })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

const connects =
  /^[\s,]*(?:-|till och med|till|t\.?o\.?m\.?|to|until|through|fram till)\s*(?:och med|på|on|the|den)?\s*$/u
const joins = /^\s*(?:och|and|,)\s*$/u
const endsAt =
  /(?:till och med|fram till|till|t\.?o\.?m\.?|until|through)\s*(?:på|on|the|den)?\s*$/u
const backAt = /(?:tillbaka|åter|back)(?: igen)?\s*(?:på|on|the|den|från|from)?\s*$/u
const beginsAt = /(?:från och med|från|fr\.?o\.?m\.?|from|since|starting)\s*(?:på|on|the|den)?\s*$/u

const isBefore = (a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime): boolean =>
  Temporal.ZonedDateTime.compare(a, b) < 0

function stretchOf(
  text: string,
  found: readonly Found[],
  now: Temporal.ZonedDateTime,
): Stretch | 'unclear' {
  const [first, second] = found
  if (first === undefined) return 'unclear'
  const before = text.slice(0, first.start)
  if (second !== undefined) {
    const between = text.slice(first.stop, second.start)
    if (backAt.test(between)) return { from: first.from, to: second.from }
    const near = joins.test(between) && first.to.equals(second.from)
    return connects.test(between) || near ? { from: first.from, to: second.to } : 'unclear'
  }
  if (backAt.test(before)) return { from: now, to: first.from }
  if (endsAt.test(before)) return { from: now, to: first.to }
  return beginsAt.test(before) ? 'unclear' : first
}

const longest = { days: 400 }

/** The period a text names; a period that has begun begins now. */
export function findPeriod(text: string, at: Instant): Period {
  const now = localTime(at)
  const plain = spellOut(text.toLowerCase())
  const found = findAtoms(plain, now.toPlainDate())
  if (found.length === 0) return { kind: 'none' }
  const stretch = stretchOf(plain, found, now)
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
