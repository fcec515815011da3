import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemSwedish } from '@orama/stemmers/swedish'
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import type { Knowledge, Language, Offering } from '../../src/index.ts'
import { readTokens } from '../../src/knowledge/words.ts'

/** A search engine that has been given the same texts as ours. */
export interface Peer {
  readonly name: string
  readonly buildMs: number
  /** Ids of offerings, best first. */
  readonly find: (text: string, limit: number) => readonly string[]
}

/** The weights our own index gives the same texts. */
const weights = {
  name: 2.5,
  alias: 2,
  asked: 1.2,
  summary: 0.8,
  who: 0.6,
  conditions: 0.25,
  provider: 0.8,
} as const
type Field = keyof typeof weights
const fields = Object.keys(weights) as readonly Field[]
const both = ['sv', 'en'] as const

type Texts = Readonly<Record<Field, readonly string[]>>

function readTexts(knowledge: Knowledge, offering: Offering, language: Language): Texts {
  const { name, also_known_as: also, asked_as: asked, summary, who, conditions } = offering
  const examples = offering.examples.flatMap((one) => ('asked' in one ? [one.asked] : []))
  const provider = knowledge.providers.get(offering.provider)?.name[language]
  return {
    name: [name[language]],
    alias: also?.[language] ?? [],
    asked: [...asked[language], ...examples],
    summary: [summary[language]],
    who: who === undefined ? [] : [who[language]],
    conditions: conditions?.[language] ?? [],
    provider: provider === undefined ? [] : [provider],
  }
}

type FuseDocument = Texts & { readonly id: string }

function listFuseDocuments(knowledge: Knowledge): readonly FuseDocument[] {
  return [...knowledge.offerings.values()].map((offering) => {
    const [sv, en] = both.map((language) => readTexts(knowledge, offering, language))
    const joined = fields.map((field) => [
      field,
      [...new Set([...(sv?.[field] ?? []), ...(en?.[field] ?? [])])],
    ])
    return { ...(Object.fromEntries(joined) as Texts), id: offering.id }
  })
}

const fuseKeys = fields.map((name) => ({ name, weight: weights[name] }))

/** The question as one pattern, as fuse.js is used out of its box, with the settings that did best. */
function createFuseWhole(knowledge: Knowledge): Peer {
  const documents = listFuseDocuments(knowledge)
  const began = performance.now()
  const fuse = new Fuse(documents, { keys: fuseKeys, ignoreLocation: true, threshold: 0.6 })
  return {
    name: 'fuse.js, whole question',
    buildMs: performance.now() - began,
    find: (text, limit) => fuse.search(text, { limit }).map((hit) => hit.item.id),
  }
}

/** Word by word with its own weighting of rare words; function words are taken out first. */
function createFuseToken(knowledge: Knowledge): Peer {
  const documents = listFuseDocuments(knowledge)
  const began = performance.now()
  const fuse = new Fuse(documents, {
    keys: fuseKeys,
    ignoreLocation: true,
    useTokenSearch: true,
    threshold: 0.2,
  })
  return {
    name: 'fuse.js, token search',
    buildMs: performance.now() - began,
    find: (text, limit) =>
      fuse.search(dropStopWords(knowledge, text).join(' '), { limit }).map((hit) => hit.item.id),
  }
}

function dropStopWords({ vocabulary: { stop } }: Knowledge, text: string): readonly string[] {
  const words = readTokens(text).map((token) => token.word)
  const kept = words.filter((word) => !stop.sv.has(word) && !stop.en.has(word))
  return kept.length > 0 ? kept : words
}

/** Each language in fields of its own, stemmed in that language; a question's words are stemmed in both. */
function createMiniSearch(knowledge: Knowledge): Peer {
  const { stop } = knowledge.vocabulary
  const names = both.flatMap((language) => fields.map((field) => `${field}_${language}`))
  const documents = [...knowledge.offerings.values()].map((offering) => {
    const texts = both.flatMap((language) => {
      const read = readTexts(knowledge, offering, language)
      return fields.map((field) => [`${field}_${language}`, read[field].join(' . ')])
    })
    return { ...Object.fromEntries(texts), id: offering.id }
  })
  const began = performance.now()
  const index = new MiniSearch<Record<string, string>>({
    fields: names,
    tokenize: (text) => readTokens(text).map((token) => token.word),
    processTerm: (term, field) => {
      if (field === 'id') return term
      const language = field?.endsWith('_en') ? 'en' : 'sv'
      return stop[language].has(term) ? null : stemIn(term, language)
    },
    searchOptions: {
      boost: Object.fromEntries(
        names.map((name) => [name, miniBoosts[name.slice(0, -3) as Field]]),
      ),
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      prefix: (term) => term.length > 3,
      processTerm: (term) =>
        stop.sv.has(term) || stop.en.has(term)
          ? null
          : [...new Set([stemIn(term, 'sv'), stemIn(term, 'en')])],
      weights: { fuzzy: 0.3, prefix: 0.2 },
    },
  })
  index.addAll(documents)
  return {
    name: 'minisearch',
    buildMs: performance.now() - began,
    find: (text, limit) =>
      index
        .search(text)
        .slice(0, limit)
        .map((hit) => String(hit.id)),
  }
}

/** Found on the tuned questions, as were the fuzziness and the weights of fuzzy and prefix hits. */
const miniBoosts: Readonly<Record<Field, number>> = { ...weights, asked: 2.4 }

function stemIn(word: string, language: Language): string {
  return language === 'sv' ? stemSwedish(word) : stemEnglish(word)
}

export const peerNames = ['minisearch', 'fuse-token', 'fuse-whole'] as const
export type PeerName = (typeof peerNames)[number]

export const createPeer: Readonly<Record<PeerName, (knowledge: Knowledge) => Peer>> = {
  minisearch: createMiniSearch,
  'fuse-token': createFuseToken,
  'fuse-whole': createFuseWhole,
}
