import type { Temporal } from 'temporal-polyfill'
import { atoms, begin, dash, day, end, halve, month, type Stretch, weekday } from './day-words.ts'

/** "till" and "och" between two days. */
const between = String.raw`(${dash}|\s*(?:,|och|and)\s*)(?:(?:den|the|${weekday})\s+)*`

/** "1-21 juli", "9-11/6" and "vecka 28-30" say the month or the word once; here it stands at both ends. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`${begin}${day}${between}${day}\\s+(${month})${end}`, 'gu'), '$1 $4$2$3 $4'],
  [
    new RegExp(`${begin}(${month})\\s+${day}${between}${day}(?!\\s*(?:${month})|[\\d/])`, 'gu'),
    '$1 $2$3$1 $4',
  ],
  [
    new RegExp(`${begin}(?<!/)(\\d{1,2})${between}(\\d{1,2})/(\\d{1,2})${end}`, 'gu'),
    '$1/$4$2$3/$4',
  ],
  [
    new RegExp(
      `${begin}(?:vecka|veckorna|week|weeks|v\\.?)\\s*(\\d{1,2})${between}(\\d{1,2})${end}`,
      'gu',
    ),
    'v $1$2v $3',
  ],
]

/** Again until nothing changes: of "v 28, 29 och 30" each time one more is spelt out. */
export function spellOut(text: string): string {
  const plain = text.replace(/[–—]/g, '-')
  const spelt = spellings.reduce((said, [short, whole]) => said.replace(short, whole), plain)
  return spelt === text ? text : spellOut(spelt)
}

/** A day or several, and where in the text they stand. */
export interface Found extends Stretch {
  readonly start: number
  readonly stop: number
}

function findAtoms(text: string, today: Temporal.PlainDate): readonly Found[] {
  const found: Found[] = []
  for (const { pattern: known, read } of atoms) {
    for (const match of text.matchAll(known)) {
      const stretch = read(match, today)
      if (stretch === undefined) continue
      const after = match.index + match[0].length
      const { length, ...part } = halve(stretch, text.slice(after))
      const [start, stop] = [match.index, after + length]
      if (found.every((f) => stop <= f.start || start >= f.stop))
        found.push({ ...part, start, stop })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

const beside = /^\s*,?\s*(?:den|the)?\s*$/u

/** "fredag 5 juni" is one day named twice, if it is a Friday. */
function isSame(text: string, one: Found, next: Found): boolean {
  const weekly = one.again ?? next.again
  if (weekly === undefined || !beside.test(text.slice(one.stop, next.start))) return false
  return one.from.dayOfWeek === next.from.dayOfWeek && one.to.dayOfWeek === next.to.dayOfWeek
}

/** The days a text names, in its order. */
export function findDays(text: string, today: Temporal.PlainDate): readonly Found[] {
  const found = findAtoms(text, today)
  return found.flatMap((one, at) => {
    const [before, next] = [found[at - 1], found[at + 1]]
    if (next !== undefined && isSame(text, one, next)) return []
    const twice = before !== undefined && isSame(text, before, one)
    return [twice ? { ...one, start: before.start } : one]
  })
}
