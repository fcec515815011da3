import { mixed } from './mixed.ts'
import type { NameHit } from './names.ts'
import { createReading, mostTraits, type Traits, type Utterance } from './traits.ts'
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
/** What is as good as right teaches nothing more. */
const leastError = 0.01
/** A kind with few examples counts more per example, but not in full proportion. */
const balance = 0.5

/** What fewer of the ended, and fewer of the others, are asked for by says what those are for, not whether they ended. */
const fewestEnded = 7
const fewestGoingOn = 20

/** A weight for each kind, and after them one for what has ended. */
const columns = messageKinds.length + 1
const endedColumn = messageKinds.length

/** What was learned: how much each trait speaks for each kind and for what has ended, `columns` weights for a trait, in units of `scale`. */
export interface Learned {
  readonly weights: Int8Array
  readonly scale: number
}

/**
 * Learns the kinds from examples: a multinomial logistic regression over words, word pairs, runs of letters, parts of
 * compounds and groups, with the same result each time from the same examples. Steps follow AdaGrad (Duchi, Hazan, Singer 2011), so
 * that a rare word that decides is learned as well as a common one.
 */
export function learnKinds(vocabulary: Vocabulary, examples: readonly Example[]): Learned {
  const read = createReading(vocabulary)
  const keep = createRoom()
  const weights = learn(
    examples.map((example) => ({
      kind: messageKinds.indexOf(example.kind),
      of: example.of,
      ended: example.ended,
      traits: keep(read(example)),
    })),
  )
  let most = 0
  for (let at = 0; at < weights.length; at++) most = Math.max(most, Math.abs(weights[at] ?? 0))
  const scale = most / mostWeight
  const rounded = new Int8Array(weights.length)
  for (let at = 0; at < weights.length; at++) rounded[at] = Math.round((weights[at] ?? 0) / scale)
  return { weights: rounded, scale }
}

/** A byte tells weights apart as well as is needed: an utterance adds up a hundred of them. */
const mostWeight = 127

export function createKindIndex(vocabulary: Vocabulary, { weights, scale }: Learned): KindIndex {
  const read = createReading(vocabulary)
  const share = createShare(weights, scale)
  return {
    judge: (utterance) => {
      const shares = share(read(utterance))
      const kinds: Partial<Record<MessageKind, number>> = {}
      for (const [at, kind] of messageKinds.entries()) kinds[kind] = shares[at] ?? 0
      return { kinds: kinds as KindShares, ended: shares[endedColumn] ?? 0 }
    },
  }
}

const roomFor = 2 ** 20

/** Keeps many utterances' traits in few arrays: tens of thousands of arrays of their own would cost more than what is in them. */
function createRoom(): (traits: Traits) => Traits {
  let used = roomFor
  let all: Traits
  return ({ numbers, weights }) => {
    const from = used + numbers.length > roomFor ? 0 : used
    if (from === 0) all = { numbers: new Int32Array(roomFor), weights: new Float32Array(roomFor) }
    used = from + numbers.length
    all.numbers.set(numbers, from)
    all.weights.set(weights, from)
    return { numbers: all.numbers.subarray(from, used), weights: all.weights.subarray(from, used) }
  }
}

interface Lesson extends Pick<Example, 'of' | 'ended'> {
  readonly kind: number
  readonly traits: Traits
}

function learn(examples: readonly Lesson[]): Float32Array {
  const weights = new Float32Array(mostTraits * columns)
  const moved = new Float32Array(mostTraits * columns).fill(leastMoved)
  const counts = messageKinds.map((_, kind) => examples.filter((one) => one.kind === kind).length)
  const most = Math.max(...counts)
  const ended = examples.filter((one) => one.ended === 'yes').length
  const worthEnded = (examples.length / Math.max(1, ended)) ** balance
  const isManner = findManner(examples)
  const share = createShare(weights, 1)
  const order = mixed(examples.length)
  for (let round = 0; round < rounds; round++) {
    for (const place of order) {
      const example = examples[place]
      if (example === undefined) continue
      const { traits, kind } = example
      const errors = share(traits)
      const worth = (most / Math.max(1, counts[kind] ?? 1)) ** balance
      const isEnded = example.ended === 'yes'
      for (let column = 0; column < columns; column++) {
        const own = column === endedColumn ? isEnded : column === kind
        const counted = column === endedColumn && isEnded ? worthEnded : worth
        errors[column] = counted * ((own ? 1 : 0) - (errors[column] ?? 0))
      }
      move({ weights, moved, isManner }, traits, errors)
    }
  }
  return weights
}

