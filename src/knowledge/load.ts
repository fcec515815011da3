import type { z } from 'zod'
import { type Language, languages } from '../chat.ts'
import { describe, leavePlaces } from './describe.ts'
import {
  type FilePath,
  filePaths,
  messagesPath,
  offeringPath,
  type UtterancePath,
  utterancePaths,
} from './file-paths.ts'
import { indexDocuments, type SearchDocument } from './index-documents.ts'
import { createKindIndex } from './kinds.ts'
import type { Knowledge, Messages, Offering, Problem } from './knowledge.ts'
import { collectNames, createNames, type NameEntry } from './names.ts'
import { createPhrases } from './phrases.ts'
import { createPlaceIndex } from './places.ts'
import { createSenses } from './places-senses.ts'
import type { FileSchemas, Reading } from './read-source.ts'
import { createFactPhrases } from './said-facts.ts'
import { createSearchIndex, type SearchIndex } from './search.ts'
import { createSpelling } from './spelling.ts'
import { learnFromExamples, listUtterances, type Utterances } from './utterances.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'
import { stem } from './words.ts'

type Files = { readonly [F in FilePath]: z.infer<FileSchemas[F]> } & {
  readonly [F in UtterancePath]: Utterances
}

export type Loaded =
  | {
      readonly kind: 'loaded'
      readonly knowledge: Knowledge
      readonly problems: readonly Problem[]
    }
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] }

/** What was made from the same files before, or else what `make` makes: plain data, maps, sets and typed arrays. */
export type Recall = <T>(name: string, make: () => T) => T

/**
 * What the files say -> knowledge, or the problems with file and line. `version` is a hash of the files. In whatever
 * order they come the knowledge is the same: what is learned depends on the order of what it is learned from.
 */
export function loadKnowledge(
  given: readonly Reading[],
  version: string,
  recall: Recall = (_name, make) => make(),
): Loaded {
  const readings = given.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const files: Readonly<Record<string, unknown>> = Object.fromEntries(
    readings.map(({ path, value }) => [path, value]),
  )
  const problems = readings.flatMap((reading) => reading.problems)
  for (const path of [...filePaths, ...utterancePaths.map((one) => one.path)]) {
    if (!(path in files)) problems.push(complain(path, 'the file is missing'))
  }
  const offerings = listOfferings(readings)
  if (offerings.size === 0) problems.push(complain('offerings', 'there is no offering'))
  if (problems.length > 0) return { kind: 'broken', problems }
  return {
    kind: 'loaded',
    knowledge: build({
      files: files as Files,
      offerings,
      messages: listMessages(readings),
      version,
      recall,
    }),
    problems: [],
  }
}

const complain = (path: string, message: string): Problem => ({
  file: `knowledge/${path}`,
  line: 1,
  message,
})

/** Each with every key that one of them has: what has one shape is read faster than what has a hundred. */
function listOfferings(readings: readonly Reading[]): ReadonlyMap<string, Offering> {
  const offerings = readings.flatMap(({ path, value }): readonly Offering[] => {
    const id = offeringPath.exec(path)?.[1]
    if (id === undefined || value === undefined) return []
    return [{ id, ...(value as Omit<Offering, 'id'>) }]
  })
  const keys = new Set(offerings.flatMap((one) => Object.keys(one)))
  const blank = Object.fromEntries([...keys].map((key) => [key, undefined]))
  return new Map(offerings.map((one) => [one.id, { ...blank, ...one }]))
}

function listMessages(readings: readonly Reading[]): Messages {
  const messages = { sv: new Map<string, string>(), en: new Map<string, string>() }
  for (const { path, value } of readings) {
    const language = messagesPath.exec(path)?.[1] as Language | undefined
    if (language === undefined) continue
    for (const [key, sentence] of Object.entries((value ?? {}) as Record<string, string>))
      messages[language].set(key, sentence)
  }
  return messages
}

interface Parts {
  readonly files: Files
  readonly offerings: ReadonlyMap<string, Offering>
  readonly messages: Messages
  readonly version: string
  readonly recall: Recall
}

function build({ files, offerings, messages, version, recall }: Parts): Knowledge {
  const documents = () => listDocuments(files, offerings)
  const utterances = () =>
    utterancePaths.flatMap(({ kind, path }) => listUtterances(kind, files[path]))
  const vocabulary = recall('vocabulary', () =>
    createVocabulary(
      files['synonyms.yaml'],
      documents().flatMap((document) => document.fields),
      listSpokenWords(files),
      utterances(),
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
  const learning = { vocabulary, places, names, offerings: offerings.values() }
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
      recall('kinds', () => learnFromExamples({ ...learning, utterances: utterances() })),
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
  return new Map(Object.entries(record).map(([id, value]) => [id, { id, ...value }]))
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
