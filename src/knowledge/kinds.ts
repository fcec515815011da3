import type { Language } from '../chat.ts'
import { findFeatures } from './features.ts'
import { mixed } from './mixed.ts'
import type { NameHit } from './names.ts'
import type { Vocabulary } from './vocabulary.ts'
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

/** What a message is, and how surely it speaks of something that has ended. */
export interface Judgement {
  readonly kinds: KindShares
  readonly ended: number
}

/** Something said, as words in lower case; a name or a place stands as `<place>`, `<offering>`, `<provider>` or `<word>`. */
export interface Utterance {
  readonly words: readonly string[]
  readonly language: Language
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
const partWeight = 0.6
const groupWeight = 0.8
const pairWeight = 1
/** A kind with few examples counts more per example, but not in full proportion. */
const balance = 0.5
/** Letters in a row, by which misspelt words and compounds look like the words they are made of. */
const letters = { inARow: 4, weight: 0.4 } as const

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
  return { traits: [...numbers.keys()], weights: learn(learned, numbers.size) }
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

interface Trait {
  readonly number: number
  readonly weight: number
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
function createReading(
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
    const runs = word.startsWith('<') ? [] : listRuns(fold(word)).map(numberOf)
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
      for (const run of word.runs) add(run, letters.weight)
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

/** `_maskin_` -> `~_mas`, `~mask` and so on. */
function listRuns(word: string): readonly string[] {
  const framed = `_${word}_`
  const runs: string[] = []
  for (let end = letters.inARow; end <= framed.length; end++)
    runs.push(`~${framed.slice(end - letters.inARow, end)}`)
  return runs
}
