import { best } from './best.ts'
import type { DocumentIndex } from './index-documents.ts'
import { createLikeness } from './likeness.ts'
import { createScoring } from './scoring.ts'
import type { Feature } from './vocabulary.ts'

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

/** How many candidates are compared phrase by phrase. */
const shortlist = 48
const likenessWeight = 4

export function createSearchIndex(index: DocumentIndex): SearchIndex {
  const { ids, terms, rarity, counts, starts, docs, phrases } = index
  const size = ids.length
  const numbers = new Map(terms.map((term, number) => [term, number]))
  const score = createScoring(index, numbers)
  const findLikeness = createLikeness(phrases, terms.length)

  const has = (term: number, doc: number): boolean => {
    const end = starts[term + 1] ?? 0
    for (let at = starts[term] ?? 0; at < end; at++) if (docs[at] === doc) return true
    return false
  }

  const find: SearchIndex['find'] = (features, limit, keep) => {
    const { asked, touched, scores } = score(features)
    if (asked.length === 0) return []
    const first = best(touched, scores, {
      limit: Math.max(shortlist, limit),
      keep: (doc) => keep === undefined || keep(ids[doc] ?? ''),
    })
    const norm = Math.hypot(...asked.map(({ weight }) => weight)) || 1
    const alike = findLikeness(asked, first)
    const ranked = first
      .map((doc, at) => {
        const likeness = (alike[at] ?? 0) / norm
        return { doc, likeness, score: (scores[doc] ?? 0) / norm + likenessWeight * likeness }
      })
      .sort((a, b) => b.score - a.score || ((ids[a.doc] ?? '') < (ids[b.doc] ?? '') ? -1 : 1))
      .slice(0, limit)
    return ranked.map(({ doc, likeness, score }) => ({
      id: ids[doc] ?? '',
      score,
      likeness,
      terms: () => asked.filter(({ term }) => has(term, doc)).map(({ term }) => terms[term] ?? ''),
    }))
  }
  return {
    find,
    rarity: (term) => rarity[numbers.get(term) ?? -1] ?? 0,
    share: (term) => (counts[numbers.get(term) ?? -1] ?? 0) / size,
    size,
  }
}
