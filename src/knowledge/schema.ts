import { z } from 'zod'

/** The shape of every file in `knowledge/`. zod gives the checks, the types and the JSON Schemas for editors. */

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by -')
const sentence = z.string().trim().min(1)
/** A date, or a month or year when that is all the source says. */
const date = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date is "YYYY", "YYYY-MM" or "YYYY-MM-DD"')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is "YYYY-MM-DD"')

export const textSchema = z.strictObject({ sv: sentence, en: sentence })
export const textsSchema = z.strictObject({
  sv: z.array(sentence).min(1),
  en: z.array(sentence).min(1),
})
const sameLength = textsSchema.refine((t) => t.sv.length === t.en.length, {
  message: 'sv and en must have the same number of sentences',
})

export const kinds = [
  'loan',
  'grant',
  'voucher',
  'guarantee',
  'equity',
  'tax-relief',
  'wage-subsidy',
  'advice',
  'programme',
  'training',
  'network',
  'information',
] as const

export const themes = [
  'start-a-business',
  'working-capital',
  'investment',
  'innovation',
  'product-development',
  'digitalisation',
  'skills-recruitment',
  'ownership-transfer',
  'export',
  'sustainability-energy',
  'networking-coaching',
  'board-governance',
  'local-service',
  'tourism',
  'agriculture-food-forestry',
  'reindeer-sami',
  'social-enterprise',
  'creative',
  'ip-patent',
  'permits-premises',
  'procurement',
  'crisis',
] as const

export const municipalityIds = [
  'dorotea',
  'asele',
  'vilhelmina',
  'lycksele',
  'storuman',
  'sorsele',
  'mala',
  'norsjo',
  'arvidsjaur',
  'arjeplog',
] as const

export const sectors = [
  'agriculture',
  'horticulture',
  'forestry',
  'reindeer-husbandry',
  'fishing',
  'food',
  'manufacturing',
  'mining',
  'construction',
  'transport',
  'grocery',
  'retail',
  'fuel-station',
  'tourism',
  'restaurant',
  'creative',
  'it',
  'services',
  'energy',
  'care',
  'other',
] as const

export const legalForms = [
  'sole-trader',
  'limited-company',
  'partnership',
  'economic-association',
  'non-profit',
  'foundation',
  'public',
  'none',
] as const

const number = z.number().nonnegative()
const numberTest = z
  .strictObject({ at_least: number.optional(), at_most: number.optional() })
  .refine((t) => t.at_least !== undefined || t.at_most !== undefined, {
    message: 'needs at_least, at_most or both',
  })
const moneyTest = z
  .strictObject({
    at_least: number.optional(),
    at_most: number.optional(),
    currency: z.enum(['SEK', 'EUR']),
  })
  .refine((t) => t.at_least !== undefined || t.at_most !== undefined, {
    message: 'needs at_least, at_most or both',
  })
const yesNoTest = z.strictObject({ is: z.boolean() })
function choiceTest<const T extends readonly [string, ...string[]]>(values: T) {
  const one = z.array(z.enum(values)).min(1)
  return z.union([z.strictObject({ one_of: one }), z.strictObject({ none_of: one })])
}

export const factTests = {
  employees: numberTest,
  turnover: moneyTest,
  company_age: numberTest,
  owner_age: numberTest,
  project_cost: numberTest,
  legal_form: choiceTest(legalForms),
  stage: choiceTest(['idea', 'starting', 'running']),
  sector: choiceTest(sectors),
  unemployed: yesNoTest,
  sami_reindeer: yesNoTest,
  foreign_background: yesNoTest,
  exports: yesNoTest,
  innovative: yesNoTest,
  hiring: yesNoTest,
} as const

type Leaf = {
  [F in keyof typeof factTests]: Record<F, z.infer<(typeof factTests)[F]>>
}[keyof typeof factTests]
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | Leaf

const leaves = Object.entries(factTests).map(([fact, test]) => z.strictObject({ [fact]: test }))
export const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(ruleSchema).min(1) }),
    z.strictObject({ any: z.array(ruleSchema).min(1) }),
    z.strictObject({ not: ruleSchema }),
    ...leaves,
  ]),
) as z.ZodType<Rule>

export const areaSchema = z.union([
  z.literal('sweden'),
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

const clock = z.string().regex(/^\d{2}:\d{2}$/, 'a time is "HH:MM"')
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const officesSchema = z.strictObject({
  /** The region's duty office: the last in every chain. */
  duty: z.enum(municipalityIds),
  /** How long an office has for the first contact, in its own working hours. */
  promise: z.strictObject({ working_hours: z.number().positive(), assumed: z.boolean() }),
  competences: z.record(id, z.strictObject({ name: textSchema, words: z.array(sentence).min(1) })),
  offices: z.record(
    z.enum(municipalityIds),
    z.strictObject({
      name: textSchema,
      /** The municipality's own name, for short lines such as "redan tagen av Åsele 10:42". */
      municipality: sentence,
      /** Latitude and longitude of the municipal centre: who is nearest when a colleague is asked. */
      centre: z.tuple([z.number(), z.number()]),
      hours: z
        .partialRecord(z.enum(weekdays), z.strictObject({ from: clock, to: clock }))
        .refine((hours) => Object.keys(hours).length > 0, {
          message: 'an office is open some day',
        }),
      hours_assumed: z.boolean(),
      /** When it closes on the day before Epiphany, Maundy Thursday, Walpurgis eve, the day before All Saints; 12:00 when absent. */
      half_days_close: clock.optional(),
      /** Single working days between two days off; worked when absent. */
      bridge_days: z.enum(['work', 'off']).optional(),
      phone: z.strictObject({ number: sentence, what: textSchema, as_of: sentence }).optional(),
      email: z.strictObject({ address: z.email(), what: textSchema, as_of: sentence }).optional(),
      site: z.url(),
      business_page: z.url().optional(),
      visit: sentence.optional(),
      stand_in: z.array(z.enum(municipalityIds)).min(1),
      competences: z.array(id),
      languages: z.array(z.enum(['sv', 'en', 'sma', 'sju', 'smj'])).min(1),
      services: textsSchema.optional(),
      source: z.strictObject({
        url: z.url(),
        page_date: sentence.optional(),
        confidence: z.enum(['high', 'medium', 'low']),
      }),
    }),
  ),
})

const words = z.array(sentence).min(1)
export const factsSchema = z.record(
  z.string().regex(/^[a-z_]+$/),
  z.strictObject({
    name: textSchema,
    ask: textSchema,
    kind: z.enum(['number', 'money', 'choice', 'yes-no', 'place']),
    unit: textSchema.optional(),
    /** For a number: the answers offered as buttons; each stands for the given value. */
    answers: z
      .array(
        z.strictObject({
          value: z.union([z.string(), z.number(), z.boolean()]),
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

export const messagesSchema = z.record(z.string().regex(/^[a-z0-9_.-]+$/), z.string())
