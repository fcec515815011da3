import { type Blame, missing } from './check-lines.ts'
import type { Knowledge, Problem } from './knowledge.ts'
import { decidePlace, findPlaces } from './places.ts'
import { type Places, placesSchema } from './places-schema.ts'
import { readYaml, type SourceFile } from './read-yaml.ts'
import { municipalityIds } from './terms.ts'

const file = 'places.yaml'

/** Every place leads to exactly one office, or to the question which one. */
export function checkPlaces(
  knowledge: Knowledge,
  files: readonly SourceFile[],
  blame: Blame,
): readonly Problem[] {
  const source = files.find(({ path }) => path === file)
  const places = source === undefined ? undefined : readYaml(source, placesSchema).value
  if (places === undefined) return []
  return [
    ...checkOffices(knowledge, places, blame),
    ...checkCodes(places, blame),
    ...checkOutside(places, blame),
    ...checkVillages(knowledge, places, blame),
  ]
}

function checkOffices({ offices }: Knowledge, places: Places, blame: Blame): readonly Problem[] {
  const ids: readonly string[] = places.municipalities.map(({ id }) => id)
  return municipalityIds.flatMap((id) => {
    const count = ids.filter((one) => one === id).length
    return [
      ...(count === 1
        ? []
        : [blame(file, ['municipalities'], `${id} stands there ${count} times, not once`)]),
      ...(offices.offices[id] === undefined
        ? [blame('offices.yaml', ['offices'], `no office for ${id}`)]
        : []),
    ]
  })
}

/** A postal code in two municipalities must be asked about: `conflict` in both. */
function checkCodes(places: Places, blame: Blame): readonly Problem[] {
  const first = new Map<string, { readonly id: string; readonly status: string }>()
  return places.municipalities.flatMap(({ id, postal_codes }, at) =>
    postal_codes.flatMap(({ code, status }, index) => {
      const other = first.get(code)
      first.set(code, other ?? { id, status })
      if (other === undefined || (status === 'conflict' && other.status === 'conflict')) return []
      const keys = ['municipalities', at, 'postal_codes', index, 'code']
      return [blame(file, keys, `${code} is ${other.id}'s too; give both the status conflict`)]
    }),
  )
}

/** What lies outside the ten is named as in `outside_municipalities`. */
function checkOutside(places: Places, blame: Blame): readonly Problem[] {
  const outside = new Set(places.outside_municipalities.map(({ name }) => name))
  const known = new Set<string>([...outside, ...municipalityIds])
  const check = (keys: readonly PropertyKey[], name: string, among: ReadonlySet<string>) =>
    among.has(name) ? [] : [blame(file, keys, missing('municipality', name, among))]
  return [
    ...places.border_villages.flatMap(({ municipality }, at) =>
      check(['border_villages', at, 'municipality'], municipality, outside),
    ),
    ...places.outside_postal_codes.flatMap(({ municipality }, at) =>
      check(['outside_postal_codes', at, 'municipality'], municipality, outside),
    ),
    ...places.outside_places.flatMap(({ municipality }, at) =>
      check(['outside_places', at, 'municipality'], municipality, outside),
    ),
    ...places.ambiguous_names.flatMap(({ outside: names = [] }, at) =>
      names.flatMap((name, index) =>
        check(['ambiguous_names', at, 'outside', index], name, outside),
      ),
    ),
    ...places.municipalities.flatMap(({ postal_codes }, at) =>
      postal_codes.flatMap(({ candidates = [], may_reach = [] }, index) =>
        [...candidates, ...may_reach].flatMap((name) =>
          check(['municipalities', at, 'postal_codes', index], name, known),
        ),
      ),
    ),
    ...places.outside_municipalities.flatMap(({ county }, at) =>
      check(
        ['outside_municipalities', at, 'county'],
        county,
        new Set(Object.keys(places.counties)),
      ),
    ),
  ]
}

/** Said as a person says it ("i Svanabyn"), a village is its municipality's; of several the usual one, or it is asked. */
function checkVillages(knowledge: Knowledge, places: Places, blame: Blame): readonly Problem[] {
  const shared = new Set(
    places.ambiguous_names.flatMap(({ names, in: ids }) =>
      names.flatMap((name) => ids.map((id) => `${id} ${name}`)),
    ),
  )
  return places.municipalities.flatMap(({ id, name, villages }, at) => {
    const said = [
      { name, keys: ['name'] },
      ...villages.map((village, index) => ({
        name: village.name,
        keys: ['villages', index, 'name'],
      })),
    ]
    return said.flatMap((one) => {
      const where = leadTo(knowledge, `i ${one.name}`)
      if (where.includes(id) || shared.has(`${id} ${one.name}`)) return []
      const to = where.length === 0 ? 'nowhere' : where.join(' or ')
      const keys = ['municipalities', at, ...one.keys]
      return [blame(file, keys, `leads to ${to}, not to ${id}; list it under ambiguous_names`)]
    })
  })
}

/** The municipalities that a place may be in, as the conversation takes it. */
function leadTo({ places }: Knowledge, said: string): readonly string[] {
  const mention = decidePlace(findPlaces(places, said))
  if (mention === undefined) return []
  return mention.kind === 'ask' ? mention.candidates : [mention.municipality]
}
