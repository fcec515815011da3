import type { z } from 'zod'
import { activitiesSchema } from '../activities/schema.ts'
import { type Language, languages } from '../chat.ts'
import { describe, leavePlaces } from './describe.ts'
import { indexDocuments, type SearchDocument } from './index-documents.ts'
import { createKindIndex, messageKinds } from './kinds.ts'
import type { Knowledge, Messages, Offering, Problem } from './knowledge.ts'
import { collectNames, createNames, type NameEntry } from './names.ts'
import { createPhrases } from './phrases.ts'
import { createPlaceIndex } from './places.ts'
import { placesSchema } from './places-schema.ts'
import { createSenses } from './places-senses.ts'
import { readYaml, type SourceFile } from './read-yaml.ts'
import { createFactPhrases } from './said-facts.ts'
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
import { createSearchIndex, type SearchIndex } from './search.ts'
import { createSpelling } from './spelling.ts'
import {
  type KindExample,
  learnFromExamples,
  listUtterances,
  type Utterances,
} from './utterances.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'
import { stem } from './words.ts'

/** The files that must be there, and what each must look like. */
export const fileSchemas = {
  'providers.yaml': providersSchema,
  'facts.yaml': factsSchema,
  'glossary.yaml': glossarySchema,
  'offices.yaml': officesSchema,
  'places.yaml': placesSchema,
  'synonyms.yaml': synonymsSchema,
  'phrases.yaml': phrasesSchema,
  'activities.yaml': activitiesSchema,
} as const

/** Examples of each kind of message. */
const utterancePaths = messageKinds.map((kind) => ({ kind, path: `utterances/${kind}.yaml` }))

type Files = { readonly [F in keyof typeof fileSchemas]: z.infer<(typeof fileSchemas)[F]> }

export type Loaded =
  | {
      readonly kind: 'loaded'
      readonly knowledge: Knowledge
      readonly problems: readonly Problem[]
    }
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] }

const offeringPath = /^offerings\/([a-z0-9-]+)\.yaml$/
const messagesPath = /^texts\/(?:[a-z]+\.)?(sv|en)\.yaml$/

/** What one file says, or what is wrong with it. A file whose path tells no kind says nothing. */
export interface Reading {
  readonly value: unknown
  readonly problems: readonly Problem[]
}

export function readSource(source: SourceFile): Reading {
  const schema = schemaOf(source.path)
  if (schema === undefined) return { value: undefined, problems: [] }
  const { value, problems } = readYaml<unknown>(source, schema)
  return { value, problems }
}

function schemaOf(path: string): z.ZodType | undefined {
  if (path in fileSchemas) return fileSchemas[path as keyof typeof fileSchemas]
  if (offeringPath.test(path)) return offeringSchema
  if (utterancePaths.some((one) => one.path === path)) return utterancesSchema
  return messagesPath.test(path) ? messagesSchema : undefined
}

/** What may be known from before. */
export interface Remembered {
  /** Must say what `readSource` would. */
  readonly read?: (source: SourceFile) => Reading
  readonly recall?: Recall
}

/** What was made from the same files before, or else what `make` makes: plain data, maps, sets and typed arrays. */
export type Recall = <T>(name: string, make: () => T) => T

/**
 * YAML files -> knowledge, or the problems with file and line. `version` is a hash of the files. In whatever order they
 * come the knowledge is the same: what is learned depends on the order of what it is learned from.
 */
export function loadKnowledge(
  given: readonly SourceFile[],
  version: string,
  { read = readSource, recall = (_name, make) => make() }: Remembered = {},
): Loaded {
  const problems: Problem[] = []
  const sources = given.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const files: Record<string, unknown> = {}
  const readInto = (source: SourceFile): unknown => {
    const reading = read(source)
    problems.push(...reading.problems)
    return reading.value
  }
  for (const path of [...Object.keys(fileSchemas), ...utterancePaths.map((one) => one.path)]) {
    const source = byPath.get(path)
    if (source === undefined)
      problems.push({ file: `knowledge/${path}`, line: 1, message: 'the file is missing' })
    else files[path] = readInto(source)
  }
  const offerings = readOfferings(sources, readInto)
  if (offerings.size === 0)
    problems.push({ file: 'knowledge/offerings', line: 1, message: 'there is no offering' })
  const messages = readMessages(sources, readInto)
  if (problems.length > 0) return { kind: 'broken', problems }
  return {
    kind: 'loaded',
    knowledge: build({
      files: files as Files,
      offerings,
      messages,
      utterances: utterancePaths.flatMap(({ kind, path }) =>
        listUtterances(kind, files[path] as Utterances),
      ),
      version,
      recall,
    }),
    problems: [],
  }
}

function readOfferings(
  sources: readonly SourceFile[],
  read: (source: SourceFile) => unknown,
): ReadonlyMap<string, Offering> {
  const offerings = new Map<string, Offering>()
  for (const source of sources) {
    const id = offeringPath.exec(source.path)?.[1]
    if (id === undefined) continue
    const value = read(source) as Omit<Offering, 'id'> | undefined
    if (value !== undefined) offerings.set(id, { id, ...value })
  }
  return offerings
}

