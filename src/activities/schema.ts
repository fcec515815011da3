import { z } from 'zod'
import { textSchema } from '../knowledge/schema.ts'
import { municipalityIds, themes } from '../knowledge/terms.ts'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by -')
const day = z.iso.date('a day is "YYYY-MM-DD"')

/** `round`: a window for applications; `last-day`: only its end is known; `opening`: only its beginning. */
const activityKinds = ['breakfast', 'meeting', 'workshop', 'round', 'opening', 'last-day'] as const

const activitySchema = z
  .strictObject({
    name: textSchema,
    kind: z.enum(activityKinds),
    /** Where it is, or for whom: municipalities, or all ten. */
    place: z.union([z.literal('all'), z.array(z.enum(municipalityIds)).min(1)]),
    from: day.optional(),
    /** The last day; the same as `from` when absent. */
    to: day.optional(),
    /** The year is reckoned from a yearly rule; nobody has announced it. */
    dates_assumed: z.boolean().optional(),
    /** What is known of the time in words; needed where there are no dates. */
    when: textSchema.optional(),
    audience: textSchema,
    /** More words people may ask with. */
    words: z.array(z.string().min(1)).optional(),
    sign_up: z.url().optional(),
    /** What it is about, when that is in the catalogue. */
    offering: id.optional(),
    themes: z.array(z.enum(themes)).min(1),
    source: z.strictObject({
      url: z.url(),
      checked: day,
      page_date: z.string().min(1).optional(),
      confidence: z.enum(['high', 'medium', 'low']),
    }),
  })
  .refine((one) => one.from !== undefined || one.when !== undefined, {
    message: 'needs `from`, or `when` to say that the dates are not known',
  })
  .refine((one) => one.to === undefined || (one.from !== undefined && one.from <= one.to), {
    message: '`to` needs a `from` that is not after it',
  })

/** `knowledge/activities.yaml`: what happens for companies in the ten municipalities. */
export const activitiesSchema = z.record(id, activitySchema)

export type Activities = z.infer<typeof activitiesSchema>
export type Activity = z.infer<typeof activitySchema> & { readonly id: string }
export type ActivityKind = (typeof activityKinds)[number]
