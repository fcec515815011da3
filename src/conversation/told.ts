import { listTerms } from '../knowledge/features.ts'
import { readTokens, stem } from '../knowledge/words.ts'
import type { Scene } from './step.ts'

/** A word of the person's and the terms it is found by. */
interface Word {
  readonly word: string
  readonly terms: readonly string[]
}

/** The words of each need, the newest first. */
export type Told = readonly (readonly Word[])[]

/** What the person has told, without the words that say little of a need. */
export function readTold({ knowledge, conversation, language }: Scene): Told {
  const { vocabulary } = knowledge
  return conversation.needs.toReversed().map((need) => {
    const spoken = need.language ?? language
    const tells = (word: string) =>
      !vocabulary.stop[spoken].has(word) &&
      !vocabulary.everyday[spoken].has(stem(word, spoken)) &&
      !/\d/.test(word)
    return [...new Set(readTokens(need.words).map(({ word }) => word))]
      .filter(tells)
      .map((word) => ({ word, terms: listTerms(vocabulary, word, spoken) }))
  })
}

/** The person's own words that led most to an offering, one for each thing said, as they were said last. */
export function findWords(told: Told, terms: readonly string[]): readonly string[] {
  for (const need of told) {
    const words = findStrongest(need, terms)
    if (words.length > 0) return words.map(({ word }) => word)
  }
  return []
}

/** `terms` begin with the one that weighs most. */
function findStrongest(need: readonly Word[], terms: readonly string[]): readonly Word[] {
  const words: Word[] = []
  for (const term of terms) {
    const one = need.find((word) => word.terms.includes(term))
    if (one === undefined || words.some((word) => sharesTerm(word, one))) continue
    words.push(one)
  }
  return words
}

function sharesTerm(one: Word, other: Word): boolean {
  return one.terms.some((term) => other.terms.includes(term))
}
