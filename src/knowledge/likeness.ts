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

/** The query's products with the phrase of each document that is most like it, in the order of `docs`. */
export type FindLikeness = (asked: readonly WeightedTerm[], docs: readonly number[]) => Float64Array

/** Goes along a term's documents rather than looking for it in each: most have few of a query's terms. */
export function createLikeness(all: readonly Phrases[], terms: number): FindLikeness {
  const { starts, docs, uses, phrases, weights } = listByTerm(all, terms)
  const longest = all.reduce((most, { count }) => Math.max(most, count), 0)
  /** Of the documents looked at: which one of them, counted from 1. Zero between two queries. */
  const slots = new Int32Array(all.length)
  let products = new Float64Array(0)
  return (asked, looked) => {
    for (const [at, doc] of looked.entries()) slots[doc] = at + 1
    const room = looked.length * longest
    if (products.length < room) products = new Float64Array(room)
    else products.fill(0, 0, room)
    const likeness = new Float64Array(looked.length)
    for (const { term, weight } of asked) {
      const end = starts[term + 1] ?? 0
      for (let at = starts[term] ?? 0; at < end; at++) {
        const slot = (slots[docs[at] ?? 0] ?? 0) - 1
        if (slot < 0) continue
        const last = uses[at + 1] ?? 0
        for (let use = uses[at] ?? 0; use < last; use++) {
          const phrase = slot * longest + (phrases[use] ?? 0)
          const product = (products[phrase] ?? 0) + weight * (weights[use] ?? 0)
          products[phrase] = product
          if (product > (likeness[slot] ?? 0)) likeness[slot] = product
        }
      }
    }
    for (const doc of looked) slots[doc] = 0
    return likeness
  }
}

/**
 * The documents with term n in a phrase, from `starts[n]` to before `starts[n + 1]`; of the document at a place its uses
 * of the term, from `uses[place]` to before `uses[place + 1]`: in which phrase, and how much it counts there.
 */
interface ByTerm {
  readonly starts: Int32Array
  readonly docs: Int32Array
  readonly uses: Int32Array
  readonly phrases: Int32Array
  readonly weights: Float64Array
}

function listByTerm(all: readonly Phrases[], terms: number): ByTerm {
  const starts = new Int32Array(terms + 1)
  for (const { terms: own } of all)
    for (const term of own) starts[term + 1] = (starts[term + 1] ?? 0) + 1
  for (let term = 0; term < terms; term++)
    starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0)
  const next = starts.slice()
  const docs = new Int32Array(starts[terms] ?? 0)
  /** Which of its document's terms stands at a place. */
  const owns = new Int32Array(docs.length)
  for (const [doc, { terms: own }] of all.entries()) {
    for (const [place, term] of own.entries()) {
      const at = next[term] ?? 0
      docs[at] = doc
      owns[at] = place
      next[term] = at + 1
    }
  }
  const total = all.reduce((sum, { weights }) => sum + weights.length, 0)
  const [phrases, weights] = [new Int32Array(total), new Float64Array(total)]
  const uses = new Int32Array(docs.length + 1)
  for (const [at, doc] of docs.entries()) {
    const of = all[doc]
    const own = owns[at] ?? 0
    const [from, to] = [of?.starts[own] ?? 0, of?.starts[own + 1] ?? 0]
    const first = uses[at] ?? 0
    uses[at + 1] = first + to - from
    for (let use = from; use < to; use++) {
      phrases[first + use - from] = of?.phrases[use] ?? 0
      weights[first + use - from] = of?.weights[use] ?? 0
    }
  }
  return { starts, docs, uses, phrases, weights }
}
