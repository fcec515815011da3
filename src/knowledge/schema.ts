import { z } from 'zod'
import { number, ruleSchema } from './rule-schema.ts'
import { date, day, id, sentence, textSchema, textsSchema } from './schema-parts.ts'
import { kinds, legalForms, municipalityIds, sectors, themes } from './terms.ts'

export { officesSchema } from './office-schema.ts'
export type { Rule } from './rule-schema.ts'
export { textSchema } from './schema-parts.ts'

/** The shape of every file in `knowledge/`. zod gives the checks, the types and the JSON Schemas for editors. */

const sameLength = textsSchema.refine((t) => t.sv.length === t.en.length, {
  message: 'sv and en must have the same number of sentences',
})

const areaSchema = z.union([
  z.literal('sweden'),
  /** In none of the ten municipalities. */
  z.literal('outside'),
  z.strictObject({ counties: z.array(z.enum(['vasterbotten', 'norrbotten'])).min(1) }),
  z.strictObject({ municipalities: z.array(z.enum(municipalityIds)).min(1) }),
])

/** What a company tells about itself, as in `examples`; the same ids as in `facts.yaml`. */
export const companySchema = z.strictObject({
  municipality: z.enum([...municipalityIds, 'outside']).optional(),
  employees: number.optional(),
  turnover: number.optional(),
  company_age: number.optional(),
  owner_age: number.optional(),
  project_cost: number.optional(),
  legal_form: z.enum(legalForms).optional(),
  stage: z.enum(['idea', 'starting', 'running']).optional(),
  sector: z.enum(sectors).optional(),
  already_started: z.boolean().optional(),
  unemployed: z.boolean().optional(),
  sami_reindeer: z.boolean().optional(),
  foreign_background: z.boolean().optional(),
  exports: z.boolean().optional(),
  innovative: z.boolean().optional(),
  hiring: z.boolean().optional(),
})

export const offeringSchema = z.strictObject({
  name: textSchema,
  provider: id,
  kind: z.enum(kinds),
  themes: z.array(z.enum(themes)).min(1),
  summary: textSchema,
  who: textSchema.optional(),
  amount: z
    .strictObject({
      min: number.optional(),
      max: number.optional(),
      currency: z.enum(['SEK', 'EUR']).optional(),
      /** The amount is for each of these. */
      per: z.enum(['month', 'year', 'charging-point']).optional(),
      /** Per cent of the cost; of the credit for a guarantee, of the base for a tax relief, of the pay for a wage subsidy. */
      share_max: z.number().min(0).max(100).optional(),
    })
    .optional(),
  cost: textSchema.optional(),
  how_to_apply: textSchema.optional(),
  deadline: textSchema.optional(),
  open: z.strictObject({
    status: z.enum(['open', 'recurring', 'closed', 'paused', 'unknown']),
    from: date.optional(),
    to: date.optional(),
  }),
  area: areaSchema,
  requires: ruleSchema.optional(),
  conditions: sameLength.optional(),
  good_to_know: sameLength.optional(),
  apply_before_start: z.literal(true).optional(),
  first_do: z.array(id).min(1).optional(),
  local_variant_of: id.optional(),
  succeeded_by: id.optional(),
  also_known_as: z
    .strictObject({ sv: z.array(sentence).optional(), en: z.array(sentence).optional() })
    .optional(),
  asked_as: textsSchema,
  /** Groups of `synonyms.yaml`: whatever belongs to them is what this is for. */
  fits: z.array(id).min(1).optional(),
  apply_url: z.url().optional(),
  source: z.strictObject({
    url: z.url(),
    more: z.array(z.url()).optional(),
    checked: day,
    page_date: sentence.optional(),
    confidence: z.enum(['high', 'medium', 'low']),
  }),
  examples: z
    .array(
      z.union([
        z.strictObject({ asked: sentence }),
        z.strictObject({ company: companySchema, answer: z.enum(['yes', 'no', 'unknown']) }),
      ]),
    )
    .min(1),
})
export type OfferingFile = z.infer<typeof offeringSchema>

export const providersSchema = z.record(
  id,
  z.strictObject({
    name: textSchema,
    what: textSchema,
    site: z.url().optional(),
    also_known_as: z.array(sentence).optional(),
    source: z.url().optional(),
  }),
)

const words = z.array(sentence).min(1)
const range = z
  .strictObject({ at_least: z.number().optional(), at_most: z.number().optional() })
  .refine(({ at_least: least, at_most: most }) => (least ?? most) !== undefined, 'has no end')
  .refine(
    ({ at_least: least, at_most: most }) =>
      least === undefined || most === undefined || least <= most,
    'ends before it begins',
  )
export const factsSchema = z.record(
  z.string().regex(/^[a-z_]+$/),
  z.strictObject({
    name: textSchema,
    /** How it is said that something depends on it: "Beror på antalet anställda". */
    depends: textSchema,
    ask: textSchema,
    kind: z.enum(['number', 'money', 'choice', 'yes-no', 'place']),
    unit: textSchema.optional(),
    /** The unit of just one. */
    unit_of_one: textSchema.optional(),
    /** The answers offered as buttons; one of a number may be a range, its ends included. */
    answers: z
      .array(
        z.strictObject({
          value: z.union([z.string(), z.number(), z.boolean(), range]),
          label: textSchema,
          /** People's words that mean this answer. */
          words: z.strictObject({ sv: words.optional(), en: words.optional() }).optional(),
        }),
      )
      .optional(),
  }),
)

export const glossarySchema = z.record(
  id,
  z.strictObject({
    name: textSchema,
    also: words.optional(),
    explanation: textSchema,
    source: z.url().optional(),
  }),
)

export const synonymsSchema = z.strictObject({
  /** Words that carry no need; they never find an offering. */
  stop: z.strictObject({ sv: words, en: words }),
  /** A word -> its short forms, separated by spaces. */
  short: z.strictObject({
    sv: z.record(z.string(), z.string()),
    en: z.record(z.string(), z.string()),
  }),
  /** Words spelt right that say little of a need, separated by spaces. */
  everyday: z.strictObject({ sv: z.string(), en: z.string() }),
  /** Words that mean the same thing to someone who seeks support; phrases of several words are allowed. */
  groups: z.record(
    id,
    z.strictObject({
      sv: words.optional(),
      en: words.optional(),
      weight: z.number().positive().optional(),
    }),
  ),
})

/** What people say when they do not ask for an offering: patterns per intent and language. */
export const phrasesSchema = z.record(
  id,
  z.strictObject({ sv: words.optional(), en: words.optional() }),
)

/** Example sentences of one kind of message; `{offering}`, `{provider}` and `{word}` stand for any name. */
export const utterancesSchema = z.strictObject({ sv: words, en: words })

export const messagesSchema = z.record(z.string().regex(/^[a-z0-9_.-]+$/), z.string())
