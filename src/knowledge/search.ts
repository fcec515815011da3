import { best } from './best.ts'
import type { Feature } from './features.ts'
import type { DocumentIndex } from './index-documents.ts'
import { createLikeness, type WeightedTerm } from './likeness.ts'
import { createScoring } from './scoring.ts'

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
  /** Between what the best that is kept scores, as far as can be told without comparing phrases. */
  readonly bound: (
    features: readonly Feature[],
    keep: (id: string) => boolean,
  ) => { readonly least: number; readonly most: number }
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
  const { ids, terms, rarity, counts } = index
  const size = ids.length
  const numbers = new Map<string, number>()
  for (const [number, term] of terms.entries()) numbers.set(term, number)
  const score = createScoring(index, numbers)
  const findLikeness = createLikeness(index.phrases)

  const find: SearchIndex['find'] = (features, limit, keep) => {
    const { asked, words, touched, scores } = score(features)
    if (touched.length === 0) return []
    const first = best(touched, scores, {
      limit: Math.max(shortlist, limit),
      keep: (doc) => keep === undefined || keep(ids[doc] ?? ''),
    })
    const alike = findLikeness(words.terms, first)
    const ranked = first
      .map((doc, at) => {
        const likeness = (alike[at] ?? 0) / words.length
        const score = (scores[doc] ?? 0) / asked.length + likenessWeight * likeness
        return { doc, likeness, score }
      })
      .sort((a, b) => b.score - a.score || ((ids[a.doc] ?? '') < (ids[b.doc] ?? '') ? -1 : 1))
      .slice(0, limit)
    return ranked.map(({ doc, likeness, score }) => ({
      id: ids[doc] ?? '',
      score,
      likeness,
      terms: () => findReasons(index, words.terms, doc),
    }))
  }
  const bound: SearchIndex['bound'] = (features, keep) => {
    const { asked, touched, scores } = score(features)
    let most = 0
    for (const doc of touched) {
      const sum = scores[doc] ?? 0
      if (sum > most && keep(ids[doc] ?? '')) most = sum
    }
    return { least: most / asked.length, most: most / asked.length + likenessWeight }
  }
  return {
    find,
    bound,
    rarity: (term) => rarity[numbers.get(term) ?? -1] ?? 0,
    share: (term) => (counts[numbers.get(term) ?? -1] ?? 0) / size,
    size,
  }
}

function findReasons(
  index: DocumentIndex,
  words: readonly WeightedTerm[],
  doc: number,
): readonly string[] {
  const parts = words
    .map(({ term, weight }) => ({
      name: index.terms[term] ?? '',
      part: weight * weighIn(index, doc, term),
    }))
    .sort((a, b) => b.part - a.part)
  const least = leastReason * (parts[0]?.part ?? 0)
  return parts.filter(({ part }) => part > 0 && part >= least).map(({ name }) => name)
}

function weighIn({ starts, docs, weights }: DocumentIndex, doc: number, term: number): number {
  const end = starts[term + 1] ?? 0
  for (let at = starts[term] ?? 0; at < end; at++) if (docs[at] === doc) return weights[at] ?? 0
  return 0
}
