import { z } from 'zod'
import { ladderTargets } from '../cases/settings.ts'
import { id, sentence, textSchema, textsSchema } from './schema-parts.ts'
import { municipalityIds } from './terms.ts'

const clock = z.string().regex(/^\d{2}:\d{2}$/, 'a time is "HH:MM"')
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const officesSchema = z.strictObject({
  /** The region's duty office: the last in every chain. */
  duty: z.enum(municipalityIds),
  /** How long an office has for the first contact, in its own working hours. */
  promise: z.strictObject({ working_hours: z.number().positive(), assumed: z.boolean() }),
  /** Who is reminded of a case nobody has acted on, in the office's working minutes from the promised time. */
  reminders: z
    .array(z.strictObject({ to: z.enum(ladderTargets), minutes: z.number().int() }))
    .refine((ladder) => new Set(ladder.map(({ to }) => to)).size === ladder.length, {
      message: 'each is reminded on one rung',
    })
    .refine((ladder) => ladder.some(({ to }) => to === 'company'), {
      message: 'the company is told when it is late: a rung to company is needed',
    }),
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
