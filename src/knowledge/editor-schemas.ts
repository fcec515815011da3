import { z } from 'zod'
import { fileSchemas } from './read-source.ts'
import { messagesSchema, offeringSchema, utterancesSchema } from './schema.ts'

/** The JSON Schemas that editors complete with: file name -> text. */
export function schemasForEditors(): Readonly<Record<string, string>> {
  const named = {
    ...Object.fromEntries(
      Object.entries(fileSchemas).map(([file, schema]) => [file.replace('.yaml', ''), schema]),
    ),
    offering: offeringSchema,
    texts: messagesSchema,
    utterances: utterancesSchema,
  }
  return Object.fromEntries(
    Object.entries(named).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema as z.ZodType, { unrepresentable: 'any', io: 'input' }), null, 1)}\n`,
    ]),
  )
}
