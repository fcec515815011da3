import { mixed } from './mixed.ts'
import type { NameHit } from './names.ts'
import { createReading, type Trait, type Utterance } from './traits.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Token } from './words.ts'

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

/** What a message is, and how surely it speaks of something that has ended. */
export interface Judgement {
  readonly kinds: KindShares
  readonly ended: number
}

export interface KindIndex {
  readonly judge: (utterance: Utterance) => Judgement
}

/** An utterance of which it is known what it is. */
export interface Example extends Utterance {
  readonly kind: MessageKind
  /** The offering it asks for, if it was written for one, and whether that has ended. */
  readonly of?: string | undefined
  readonly ended: 'yes' | 'no'
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
/** A kind with few examples counts more per example, but not in full proportion. */
const balance = 0.5

/** What fewer of the ended, and fewer of the others, are asked for by says what those are for, not whether they ended. */
const fewestEnded = 7
const fewestGoingOn = 20

/** A weight for each kind, and after them one for what has ended. */
const columns = messageKinds.length + 1
const endedColumn = messageKinds.length

/** What was learned: how much each trait speaks for each kind and for what has ended, `columns` weights for a trait. */
export interface Learned {
  readonly traits: readonly string[]
  readonly weights: Float32Array
}

/**
 * Learns the kinds from examples: a multinomial logistic regression over words, word pairs, runs of letters, parts of
 * compounds and groups, with the same result each time from the same examples. Steps follow AdaGrad (Duchi, Hazan, Singer 2011), so
 * that a rare word that decides is learned as well as a common one.
 */
export function learnKinds(vocabulary: Vocabulary, examples: readonly Example[]): Learned {
  const numbers = new Map<string, number>()
  const read = createReading(vocabulary, numbers)
  const learned = examples.map((example) => ({
    kind: messageKinds.indexOf(example.kind),
    of: example.of,
    ended: example.ended,
    traits: read(example),
  }))
  const { traits, lessons } = dropPairsMetOnce([...numbers.keys()], learned)
  return { traits, weights: learn(lessons, traits.length) }
}

/** Two words that stand together in one example only tell next to nothing of what is not yet heard, and are four in ten of all traits. */
function dropPairsMetOnce(
  all: readonly string[],
  examples: readonly Lesson[],
): { readonly traits: readonly string[]; readonly lessons: readonly Lesson[] } {
  const met = new Int32Array(all.length)
  for (const { traits } of examples)
    for (const { number } of traits) met[number] = (met[number] ?? 0) + 1
  const isPair = (trait: string) => trait.includes(' ')
  const traits = all.filter((trait, number) => (met[number] ?? 0) > 1 || !isPair(trait))
  const numbers = new Map(traits.map((trait, number) => [trait, number]))
  const lessons = examples.map((example) => ({
    ...example,
    traits: example.traits.flatMap(({ number, weight }) => {
      const kept = numbers.get(all[number] ?? '')
      return kept === undefined ? [] : [{ number: kept, weight }]
    }),
  }))
  return { traits, lessons }
}

/** What was never learned gets numbers too, for an utterance's length; no more than this are kept. */
const mostUnknown = 20_000

export function createKindIndex(vocabulary: Vocabulary, { traits, weights }: Learned): KindIndex {
  const start = () => {
    const numbers = new Map(traits.map((trait, number) => [trait, number]))
    return { numbers, read: createReading(vocabulary, numbers) }
  }
  let reading = start()
  return {
    judge: (utterance) => {
      if (reading.numbers.size > traits.length + mostUnknown) reading = start()
      const known = reading.read(utterance).filter(({ number }) => number < traits.length)
      const shares = share(weights, known)
      const kinds = messageKinds.map((kind, at) => [kind, shares[at] ?? 0])
      return { kinds: Object.fromEntries(kinds) as KindShares, ended: shares[endedColumn] ?? 0 }
    },
  }
}

interface Lesson extends Pick<Example, 'of' | 'ended'> {
  readonly kind: number
  readonly traits: readonly Trait[]
}

function learn(examples: readonly Lesson[], size: number): Float32Array {
  const weights = new Float32Array(size * columns)
  const moved = new Float32Array(size * columns).fill(leastMoved)
  const counts = messageKinds.map((_, kind) => examples.filter((one) => one.kind === kind).length)
  const most = Math.max(...counts)
  const ended = examples.filter((one) => one.ended === 'yes').length
  const worthEnded = (examples.length / Math.max(1, ended)) ** balance
  const isManner = findManner(examples, size)
  const order = mixed(examples.length)
  for (let round = 0; round < rounds; round++) {
    for (const at of order) {
      const example = examples[at]
      if (example === undefined) continue
      const shares = share(weights, example.traits)
      const worth = (most / Math.max(1, counts[example.kind] ?? 1)) ** balance
      const isEnded = example.ended === 'yes'
      for (let column = 0; column < columns; column++) {
        const own = column === endedColumn ? isEnded : column === example.kind
        const error = (own ? 1 : 0) - (shares[column] ?? 0)
        const counted = column === endedColumn && isEnded ? worthEnded : worth
        for (const { number, weight } of example.traits) {
          if (column === endedColumn && isManner[number] === 0) continue
          const cell = number * columns + column
          const slope = counted * error * weight
          moved[cell] = (moved[cell] ?? 0) + slope * slope
          weights[cell] = (weights[cell] ?? 0) + (firstStep * slope) / Math.sqrt(moved[cell] ?? 1)
        }
      }
    }
  }
  return weights
}

/** The traits that so many of the ended ones, or of the others, are asked for by: 1 for each. */
function findManner(examples: readonly Lesson[], size: number): Uint8Array {
  const count = (ended: Lesson['ended']): readonly number[] => {
    const by = Array.from({ length: size }, () => new Set<string>())
    for (const one of examples)
      if (one.of !== undefined && one.ended === ended)
        for (const { number } of one.traits) by[number]?.add(one.of)
    return by.map((ids) => ids.size)
  }
  const goingOn = count('no')
  return Uint8Array.from(count('yes'), (times, number) =>
    Number(times >= fewestEnded || (goingOn[number] ?? 0) >= fewestGoingOn),
  )
}

/** The kinds' shares, which add up to 1, and after them the share of what has ended. */
function share(weights: Float32Array, traits: readonly Trait[]): Float64Array {
  const sums = new Float64Array(columns)
  for (const { number, weight } of traits)
    for (let column = 0; column < columns; column++)
      sums[column] = (sums[column] ?? 0) + weight * (weights[number * columns + column] ?? 0)
  const kinds = sums.subarray(0, endedColumn)
  const most = Math.max(...kinds)
  let all = 0
  for (const sum of kinds) all += Math.exp(sum - most)
  for (let kind = 0; kind < endedColumn; kind++)
    kinds[kind] = Math.exp((kinds[kind] ?? 0) - most) / all
  sums[endedColumn] = 1 / (1 + Math.exp(-(sums[endedColumn] ?? 0)))
  return sums
}
