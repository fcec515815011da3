import { foldName } from './places-words.ts'
import { countSlips } from './slips.ts'

/** Corrects a misspelt name of a municipality, a locality or a post town. */
export type PlaceSpelling = (word: string, plain: string) => Correction | undefined

interface Correction {
  /** The right name as the index keeps it. */
  readonly key: string
  readonly slips: number
}

interface Candidate {
  readonly key: string
  readonly plain: string
  readonly letters: number
}

const shortest = 4

export function createPlaceSpelling(names: readonly string[]): PlaceSpelling {
  const byFirst = new Map<string, Candidate[]>()
  for (const key of names) {
    const plain = foldName(key)
    if (plain.length <= shortest || plain.includes(' ')) continue
    const list = byFirst.get(firstLetter(plain)) ?? []
    byFirst.set(firstLetter(plain), [...list, { key, plain, letters: lettersOf(plain) }])
  }
  return (word, plain) => {
    if (plain.length < shortest) return undefined
    const list = byFirst.get(firstLetter(plain))
    if (list === undefined) return undefined
    const letters = lettersOf(plain)
    const near = list.filter((candidate) => isNear(plain, letters, candidate))
    return near.length === 0 ? undefined : pick(word, near, word === plain ? 'plain' : 'key')
  }
}

/** People write Wilhelmina too. */
function firstLetter(plain: string): string {
  const first = plain.charAt(0)
  return first === 'w' ? 'v' : first
}

function slipsAllowed(name: string): number {
  return name.length >= 7 ? 2 : 1
}

/** One bit for each letter: a cheap way to see that two words cannot be alike. */
function lettersOf(plain: string): number {
  let bits = 0
  for (let at = 0; at < plain.length; at++) bits |= 1 << (plain.charCodeAt(at) & 31)
  return bits
}

function isNear(plain: string, letters: number, candidate: Candidate): boolean {
  const slips = slipsAllowed(candidate.plain)
  if (Math.abs(plain.length - candidate.plain.length) > slips) return false
  let different = letters ^ candidate.letters
  let count = 0
  while (different !== 0) {
    different &= different - 1
    count++
  }
  return count <= 2 * slips
}

/** The name that takes fewest slips. Two names equally near are no answer. */
function pick(
  word: string,
  candidates: readonly Candidate[],
  by: 'plain' | 'key',
): Correction | undefined {
  const found = candidates.flatMap((candidate) => {
    const most = slipsAllowed(candidate.plain)
    const slips = countSlips(word, candidate[by], most)
    return slips <= most ? [{ key: candidate.key, slips }] : []
  })
  const least = Math.min(...found.map(({ slips }) => slips))
  const best = found.filter(({ slips }) => slips === least)
  return best.length === 1 ? best[0] : undefined
}
