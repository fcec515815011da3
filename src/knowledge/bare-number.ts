import type { Range } from './fact-value.ts'
import { readNumeral } from './numbers.ts'
import { readTokens } from './words.ts'

/** A message that is a count and no more: "typ 4", "ett par stycken", "nej tre förresten", "10-15", "över 50". */
export interface BareNumber {
  readonly value: number | Range
  /** "Nej", "snarare", "sorry": it takes the place of another. */
  readonly corrects: 'yes' | 'no'
  /** "Typ", "stycken", "pers": more than the number alone, which may be that of something shown. */
  readonly counts: 'yes' | 'no'
}

const listWords = (words: string): ReadonlySet<string> => new Set(words.split(' '))
const correcting = listWords(
  'nej nä nja förresten snarare menar menade egentligen fel no sorry actually rather meant mean wait vänta',
)
const counting = listWords(
  'typ ca cirka runt omkring ungefär kanske bara st stycken styck pers personer folk about around roughly approximately maybe only just people persons',
)
const filling = listWords(
  "ja jo är vi det blir jag tror nog totalt sammanlagt nu idag i dag till antal alltså väl well we are we're is think it total in of us right now",
)
/** "Mellan fem och tio" is the longest count. */
const mostWords = 4
const fewest: Readonly<Record<string, number>> = {
  par: 2,
  couple: 2,
  dussin: 12,
  dozen: 12,
  tiotal: 10,
  femtontal: 15,
  tjugotal: 20,
  trettiotal: 30,
}
const some = /^(?:några|nån|få|some|few)$/
const severalAtMost = 9

export function readBareNumber(text: string): BareNumber | undefined {
  const words = readTokens(text).map(({ word }) => word)
  const rest = words.filter(
    (word) => !correcting.has(word) && !counting.has(word) && !filling.has(word),
  )
  const value = rest.length > mostWords ? undefined : readCount(rest.join(' '))
  if (value === undefined) return undefined
  return {
    value,
    corrects: words.some((word) => correcting.has(word)) ? 'yes' : 'no',
    counts: words.some((word) => counting.has(word)) || typeof value !== 'number' ? 'yes' : 'no',
  }
}

const numeral = String.raw`(\d{1,9}|\p{L}+)`
const between = new RegExp(
  `^(?:mellan |between |from |från )?${numeral}(?: (?:och|and|eller|or|to))? ${numeral}$`,
  'u',
)
const bounds = {
  above: 'över|mer än|fler än|more than|over',
  least: 'minst|at least',
  below: 'färre än|mindre än|under|less than|fewer than',
  most: 'högst|max|at most|up to',
} as const
/** The words before a number that make a range of it, as alternatives of a pattern. */
export const boundWords = Object.values(bounds).join('|')
const bound = new RegExp(`^(${boundWords}|drygt|knappt|nästan|almost|nearly)? ?${numeral}$`, 'u')

/** "Mellan 5 och 10", "över 50", "färre än tio", or just a number; undefined for any other words. */
function readCount(said: string): number | Range | undefined {
  const round = /^(?:ett|en|a|an)? ?(\p{L}+)$/u.exec(said)?.[1] ?? ''
  if (fewest[round] !== undefined) return fewest[round]
  if (some.test(round)) return { at_least: 2, at_most: severalAtMost }
  const [, from = '', to = ''] = between.exec(said) ?? []
  const [least, most] = [readNumeral(from), readNumeral(to)]
  if (least !== undefined && most !== undefined && least < most)
    return { at_least: least, at_most: most }
  const [, how = '', many = ''] = bound.exec(said) ?? []
  const number = readNumeral(many)
  return number === undefined ? undefined : boundBy(how, number)
}

/** What a number says with the words before it; "drygt", "nästan" and none say the number. */
export function boundBy(how: string, number: number): number | Range {
  const says = (words: string) => words.split('|').includes(how)
  if (says(bounds.above)) return { at_least: number + 1 }
  if (says(bounds.least)) return { at_least: number }
  if (says(bounds.below)) return { at_most: number - 1 }
  return says(bounds.most) ? { at_most: number } : number
}
