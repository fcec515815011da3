import type { z } from 'zod'
import type { Activities } from '../activities/schema.ts'
import type { Language } from '../chat.ts'
import type { KindIndex } from './kinds.ts'
import type { Names } from './names.ts'
import type { Phrases } from './phrases.ts'
import type { PlaceIndex } from './places.ts'
import type {
  companySchema,
  factsSchema,
  glossarySchema,
  OfferingFile,
  officesSchema,
  providersSchema,
} from './schema.ts'
import type { SearchIndex } from './search.ts'
import type { Spelling } from './spelling.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Text = Readonly<Record<Language, string>>
export type Offering = OfferingFile & { readonly id: string }
export type Company = z.infer<typeof companySchema>
export type CompanyFact = z.infer<typeof factsSchema>[string] & { readonly id: string }
export type Provider = z.infer<typeof providersSchema>[string] & { readonly id: string }
export type GlossaryWord = z.infer<typeof glossarySchema>[string] & { readonly id: string }
export type Offices = z.infer<typeof officesSchema>

/** What the bot says, by key; `{name}` is filled in. */
export type Messages = Readonly<Record<Language, ReadonlyMap<string, string>>>

/** All that the navigator knows, checked and ready to be searched. Never changed once made. */
export interface Knowledge {
  /** A hash of the files it was made from. */
  readonly version: string
  readonly offerings: ReadonlyMap<string, Offering>
  readonly providers: ReadonlyMap<string, Provider>
  readonly facts: ReadonlyMap<string, CompanyFact>
  readonly glossary: ReadonlyMap<string, GlossaryWord>
  readonly offices: Offices
  readonly activities: Activities
  readonly messages: Messages
  readonly places: PlaceIndex
  readonly kinds: KindIndex
  readonly phrases: Phrases
  /** The words by which people tell a fact unasked. */
  readonly said: Phrases
  readonly vocabulary: Vocabulary
  readonly spelling: Spelling
  readonly search: SearchIndex
  readonly names: Names
}

/** Something wrong in a knowledge file, with where it stands. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly message: string
}
