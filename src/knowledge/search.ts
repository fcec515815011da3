import type { Language } from '../chat.ts'
import { best } from './best.ts'
import { findLikeness, indexPhrases, type WeightedTerm } from './likeness.ts'
import { type Feature, findFeatures, type Vocabulary } from './vocabulary.ts'
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

export interface Hit {
  readonly id: string
  readonly score: number
  /** How like the nearest single phrase is, 0 to 1. */
  readonly likeness: number
  /** The terms that found it, strongest first; read for the few that are shown. */
  readonly terms: () => readonly string[]
}

export interface SearchIndex {
  readonly find: (
    features: readonly Feature[],
    limit: number,
    keep?: (id: string) => boolean,
  ) => readonly Hit[]
  /** How rare a term is: 0 when no document has it. */
  readonly rarity: (term: string) => number
  /** The share of documents that have a term, 0 to 1. */
  readonly share: (term: string) => number
  readonly size: number
}

/** How slowly repeated words lose worth, and how far it depends on an offering's own share of words. */
const saturation = 4
const lengthShare = 0.3
/** How many candidates are compared phrase by phrase. */
const shortlist = 48
const fitsWeight = 2
const likenessWeight = 4
/** A word met by accident in one offering must not outweigh what people mean: its rarity counts up to this. */
const mostRarity = 2.5
/** A group is meant whenever it is met, however many offerings it leads to. */
const groupRarity = { least: 1.5, share: 0.8 } as const
/** A term's postings beyond this many no longer decide who is first: the strongest are kept. */
const mostPostings = 2500

export function createSearchIndex(
  vocabulary: Vocabulary,
  documents: readonly SearchDocument[],
): SearchIndex {
  const ids = documents.map((document) => document.id)
  const terms = new Map<string, number>()
  const postings: { docs: number[]; weights: number[] }[] = []
  const sumsOf: Map<number, number>[] = []
  const phrasesOf: { readonly term: number; readonly weight: number }[][][] = []
  const termId = (term: string): number => {
    const known = terms.get(term)
    if (known !== undefined) return known
    terms.set(term, postings.length)
    postings.push({ docs: [], weights: [] })
    return postings.length - 1
  }
  for (const document of documents) {
    const sums = new Map<number, number>()
    const phrases: { term: number; weight: number }[][] = []
    for (const field of document.fields) {
      const words = readTokens(field.text).map((token) => token.word)
      const features = findFeatures(vocabulary, words, field.language).map((feature) => ({
        term: termId(feature.term),
        weight: feature.weight,
      }))
      for (const { term, weight } of features)
        sums.set(term, (sums.get(term) ?? 0) + weight * field.weight)
      if (field.phrase === 'yes' && features.length > 0) phrases.push(features)
    }
    for (const group of document.fits) {
      const term = termId(`#${group}`)
      sums.set(term, (sums.get(term) ?? 0) + fitsWeight)
      phrases.push([{ term, weight: 1 }])
    }
    sumsOf.push(sums)
    phrasesOf.push(phrases)
  }
  const lengths = sumsOf.map((sums) => [...sums.values()].reduce((all, sum) => all + sum, 0))
  const usual = lengths.reduce((all, length) => all + length, 0) / lengths.length
  for (const [doc, sums] of sumsOf.entries()) {
    const slow = saturation * (1 - lengthShare + (lengthShare * (lengths[doc] ?? 0)) / usual)
    for (const [term, sum] of sums) {
      postings[term]?.docs.push(doc)
      postings[term]?.weights.push(((saturation + 1) * sum) / (slow + sum))
    }
  }
  return compile({ ids, terms, postings, phrasesOf })
}

interface Raw {
  readonly ids: readonly string[]
  readonly terms: ReadonlyMap<string, number>
  readonly postings: readonly {
    readonly docs: readonly number[]
    readonly weights: readonly number[]
  }[]
  readonly phrasesOf: readonly (readonly (readonly {
    readonly term: number
    readonly weight: number
  }[])[])[]
}

function compile({ ids, terms, postings, phrasesOf }: Raw): SearchIndex {
  const size = ids.length
  const idf = new Float64Array(postings.length)
  for (const [name, term] of terms) idf[term] = rate(name, postings[term]?.docs.length ?? 0, size)
  const lists = postings.map(({ docs, weights }) => strongest(docs, weights))
  const phrases = phrasesOf.map((all) => indexPhrases(all, idf))
  const names = new Map([...terms].map(([name, term]) => [term, name]))
  const scores = new Float64Array(size)
  const products = new Float64Array(Math.max(0, ...phrases.map(({ count }) => count)))

  const find: SearchIndex['find'] = (features, limit, keep) => {
    const asked = readAsked(features, terms, idf)
    if (asked.length === 0) return []
    const touched: number[] = []
    for (const { term, weight } of asked) {
      const list = lists[term]
      if (list === undefined) continue
      for (let at = 0; at < list.docs.length; at++) {
        const doc = list.docs[at] ?? 0
        if (scores[doc] === 0) touched.push(doc)
        scores[doc] = (scores[doc] ?? 0) + weight * (list.weights[at] ?? 0)
      }
    }
    const first = best(touched, scores, {
      limit: Math.max(shortlist, limit),
      keep: (doc) => keep === undefined || keep(ids[doc] ?? ''),
    })
    const norm = Math.hypot(...asked.map(({ weight }) => weight)) || 1
    const ranked = first
      .map((doc) => {
        const likeness = findLikeness(asked, phrases[doc], products) / norm
        return { doc, likeness, score: (scores[doc] ?? 0) / norm + likenessWeight * likeness }
      })
      .sort((a, b) => b.score - a.score || ((ids[a.doc] ?? '') < (ids[b.doc] ?? '') ? -1 : 1))
      .slice(0, limit)
    for (const doc of touched) scores[doc] = 0
    return ranked.map(({ doc, likeness, score }) => ({
      id: ids[doc] ?? '',
      score,
      likeness,
      terms: () =>
        asked
          .filter(({ term }) => lists[term]?.has.has(doc))
          .map(({ term }) => names.get(term) ?? ''),
    }))
  }
  return {
    find,
    rarity: (term) => idf[terms.get(term) ?? -1] ?? 0,
    share: (term) => (postings[terms.get(term) ?? -1]?.docs.length ?? 0) / size,
    size,
  }
}

/** What a term tells by how few of the documents have it. */
function rate(name: string, docs: number, size: number): number {
  const rarity = Math.log(1 + (size - docs + 0.5) / (docs + 0.5))
  return name.startsWith('#')
    ? groupRarity.least + groupRarity.share * rarity
    : Math.min(mostRarity, rarity)
}

function strongest(docs: readonly number[], weights: readonly number[]) {
  const order = docs.map((_, at) => at)
  if (docs.length > mostPostings) {
    order.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
    order.length = mostPostings
  }
  return {
    docs: Int32Array.from(order, (at) => docs[at] ?? 0),
    weights: Float64Array.from(order, (at) => weights[at] ?? 0),
    has: new Set(order.map((at) => docs[at] ?? 0)),
  }
}

function readAsked(
  features: readonly Feature[],
  terms: ReadonlyMap<string, number>,
  idf: Float64Array,
): readonly WeightedTerm[] {
  const asked: WeightedTerm[] = []
  for (const feature of features) {
    const term = terms.get(feature.term)
    if (term !== undefined) asked.push({ term, weight: feature.weight * (idf[term] ?? 0) })
  }
  return asked.sort((a, b) => b.weight - a.weight)
}
