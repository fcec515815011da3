import Fuse from 'fuse.js'
import type { Language } from '../chat.ts'
import { countSlips, rateLetter } from './slips.ts'
import { fold } from './words.ts'

/** Corrects one misspelt word against the words the catalogue knows. Fuse ranks the few that share letters with it. */
export interface Spelling {
  /** Of equally near words one of the language, when it is told. */
  readonly correct: (word: string, language?: Language) => string | undefined
}

const shortest = 4
const mostCandidates = 24
const longEnoughForTwo = 8

function bigrams(word: string): readonly string[] {
  const padded = `^${word}$`
  const all: string[] = []
  for (let at = 0; at + 2 <= padded.length; at++) all.push(padded.slice(at, at + 2))
  return all
}

/** Known words by their pairs of letters: plain data, so that it can be kept from one start to the next. */
export interface SpellingIndex {
  readonly known: readonly string[]
  /** A pair of letters -> the places in `known` of the words that have it. */
  readonly byGram: ReadonlyMap<string, Int32Array>
  /** Taken for only when nothing else is as near. */
  readonly everyday: ReadonlySet<string>
}

export function indexSpellings(
  words: Iterable<string>,
  everyday: ReadonlySet<string> = new Set(),
): SpellingIndex {
  const known: string[] = []
  const byGram = new Map<string, number[]>()
  for (const word of words) {
    if (word.length < shortest || word.length > 30 || /\d/.test(word)) continue
    const index = known.push(word) - 1
    for (const gram of new Set(bigrams(fold(word)))) {
      const list = byGram.get(gram)
      if (list === undefined) byGram.set(gram, [index])
      else list.push(index)
    }
  }
  return {
    known,
    byGram: new Map([...byGram].map(([gram, list]) => [gram, Int32Array.from(list)])),
    everyday,
  }
}

export function createSpelling(
  { known, byGram, everyday }: SpellingIndex,
  languages: ReadonlyMap<string, Language | 'both'> = new Map(),
): Spelling {
  const shared = new Uint8Array(known.length)
  const memory = new Map<string, readonly Near[]>()
  const nearest = (word: string): readonly Near[] => {
    const before = memory.get(word)
    if (before !== undefined) return before
    if (memory.size > 20_000) memory.clear()
    const found = findNearest(word, findCandidates(word, { known, byGram }, shared))
    memory.set(word, found)
    return found
  }
  const correct = (word: string, language?: Language): string | undefined => {
    if (word.length < shortest || /\d/.test(word)) return undefined
    const other = language === 'sv' ? 'en' : 'sv'
    const isForeign = (one: string) => language !== undefined && languages.get(one) === other
    return pick(word, nearest(word), [(one) => everyday.has(one), isForeign])
  }
  return { correct }
}

function findCandidates(
  word: string,
  { known, byGram }: Omit<SpellingIndex, 'everyday'>,
  shared: Uint8Array,
): readonly string[] {
  const touched: number[] = []
  const grams = new Set(bigrams(fold(word)))
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

interface Near {
  readonly candidate: string
  /** Without its dots. */
  readonly bare: string
}

/** The words that take fewest slips: one in four to seven letters, two from eight. */
function findNearest(word: string, candidates: readonly string[]): readonly Near[] {
  const typed = fold(word)
  const most = typed.length >= longEnoughForTwo ? 2 : 1
  const near = candidates
    .map((candidate) => ({ candidate, bare: fold(candidate) }))
    .filter(({ bare }) => beginAlike(typed, bare) && !isOtherShort(typed, bare))
    .map((one) => ({ ...one, slips: countSlips(typed, one.bare, { most, rate: rateLetter }) }))
    .filter((one) => one.slips <= most)
  const least = Math.min(...near.map((one) => one.slips))
  return near.filter((one) => one.slips === least)
}

/** Of equally near words the likeliest, and of those the one Fuse finds likest. */
function pick(
  word: string,
  nearest: readonly Near[],
  /** What is taken only when nothing else is as near; the first weighs most. */
  unlikely: readonly ((candidate: string) => boolean)[],
): string | undefined {
  const best = unlikely.reduce((left, isUnlikely) => {
    const likely = left.filter((one) => !isUnlikely(one.candidate))
    return likely.length > 0 ? likely : left
  }, nearest)
  if (best.length <= 1) return best[0]?.candidate
  const fuse = new Fuse(best, {
    keys: ['bare'],
    includeScore: true,
    threshold: 0.45,
    distance: 20,
    ignoreFieldNorm: true,
  })
  return fuse.search(fold(word).slice(0, 32))[0]?.item.candidate ?? best[0]?.candidate
}

/** In a word of four letters one other letter makes another word. */
const isOtherShort = (a: string, b: string): boolean =>
  a.length === shortest && b.length === shortest && [...a].sort().join() !== [...b].sort().join()

/** People seldom miss a word's first letter: words that only rhyme are different words. */
const beginAlike = (a: string, b: string): boolean =>
  a[0] === b[0] || (a[0] === b[1] && (a[1] === b[0] || a[1] === b[2])) || a[1] === b[0]

/** The known word most like one that an editor wrote. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(word.length / 3))
  return known
    .map((candidate) => ({
      candidate,
      slips: countSlips(word.toLowerCase(), candidate.toLowerCase(), { most }),
    }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips)[0]?.candidate
}
