import { fold } from './words.ts'

const keyboard = ['qwertyuiopå', 'asdfghjklöä', 'zxcvbnm']
const alphabet = [...keyboard.join('')]
const vowels = 'aeiouyåäö'
/** Letters that sound alike or are taken for each other. */
const soundAlike = 'eä oå ckqs szx kx dt bp gjk fvw mn lr ij iy ei ea ou uy öu'.split(' ')
/** What one letter for another counts: on a keyboard without dots, with other dots, by ear, by finger. */
const letterSlips = { dots: 0.1, dotted: 0.6, sound: 0.7, key: 0.8, vowel: 0.9, other: 2 } as const
/** A letter too few or too many; two that changed places; one written twice, or once for twice. */
const otherSlips = { letter: 1, swapped: 0.7, doubled: 0.5 } as const

/** By the codes of both letters, which are below this. */
const codes = 256
const letterSlip = new Float64Array(codes * codes).fill(letterSlips.other)
for (const a of alphabet)
  for (const b of alphabet)
    letterSlip[a.charCodeAt(0) * codes + b.charCodeAt(0)] = weighLetter(a, b)

function weighCodes(typed: number, meant: number): number {
  if (typed === meant) return 0
  return typed < codes && meant < codes
    ? (letterSlip[typed * codes + meant] ?? letterSlips.other)
    : letterSlips.other
}

function weighLetter(typed: string, meant: string): number {
  const both = (of: string) => of.includes(typed) && of.includes(meant)
  if (typed === meant) return 0
  if (fold(meant) === typed) return letterSlips.dots
  if (fold(meant) === fold(typed)) return letterSlips.dotted
  if (soundAlike.some(both)) return letterSlips.sound
  if (areNeighbours(typed, meant)) return letterSlips.key
  return both(vowels) ? letterSlips.vowel : letterSlips.other
}

function areNeighbours(a: string, b: string): boolean {
  const [from, to] = [a, b].map((letter) => {
    const row = keyboard.findIndex((keys) => keys.includes(letter))
    return { row, at: (keyboard[row]?.indexOf(letter) ?? 0) + row / 2 }
  })
  if (from === undefined || to === undefined) return false
  return Math.abs(from.row - to.row) <= 1 && Math.abs(from.at - to.at) <= 1
}

const makeRows = (length: number) =>
  [new Float64Array(length), new Float64Array(length), new Float64Array(length)] as const
/** To work in: as long as the longest word yet needs. */
let rows = makeRows(0)

/** The smallest slips that make what was typed of a word, added up; more than `most` once it must exceed that. */
export function weighSlips(typed: string, meant: string, most: number): number {
  if (rows[0].length <= meant.length) rows = makeRows(meant.length + 1)
  let [before, row, next] = rows
  for (let at = 0; at <= meant.length; at++) row[at] = at * otherSlips.letter
  for (let i = 1; i <= typed.length; i++) {
    const a = typed.charCodeAt(i - 1)
    const added = a === typed.charCodeAt(i - 2) ? otherSlips.doubled : otherSlips.letter
    next[0] = i * otherSlips.letter
    let least = next[0] ?? 0
    for (let j = 1; j <= meant.length; j++) {
      const b = meant.charCodeAt(j - 1)
      const lost = b === meant.charCodeAt(j - 2) ? otherSlips.doubled : otherSlips.letter
      let weight = (row[j - 1] ?? 0) + weighCodes(a, b)
      weight = Math.min(weight, (next[j - 1] ?? 0) + lost, (row[j] ?? 0) + added)
      if (i > 1 && a === meant.charCodeAt(j - 2) && b === typed.charCodeAt(i - 2))
        weight = Math.min(weight, (before[j - 2] ?? 0) + otherSlips.swapped)
      next[j] = weight
      if (weight < least) least = weight
    }
    if (least > most) return least
    ;[before, row, next] = [row, next, before]
  }
  return row[meant.length] ?? 0
}

/** Edit distance where two adjacent letters that changed places are one slip; given up once it must exceed `most`. */
export function countSlips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1)
      next.push(value)
      least = Math.min(least, value)
    }
    if (least > most) return most + 1
    before = row
    row = next
  }
  return row[b.length] ?? most + 1
}
