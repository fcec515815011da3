import type { Language } from '../chat.ts'
import { type Feature, findFeatures } from './features.ts'
import { learnWeights, type Postings } from './learn-weights.ts'
import {
  indexPhrases,
  listByTerm,
  type PhraseIndex,
  type Phrases,
  type WeightedTerm,
  weighPhrase,
  weighPhrases,
} from './likeness.ts'
import { pickEvenly } from './mixed.ts'
import { findTerms, isLearned, isRun } from './search-terms.ts'
import type { Vocabulary } from './vocabulary.ts'
import { readTokens } from './words.ts'

/** One thing to be found. A field's `weight` says how much a hit there counts; `phrase` fields are whole utterances. */
export interface SearchDocument {
  readonly id: string
  readonly fields: readonly SearchField[]
  /** Groups of people's words whose every word leads here. */
  readonly fits: readonly string[]
}

export interface SearchField {
  readonly language: Language
  readonly text: string
  readonly weight: number
  readonly phrase: 'yes' | 'no'
}

/** Documents as the search goes through them: plain data, so that it can be kept from one start to the next. */
export interface DocumentIndex extends Postings {
  readonly ids: readonly string[]
  /** Every term that a document has; a term's place is its number. */
  readonly terms: readonly string[]
  /** How rare each term is, and how many documents have it. */
  readonly rarity: Float64Array
  readonly counts: Int32Array
  readonly phrases: PhraseIndex
}

/** How slowly repeated words lose worth, and how far it depends on an offering's own share of words. */
const saturation = 4
const lengthShare = 0.3
const fitsWeight = 2
/** A word met by accident in one offering must not outweigh what people mean: its rarity counts up to this. */
const mostRarity = 2.5
/** A group is meant whenever it is met, however many offerings it leads to. */
const groupRarity = { least: 1.5, share: 0.8 } as const
/** A term's postings beyond this many no longer decide who is first: the strongest are kept. */
const mostPostings = 2500
/** So many phrases tell what words count: of a much larger catalogue a part is learned from, evenly. */
const mostLessons = 20_000
/** Letters that so many documents share tell none of them. */
const mostShare = 0.4

interface Posting {
  readonly doc: number
  readonly weight: number
}

export function indexDocuments(
  vocabulary: Vocabulary,
  documents: readonly SearchDocument[],
): DocumentIndex {
  const { read, terms } = readDocuments(vocabulary, documents)
  const listed = listPostings(
    read.map(({ sums }) => sums),
    terms.length,
  )
  const counts = Int32Array.from(listed, (of) => of.length)
  const rarity = Float64Array.from(terms, (term, at) =>
    rate(term, counts[at] ?? 0, documents.length),
  )
  const kept = listed.map((of, at) =>
    isRun(terms[at] ?? '') && of.length > mostShare * documents.length ? [] : keepStrongest(of),
  )
  const starts = new Int32Array(kept.length + 1)
  for (const [at, of] of kept.entries()) starts[at + 1] = (starts[at] ?? 0) + of.length
  const all = kept.flat()
  const postings = {
    starts,
    docs: Int32Array.from(all, ({ doc }) => doc),
    weights: Float32Array.from(all, ({ weight }) => weight),
  }
  const lessons = read.flatMap(({ lessons }, doc) =>
    lessons.map((terms) => ({ doc, terms: weighPhrase(terms, rarity) })),
  )
  return {
    ...postings,
    weights: learnWeights(postings, lessons, documents.length),
    ids: documents.map((document) => document.id),
    terms,
    rarity,
    counts,
    phrases: listByTerm(
      read.map(({ phrases }) => weighPhrases(phrases, rarity)),
      terms.length,
    ),
  }
}

interface Read {
  /** What each term counts in the document, all its fields together. */
  readonly sums: ReadonlyMap<number, number>
  /** Its phrases, by themselves, without their pairs and runs; with them those to learn from. */
  readonly phrases: Phrases
  readonly lessons: readonly (readonly WeightedTerm[])[]
}

