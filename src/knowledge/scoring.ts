import type { Feature } from './features.ts'
import type { DocumentIndex } from './index-documents.ts'
import { addUp } from './learn-weights.ts'
import type { WeightedTerm } from './likeness.ts'
import { isLearned } from './search-terms.ts'

/** What is asked in the index's terms, strongest first, and what each document that has some of it has in sum. */
interface Scored {
  readonly asked: Asked
  /** What of it is a word or a group: pairs and letters in a row would find alike what only sounds so. */
  readonly words: Asked
  readonly touched: readonly number[]
  /** By document; until something else is asked. */
  readonly scores: Float64Array
}

interface Asked {
  readonly terms: readonly WeightedTerm[]
  readonly length: number
}

const measure = (terms: readonly WeightedTerm[]): Asked => ({
  terms,
  length: Math.hypot(...terms.map(({ weight }) => weight)) || 1,
})

/** Adds up what documents have of what is asked; once, where the same is asked of what is open and of what has ended. */
export function createScoring(
  { ids, terms, rarity, starts, docs, weights }: DocumentIndex,
  numbers: ReadonlyMap<string, number>,
): (features: readonly Feature[]) => Scored {
  const scores = new Float64Array(ids.length)
  let before: readonly Feature[] = []
  let last: Scored = { asked: measure([]), words: measure([]), touched: [], scores }
  const readAsked = (features: readonly Feature[]): readonly WeightedTerm[] => {
    const asked: WeightedTerm[] = []
    for (const feature of features) {
      const term = numbers.get(feature.term)
      if (term !== undefined) asked.push({ term, weight: feature.weight * (rarity[term] ?? 0) })
    }
    return asked.sort((a, b) => b.weight - a.weight)
  }
  return (features) => {
    if (isSame(features, before)) return last
    for (const doc of last.touched) scores[doc] = 0
    const asked = readAsked(features)
    const touched = addUp({ starts, docs, weights }, asked, scores)
    before = features
    const words = asked.filter(({ term }) => !isLearned(terms[term] ?? ''))
    last = { asked: measure(asked), words: measure(words), touched, scores }
    return last
  }
}

function isSame(some: readonly Feature[], others: readonly Feature[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ term, weight }, at) => others[at]?.term === term && others[at]?.weight === weight)
  )
}
