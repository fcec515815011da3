import type { Knowledge } from '../../src/index.ts'
import { readTokens } from '../../src/knowledge/words.ts'
import { type Question, wordsOf } from './questions.ts'

export interface Overlap {
  /** Word for word among the utterances the catalogue learns from. */
  readonly same: readonly string[]
  /** At least four words, and four of five of them shared with one utterance. */
  readonly alike: readonly string[]
}

const leastWords = 4
const leastShared = 0.8

/** Ids of questions that the catalogue's own utterances repeat: a measure taken on those would be of memory. */
export function findOverlap(knowledge: Knowledge, questions: readonly Question[]): Overlap {
  const utterances = [...knowledge.offerings.values()].flatMap((offering) => [
    ...offering.asked_as.sv,
    ...offering.asked_as.en,
    ...offering.examples.flatMap((one) => ('asked' in one ? [one.asked] : [])),
  ])
  const known = utterances.map(readWords)
  const texts = new Set(known.map((words) => words.join(' ')))
  const sets = known.map((words) => new Set(words))
  const finding = questions.filter((one) => one.accept.length > 0)
  const same = finding.filter((one) => texts.has(readWords(wordsOf(one)).join(' ')))
  const alike = finding.filter((one) => {
    const asked = new Set(readWords(wordsOf(one)))
    return (
      asked.size >= leastWords &&
      !same.includes(one) &&
      sets.some((set) => compare(asked, set) >= leastShared)
    )
  })
  return { same: same.map((one) => one.id), alike: alike.map((one) => one.id) }
}

const readWords = (text: string): readonly string[] => readTokens(text).map((token) => token.word)

function compare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length
  return shared / (a.size + b.size - shared)
}
