import { markNames, markWords } from '../knowledge/kinds.ts'
import type { NameHit } from '../knowledge/names.ts'
import { readTokens, type Token } from '../knowledge/words.ts'

interface Message {
  readonly text: string
  /** The words of `text`, and the text with each of them spelt right. */
  readonly tokens: readonly Token[]
  readonly corrected: string
  /** Where in `text` places are named. */
  readonly places: readonly { readonly start: number; readonly end: number }[]
  /** The names in `corrected`. */
  readonly names: readonly NameHit[]
}

const sentenceEnd = /[.!?,;\n]/

/** The words of each sentence, with names and places marked as what they are. */
export function markSentences({
  text,
  tokens,
  corrected,
  places,
  names,
}: Message): readonly (readonly string[])[] {
  const spelt = readTokens(corrected)
  const marks = markNames(names)
  const placed = spelt.map((token, at) => {
    const original = tokens[at] ?? token
    const inPlace = places.some((one) => original.start < one.end && original.end > one.start)
    return { ...token, inPlace }
  })
  const sentences: string[][] = [[]]
  for (const [at, token] of placed.entries()) {
    const before = tokens[at - 1]
    const between = text.slice(before?.end ?? 0, tokens[at]?.start ?? 0)
    if (at > 0 && sentenceEnd.test(between)) sentences.push([])
    const [word = token.word] = markWords([token], token.inPlace ? [token] : [], marks)
    const sentence = sentences.at(-1) ?? []
    if (!word.startsWith('<') || sentence.at(-1) !== word) sentence.push(word)
  }
  return sentences
}
