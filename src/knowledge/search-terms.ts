import type { Language } from '../chat.ts'
import { type Feature, findFeatures, findWord } from './features.ts'
import type { Vocabulary } from './vocabulary.ts'
import { listRuns } from './words.ts'

/** What two words in a row and letters in a row count beside a word by itself. */
const pairWeight = 0.5
const runWeight = 0.25

/**
 * What a text says to the search: its features, and what tells only what was learned of it: words two by two and letters
 * in a row, those of words that say nothing by themselves too.
 */
export function findTerms(
  vocabulary: Vocabulary,
  words: readonly string[],
  language: Language,
): readonly Feature[] {
  const terms = [...findFeatures(vocabulary, words, language)]
  const seen = new Set<string>()
  const add = (term: string, weight: number) => {
    if (seen.has(term)) return
    seen.add(term)
    terms.push({ term, weight })
  }
  let before: string | undefined
  for (const word of words) {
    const { root } = findWord(vocabulary, word, language)
    if (before !== undefined) add(`${before} ${root}`, pairWeight)
    before = root
    for (const run of listRuns(word)) add(run, runWeight)
  }
  return terms
}

export const isRun = (term: string): boolean => term.startsWith('~')

/** A pair or a run: no word or group that somebody could be shown. */
export const isLearned = (term: string): boolean => isRun(term) || term.includes(' ')
