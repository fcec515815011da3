/** A term of a query or of a phrase, and how much it says. */
export interface WeightedTerm {
  readonly term: number
  readonly weight: number
}

/** A document's phrases by term: the uses of `terms[n]` begin at `starts[n]`. */
export interface Phrases {
  readonly count: number
  /** Ascending. */
  readonly terms: Int32Array
  readonly starts: Int32Array
  /** In which phrase, of `count`. */
  readonly phrases: Uint16Array
  readonly weights: Float32Array
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

export function indexPhrases(all: readonly (readonly WeightedTerm[])[]): Phrases {
  const uses = all.flatMap((terms, phrase) => terms.map((term) => ({ ...term, phrase })))
  uses.sort((a, b) => a.term - b.term)
  const starts = uses.flatMap(({ term }, at) => (term === uses[at - 1]?.term ? [] : [at]))
  return {
    count: all.length,
    terms: Int32Array.from(starts, (at) => uses[at]?.term ?? 0),
    starts: Int32Array.from([...starts, uses.length]),
    phrases: Uint16Array.from(uses, ({ phrase }) => phrase),
    weights: Float32Array.from(uses, ({ weight }) => weight),
  }
}

/** The same as `weighPhrase` does. */
export function weighPhrases(all: Phrases, rarity: Float64Array): Phrases {
  const { terms, starts, phrases } = all
  const weights = all.weights.slice()
  const squares = new Float64Array(all.count)
  for (const [at, term] of terms.entries())
    for (let use = starts[at] ?? 0; use < (starts[at + 1] ?? 0); use++) {
      const weight = (weights[use] ?? 0) * (rarity[term] ?? 0)
      weights[use] = weight
      squares[phrases[use] ?? 0] = (squares[phrases[use] ?? 0] ?? 0) + weight ** 2
    }
  const norms = squares.map((square) => Math.sqrt(square) || 1)
  return { ...all, weights: weights.map((weight, use) => weight / (norms[phrases[use] ?? 0] ?? 1)) }
}

/**
 * Documents' phrases, so that a query meets only the words it has: the documents with term n in a phrase, from
 * `starts[n]` to before `starts[n + 1]`; of the document at a place its uses of the term, from `uses[place]` to before
 * `uses[place + 1]`: in which phrase, and how much it counts there, so that a sum is a cosine once divided by the query's.
 */
export interface PhraseIndex {
  readonly documents: number
  /** How many phrases a document has at most. */
  readonly longest: number
  readonly starts: Int32Array
  readonly docs: Int32Array
  readonly uses: Int32Array
  readonly phrases: Uint16Array
  readonly weights: Float32Array
}

/** The query's products with the phrase of each document that is most like it, in the order of `docs`. */
export type FindLikeness = (asked: readonly WeightedTerm[], docs: readonly number[]) => Float64Array

/** Goes along a term's documents rather than looking for it in each: most have few of a query's terms. */
export function createLikeness(index: PhraseIndex): FindLikeness {
  const { documents, longest, starts, docs, uses, phrases, weights } = index
  /** Of the documents looked at: which one of them, counted from 1. Zero between two queries. */
  const slots = new Int32Array(documents)
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

export function listByTerm(all: readonly Phrases[], terms: number): PhraseIndex {
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
  const [phrases, weights] = [new Uint16Array(total), new Float32Array(total)]
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
  const longest = all.reduce((most, { count }) => Math.max(most, count), 0)
  return { documents: all.length, longest, starts, docs, uses, phrases, weights }
}
