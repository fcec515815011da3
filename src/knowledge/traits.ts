import type { Language } from '../chat.ts'
import { visitFeatures } from './features.ts'
import { remember } from './remember.ts'
import type { Vocabulary } from './vocabulary.ts'
import { fold, stem } from './words.ts'

/** Something said, as words in lower case; a name or a place stands as `<place>`, `<offering>`, `<provider>` or `<word>`. */
export interface Utterance {
  readonly words: readonly string[]
  readonly language: Language
}

const partWeight = 0.6
const groupWeight = 0.8
const pairWeight = 1
const runWeight = 0.4

/**
 * An utterance's words, pairs of words, runs of letters, parts and groups, each by number, and how much of the utterance
 * it is. The number is a hash: two traits that share one are learned together, which costs less than to keep them apart
 * (Weinberger and others 2009).
 */
export interface Traits {
  readonly numbers: Int32Array
  readonly weights: Float32Array
}

export const mostTraits = 2 ** 18

/** What a word shows wherever it stands. */
interface Word {
  readonly root: number
  readonly runs: readonly number[]
}

const lettersInARow = 4
/** FNV-1a; of two numbers, the one after the other. */
const [offset, prime] = [0x811c9dc5, 0x01000193]
const hashOf = (text: string, from = 0, to = text.length): number => {
  let sum = offset
  for (let at = from; at < to; at++) sum = Math.imul(sum ^ text.charCodeAt(at), prime)
  return sum
}
const hashBoth = (one: number, next: number): number => Math.imul(one ^ (one >>> 16), prime) ^ next
const numberOf = (hash: number): number => (hash ^ (hash >>> 16)) & (mostTraits - 1)

const run = hashOf('~')
const [start, end, any] = [hashOf('^'), hashOf('$'), hashOf('*')]

function readWord(word: string, language: Language): Word {
  if (word.startsWith('<')) return { root: hashOf(word), runs: [] }
  const runs: number[] = []
  const framed = `_${fold(word)}_`
  for (let last = lettersInARow; last <= framed.length; last++)
    runs.push(hashBoth(run, hashOf(framed, last - lettersInARow, last)))
  return { root: hashOf(fold(stem(word, language))), runs }
}

/**
 * Reads utterances as traits, of unit length together, so that a long story does not count more than a short line. What
 * was read holds until the next is.
 */
export function createReading(vocabulary: Vocabulary): (utterance: Utterance) => Traits {
  const recall = {
    sv: remember((word) => readWord(word, 'sv')),
    en: remember((word) => readWord(word, 'en')),
  }
  const hashTerm = remember((term) => hashOf(fold(term)))
  /** By number, of the utterance that is read: zero between two. */
  const counted = new Float32Array(mostTraits)
  const numbers = new Int32Array(mostTraits)
  const weights = new Float32Array(mostTraits)
  return (utterance) => {
    const { words, language } = utterance
    let met = 0
    const add = (hash: number, weight: number) => {
      const number = numberOf(hash)
      const before = counted[number] ?? 0
      if (before >= weight) return
      if (before === 0) numbers[met++] = number
      counted[number] = weight
    }
    add(any, 1)
    let before = start
    for (const word of words) {
      const { root, runs } = recall[language](word)
      add(root, 1)
      for (const one of runs) add(one, runWeight)
      add(hashBoth(before, root), pairWeight)
      before = root
    }
    add(hashBoth(before, end), pairWeight)
    visitFeatures(vocabulary, utterance, (term, weight) =>
      add(hashTerm(term), weight * (term.startsWith('#') ? groupWeight : partWeight)),
    )
    let squares = 0
    for (let at = 0; at < met; at++) squares += (counted[numbers[at] ?? 0] ?? 0) ** 2
    const length = Math.sqrt(squares)
    for (let at = 0; at < met; at++) {
      const number = numbers[at] ?? 0
      weights[at] = (counted[number] ?? 0) / length
      counted[number] = 0
    }
    return { numbers: numbers.subarray(0, met), weights: weights.subarray(0, met) }
  }
}
