import { markNames, markWords } from '../knowledge/kinds.ts'
import type { NameHit } from '../knowledge/names.ts'
import type { Token } from '../knowledge/words.ts'

interface Message {
  readonly text: string
  /** The words of `text`, and one for each of them the words as they were meant. */
  readonly tokens: readonly Token[]
  readonly spelt: readonly Token[]
  /** Where in `text` places are named. */
  readonly places: readonly { readonly start: number; readonly end: number }[]
  /** The names among what was meant. */
  readonly names: readonly NameHit[]
}

const sentenceEnd = /[.!?,;\n]/

/** The words of each sentence, with names and places marked as what they are. */
export function markSentences({
  text,
  tokens,
  spelt,
  places,
  names,
}: Message): readonly (readonly string[])[] {
  const placed = spelt.filter((token, at) => {
    const { start, end } = tokens[at] ?? token
    return places.some((one) => start < one.end && end > one.start)
  })
  const sentences: Token[][] = [[]]
  for (const [at, token] of spelt.entries()) {
    const between = text.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? 0)
    if (at > 0 && sentenceEnd.test(between)) sentences.push([])
    sentences.at(-1)?.push(token)
  }
  return sentences.map((sentence) => markWords(sentence, placed, markNames(names)))
}
