import Fuse from 'fuse.js'
import { foldName } from './places-words.ts'

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

/** Fuse ranks what is alike; the count of slips decides. Two names equally near are no answer. */
function pick(
  word: string,
  candidates: readonly Candidate[],
  by: 'plain' | 'key',
): Correction | undefined {
  const fuse = new Fuse(candidates, {
    keys: [by],
    ignoreLocation: true,
    ignoreFieldNorm: true,
    threshold: 0.5,
  })
  const found = fuse.search(word.slice(0, 32)).flatMap(({ item }) => {
    const slips = countSlips(word, item[by])
    return slips <= slipsAllowed(item.plain) ? [{ key: item.key, slips }] : []
  })
  const least = Math.min(...found.map(({ slips }) => slips))
  const best = found.filter(({ slips }) => slips === least)
  return best.length === 1 ? best[0] : undefined
}

/** Edit distance; two letters that changed places are one slip. */
function countSlips(typed: string, name: string): number {
  let before: readonly number[] = []
  let row = Array.from({ length: name.length + 1 }, (_, at) => at)
  for (let i = 1; i <= typed.length; i++) {
    const next = [i]
    for (let j = 1; j <= name.length; j++) {
      const same = typed[i - 1] === name[j - 1] ? 0 : 1
      let slips = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && typed[i - 1] === name[j - 2] && typed[i - 2] === name[j - 1]) {
        slips = Math.min(slips, (before[j - 2] ?? 0) + 1)
      }
      next.push(slips)
    }
    before = row
    row = next
  }
  return row[name.length] ?? typed.length
}
