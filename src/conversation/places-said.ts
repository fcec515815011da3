import type { Language } from '../chat.ts'
import { findPlaces, type PlaceIndex, type PlaceMention } from '../knowledge/places.ts'
import { weighSlips } from '../knowledge/slips.ts'
import { correct, type KnownWords } from './spelt.ts'

/** The places in a text, without misspelt words that are likelier something else: "solseler" is no Sorsele. */
export function findPlacesSaid(
  knowledge: KnownWords & { readonly places: PlaceIndex },
  text: string,
  language: Language,
): readonly PlaceMention[] {
  return findPlaces(knowledge.places, text).filter((one) => !isRatherWord(knowledge, one, language))
}

const mostSlips = 2

function isRatherWord(known: KnownWords, mention: PlaceMention, language: Language): boolean {
  if (mention.kind !== 'inside' || mention.guess === 'no' || mention.by === 'postal-code')
    return false
  const typed = mention.said.toLowerCase()
  const { meant } = correct(known, typed, language)
  const place = weighSlips(typed, mention.name.toLowerCase(), mostSlips)
  return meant !== typed && weighSlips(typed, meant, mostSlips) < place
}
