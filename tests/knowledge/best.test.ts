import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { best } from '../../src/knowledge/best.ts'
import {
  createLikeness,
  indexPhrases,
  listByTerm,
  type WeightedTerm,
  weighPhrases,
} from '../../src/knowledge/likeness.ts'

describe('the best of many', () => {
  it('are those that sorting all that is kept would put first', () => {
    const scored = fc.array(
      fc.record({ score: fc.integer({ min: 1, max: 9 }), kept: fc.boolean() }),
    )
    fc.assert(
      fc.property(scored, fc.integer({ min: 1, max: 12 }), (all, limit) => {
        const scores = Float64Array.from(all, (one) => one.score)
        const keep = (doc: number) => all[doc]?.kept === true
        const docs = [...all.keys()].reverse()
        const sorted = docs
          .filter(keep)
          .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
          .slice(0, limit)
        expect([...best(docs, scores, { limit, keep })].sort()).toEqual(sorted.sort())
      }),
    )
  })
})

describe('how like the nearest phrase is', () => {
  const term = fc.record({
    term: fc.integer({ min: 0, max: 9 }),
    weight: fc.double({ min: 0.1, max: 1, noNaN: true }),
  })
  const phrase = fc.uniqueArray(term, { selector: (one) => one.term, minLength: 1, maxLength: 6 })
  const idf = Float64Array.from({ length: 10 }, (_, at) => 1 + at / 10)

  const document = fc.array(phrase, { maxLength: 5 })
  const nearest = (phrases: readonly (readonly WeightedTerm[])[], query: readonly WeightedTerm[]) =>
    Math.max(0, ...phrases.map((one) => cosine(one, query)))
  const cosine = (one: readonly WeightedTerm[], query: readonly WeightedTerm[]): number => {
    const weighted = one.map(({ term, weight }) => weight * (idf[term] ?? 0))
    const dot = one.reduce((sum, { term }, at) => {
      const asked = query.find((other) => other.term === term)?.weight ?? 0
      return sum + asked * (weighted[at] ?? 0)
    }, 0)
    return dot / Math.hypot(...weighted)
  }

  it('is the greatest cosine with any of the phrases of each document, asked once or again', () => {
    fc.assert(
      fc.property(
        fc.array(document, { minLength: 1, maxLength: 4 }),
        fc.array(phrase, { minLength: 1, maxLength: 3 }),
        (documents, queries) => {
          const all = documents.map((one) => weighPhrases(indexPhrases(one), idf))
          const find = createLikeness(listByTerm(all, idf.length))
          const looked = [...documents.keys()].reverse().filter((doc) => doc % 3 < 2)
          for (const query of queries) {
            const found = find(query, looked)
            for (const [at, doc] of looked.entries())
              expect(found[at]).toBeCloseTo(nearest(documents[doc] ?? [], query), 5)
          }
        },
      ),
    )
  })
})
