import { isMarketNext, prepositionBefore, readRole, type Surroundings } from './places-context.ts'
import { findNames, type NameHit, type NameIndex } from './places-hits.ts'
import type { MunicipalityId, PlaceMention } from './places-mention.ts'
import {
  createPostalIndex,
  findPostalCodes,
  type PostalHit,
  type PostalIndex,
} from './places-postal.ts'
import type { Places } from './places-schema.ts'
import { createSenses, type Senses } from './places-senses.ts'
import { createPlaceSpelling } from './places-spelling.ts'
import { foldName, nameKey, type PlaceWord, readPlaceWords } from './places-words.ts'

export { decidePlace } from './places-decide.ts'
export type { MunicipalityId, PlaceMention } from './places-mention.ts'
export { countyOf, municipalityIds, municipalityName } from './places-mention.ts'
export type { Places } from './places-schema.ts'

export interface PlaceIndex {
  readonly names: NameIndex
  readonly postal: PostalIndex
}

export function createPlaceIndex(places: Places, senses = createSenses(places)): PlaceIndex {
  const phrases = new Set(places.not_places.phrases.map(nameKey))
  const longest = new Map<string, number>()
  for (const key of [...senses.exact.keys(), ...senses.plain.keys(), ...phrases]) {
    const parts = foldName(key).split(' ')
    const [first = ''] = parts
    longest.set(first, Math.max(parts.length, longest.get(first) ?? 1))
  }
  const stems = new Map<string, readonly string[]>()
  for (const { name } of places.municipalities) {
    const stem = foldName(name)
    if (stem.length < 5) continue
    stems.set(stem.slice(0, 4), [...(stems.get(stem.slice(0, 4)) ?? []), stem])
  }
  const spelling = createPlaceSpelling(correctable(places, senses))
  const words = new Set(places.not_places.words)
  const names = { senses, spelling, longest, stems, phrases, words, others: new Set<string>() }
  return { names, postal: createPostalIndex(places) }
}

/** Names whose misspelling is worth a guess: the ten, localities and post towns. */
function correctable(places: Places, senses: Senses): readonly string[] {
  const names = places.municipalities.flatMap(({ name, villages, postal_codes }) => {
    const towns = new Set(postal_codes.map(({ town }) => town))
    const larger = villages.filter(
      (village) =>
        village.kind === 'locality' || village.kind === 'post-town' || towns.has(village.name),
    )
    return [name, ...larger.map((village) => village.name)].map(nameKey)
  })
  return names.filter((key) => senses.exact.get(key)?.needs === 'nothing')
}

interface Hit {
  readonly found: NameHit | PostalHit
  readonly start: number
  readonly end: number
  readonly at: Surroundings
}

/** Nobody says where a firm is in more; what is longer would only cost time. */
const longestText = 4000

/** All places in a text, in order; the longest name wins where two overlap. */
export function findPlaces(index: PlaceIndex, typed: string): readonly PlaceMention[] {
  const text = typed.slice(0, longestText)
  const words = readPlaceWords(text)
  const hits = [
    ...findNames(index.names, text, words).map((found) => nameHit(found, text, words)),
    ...findPostalCodes(index.postal, text).map((found) => postalHit(found, text, words)),
  ].toSorted((a, b) => a.start - b.start)
  const separate = hits.filter((hit, place) => hit.start >= (hits[place - 1]?.end ?? 0))
  const kept = separate.filter((hit, place) =>
    isKept(hit, separate[place - 1], separate[place + 1]),
  )
  const named = new Set(kept.flatMap(({ found: { sense } }) => municipalitiesNamed(sense)))
  const mentions: PlaceMention[] = []
  for (const [place, hit] of kept.entries()) {
    const role = isTakenBack(hit, kept[place + 1])
      ? 'elsewhere'
      : roleOf(hit, kept[place - 1], mentions[place - 1])
    mentions.push(mention(index, settleBy(named, hit), role))
  }
  return mentions
}

function nameHit(found: NameHit, text: string, words: readonly PlaceWord[]): Hit {
  const start = words[found.from]?.start ?? 0
  const end = words[found.to - 1]?.end ?? start
  return { found, start, end, at: { text, words, from: found.from, to: found.to } }
}

function postalHit(found: PostalHit, text: string, words: readonly PlaceWord[]): Hit {
  const from = words.findIndex(({ start }) => start >= found.start)
  const after = words.findIndex(({ start }) => start >= found.end)
  const to = after === -1 ? words.length : after
  return { found, start: found.start, end: found.end, at: { text, words, from, to } }
}

