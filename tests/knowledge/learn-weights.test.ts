import { describe, expect, it } from 'vitest'
import { learnWeights, type Postings } from '../../src/knowledge/learn-weights.ts'

/** Two documents that both have both terms, each counting the same. */
const even: Postings = {
  starts: Int32Array.of(0, 2, 4),
  docs: Int32Array.of(0, 1, 0, 1),
  weights: Float64Array.of(1, 1, 1, 1),
}
const [both, telling] = [0, 1]
const phrase = (...terms: readonly number[]) =>
  terms.map((term) => ({ term, weight: 1 / Math.sqrt(terms.length) }))

describe('what is learned from how people ask', () => {
  it('a word asked with for one document counts more there and less in the other', () => {
    const [, , own = 0, other = 0] = learnWeights(even, [
      [phrase(both, telling), phrase(telling)],
      [phrase(both)],
    ])
    expect(own).toBeGreaterThan(1)
    expect(other).toBeLessThan(1)
  })

  it('a word asked with for both alike goes on telling nothing', () => {
    const [own = 0, other = 0, told = 0] = learnWeights(even, [
      [phrase(both, telling)],
      [phrase(both)],
    ])
    expect(Math.abs(own - other)).toBeLessThan(told - 1)
  })

  it('is the same each time, leaves what it began with, and is nothing where nobody asked', () => {
    const phrases = [[phrase(both, telling), phrase(telling)], [phrase(both)]]
    expect(learnWeights(even, phrases)).toEqual(learnWeights(even, phrases))
    expect(learnWeights(even, [[], []])).toEqual(Float64Array.of(1, 1, 1, 1))
    expect(even.weights).toEqual(Float64Array.of(1, 1, 1, 1))
  })
})
