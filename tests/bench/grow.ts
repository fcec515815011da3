import { parse } from 'yaml'
import type { SourceFile } from '../../src/index.ts'
import { readTokens } from '../../src/knowledge/words.ts'

/** The parts of an offering's file that a copy says in other words. */
interface OfferingText {
  readonly name: Both<string>
  readonly summary: Both<string>
  readonly also_known_as?: Partial<Both<readonly string[]>>
  readonly asked_as: Both<readonly string[]>
  readonly examples: readonly Readonly<Record<string, unknown>>[]
  readonly local_variant_of?: string
  readonly succeeded_by?: string
  readonly first_do?: readonly string[]
}
type Both<T> = { readonly sv: T; readonly en: T }

type Random = () => number
const offeringPath = /^offerings\/([a-z0-9-]+)\.yaml$/

/**
 * A larger catalogue out of the real one: copies with their own ids and names, whose utterances are put together anew
 * from halves of the real ones and hold new compounds and names, so that the vocabulary grows as that of a real one would.
 */
export function growCatalogue(files: readonly SourceFile[], size: number): readonly SourceFile[] {
  const real = files.flatMap((file) => {
    const id = offeringPath.exec(file.path)?.[1]
    return id === undefined ? [] : [{ id, text: parse(file.text) as OfferingText }]
  })
  const random = createRandom(20261123)
  const words = collectWords(real.map((one) => one.text))
  const grown: SourceFile[] = []
  for (let copy = 1; real.length + grown.length < size; copy++) {
    for (const { id, text } of real) {
      if (real.length + grown.length >= size) break
      const other = pick(random, real).text
      const made = vary({ text, other, copy, words, random })
      grown.push({ path: `offerings/${id}-${copy}.yaml`, text: JSON.stringify(made) })
    }
  }
  return [...files, ...grown]
}

interface Varying {
  readonly text: OfferingText
  readonly other: OfferingText
  readonly copy: number
  readonly words: readonly string[]
  readonly random: Random
}

function vary({ text, other, copy, words, random }: Varying): OfferingText {
  const place = inventName(random)
  const say = (language: 'sv' | 'en') => {
    const own = text.asked_as[language]
    const borrowed = [...own, ...other.asked_as[language]]
    return own.map((phrase) =>
      mix({ phrase, from: random() < 0.7 ? own : borrowed, words, random }),
    )
  }
  const name = { sv: `${text.name.sv} ${place}`, en: `${text.name.en} ${place}` }
  const aliases = (all: readonly string[] | undefined) => all?.map((one) => `${one} ${place}`) ?? []
  const also = { sv: aliases(text.also_known_as?.sv), en: aliases(text.also_known_as?.en) }
  const asked = { sv: say('sv'), en: say('en') }
  return {
    ...text,
    name,
    summary: { ...text.summary, sv: `${text.summary.sv} ${compound(words, random)}` },
    ...(also.sv.length > 0 && also.en.length > 0 ? { also_known_as: also } : {}),
    asked_as: asked,
    examples: [...asked.sv.slice(0, 3), ...asked.en.slice(0, 1)].map((one) => ({ asked: one })),
    ...refer(text, copy),
  }
}

/** What a copy refers to are copies too. */
function refer(text: OfferingText, copy: number): Partial<OfferingText> {
  const { local_variant_of: variant, succeeded_by: after, first_do: first } = text
  return {
    ...(variant === undefined ? {} : { local_variant_of: `${variant}-${copy}` }),
    ...(after === undefined ? {} : { succeeded_by: `${after}-${copy}` }),
    ...(first === undefined ? {} : { first_do: first.map((id) => `${id}-${copy}`) }),
  }
}

interface Mixing {
  readonly phrase: string
  readonly from: readonly string[]
  readonly words: readonly string[]
  readonly random: Random
}

/** The first half of one utterance and the second of another; half of them with a word nobody has used before. */
function mix({ phrase, from, words, random }: Mixing): string {
  const first = phrase.split(' ')
  const second = pick(random, from).split(' ')
  const mixed = [
    ...first.slice(0, Math.ceil(first.length / 2)),
    ...second.slice(Math.floor(second.length / 2)),
  ]
  if (random() < 0.5) mixed.push(compound(words, random))
  return mixed.join(' ')
}

function collectWords(texts: readonly OfferingText[]): readonly string[] {
  const found = texts.flatMap(({ asked_as: asked }) => asked.sv.flatMap((one) => readTokens(one)))
  return [...new Set(found.map((token) => token.word))].filter((word) =>
    /^\p{L}{5,10}$/u.test(word),
  )
}

const compound = (words: readonly string[], random: Random): string =>
  `${pick(random, words)}s${pick(random, words)}`

const starts = [
  'Tall',
  'Norr',
  'Ström',
  'Myr',
  'Gran',
  'Lax',
  'Kall',
  'Ren',
  'Björk',
  'Sten',
  'Vind',
  'Malm',
  'Lill',
  'Stor',
  'Häll',
]
const middles = [
  '',
  'vatt',
  'bäck',
  'fors',
  'liden',
  'mo',
  'berg',
  'ås',
  'ting',
  'sel',
  'rå',
  'kul',
]
const ends = [
  'näs',
  'by',
  'träsk',
  'sund',
  'hult',
  'berga',
  'fall',
  'vik',
  'stad',
  'heden',
  'lund',
  'torp',
]

const inventName = (random: Random): string =>
  `${pick(random, starts)}${pick(random, middles)}${pick(random, ends)}`

function pick<T>(random: Random, all: readonly T[]): T {
  const one = all[Math.floor(random() * all.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

/** The same catalogue every time. */
function createRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
