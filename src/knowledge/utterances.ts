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
import type { Names } from './names.ts'
import { findPlaces, type PlaceIndex } from './places.ts'
import type { utterancesSchema } from './schema.ts'
import type { Vocabulary } from './vocabulary.ts'
import { readLine } from './words.ts'

export interface KindExample {
  readonly kind: MessageKind
  readonly language: Language
  readonly text: string
}

export type Utterances = z.infer<typeof utterancesSchema>

export function listUtterances(kind: MessageKind, utterances: Utterances): readonly KindExample[] {
  return languages.flatMap((language) =>
    utterances[language].map((text) => ({ kind, language, text })),
  )
}

function listMarks(text: string): readonly Mark[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    mark: `<${match[1]}>`,
  }))
}

/** How people ask for an offering tells what a need sounds like. */
function* listNeeds(offerings: Iterable<Offering>): Iterable<KindExample> {
  for (const { asked_as: asked } of offerings)
    for (const language of languages)
      for (const text of asked[language]) yield { kind: 'need', language, text }
}

/** So many tell it: a hundred times the offerings need not be learned from for a hundred times as long. */
const mostNeeds = 20_000

function pickEvenly<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / most)
  return Array.from(
    { length: Math.min(most, all.length) },
    (_, at) => all[Math.floor(at * step)],
  ).filter((one) => one !== undefined)
}

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
  return learnKinds(
    vocabulary,
    examples.map(({ kind, language, text }) => {
      const line = readLine(text)
      const marks = [...listMarks(text), ...markNames(names.find(line, language))]
      const words = markWords(line.tokens, findPlaces(places, text), marks)
      return { kind, language, words }
    }),
  )
}