interface Moving {
  readonly weights: Float32Array
  readonly moved: Float32Array
  readonly isManner: Uint8Array
}

/** Trait by trait: the weights of one lie side by side. */
function move({ weights, moved, isManner }: Moving, traits: Traits, errors: Float64Array): void {
  const wrong: number[] = []
  for (let column = 0; column < columns; column++)
    if (Math.abs(errors[column] ?? 0) >= leastError) wrong.push(column)
  for (let at = 0; at < traits.numbers.length; at++) {
    const number = traits.numbers[at] ?? 0
    const weight = traits.weights[at] ?? 0
    for (let place = 0; place < wrong.length; place++) {
      const column = wrong[place] ?? 0
      if (column === endedColumn && isManner[number] === 0) continue
      const cell = number * columns + column
      const slope = (errors[column] ?? 0) * weight
      const sum = Math.fround((moved[cell] ?? 0) + slope * slope)
      moved[cell] = sum
      weights[cell] = (weights[cell] ?? 0) + (firstStep * slope) / Math.sqrt(sum)
    }
  }
}

/** The traits that so many of the ended ones, or of the others, are asked for by: 1 for each. */
function findManner(examples: readonly Lesson[]): Uint8Array {
  const [ended, goingOn] = [countOfferings(examples, 'yes'), countOfferings(examples, 'no')]
  return ended.map((times, number) =>
    Number(times >= fewestEnded || (goingOn[number] ?? 0) >= fewestGoingOn),
  )
}

/** How many offerings are asked for by each trait, at most 255. */
function countOfferings(examples: readonly Lesson[], ended: Lesson['ended']): Uint8Array {
  const traitsOf = new Map<string, Set<number>>()
  for (const { of, traits, ended: own } of examples) {
    if (of === undefined || own !== ended) continue
    const met = traitsOf.get(of) ?? new Set()
    for (const number of traits.numbers) met.add(number)
    traitsOf.set(of, met)
  }
  const counts = new Uint8Array(mostTraits)
  for (const met of traitsOf.values())
    for (const number of met) counts[number] = Math.min(255, (counts[number] ?? 0) + 1)
  return counts
}

/** The kinds' shares, which add up to 1, and after them the share of what has ended; they hold until the next are asked for. */
function createShare(
  weights: Float32Array | Int8Array,
  scale: number,
): (traits: Traits) => Float64Array {
  const sums = new Float64Array(columns)
  return (traits) => {
    sums.fill(0)
    for (let at = 0; at < traits.numbers.length; at++) {
      const from = (traits.numbers[at] ?? 0) * columns
      const weight = scale * (traits.weights[at] ?? 0)
      for (let column = 0; column < columns; column++)
        sums[column] = (sums[column] ?? 0) + weight * (weights[from + column] ?? 0)
    }
    let most = -Infinity
    for (let kind = 0; kind < endedColumn; kind++) most = Math.max(most, sums[kind] ?? 0)
    let all = 0
    for (let kind = 0; kind < endedColumn; kind++) {
      sums[kind] = Math.exp((sums[kind] ?? 0) - most)
      all += sums[kind] ?? 0
    }
    for (let kind = 0; kind < endedColumn; kind++) sums[kind] = (sums[kind] ?? 0) / all
    sums[endedColumn] = 1 / (1 + Math.exp(-(sums[endedColumn] ?? 0)))
    return sums
  }
}
