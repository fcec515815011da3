import { z } from 'zod'
import { legalForms, sectors } from './terms.ts'

export const number = z.number().nonnegative()
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
