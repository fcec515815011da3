import type { WeightedTerm } from './likeness.ts'
import { mixed } from './mixed.ts'

/** The documents with term n, and how much it counts in each, from `starts[n]` to before `starts[n + 1]`. */
export interface Postings {
  readonly starts: Int32Array
  readonly docs: Int32Array
  readonly weights: Float32Array
}

/** Adds to each document's sum what it has of the terms; the documents met for the first time. A sum is zero before. */
export function addUp(
  { starts, docs, weights }: Postings,
  terms: readonly WeightedTerm[],
  sums: Float64Array,
): readonly number[] {
  const met: number[] = []
  for (const { term, weight } of terms) {
    const end = starts[term + 1] ?? 0
    for (let at = starts[term] ?? 0; at < end; at++) {
      const doc = docs[at] ?? 0
      if (sums[doc] === 0) met.push(doc)
      sums[doc] = (sums[doc] ?? 0) + weight * (weights[at] ?? 0)
    }
  }
  return met
}

const rounds = 2
const firstStep = 0.3
const leastMoved = 0.1
/** A phrase, and the document it belongs to. */
export interface Lesson {
  readonly doc: number
  readonly terms: readonly WeightedTerm[]
}

/**
 * How much each term counts, learned from how people ask: beginning with the weights that counting gave, each phrase is
 * looked for among the documents that share a word with it, and its words are moved towards the document it belongs to
 * and away from those taken for it. A softmax regression; the steps follow AdaGrad as in `kinds.ts`.
 */
export function learnWeights(
  postings: Postings,
  lessons: readonly Lesson[],
  size: number,
): Float32Array {
  const learning: Learning = {
    ...postings,
    weights: postings.weights.slice(),
    moved: new Float32Array(postings.weights.length).fill(leastMoved),
    shares: new Float64Array(size),
  }
  const order = mixed(lessons.length)
  for (let round = 0; round < rounds; round++)
    for (const at of order) {
      const lesson = lessons[at]
      if (lesson !== undefined) learn(learning, lesson)
    }
  return learning.weights
}

interface Learning extends Postings {
  readonly moved: Float32Array
  /** For working in: zero between two phrases. */
  readonly shares: Float64Array
}

function learn(learning: Learning, { doc: own, terms }: Lesson): void {
  const { starts, docs, weights, moved, shares } = learning
  const met = findShares(learning, terms)
  for (const { term, weight } of terms) {
    const end = starts[term + 1] ?? 0
    for (let at = starts[term] ?? 0; at < end; at++) {
      const doc = docs[at] ?? 0
      const slope = weight * ((doc === own ? 1 : 0) - (shares[doc] ?? 0))
      moved[at] = (moved[at] ?? 0) + slope * slope
      weights[at] = (weights[at] ?? 0) + (firstStep * slope) / Math.sqrt(moved[at] ?? 1)
    }
  }
  for (const doc of met) shares[doc] = 0
}

/** How likely the phrase is to be each document's, by the weights of now; the documents that share a word with it. */
function findShares(
  { starts, docs, weights, shares }: Learning,
  terms: readonly WeightedTerm[],
): readonly number[] {
  const met = addUp({ starts, docs, weights }, terms, shares)
  let most = 0
  for (const doc of met) most = Math.max(most, shares[doc] ?? 0)
  let all = 0
  for (const doc of met) {
    shares[doc] = Math.exp((shares[doc] ?? 0) - most)
    all += shares[doc] ?? 0
  }
  for (const doc of met) shares[doc] = (shares[doc] ?? 0) / all
  return met
}
