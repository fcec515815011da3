import type { Language } from '../chat.ts'
import { findFeatures } from './features.ts'
import type { Vocabulary } from './vocabulary.ts'
import { fold, listRuns, stem } from './words.ts'

/** Something said, as words in lower case; a name or a place stands as `<place>`, `<offering>`, `<provider>` or `<word>`. */
export interface Utterance {
  readonly words: readonly string[]
  readonly language: Language
}

const partWeight = 0.6
const groupWeight = 0.8
const pairWeight = 1
const runWeight = 0.4

/** A word, a pair, a run of letters, a part or a group, by number, and how much of the utterance it is. */
export interface Trait {
  readonly number: number
  readonly weight: number
}

/** What a word shows wherever it stands. */
interface Word {
  readonly root: string
  readonly number: number
  readonly runs: readonly number[]
  /** By the number of the word after it, that of the two together. */
  readonly pairs: Map<number, number>
}

const atEdge = (root: string, number: number): Word => ({
  root,
  number,
  runs: [],
  pairs: new Map(),
})

/**
 * Reads utterances as traits, of unit length together, so that a long story does not count more than a short line. What
 * is new to `numbers` is added; a word is taken apart once.
 */
export function createReading(
  vocabulary: Vocabulary,
  numbers: Map<string, number>,
): (utterance: Utterance) => readonly Trait[] {
  /** By number, of the utterance that is read: zero between two. */
  const weights = Array.from(numbers, () => 0)
  const numberOf = (trait: string): number => {
    const number = numbers.get(trait) ?? numbers.size
    if (number === numbers.size) {
      numbers.set(trait, number)
      weights.push(0)
    }
    return number
  }
  const words = { sv: new Map<string, Word>(), en: new Map<string, Word>() }
  const readWord = (word: string, language: Language): Word => {
    const known = words[language].get(word)
    if (known !== undefined) return known
    const root = word.startsWith('<') ? word : fold(stem(word, language))
    const number = numberOf(root)
    const runs = word.startsWith('<') ? [] : listRuns(word).map(numberOf)
    const read = { root, number, runs, pairs: new Map<number, number>() }
    words[language].set(word, read)
    return read
  }
  const [start, end, nothing] = [atEdge('^', -1), atEdge('$', -2), atEdge('', -3)]
  const pairOf = (one: Word, next: Word): number => {
    const pair = one.pairs.get(next.number) ?? numberOf(`${one.root} ${next.root}`)
    one.pairs.set(next.number, pair)
    return pair
  }
  return ({ words: said, language }) => {
    const met: number[] = []
    const add = (number: number, weight: number) => {
      const before = weights[number] ?? 0
      if (before === 0) met.push(number)
      if (before < weight) weights[number] = weight
    }
    add(numberOf('*'), 1)
    const all = said.map((word) => readWord(word, language))
    for (const [at, word] of all.entries()) {
      add(word.number, 1)
      for (const run of word.runs) add(run, runWeight)
      const next = all[at + 1]
      if (next !== undefined) add(pairOf(word, next), pairWeight)
    }
    add(pairOf(start, all[0] ?? nothing), pairWeight)
    add(pairOf(all.at(-1) ?? nothing, end), pairWeight)
    for (const { term, weight } of findFeatures(vocabulary, said, language))
      add(numberOf(fold(term)), weight * (term.startsWith('#') ? groupWeight : partWeight))
    let square = 0
    for (const number of met) square += (weights[number] ?? 0) ** 2
    const length = Math.sqrt(square)
    const traits = met.map((number) => ({ number, weight: (weights[number] ?? 0) / length }))
    for (const number of met) weights[number] = 0
    return traits
  }
}