function readMessages(
  sources: readonly SourceFile[],
  read: (source: SourceFile) => unknown,
): Messages {
  const messages = { sv: new Map<string, string>(), en: new Map<string, string>() }
  for (const source of sources) {
    const language = messagesPath.exec(source.path)?.[1] as Language | undefined
    if (language === undefined) continue
    const said = read(source) as Readonly<Record<string, string>> | undefined
    for (const [key, sentence] of Object.entries(said ?? {})) messages[language].set(key, sentence)
  }
  return messages
}

interface Parts {
  readonly files: Files
  readonly offerings: ReadonlyMap<string, Offering>
  readonly messages: Messages
  readonly utterances: readonly KindExample[]
  readonly version: string
  readonly recall: Recall
}

function build({ files, offerings, messages, utterances, version, recall }: Parts): Knowledge {
  const documents = () => listDocuments(files, offerings)
  const vocabulary = recall('vocabulary', () =>
    createVocabulary(
      files['synonyms.yaml'],
      documents().flatMap((document) => document.fields),
      listSpokenWords(files),
      utterances,
    ),
  )
  const places = createPlaceIndex(
    files['places.yaml'],
    recall('senses', () => createSenses(files['places.yaml'])),
  )
  const search = createSearchIndex(
    recall('documents', () => indexDocuments(vocabulary, leavePlaces(documents(), places))),
  )
  const names = createNames(
    recall('names', () =>
      collectNames(listNames(files, offerings), (word, language) =>
        isCommonWord({ vocabulary, search }, word, language),
      ),
    ),
  )
  const learning = { vocabulary, places, names, utterances, offerings: offerings.values() }
  return {
    version,
    offerings,
    providers: withIds(files['providers.yaml']),
    facts: withIds(files['facts.yaml']),
    glossary: withIds(files['glossary.yaml']),
    offices: files['offices.yaml'],
    activities: files['activities.yaml'],
    messages,
    places,
    kinds: createKindIndex(
      vocabulary,
      recall('kinds', () => learnFromExamples(learning)),
    ),
    phrases: createPhrases(files['phrases.yaml']),
    said: createFactPhrases(withIds(files['facts.yaml']).values()),
    vocabulary,
    spelling: createSpelling(vocabulary.spellings, vocabulary.surface),
    search,
    names,
  }
}

function listDocuments(
  files: Files,
  offerings: ReadonlyMap<string, Offering>,
): readonly SearchDocument[] {
  return [...offerings.values()].map((offering) =>
    describe(offering, files['providers.yaml'][offering.provider]),
  )
}

function withIds<T extends object>(
  record: Readonly<Record<string, T>>,
): ReadonlyMap<string, T & { readonly id: string }> {
  return new Map(Object.entries(record).map(([id, value]) => [id, { ...value, id }]))
}

/** A word that so many offerings' texts have does not name one of them. */
const commonShare = 0.06

function isCommonWord(
  { vocabulary, search }: { vocabulary: Vocabulary; search: SearchIndex },
  word: string,
  language: Language,
): boolean {
  if (vocabulary.stop[language].has(word) || /^\d+$/.test(word)) return true
  return search.share(stem(word, language)) > commonShare
}

/** The words of phrases and of facts' answers, without the patterns' signs. */
function* listSpokenWords(files: Files): Iterable<{ language: Language; text: string }> {
  const answers = Object.values(files['facts.yaml']).flatMap((fact) =>
    (fact.answers ?? []).map((answer) => answer.words ?? {}),
  )
  for (const of of [...Object.values(files['phrases.yaml']), ...answers]) {
    for (const language of languages) {
      for (const pattern of of[language] ?? [])
        yield { language, text: pattern.replaceAll('~', '') }
    }
  }
}

function* listNames(files: Files, offerings: ReadonlyMap<string, Offering>): Iterable<NameEntry> {
  for (const language of languages) {
    for (const { id, name, also_known_as: also } of offerings.values()) {
      for (const one of [name[language], ...(also?.[language] ?? [])]) {
        const own = one === name[language] ? 'yes' : 'no'
        yield { named: { kind: 'offering', id }, language, name: one, own }
        yield {
          named: { kind: 'offering', id },
          language: language === 'sv' ? 'en' : 'sv',
          name: one,
          own,
        }
      }
    }
    for (const [id, provider] of Object.entries(files['providers.yaml'])) {
      for (const one of [provider.name[language], ...(provider.also_known_as ?? [])])
        yield { named: { kind: 'provider', id }, language, name: one }
    }
    for (const [id, word] of Object.entries(files['glossary.yaml'])) {
      for (const one of [word.name[language], ...(word.also ?? [])])
        yield { named: { kind: 'glossary', id }, language, name: one }
    }
  }
}
