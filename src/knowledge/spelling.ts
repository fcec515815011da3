import Fuse from 'fuse.js'
import type { Language } from '../chat.ts'
import { weighSlips } from './slips.ts'
import { fold } from './words.ts'

/** Corrects one misspelt word against the words the catalogue knows: by how small the slips are, and how often a word is said. */
export interface Spelling {
  /** Rather one of the language, when it is told; one of so many slips at most. */
  readonly correct: (word: string, language?: Language, most?: number) => string | undefined
}

const shortest = 4
const longest = 30
/** How many letters longer or shorter a word may be than what was typed. */
const mostApart = 2
const mostCandidates = 24
/** One slip in a short word, in a longer one as many as a quarter of its letters. */
const lettersForSlip = 4
/** What a word e times as often said may be farther off, and what one of the other language must be nearer, in slips. */
const oftenWeight = 0.2
const foreignWeight = 0.5
/** How much farther off, in slips, a word is as near. */
const asNear = 0.05

function bigrams(word: string): readonly string[] {
  const padded = `^${word}$`
  const all: string[] = []
  for (let at = 0; at + 2 <= padded.length; at++) all.push(padded.slice(at, at + 2))
  return all
}

/** Known words by their pairs of letters: plain data, so that it can be kept from one start to the next. */
export interface SpellingIndex {
  readonly known: readonly string[]
  /** `known` begins with the shortest; this is which of them was met first. */
  readonly order: Int32Array
  /** How often each is said, as a logarithm. */
  readonly often: Float64Array
  /** A pair of letters -> the places in `known` of the words that have it, ascending. */
  readonly byGram: ReadonlyMap<string, Int32Array>
}

export function indexSpellings(words: ReadonlyMap<string, number>): SpellingIndex {
  const met = [...words.keys()]
    .filter((word) => word.length >= shortest && word.length <= longest && !/\d/.test(word))
    .map((word, order) => ({ word, order }))
    .sort((a, b) => a.word.length - b.word.length)
  const known = met.map(({ word }) => word)
  const byGram = new Map<string, number[]>()
  for (const [index, word] of known.entries()) {
    for (const gram of new Set(bigrams(fold(word)))) {
      const list = byGram.get(gram)
      if (list === undefined) byGram.set(gram, [index])
      else list.push(index)
    }
  }
  return {
    known,
    order: Int32Array.from(met, ({ order }) => order),
    often: Float64Array.from(known, (word) => Math.log(1 + (words.get(word) ?? 0))),
    byGram: new Map([...byGram].map(([gram, list]) => [gram, Int32Array.from(list)])),
  }
}

export function createSpelling(
  index: SpellingIndex,
  languages: ReadonlyMap<string, Language | 'both'> = new Map(),
): Spelling {
  const findCandidates = createCandidates(index)
  const memory = new Map<string, readonly Near[]>()
  const findNear = (word: string): readonly Near[] => {
    const before = memory.get(word)
    if (before !== undefined) return before
    if (memory.size > 20_000) memory.clear()
    const bound = Math.max(1, fold(word).length / lettersForSlip)
    const found = findCandidates(word).flatMap((at) => {
      const candidate = index.known[at] ?? ''
      const slips = weighSlips(word, candidate, bound)
      return slips > bound
        ? []
        : [{ candidate, slips, distance: slips - oftenWeight * (index.often[at] ?? 0) }]
    })
    memory.set(word, found)
    return found
  }
  const correct: Spelling['correct'] = (word, language, most = Infinity) => {
    if (word.length < shortest || /\d/.test(word)) return undefined
    const other = language === 'sv' ? 'en' : 'sv'
    const isForeign = (one: string) => language !== undefined && languages.get(one) === other
    const far = ({ candidate, distance }: Near) =>
      distance + (isForeign(candidate) ? foreignWeight : 0)
    const near = findNear(word).filter(({ slips }) => slips <= most)
    const least = Math.min(...near.map(far))
    return pickLikest(
      word,
      near.filter((one) => far(one) <= least + asNear),
    )
  }
  return { correct }
}

/** Of the words that begin alike those that share most pairs of letters with it, as places in the index. */
function createCandidates(index: SpellingIndex): (word: string) => readonly number[] {
  const { known, order, byGram } = index
  const bare = known.map(fold)
  /** Where words of so many letters begin. */
  const starts = Array.from({ length: longest + 1 }, (_, letters) =>
    firstFrom(known.length, (at) => (known[at]?.length ?? 0) >= letters),
  )
  const startOf = (letters: number) => starts[Math.max(0, letters)] ?? known.length
  /** How many pairs a word shares: zero between two searches. */
  const shared = new Uint8Array(known.length)
  return (word) => {
    const typed = fold(word)
    const grams = new Set(bigrams(typed))
    const from = startOf(word.length - mostApart)
    const to = startOf(word.length + mostApart + 1)
    const least = Math.max(2, Math.floor(grams.size * 0.4))
    const found: number[] = []
    for (const gram of grams) {
      const places = byGram.get(gram)
      if (places === undefined) continue
      let at = firstFrom(places.length, (one) => (places[one] ?? 0) >= from)
      for (let place = places[at] ?? to; place < to; place = places[++at] ?? to) {
        const count = (shared[place] ?? 0) + 1
        shared[place] = count
        if (count === least && beginAlike(typed, bare[place] ?? '')) found.push(place)
      }
    }
    found.sort((a, b) => (shared[b] ?? 0) - (shared[a] ?? 0) || (order[a] ?? 0) - (order[b] ?? 0))
    shared.fill(0, from, to)
    return found.slice(0, mostCandidates)
  }
}

/** The first of so many places where something holds that holds from there on; `size` where it never does. */
function firstFrom(size: number, holds: (at: number) => boolean): number {
  let [from, to] = [0, size]
  while (from < to) {
    const middle = (from + to) >> 1
    if (holds(middle)) to = middle
    else from = middle + 1
  }
  return from
}

interface Near {
  readonly candidate: string
  readonly slips: number
  /** In slips, less for what is often said. */
  readonly distance: number
}

/** Of words that are as near the one that Fuse finds likest. */
function pickLikest(word: string, near: readonly Near[]): string | undefined {
  if (near.length <= 1) return near[0]?.candidate
  const fuse = new Fuse(
    near.map(({ candidate }) => ({ candidate, bare: fold(candidate) })),
    { keys: ['bare'], includeScore: true, threshold: 0.45, distance: 20, ignoreFieldNorm: true },
  )
  return fuse.search(fold(word).slice(0, 32))[0]?.item.candidate ?? near[0]?.candidate
}

/** People seldom miss a word's first letter: words that only rhyme are different words. */
const beginAlike = (a: string, b: string): boolean =>
  a[0] === b[0] || (a[0] === b[1] && (a[1] === b[0] || a[1] === b[2])) || a[1] === b[0]

/** The known word most like one that an editor wrote. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  return new Fuse(known, { threshold: 0.4, ignoreLocation: true }).search(word.slice(0, 32))[0]
    ?.item
}