/** An ordinary word or a bare number counts only right beside a place that agrees with it. */
function isKept(hit: Hit, before: Hit | undefined, after: Hit | undefined): boolean {
  if (hit.found.sure === 'yes') return true
  return [before, after].some((other) => {
    if (other?.found.sure !== 'yes') return false
    const [left, right] = other.start < hit.start ? [other, hit] : [hit, other]
    if (!/^[\s,()/.-]{1,3}$/.test(hit.at.text.slice(left.end, right.start))) return false
    return !('form' in hit.found) || overlap(hit.found.sense, other.found.sense)
  })
}

function municipalitiesNamed(sense: AnySense): readonly MunicipalityId[] {
  return 'by' in sense && sense.by === 'municipality' ? [sense.municipality] : []
}

/** Långvattnet is usually the one in Storuman; with Åsele named too, it is the one there. */
function settleBy(named: ReadonlySet<MunicipalityId>, hit: Hit): Hit {
  const { found } = hit
  if (!('form' in found) || found.sense.kind !== 'inside') return hit
  const { sense } = found
  if (named.has(sense.municipality)) return hit
  const municipality = sense.alternatives.find((id) => named.has(id)) ?? sense.municipality
  return { ...hit, found: { ...found, sense: { ...sense, municipality } } }
}

type AnySense = NameHit['sense'] | PostalHit['sense']

function overlap(sense: AnySense, other: AnySense): boolean {
  const possible = municipalitiesOf(sense)
  return municipalitiesOf(other).some((name) => possible.includes(name))
}

function municipalitiesOf(sense: AnySense): readonly string[] {
  return sense.kind === 'ask' ? [...sense.candidates, ...sense.outside] : [sense.municipality]
}

/** A list shares its role: "kunder i Umeå, Luleå och Malå". */
function roleOf(
  hit: Hit,
  before: Hit | undefined,
  previous: PlaceMention | undefined,
): PlaceMention['role'] {
  if ('form' in hit.found && hit.found.form === 'customers') return 'elsewhere'
  if (isMarketNext(hit.at)) return 'elsewhere'
  if (before !== undefined && previous !== undefined && isListed(hit, before)) return previous.role
  return readRole(hit.at)
}

const takingBack =
  /(?<!\p{L})(?:nej|nä|förlåt|oj|jag menar|menar jag|menade|fel|sorry|oops|i mean|i meant)(?!\p{L})/iu

/** "Gargnäs, nej jag menar Gunnarn" */
function isTakenBack(hit: Hit, next: Hit | undefined): boolean {
  return next !== undefined && takingBack.test(hit.at.text.slice(hit.end, next.start))
}

function isListed(hit: Hit, before: Hit): boolean {
  const between = hit.at.text.slice(before.end, hit.start)
  if (/^\s*(?:,|&|\/|-|(?:,\s*)?(?:och|o|and|samt|eller|or))?\s*$/i.test(between)) return true
  const same = prepositionBefore(hit.at) === prepositionBefore(before.at)
  return same && /^\s*(?:och|o|and|samt|eller|or)\s+\p{L}+\s+$/iu.test(between)
}

function mention(index: PlaceIndex, hit: Hit, role: PlaceMention['role']): PlaceMention {
  const { found, start, end } = hit
  const { sense } = found
  const said = { said: hit.at.text.slice(start, end), start, end, role }
  switch (sense.kind) {
    case 'inside': {
      const { municipality, name } = sense
      if ('guess' in sense) {
        return {
          kind: 'inside',
          municipality,
          name,
          guess: sense.guess,
          by: 'postal-code',
          ...said,
        }
      }
      const guess = 'form' in found && /slips?$/.test(found.form) ? 'yes' : 'no'
      return { kind: 'inside', municipality, name, guess, by: sense.by, ...said }
    }
    case 'outside': {
      const { municipality, name } = sense
      const known = index.names.senses.outside.get(municipality)
      return {
        kind: 'outside',
        municipality,
        county: known?.county ?? 'unknown',
        code: known?.code ?? 'unknown',
        name,
        ...said,
      }
    }
    case 'ask': {
      const why = 'why' in sense ? sense.why : 'postal-conflict'
      return { kind: 'ask', why, candidates: sense.candidates, outside: sense.outside, ...said }
    }
  }
}

export function withoutPlaces(index: PlaceIndex, text: string): string {
  return findPlaces(index, text).reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`,
    text,
  )
}
