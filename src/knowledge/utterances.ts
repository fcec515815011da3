import type { z } from 'zod'
import { type Language, languages } from '../chat.ts'
import {
  type Learned,
  learnKinds,
  type Mark,
  type MessageKind,
  markNames,
  markWords,
} from './kinds.ts'
import type { Offering } from './knowledge.ts'
import { pickEvenly } from './mixed.ts'
import type { Names } from './names.ts'
import { findPlaces, type PlaceIndex } from './places.ts'
import type { utterancesSchema } from './schema.ts'
import type { Utterance } from './traits.ts'
import type { Vocabulary } from './vocabulary.ts'
import { readLine, type Token } from './words.ts'

export interface KindExample {
  readonly kind: MessageKind
  readonly language: Language
  readonly text: string
  /** The offering it asks for, and whether that has ended. */
  readonly of?: string
  readonly ended: 'yes' | 'no'
}

export type Utterances = z.infer<typeof utterancesSchema>

export function listUtterances(kind: MessageKind, utterances: Utterances): readonly KindExample[] {
  return languages.flatMap((language) =>
    utterances[language].map((text) => ({ kind, language, text, ended: 'no' as const })),
  )
}

function listMarks(text: string): readonly Mark[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    mark: `<${match[1]}>`,
  }))
}

/** How people ask for an offering tells what a need sounds like, and for one that has ended, what that does. */
function* listNeeds(offerings: Iterable<Offering>): Iterable<KindExample> {
  for (const { id, asked_as: asked, open } of offerings) {
    const ended = open.status === 'closed' ? 'yes' : 'no'
    for (const language of languages)
      for (const text of asked[language]) yield { kind: 'need', language, text, of: id, ended }
  }
}

/** So many tell it: a hundred times the offerings need not be learned from for a hundred times as long. */
const mostNeeds = 20_000

interface Learning {
  readonly vocabulary: Vocabulary
  readonly places: PlaceIndex
  readonly names: Names
  readonly utterances: readonly KindExample[]
  readonly offerings: Iterable<Offering>
}

/** Learns what messages are from `utterances/` and from how people ask for the offerings. */
export function learnFromExamples({
  vocabulary,
  places,
  names,
  utterances,
  offerings,
}: Learning): Learned {
  const examples = [...utterances, ...pickEvenly([...listNeeds(offerings)], mostNeeds)]
  const read = examples.map(({ text, ...example }) => {
    const line = readLine(text)
    const marks = [...listMarks(text), ...markNames(names.find(line, example.language))]
    const tokens = readShort(vocabulary, line.tokens, example.language)
    return { ...example, words: markWords(tokens, findPlaces(places, text), marks) }
  })
  return learnKinds(vocabulary, [...read, ...pickEvenly(read, mostNeeds).map(misspell)])
}

/** Every other word with a slip, so that the letters of a word that nobody knows tell something too. */
function misspell<T extends Utterance>(example: T, turn: number): T {
  const words = example.words.map((word, at) =>
    (turn + at) % 2 === 0 && !word.startsWith('<') ? slip(word, turn + at) : word,
  )
  return { ...example, words }
}

/** A letter lost, doubled or swapped: looks like chance and is always the same. */
function slip(word: string, turn: number): string {
  if (word.length < 5) return word
  const at = 1 + ((turn * 7) % (word.length - 2))
  const [before, letter, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)]
  const slips = [
    before + after,
    before + letter + letter + after,
    word.slice(0, at - 1) + letter + word[at - 1] + after,
  ]
  return slips[Math.floor(turn / 3) % slips.length] ?? word
}

/** Short forms as what they stand for, as a message is read too. */
function readShort(
  { short }: Vocabulary,
  tokens: readonly Token[],
  language: Language,
): readonly Token[] {
  return tokens.map((token) => ({
    ...token,
    word: short[language].get(token.word) ?? token.word,
  }))
}
