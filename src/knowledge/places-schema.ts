import { z } from 'zod'
import { municipalityIds } from './terms.ts'

/** The shape of `knowledge/places.yaml`. What each key means is written at the top of that file. */

const name = z.string().trim().min(1)
const names = z.array(name).min(1)
const municipalityId = z.enum(municipalityIds)
const municipalityCode = z.string().regex(/^\d{4}$/, 'a municipality code is four digits')
const countyCode = z.string().regex(/^\d{2}$/, 'a county code is two digits')
const postalCode = z.string().regex(/^\d{5}$/, 'a postal code is five digits')
const postalPrefix = z.string().regex(/^\d{3}$/, 'a postal prefix is three digits')
const postalRange = z.string().regex(/^\d{3}(-\d{3})?$/, 'a range is "100" or "100-107"')

const postalCodeSchema = z.strictObject({
  code: postalCode,
  town: name,
  status: z.enum(['confirmed', 'town-only', 'single-source', 'old-series', 'conflict']),
  /** Ids of the ten, names of the others. */
  candidates: names.optional(),
  may_reach: names.optional(),
})

const villageSchema = z.strictObject({
  name,
  kind: z
    .enum(['locality', 'small-locality', 'former-locality', 'post-town', 'village'])
    .optional(),
  also: names.optional(),
  also_words: names.optional(),
  sami: names.optional(),
  route: z.enum(['direct', 'confirm', 'context', 'capital']).optional(),
  near: names.optional(),
  plain_spelling: z.literal('word').optional(),
  person: z.literal('first-name').optional(),
})

const municipalitySchema = z.strictObject({
  id: municipalityId,
  name,
  code: municipalityCode,
  county: z.enum(['vasterbotten', 'norrbotten']),
  sami_administrative_area: z.boolean(),
  plain_spelling: z.literal('word').optional(),
  person: z.literal('first-name').optional(),
  neighbours: names,
  sami_names: names,
  also: names.optional(),
  postal_prefixes: z.array(postalPrefix),
  postal_codes: z.array(postalCodeSchema),
  villages: z.array(villageSchema),
})

export const placesSchema = z.strictObject({
  municipalities: z.array(municipalitySchema).length(municipalityIds.length),
  ambiguous_names: z.array(
    z.strictObject({
      names,
      in: z.array(municipalityId).min(1),
      outside: names.optional(),
      usually: municipalityId.optional(),
    }),
  ),
  border_villages: z.array(z.strictObject({ name, municipality: name, other: municipalityId })),
  outside_postal_codes: z.array(
    z.strictObject({ code: postalCode, town: name, municipality: name }),
  ),
  shared_postal_prefixes: z.array(z.strictObject({ prefix: postalPrefix, candidates: names })),
  vague_areas: z.array(
    z.strictObject({
      name,
      also: names.optional(),
      route: z.enum(['direct', 'context']).optional(),
      in: z.union([z.literal('all'), z.array(municipalityId).min(2)]),
    }),
  ),
  not_places: z.strictObject({ phrases: z.array(name), words: z.array(name) }),
  counties: z.record(countyCode, name),
  outside_municipalities: z.array(
    z.strictObject({
      code: municipalityCode,
      name,
      county: countyCode,
      also: names.optional(),
      route: z.enum(['direct', 'context', 'capital']).optional(),
      plain_spelling: z.literal('word').optional(),
      postal_prefixes: z.array(postalRange).optional(),
    }),
  ),
  outside_places: z.array(
    z.strictObject({ municipality: name, names: z.array(name), words: names.optional() }),
  ),
})

export type Places = z.infer<typeof placesSchema>
