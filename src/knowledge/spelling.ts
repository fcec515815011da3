import Fuse from 'fuse.js'
import { fold } from './words.ts'

/** Corrects one misspelt word against the words the catalogue knows. Fuse ranks the few that share letters with it. */
export interface Spelling {
  readonly correct: (word: string) => string | undefined
}

const shortest = 4
const mostCandidates = 24

function trigrams(word: string): readonly string[] {
  const padded = `^${word}$`
  const all: string[] = []
  for (let at = 0; at + 2 <= padded.length; at++) all.push(padded.slice(at, at + 2))
  return all
}

export function createSpelling(words: Iterable<string>): Spelling {
  const known: string[] = []
  const byGram = new Map<string, number[]>()
  for (const word of words) {
    if (word.length < shortest || word.length > 30 || /\d/.test(word)) continue
    const index = known.push(word) - 1
    for (const gram of new Set(trigrams(fold(word)))) {
      const list = byGram.get(gram)
      if (list === undefined) byGram.set(gram, [index])
      else list.push(index)
    }
  }
  const shared = new Uint8Array(known.length)
  const memory = new Map<string, string | undefined>()
  const correct = (word: string): string | undefined => {
    if (word.length < shortest || /\d/.test(word)) return undefined
    if (memory.has(word)) return memory.get(word)
    if (memory.size > 20_000) memory.clear()
    const found = pick(word, findCandidates(word, known, byGram, shared))
    memory.set(word, found)
    return found
  }
  return { correct }
}

function findCandidates(
  word: string,
  known: readonly string[],
  byGram: ReadonlyMap<string, readonly number[]>,
  shared: Uint8Array,
): readonly string[] {
  const touched: number[] = []
  const grams = new Set(trigrams(fold(word)))
  for (const gram of grams) {
    for (const index of byGram.get(gram) ?? []) {
      const length = known[index]?.length ?? 0
      if (Math.abs(length - word.length) > 2) continue
      if (shared[index] === 0) touched.push(index)
      shared[index] = (shared[index] ?? 0) + 1
    }
  }
  const least = Math.max(2, Math.floor(grams.size * 0.4))
  const best = touched
    .filter((index) => (shared[index] ?? 0) >= least)
    .sort((a, b) => (shared[b] ?? 0) - (shared[a] ?? 0) || a - b)
    .slice(0, mostCandidates)
    .map((index) => known[index] ?? '')
  for (const index of touched) shared[index] = 0
  return best
}

/** One slip in four to six letters, two from seven; two letters that changed places are one slip. */
function pick(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined
  const typed = fold(word)
  const swapped = candidates.find((candidate) => isSwap(typed, fold(candidate)))
  if (swapped !== undefined) return swapped
  const slips = typed.length >= 7 ? 2 : 1
  const fuse = new Fuse(
    candidates.map((candidate) => ({ candidate, bare: fold(candidate) })),
    { keys: ['bare'], includeScore: true, threshold: 0.45, distance: 20, ignoreFieldNorm: true },
  )
  for (const { item } of fuse.search(typed.slice(0, 32))) {
    if (countSlips(typed, item.bare, slips) <= slips) return item.candidate
  }
  return undefined
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/** Edit distance, given up once it must exceed `most`. */
function countSlips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      const value = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + cost)
      next.push(value)
      least = Math.min(least, value)
    }
    if (least > most) return most + 1
    row = next
  }
  return row[b.length] ?? most + 1
}

/** The known word most like one that an editor wrote. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(word.length / 3))
  return known
    .map((candidate) => ({
      candidate,
      slips: countSlips(word.toLowerCase(), candidate.toLowerCase(), most),
    }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips)[0]?.candidate
}
