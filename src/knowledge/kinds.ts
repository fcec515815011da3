import type { Language } from '../chat.ts'
import { mixed } from './mixed.ts'
import type { NameHit } from './names.ts'
import { findFeatures, type Vocabulary } from './vocabulary.ts'
import { fold, stem, type Token } from './words.ts'

/** What a message is, before it is known what it is about. */
export const messageKinds = [
  'need',
  'offering',
  'office',
  'handoff',
  'help',
  'greeting',
  'thanks',
  'outside',
] as const
export type MessageKind = (typeof messageKinds)[number]

/** How surely a message is of each kind; the shares add up to 1. */
export type KindShares = Readonly<Record<MessageKind, number>>

/** Something said, as words in lower case; a name or a place stands as `<place>`, `<offering>`, `<provider>` or `<word>`. */
export interface Utterance {
  readonly words: readonly string[]
  readonly language: Language
}

export interface KindIndex {
  readonly judge: (utterance: Utterance) => KindShares
}

interface Span {
  readonly start: number
  readonly end: number
}

/** A stretch of a text that is a name, and of what. */
export type Mark = Span & { readonly mark: string }

export function markNames(hits: readonly NameHit[]): readonly Mark[] {
  return hits.map(({ named, start, end }) => {
    const of = ['offering', 'provider'].find((kind) => named.some((one) => one.kind === kind))
    return { start, end, mark: `<${of ?? 'word'}>` }
  })
}

/** A text's words, with every place as `<place>` and every name as its kind. */
export function markWords(
  tokens: readonly Token[],
  places: readonly Span[],
  names: readonly Mark[],
): readonly string[] {
  const within =
    ({ start, end }: Token) =>
    (span: Span) =>
      start < span.end && end > span.start
  return tokens
    .map((token) =>
      places.some(within(token)) ? '<place>' : (names.find(within(token))?.mark ?? token.word),
    )
    .filter((word, at, all) => !word.startsWith('<') || all[at - 1] !== word)
}

const rounds = 6
const firstStep = 0.5
const leastMoved = 0.01
const partWeight = 0.6
const groupWeight = 0.8
const pairWeight = 1
/** A kind with few examples counts more per example, but not in full proportion. */
const balance = 0.5
/** Letters in a row, by which misspelt words and compounds look like the words they are made of. */
const letters = { inARow: 4, weight: 0.4 } as const

/** What was learned: how much each trait speaks for each kind, `messageKinds.length` weights for a trait. */
export interface Learned {
  readonly traits: readonly string[]
  readonly weights: Float32Array
}

/**
 * Learns the kinds from examples: a multinomial logistic regression over words, word pairs, runs of letters, parts of
 * compounds and groups, with the same result each time from the same examples. Steps follow AdaGrad (Duchi, Hazan, Singer 2011), so
 * that a rare word that decides is learned as well as a common one.
 */
export function learnKinds(
  vocabulary: Vocabulary,
  examples: readonly (Utterance & { readonly kind: MessageKind })[],
): Learned {
  const ids = new Map<string, number>()
  const learned = examples.map((example) => ({
    kind: messageKinds.indexOf(example.kind),
    traits: listTraits(vocabulary, example).map(({ name, weight }) => {
      const id = ids.get(name) ?? ids.size
      ids.set(name, id)
      return { id, weight }
    }),
  }))
  return { traits: [...ids.keys()], weights: learn(learned, ids.size) }
}

export function createKindIndex(vocabulary: Vocabulary, { traits, weights }: Learned): KindIndex {
  const ids = new Map(traits.map((trait, id) => [trait, id]))
  const read = (utterance: Utterance): readonly Trait[] => {
    const known: Trait[] = []
    for (const { name, weight } of listTraits(vocabulary, utterance)) {
      const id = ids.get(name)
      if (id !== undefined) known.push({ id, weight })
    }
    return known
  }
  return {
    judge: (utterance) => {
      const shares = share(weights, read(utterance))
      return Object.fromEntries(
        messageKinds.map((kind, at) => [kind, shares[at] ?? 0]),
      ) as KindShares
    },
  }
}

interface Trait {
  readonly id: number
  readonly weight: number
}

function learn(
  examples: readonly { readonly kind: number; readonly traits: readonly Trait[] }[],
  size: number,
): Float32Array {
  const weights = new Float32Array(size * messageKinds.length)
  const moved = new Float32Array(size * messageKinds.length).fill(leastMoved)
  const counts = messageKinds.map((_, kind) => examples.filter((one) => one.kind === kind).length)
  const most = Math.max(...counts)
  const order = mixed(examples.length)
  for (let round = 0; round < rounds; round++) {
    for (const at of order) {
      const example = examples[at]
      if (example === undefined) continue
      const shares = share(weights, example.traits)
      const worth = (most / Math.max(1, counts[example.kind] ?? 1)) ** balance
      for (let kind = 0; kind < messageKinds.length; kind++) {
        const error = (kind === example.kind ? 1 : 0) - (shares[kind] ?? 0)
        for (const { id, weight } of example.traits) {
          const cell = id * messageKinds.length + kind
          const slope = worth * error * weight
          moved[cell] = (moved[cell] ?? 0) + slope * slope
          weights[cell] = (weights[cell] ?? 0) + (firstStep * slope) / Math.sqrt(moved[cell] ?? 1)
        }
      }
    }
  }
  return weights
}

function share(weights: Float32Array, traits: readonly Trait[]): Float64Array {
  const sums = new Float64Array(messageKinds.length)
  for (const { id, weight } of traits)
    for (let kind = 0; kind < messageKinds.length; kind++)
      sums[kind] = (sums[kind] ?? 0) + weight * (weights[id * messageKinds.length + kind] ?? 0)
  const most = Math.max(...sums)
  let all = 0
  for (let kind = 0; kind < messageKinds.length; kind++) all += Math.exp((sums[kind] ?? 0) - most)
  return sums.map((sum) => Math.exp(sum - most) / all)
}

/** Of unit length together, so that a long story does not count more than a short line. */
function listTraits(
  vocabulary: Vocabulary,
  { words, language }: Utterance,
): readonly { readonly name: string; readonly weight: number }[] {
  const traits = new Map<string, number>([['*', 1]])
  const add = (name: string, weight: number) => {
    if ((traits.get(name) ?? 0) < weight) traits.set(name, weight)
  }
  const stems = words.map((word) => (word.startsWith('<') ? word : fold(stem(word, language))))
  for (const [at, root] of stems.entries()) {
    add(root, 1)
    if (!root.startsWith('<')) addRuns(fold(words[at] ?? ''), add)
    const next = stems[at + 1]
    if (next !== undefined) add(`${root} ${next}`, pairWeight)
  }
  add(`^ ${stems[0] ?? ''}`, pairWeight)
  add(`${stems.at(-1) ?? ''} $`, pairWeight)
  for (const { term, weight } of findFeatures(vocabulary, words, language))
    add(fold(term), weight * (term.startsWith('#') ? groupWeight : partWeight))
  let square = 0
  for (const weight of traits.values()) square += weight * weight
  const length = Math.sqrt(square)
  return Array.from(traits, ([name, weight]) => ({ name, weight: weight / length }))
}

/** `_maskin_` -> `~_mas`, `~mask` and so on. */
function addRuns(word: string, add: (name: string, weight: number) => void): void {
  const framed = `_${word}_`
  for (let end = letters.inARow; end <= framed.length; end++)
    add(`~${framed.slice(end - letters.inARow, end)}`, letters.weight)
}
