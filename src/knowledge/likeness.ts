/** A term of a query or of a phrase, and how much it says. */
export interface WeightedTerm {
  readonly term: number
  readonly weight: number
}

/** A document's phrases by term, so that a query meets only the words it has: the uses of `terms[n]` begin at `starts[n]`. */
export interface Phrases {
  readonly count: number
  /** Ascending. */
  readonly terms: Int32Array
  readonly starts: Int32Array
  /** In which phrase, of `count`. */
  readonly phrases: Int32Array
  /** Divided by the phrase's length, so that a sum is a cosine once divided by the query's. */
  readonly weights: Float64Array
}

/** A phrase's terms by how rare they are too, of unit length together. */
export function weighPhrase(
  phrase: readonly WeightedTerm[],
  rarity: Float64Array,
): readonly WeightedTerm[] {
  const weighted = phrase.map(({ term, weight }) => weight * (rarity[term] ?? 0))
  const norm = Math.hypot(...weighted) || 1
  return phrase.map(({ term }, at) => ({ term, weight: (weighted[at] ?? 0) / norm }))
}

/** A document's phrases, each weighed. */
export function indexPhrases(all: readonly (readonly WeightedTerm[])[]): Phrases {
  const uses = all.flatMap((terms, phrase) => terms.map((term) => ({ ...term, phrase })))
  uses.sort((a, b) => a.term - b.term)
  const starts = uses.flatMap(({ term }, at) => (term === uses[at - 1]?.term ? [] : [at]))
  return {
    count: all.length,
    terms: Int32Array.from(starts, (at) => uses[at]?.term ?? 0),
    starts: Int32Array.from([...starts, uses.length]),
    phrases: Int32Array.from(uses, ({ phrase }) => phrase),
    weights: Float64Array.from(uses, ({ weight }) => weight),
  }
}

/** The query's product with the phrase that is most like it; `products` is for working in. */
export function findLikeness(
  asked: readonly WeightedTerm[],
  all: Phrases | undefined,
  products: Float64Array,
): number {
  if (all === undefined) return 0
  const { count, terms, starts, phrases, weights } = all
  products.fill(0, 0, count)
  for (const { term, weight } of asked) {
    const at = findSorted(terms, term)
    if (terms[at] !== term) continue
    const end = starts[at + 1] ?? 0
    for (let use = starts[at] ?? 0; use < end; use++) {
      const phrase = phrases[use] ?? 0
      products[phrase] = (products[phrase] ?? 0) + weight * (weights[use] ?? 0)
    }
  }
  let most = 0
  for (let phrase = 0; phrase < count; phrase++) most = Math.max(most, products[phrase] ?? 0)
  return most
}

/** Where `wanted` stands in an ascending list, or would. */
function findSorted(sorted: Int32Array, wanted: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] ?? 0) < wanted) from = middle + 1
    else to = middle
  }
  return from
}
