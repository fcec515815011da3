import { languages } from '../chat.ts'
import type { SearchDocument, SearchField } from './index-documents.ts'
import type { Offering, Provider } from './knowledge.ts'
import { type PlaceIndex, withoutPlaces } from './places.ts'

/** How much a word counts by where it stands. */
const fieldWeights = {
  name: 2,
  alias: 2,
  asked: 1.2,
  summary: 0.5,
  who: 0.3,
  conditions: 0.25,
  provider: 0.8,
} as const

/** What is searched of an offering. */
export function describe(
  offering: Offering,
  provider: Pick<Provider, 'name'> | undefined,
): SearchDocument {
  const fields: SearchField[] = []
  for (const language of languages) {
    const add = (text: string | undefined, weight: number, phrase: 'yes' | 'no') => {
      if (text !== undefined) fields.push({ language, text, weight, phrase })
    }
    add(offering.name[language], fieldWeights.name, 'yes')
    for (const alias of offering.also_known_as?.[language] ?? [])
      add(alias, fieldWeights.alias, 'yes')
    for (const asked of offering.asked_as[language]) add(asked, fieldWeights.asked, 'yes')
    add(offering.summary[language], fieldWeights.summary, 'no')
    add(offering.who?.[language], fieldWeights.who, 'no')
    for (const condition of offering.conditions?.[language] ?? [])
      add(condition, fieldWeights.conditions, 'no')
    add(provider?.name[language], fieldWeights.provider, 'no')
  }
  return { id: offering.id, fields, fits: offering.fits ?? [] }
}

/** With phrases as a question is searched for: without the places, which say where and not what. */
export function leavePlaces(
  documents: readonly SearchDocument[],
  places: PlaceIndex,
): readonly SearchDocument[] {
  const leave = (field: SearchField) =>
    field.phrase === 'yes' ? { ...field, text: withoutPlaces(places, field.text) } : field
  return documents.map((document) => ({ ...document, fields: document.fields.map(leave) }))
}
