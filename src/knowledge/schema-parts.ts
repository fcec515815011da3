import { z } from 'zod'

export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by -')
export const sentence = z.string().trim().min(1)
/** A date, or a month or year when that is all the source says. */
export const date = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date is "YYYY", "YYYY-MM" or "YYYY-MM-DD"')
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is "YYYY-MM-DD"')

export const textSchema = z.strictObject({ sv: sentence, en: sentence })
export const textsSchema = z.strictObject({
  sv: z.array(sentence).min(1),
  en: z.array(sentence).min(1),
})
