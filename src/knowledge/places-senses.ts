import { type MunicipalityId, readMunicipality } from './places-mention.ts'
import { createRows, type Needs, type Reading, type Row } from './places-rows.ts'
import type { Places } from './places-schema.ts'
import { foldName, nameKey } from './places-words.ts'

interface OutsideSense extends Reading {
  readonly kind: 'outside'
  readonly municipality: string
  readonly county: string
  readonly code: string
  readonly name: string
}

/** What a name means, before a text around it is looked at. */
export type Sense =
  | OutsideSense
  | (Reading & {
      readonly kind: 'inside'
      readonly municipality: MunicipalityId
      readonly name: string
      readonly by: 'municipality' | 'village' | 'other-name'
      /** Where else a place of that name is: meant when that municipality is named too. */
      readonly alternatives: readonly MunicipalityId[]
    })
  | (Reading & {
      readonly kind: 'ask'
      readonly why: 'ambiguous' | 'vague'
      readonly candidates: readonly MunicipalityId[]
      readonly outside: readonly string[]
    })

export interface Senses {
  /** By the name with its diacritics. */
  readonly exact: ReadonlyMap<string, Sense>
  /** By the name without them: for words typed without any. */
  readonly plain: ReadonlyMap<string, Sense>
  /** Municipalities only: what is meant before the word kommun. */
  readonly municipalities: ReadonlyMap<string, Sense>
  readonly outside: ReadonlyMap<string, OutsideSense>
}

export function createSenses(places: Places): Senses {
  const outside = new Map(
    places.outside_municipalities.map((municipality): readonly [string, OutsideSense] => {
      const { name, code } = municipality
      const county = places.counties[municipality.county] ?? municipality.county
      const nothing = { needs: 'nothing', person: 'no' } as const
      return [name, { kind: 'outside', municipality: name, county, code, name, ...nothing }]
    }),
  )
  const rows = createRows(places)
  const listed: Listed = new Map(
    places.ambiguous_names.flatMap((entry) => entry.names.map((name) => [foldName(name), entry])),
  )
  const createMap = (keyOf: (spelling: string) => string): Map<string, Sense> =>
    new Map(
      createGroups(rows, keyOf, listed).flatMap((group): readonly (readonly [string, Sense])[] => {
        const sense = settle(group, outside)
        return sense === undefined ? [] : [[group.key, sense]]
      }),
    )
  const exact = createMap(nameKey)
  const plain = createMap((spelling) => foldName(nameKey(spelling)))
  for (const area of places.vague_areas) {
    const sense = vagueSense(area, places)
    for (const name of [area.name, ...(area.also ?? [])]) {
      exact.set(nameKey(name), sense)
      plain.set(foldName(nameKey(name)), sense)
    }
  }
  return { exact, plain, municipalities: municipalitySenses(rows, outside), outside }
}

function vagueSense(area: Places['vague_areas'][number], places: Places): Sense {
  return {
    kind: 'ask',
    why: 'vague',
    candidates: area.in === 'all' ? places.municipalities.map(({ id }) => id) : area.in,
    outside: [],
    needs: area.route === 'context' ? 'preposition' : 'nothing',
    person: 'no',
  }
}

function municipalitySenses(
  rows: readonly Row[],
  outside: ReadonlyMap<string, OutsideSense>,
): ReadonlyMap<string, Sense> {
  const senses = new Map<string, Sense>()
  const whole = { needs: 'nothing', alternatives: [] } as const
  const towns = rows.filter(({ rank }) => rank.endsWith('municipality'))
  for (const keyOf of [foldName, (name: string) => name]) {
    for (const row of towns) {
      const sense = settle({ ...whole, rows: [row], candidates: row.candidates }, outside)
      if (sense !== undefined) senses.set(keyOf(nameKey(row.spelling)), sense)
    }
  }
  return senses
}

/** All that is known of one key, before it becomes a sense. */
interface Group {
  readonly rows: readonly Row[]
  readonly candidates: readonly string[]
  readonly alternatives: readonly MunicipalityId[]
  readonly needs: Needs
}

type Listed = ReadonlyMap<string, Places['ambiguous_names'][number]>

function createGroups(
  rows: readonly Row[],
  keyOf: (spelling: string) => string,
  listed: Listed,
): readonly (Group & { readonly key: string })[] {
  const byKey = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row.spelling)
    byKey.set(key, [...(byKey.get(key) ?? []), row])
  }
  return [...byKey].map(([key, group]) => {
    const home = group.find(({ rank }) => rank === 'municipality')
    const entry = home === undefined ? listed.get(foldName(key)) : undefined
    const candidates = home?.candidates ?? candidatesOf(group)
    const needs = needsOf(group, key)
    if (entry === undefined) return { key, rows: group, candidates, alternatives: [], needs }
    const alternatives = entry.in
    if (entry.usually) return { key, rows: group, candidates: [entry.usually], alternatives, needs }
    const all = [...candidates, ...entry.in, ...(entry.outside ?? [])]
    return { key, rows: group, candidates: all, alternatives: [], needs }
  })
}

/** A locality elsewhere does not count beside a municipality of the same name elsewhere. */
function candidatesOf(group: readonly Row[]): readonly string[] {
  const towns = group.filter(({ rank }) => rank === 'outside-municipality')
  const rest = towns.length > 0 ? group.filter(({ rank }) => rank !== 'outside-place') : group
  return rest.flatMap(({ candidates }) => candidates)
}

const strictness: readonly Needs[] = ['nothing', 'preposition', 'capital']

function needsOf(group: readonly Row[], key: string): Needs {
  const typed = foldName(key) === key ? 'needsWhenPlain' : 'needs'
  const needs = group.map((row) => row[typed])
  return strictness.findLast((level) => needs.includes(level)) ?? 'nothing'
}

function settle(group: Group, outside: ReadonlyMap<string, OutsideSense>): Sense | undefined {
  const { rows, needs, alternatives } = group
  const person = rows.some((row) => row.person === 'yes') ? 'yes' : 'no'
  const candidates = [...new Set(group.candidates)]
  const inside = candidates.map(readMunicipality).filter((id) => id !== undefined)
  const others = candidates.filter((name) => readMunicipality(name) === undefined)
  const [municipality] = inside
  if (inside.length === 1 && others.length === 0 && municipality !== undefined) {
    const own = rows.filter((row) => row.candidates.includes(municipality))
    const row = own.find(({ rank }) => rank !== 'other-name') ?? own[0] ?? rows[0]
    const by = row?.rank === 'municipality' || row?.rank === 'village' ? row.rank : 'other-name'
    const name = row?.name ?? municipality
    return { kind: 'inside', municipality, name, by, alternatives, needs, person }
  }
  if (inside.length === 0 && others.length === 1) {
    const sense = outside.get(others[0] ?? '')
    return sense && { ...sense, name: rows[0]?.name ?? sense.name, needs, person }
  }
  return { kind: 'ask', why: 'ambiguous', candidates: inside, outside: others, needs, person }
}