/** A group that a document fits is as good as a phrase. */
interface Fit {
  readonly group: string
  readonly weight: number
  readonly phrase: 'yes'
}
type Part = SearchField | Fit

function readDocuments(
  vocabulary: Vocabulary,
  documents: readonly SearchDocument[],
): { readonly read: readonly Read[]; readonly terms: readonly string[] } {
  const parts = documents.map(({ fields, fits }): readonly Part[] => [
    ...fields,
    ...fits.map((group): Fit => ({ group, weight: fitsWeight, phrase: 'yes' })),
  ])
  const learnedFrom = readLessons(vocabulary, parts.flat())
  const numbers = new Map<string, number>()
  const numberOf = (term: string): number => {
    const known = numbers.get(term)
    if (known === undefined) numbers.set(term, numbers.size)
    return known ?? numbers.size - 1
  }
  const read = parts.map((own): Read => {
    const sums = new Map<number, number>()
    const [phrases, lessons]: [WeightedTerm[][], WeightedTerm[][]] = [[], []]
    for (const part of own) {
      const lesson = learnedFrom.get(part)
      const features = lesson ?? readPart(vocabulary, part, findFeatures)
      const terms = features.map(({ term, weight }) => ({ term: numberOf(term), weight }))
      for (const { term, weight } of terms)
        sums.set(term, (sums.get(term) ?? 0) + weight * part.weight)
      if (part.phrase === 'no' || terms.length === 0) continue
      phrases.push(terms.filter((_, at) => !isLearned(features[at]?.term ?? '')))
      if (lesson !== undefined) lessons.push(terms)
    }
    return { sums, phrases: indexPhrases(phrases), lessons }
  })
  return { read, terms: [...numbers.keys()] }
}

/** The phrases to learn from, without the pairs and runs of a single one, most of them, of which nothing is learned. */
function readLessons(
  vocabulary: Vocabulary,
  parts: readonly Part[],
): ReadonlyMap<Part, readonly Feature[]> {
  const phrases = parts.filter(({ phrase }) => phrase === 'yes')
  const read = pickEvenly(phrases, mostLessons).map(
    (part) => [part, readPart(vocabulary, part, findTerms)] as const,
  )
  const counts = new Map<string, number>()
  for (const [, features] of read)
    for (const { term } of features)
      if (isLearned(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
  const isKept = ({ term }: Feature) => !isLearned(term) || (counts.get(term) ?? 0) > 1
  return new Map(read.map(([part, features]) => [part, features.filter(isKept)]))
}

function readPart(vocabulary: Vocabulary, part: Part, find: typeof findTerms): readonly Feature[] {
  if ('group' in part) return [{ term: `#${part.group}`, weight: 1 }]
  const words = readTokens(part.text).map((token) => token.word)
  return find(vocabulary, words, part.language)
}

function listPostings(
  sumsOf: readonly ReadonlyMap<number, number>[],
  terms: number,
): readonly (readonly Posting[])[] {
  const postings: Posting[][] = Array.from({ length: terms }, () => [])
  const lengths = sumsOf.map((sums) => [...sums.values()].reduce((all, sum) => all + sum, 0))
  const usual = lengths.reduce((all, length) => all + length, 0) / lengths.length
  for (const [doc, sums] of sumsOf.entries()) {
    const slow = saturation * (1 - lengthShare + (lengthShare * (lengths[doc] ?? 0)) / usual)
    for (const [term, sum] of sums)
      postings[term]?.push({ doc, weight: ((saturation + 1) * sum) / (slow + sum) })
  }
  return postings
}

function keepStrongest(postings: readonly Posting[]): readonly Posting[] {
  if (postings.length <= mostPostings) return postings
  return postings.toSorted((a, b) => b.weight - a.weight).slice(0, mostPostings)
}

/** What a term tells by how few of the documents have it. */
function rate(term: string, docs: number, size: number): number {
  const rarity = Math.log(1 + (size - docs + 0.5) / (docs + 0.5))
  return term.startsWith('#')
    ? groupRarity.least + groupRarity.share * rarity
    : Math.min(mostRarity, rarity)
}
