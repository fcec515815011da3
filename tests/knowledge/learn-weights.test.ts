import { describe, expect, it } from 'vitest'
import { learnWeights, type Postings } from '../../src/knowledge/learn-weights.ts'

/** Two documents that both have both terms, each counting the same. */
const even: Postings = {
  starts: Int32Array.of(0, 2, 4),
  docs: Int32Array.of(0, 1, 0, 1),
  weights: Float32Array.of(1, 1, 1, 1),
}
const [both, telling] = [0, 1]
const lesson = (doc: number, ...terms: readonly number[]) => ({
  doc,
  terms: terms.map((term) => ({ term, weight: 1 / Math.sqrt(terms.length) })),
})

describe('what is learned from how people ask', () => {
  it('a word asked with for one document counts more there and less in the other', () => {
    const [, , own = 0, other = 0] = learnWeights(
      even,
      [lesson(0, both, telling), lesson(0, telling), lesson(1, both)],
      2,
    )
    expect(own).toBeGreaterThan(1)
    expect(other).toBeLessThan(1)
  })

  it('a word asked with for both alike goes on telling nothing', () => {
    const [own = 0, other = 0, told = 0] = learnWeights(
      even,
      [lesson(0, both, telling), lesson(1, both)],
      2,
    )
    expect(Math.abs(own - other)).toBeLessThan(told - 1)
  })

  it('is the same each time, leaves what it began with, and is nothing where nobody asked', () => {
    const lessons = [lesson(0, both, telling), lesson(0, telling), lesson(1, both)]
    expect(learnWeights(even, lessons, 2)).toEqual(learnWeights(even, lessons, 2))
    expect(learnWeights(even, [], 2)).toEqual(Float32Array.of(1, 1, 1, 1))
    expect(even.weights).toEqual(Float32Array.of(1, 1, 1, 1))
  })
})
