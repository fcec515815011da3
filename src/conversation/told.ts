import { findFeatures } from '../knowledge/vocabulary.ts'
import { readTokens } from '../knowledge/words.ts'
import type { Scene } from './step.ts'

/** A word of the person's and the terms it is found by. */
export interface Told {
  readonly word: string
  readonly terms: readonly string[]
}

/** What the person has told, without the words that carry no need. */
export function readTold({ knowledge, conversation, language }: Scene): readonly Told[] {
  const { vocabulary } = knowledge
  const words = conversation.needs.flatMap((need) => readTokens(need.words))
  return [...new Set(words.map(({ word }) => word))]
    .filter((word) => !vocabulary.stop[language].has(word))
    .map((word) => ({
      word,
      terms: findFeatures(vocabulary, [word], language).map((feature) => feature.term),
    }))
}

/** The person's own words that led to an offering. */
export function findWords(told: readonly Told[], terms: readonly string[]): readonly string[] {
  return told.flatMap((one) => (one.terms.some((term) => terms.includes(term)) ? [one.word] : []))
}
