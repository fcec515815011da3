import type { z } from 'zod'
import { activitiesSchema } from '../activities/schema.ts'
import { type FilePath, messagesPath, offeringPath, utterancePaths } from './file-paths.ts'
import type { Problem } from './knowledge.ts'
import { placesSchema } from './places-schema.ts'
import { readYaml, type SourceFile } from './read-yaml.ts'
import {
  factsSchema,
  glossarySchema,
  messagesSchema,
  offeringSchema,
  officesSchema,
  phrasesSchema,
  providersSchema,
  synonymsSchema,
  utterancesSchema,
} from './schema.ts'

/** What each file must look like. */
export const fileSchemas = {
  'providers.yaml': providersSchema,
  'facts.yaml': factsSchema,
  'glossary.yaml': glossarySchema,
  'offices.yaml': officesSchema,
  'places.yaml': placesSchema,
  'synonyms.yaml': synonymsSchema,
  'phrases.yaml': phrasesSchema,
  'activities.yaml': activitiesSchema,
} as const satisfies Readonly<Record<FilePath, z.ZodType>>

export type FileSchemas = typeof fileSchemas

/** What one file says, or what is wrong with it. A file whose path tells no kind says nothing. */
export interface Reading {
  /** Below the knowledge folder, as `SourceFile` has it. */
  readonly path: string
  readonly value: unknown
  readonly problems: readonly Problem[]
}

export function readSource(source: SourceFile): Reading {
  const { path } = source
  const schema = schemaOf(path)
  if (schema === undefined) return { path, value: undefined, problems: [] }
  const { value, problems } = readYaml<unknown>(source, schema)
  return { path, value, problems }
}

function schemaOf(path: string): z.ZodType | undefined {
  if (path in fileSchemas) return fileSchemas[path as FilePath]
  if (offeringPath.test(path)) return offeringSchema
  if (utterancePaths.some((one) => one.path === path)) return utterancesSchema
  return messagesPath.test(path) ? messagesSchema : undefined
}
