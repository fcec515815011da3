import type { Language } from '../chat.ts'
import { type Feature, findFeatures } from './features.ts'
import { learnWeights, type Postings } from './learn-weights.ts'
import { indexPhrases, type Phrases, type WeightedTerm, weighPhrase } from './likeness.ts'
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
  /** Of each document. */
  readonly phrases: readonly Phrases[]
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
/** Letters that so many documents share tell none of them. */
const mostShare = 0.4

interface Posting {
  readonly doc: number
  readonly weight: number
}

interface Read {
  readonly sums: ReadonlyMap<number, number>
  readonly phrases: readonly (readonly WeightedTerm[])[]
}

export function indexDocuments(
  vocabulary: Vocabulary,
  documents: readonly SearchDocument[],
): DocumentIndex {
  const numbers = new Map<string, number>()
  const read = leaveSingle(documents.map((document) => readFields(vocabulary, document))).map(
    (document) => readDocument(document, numbers),
  )
  const listed = listPostings(
    read.map(({ sums }) => sums),
    numbers.size,
  )
  const terms = [...numbers.keys()]
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
  const phrases = read.map((one) => one.phrases.map((phrase) => weighPhrase(phrase, rarity)))
  const postings = {
    starts,
    docs: Int32Array.from(all, ({ doc }) => doc),
    weights: Float64Array.from(all, ({ weight }) => weight),
  }
  return {
    ...postings,
    weights: learnWeights(postings, phrases),
    ids: documents.map((document) => document.id),
    terms,
    rarity,
    counts,
    phrases: read.map((one) =>
      indexPhrases(
        one.phrases.map((phrase) =>
          weighPhrase(
            phrase.filter(({ term }) => !isLearned(terms[term] ?? '')),
            rarity,
          ),
        ),
      ),
    ),
  }
}

/** What a document's fields say. */
interface ReadField {
  readonly features: readonly Feature[]
  readonly worth: number
  readonly phrase: SearchField['phrase']
}

interface ReadFields {
  readonly fields: readonly ReadField[]
  readonly fits: readonly string[]
}

function readFields(vocabulary: Vocabulary, { fields, fits }: SearchDocument): ReadFields {
  const read = fields.map(({ text, language, weight, phrase }) => {
    const words = readTokens(text).map((token) => token.word)
    const find = phrase === 'yes' ? findTerms : findFeatures
    return { features: find(vocabulary, words, language), worth: weight, phrase }
  })
  return { fields: read, fits }
}

/** Without the pairs and runs of a single phrase, most of them, of which nothing is learned. */
function leaveSingle(documents: readonly ReadFields[]): readonly ReadFields[] {
  const counts = new Map<string, number>()
  for (const { fields } of documents)
    for (const { features } of fields)
      for (const { term } of features)
        if (isLearned(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
  const isKept = ({ term }: Feature) => !isLearned(term) || (counts.get(term) ?? 0) > 1
  return documents.map(({ fields, fits }) => ({
    fits,
    fields: fields.map((field) => ({ ...field, features: field.features.filter(isKept) })),
  }))
}

/** What each term counts in a document, all its fields together, and its phrases by themselves. */
function readDocument({ fields, fits }: ReadFields, numbers: Map<string, number>): Read {
  const numberOf = (term: string): number => {
    const number = numbers.get(term) ?? numbers.size
    numbers.set(term, number)
    return number
  }
  const sums = new Map<number, number>()
  const add = (term: number, weight: number) => sums.set(term, (sums.get(term) ?? 0) + weight)
  const phrases: (readonly WeightedTerm[])[] = []
  for (const { features, worth, phrase } of fields) {
    const terms = features.map(({ term, weight }) => ({ term: numberOf(term), weight }))
    for (const { term, weight } of terms) add(term, weight * worth)
    if (phrase === 'yes' && terms.length > 0) phrases.push(terms)
  }
  for (const group of fits) {
    const term = numberOf(`#${group}`)
    add(term, fitsWeight)
    phrases.push([{ term, weight: 1 }])
  }
  return { sums, phrases }
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
