import type { MunicipalityId } from './places-mention.ts'
import type { Places } from './places-schema.ts'
import { foldName } from './places-words.ts'

/** What must stand around a name before it counts as a place. */
export type Needs = 'nothing' | 'preposition' | 'capital'

export interface Reading {
  readonly needs: Needs
  /** A first name too: Dorotea, Vilhelmina, Fredrika. */
  readonly person: 'no' | 'yes'
}

/** One spelling of one place. Candidates are ids of the ten and names of other municipalities. */
export interface Row extends Reading {
  readonly spelling: string
  readonly name: string
  readonly candidates: readonly string[]
  readonly rank:
    | 'municipality'
    | 'other-name'
    | 'village'
    | 'outside-municipality'
    | 'outside-place'
  readonly needsWhenPlain: Needs
}

export function createRows(places: Places): readonly Row[] {
  return [...insideRows(places), ...outsideRows(places)]
}

function insideRows(places: Places): readonly Row[] {
  return places.municipalities.flatMap((municipality) => {
    const { id, name, person, plain_spelling } = municipality
    const base = {
      name,
      candidates: [id],
      needs: 'nothing',
      needsWhenPlain: plain_spelling === 'word' ? 'preposition' : 'nothing',
      person: person === undefined ? 'no' : 'yes',
    } as const
    const others = [...municipality.sami_names, ...(municipality.also ?? [])]
    return [
      { ...base, spelling: name, rank: 'municipality' } satisfies Row,
      ...others.map((spelling): Row => ({ ...base, person: 'no', spelling, rank: 'other-name' })),
      ...municipality.villages.flatMap((village) => villageRows(id, village)),
    ]
  })
}

type Village = Places['municipalities'][number]['villages'][number]

function villageRows(id: MunicipalityId, village: Village): readonly Row[] {
  const needs = needsOfRoute(village.route)
  const base = {
    name: village.name,
    candidates: [id, ...(village.route === 'confirm' ? (village.near ?? []) : [])],
    needs,
    needsWhenPlain: village.plain_spelling === 'word' ? 'preposition' : needs,
    person: village.person === undefined ? 'no' : 'yes',
  } as const
  return [
    { ...base, spelling: village.name, rank: 'village' },
    ...[...(village.also ?? []), ...(village.sami ?? [])].map(
      (spelling): Row => ({ ...base, spelling, rank: 'other-name' }),
    ),
    ...(village.also_words ?? []).map((spelling): Row => {
      const context = { needs: 'preposition', needsWhenPlain: 'preposition' } as const
      return { ...base, ...context, spelling, rank: 'other-name' }
    }),
  ]
}

function needsOfRoute(route: Village['route']): Needs {
  if (route === 'capital') return 'capital'
  return route === 'context' ? 'preposition' : 'nothing'
}

function outsideRows(places: Places): readonly Row[] {
  const municipalities = places.outside_municipalities.flatMap((municipality) => {
    const { name, also, route, plain_spelling } = municipality
    const needs = needsOfRoute(route)
    const needsWhenPlain = plain_spelling === 'word' ? 'preposition' : needs
    const row = { name, candidates: [name], needs, needsWhenPlain, person: 'no' } as const
    return [name, ...(also ?? [])].map(
      (spelling): Row => ({ ...row, spelling, rank: 'outside-municipality' }),
    )
  })
  const localities = places.outside_places.flatMap(({ municipality, names, words }) =>
    [...names, ...(words ?? [])].map((spelling): Row => {
      const needs = words?.includes(spelling) ? 'capital' : 'nothing'
      const needsWhenPlain = foldName(spelling) === spelling.toLowerCase() ? needs : 'preposition'
      const row = { name: spelling, candidates: [municipality], needs, needsWhenPlain } as const
      return { ...row, spelling, person: 'no', rank: 'outside-place' }
    }),
  )
  const border = places.border_villages.map(
    ({ name, municipality, other }): Row => ({
      spelling: name,
      name,
      candidates: [other, municipality],
      needs: 'nothing',
      needsWhenPlain: 'nothing',
      person: 'no',
      rank: 'village',
    }),
  )
  return [...municipalities, ...localities, ...border]
}
