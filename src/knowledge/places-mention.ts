import { municipalityIds } from './terms.ts'

export { municipalityIds }
export type MunicipalityId = (typeof municipalityIds)[number]

/**
 * Where the firm is, said so or not; where its people live; where its customers, suppliers or former addresses are.
 */
export type Role = 'firm' | 'home' | 'lives' | 'elsewhere'

interface Said {
  readonly said: string
  readonly start: number
  readonly end: number
  readonly role: Role
}

export interface InsideMention extends Said {
  readonly kind: 'inside'
  readonly municipality: MunicipalityId
  /** The place's own name, whatever was said. */
  readonly name: string
  /** `yes` for a corrected spelling, a postal prefix or a code that sources are unsure of. */
  readonly guess: 'no' | 'yes'
  readonly by: 'municipality' | 'village' | 'postal-code' | 'other-name'
}

export interface OutsideMention extends Said {
  readonly kind: 'outside'
  readonly municipality: string
  readonly county: string
  readonly code: string
  readonly name: string
}

export interface AskMention extends Said {
  readonly kind: 'ask'
  readonly why: 'ambiguous' | 'vague' | 'postal-conflict'
  readonly candidates: readonly MunicipalityId[]
  /** Other municipalities it may be. */
  readonly outside: readonly string[]
}

export type PlaceMention = InsideMention | OutsideMention | AskMention

const names: Readonly<Record<MunicipalityId, string>> = {
  dorotea: 'Dorotea',
  asele: 'Åsele',
  vilhelmina: 'Vilhelmina',
  lycksele: 'Lycksele',
  storuman: 'Storuman',
  sorsele: 'Sorsele',
  mala: 'Malå',
  norsjo: 'Norsjö',
  arvidsjaur: 'Arvidsjaur',
  arjeplog: 'Arjeplog',
}

export function municipalityName(id: MunicipalityId): string {
  return names[id]
}

export function countyOf(id: MunicipalityId): 'vasterbotten' | 'norrbotten' {
  return id === 'arvidsjaur' || id === 'arjeplog' ? 'norrbotten' : 'vasterbotten'
}

export function readMunicipality(word: string): MunicipalityId | undefined {
  return municipalityIds.find((id) => id === word)
}
