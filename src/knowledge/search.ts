import { best } from './best.ts'
import type { Feature } from './features.ts'
import type { DocumentIndex } from './index-documents.ts'
import { createLikeness, type FindLikeness, type WeightedTerm } from './likeness.ts'
import { createScoring } from './scoring.ts'
import { isLearned } from './search-terms.ts'

export interface Hit {
  readonly id: string
  readonly score: number
  /** How like the nearest single phrase is, 0 to 1. */
  readonly likeness: number
  /** The words and groups that did most to find it, strongest first; read for the few that are shown. */
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

/** How many candidates are compared phrase by phrase. */
const shortlist = 24
const likenessWeight = 4
/** What did less than this share of what the strongest did is no reason. */
const leastReason = 0.25

export function createSearchIndex(index: DocumentIndex): SearchIndex {
  const { ids, terms, rarity, counts, starts, docs, weights } = index
  const size = ids.length
  const numbers = new Map<string, number>()
  for (const [number, term] of terms.entries()) numbers.set(term, number)
  const score = createScoring(index, numbers)
  const compare = createComparison(index)

  const weighIn = (doc: number, term: number): number => {
    const end = starts[term + 1] ?? 0
    for (let at = starts[term] ?? 0; at < end; at++) if (docs[at] === doc) return weights[at] ?? 0
    return 0
  }

  const findReasons = (asked: readonly WeightedTerm[], doc: number): readonly string[] => {
    const parts = asked
      .filter(({ term }) => !isLearned(terms[term] ?? ''))
      .map(({ term, weight }) => ({ name: terms[term] ?? '', part: weight * weighIn(doc, term) }))
      .sort((a, b) => b.part - a.part)
    const least = leastReason * (parts[0]?.part ?? 0)
    return parts.filter(({ part }) => part > 0 && part >= least).map(({ name }) => name)
  }

  const find: SearchIndex['find'] = (features, limit, keep) => {
    const { asked, touched, scores } = score(features)
    if (asked.length === 0) return []
    const first = best(touched, scores, {
      limit: Math.max(shortlist, limit),
      keep: (doc) => keep === undefined || keep(ids[doc] ?? ''),
    })
    const alike = compare(asked, first)
    const norm = lengthOf(asked)
    const ranked = first
      .map((doc, at) => {
        const likeness = alike[at] ?? 0
        return { doc, likeness, score: (scores[doc] ?? 0) / norm + likenessWeight * likeness }
      })
      .sort((a, b) => b.score - a.score || ((ids[a.doc] ?? '') < (ids[b.doc] ?? '') ? -1 : 1))
      .slice(0, limit)
    return ranked.map(({ doc, likeness, score }) => ({
      id: ids[doc] ?? '',
      score,
      likeness,
      terms: () => findReasons(asked, doc),
    }))
  }
  return {
    find,
    rarity: (term) => rarity[numbers.get(term) ?? -1] ?? 0,
    share: (term) => (counts[numbers.get(term) ?? -1] ?? 0) / size,
    size,
  }
}

/** By words: pairs and letters in a row would find alike what only sounds so. */
function createComparison({ terms, phrases }: DocumentIndex): FindLikeness {
  const findLikeness = createLikeness(phrases)
  return (asked, docs) => {
    const words = asked.filter(({ term }) => !isLearned(terms[term] ?? ''))
    const norm = lengthOf(words)
    return findLikeness(words, docs).map((product) => product / norm)
  }
}

const lengthOf = (terms: readonly WeightedTerm[]): number =>
  Math.hypot(...terms.map(({ weight }) => weight)) || 1
