import { knowledgeFolder, readFolder } from '../../adapters/knowledge/folder.ts'
import { type Knowledge, loadKnowledge, playTurns } from '../../src/index.ts'
import { createSearchIndex, type SearchDocument } from '../../src/knowledge/search.ts'
import { findFeatures } from '../../src/knowledge/vocabulary.ts'
import { readTokens } from '../../src/knowledge/words.ts'
import {
  createPeer,
  type Field,
  type PeerName,
  peerNames,
  readTexts,
  weights,
} from '../quality/peers.ts'
import { type Question, readQuestions } from '../quality/questions.ts'
import type { Contestant, EngineRun, EngineWork } from './engine-bench.ts'
import { growCatalogue } from './grow.ts'
import { sumUp, time } from './times.ts'

const on = { day: '2026-11-23', now: '2026-11-23T10:00:00.000Z' }
const mostHits = 60
const phraseFields: readonly Field[] = ['name', 'alias', 'asked']

/** fuse.js takes seconds to minutes per question, so few must do, asked once; a whole question of 15,000 took five minutes. */
const fuseQuestions: Readonly<Record<number, number>> = { 153: 20, 1500: 3 }

const work = JSON.parse(process.argv[2] ?? '') as EngineWork
const files = growCatalogue(await readFolder(work.folder ?? knowledgeFolder), work.size)
const began = performance.now()
const loaded = loadKnowledge(files, 'bench')
const loadMs = performance.now() - began
if (loaded.kind === 'broken') {
  const [first] = loaded.problems
  throw new Error(`${first?.file}:${first?.line}: ${first?.message}`)
}
const { knowledge } = loaded

const single = (all: readonly Question[]) => all.filter(({ turns }) => turns.length === 1)
/** Others than are measured: what is measured is asked for the first time. */
const warming = single(await readQuestions('held-back'))
const asked = single(await readQuestions('tuned'))

interface Asking {
  readonly name: string
  readonly buildMs: number
  readonly ask: (question: Question) => unknown
  readonly most?: number
}

function measure({ name, buildMs, ask, most }: Asking): Contestant {
  const cold = asked.slice(0, most)
  const rounds = most === undefined ? 3 : 0
  for (let round = 0; round < rounds; round++) for (const one of warming) ask(one)
  const first = cold.map((one) => time(() => ask(one)))
  const again = Array.from({ length: rounds }, () => cold.map((one) => time(() => ask(one)))).flat()
  return { name, buildMs, first: sumUp(first), again: sumUp(again) }
}

function listDocuments({ offerings }: Knowledge): readonly SearchDocument[] {
  return [...offerings.values()].map((offering) => ({
    id: offering.id,
    fits: offering.fits ?? [],
    fields: (['sv', 'en'] as const).flatMap((language) =>
      Object.entries(readTexts(knowledge, offering, language)).flatMap(([field, texts]) =>
        texts.map((text) => ({
          language,
          text,
          weight: weights[field as Field],
          phrase: phraseFields.includes(field as Field) ? ('yes' as const) : ('no' as const),
        })),
      ),
    ),
  }))
}

function searchAlone({ turns: [text = ''], language }: Question): unknown {
  const words = readTokens(text).map((token) => token.word)
  return knowledge.search.find(findFeatures(knowledge.vocabulary, words, language), mostHits)
}

function measurePeer(name: PeerName): Contestant {
  const { buildMs, find, name: label } = createPeer[name](knowledge)
  const ask = ({ turns: [text = ''] }: Question) => find(text, 10)
  const most = fuseQuestions[work.size] ?? (name === 'fuse-whole' ? 0 : 1)
  return measure({ name: label, buildMs, ask, ...(name === 'minisearch' ? {} : { most }) })
}

const documents = listDocuments(knowledge)
const indexMs = time(() => createSearchIndex(knowledge.vocabulary, documents))
const contestants = [
  measure({
    name: 'Lotsen, whole turn',
    buildMs: loadMs,
    ask: ({ turns }) => playTurns(knowledge, turns, on),
  }),
  measure({ name: 'Lotsen, search alone', buildMs: indexMs, ask: searchAlone }),
  ...peerNames.filter((name) => work.peers.includes(name)).map(measurePeer),
]
const run: EngineRun = {
  size: knowledge.offerings.size,
  words: knowledge.vocabulary.surface.size,
  loadMs,
  contestants,
  rss: process.memoryUsage.rss(),
}
process.send?.(run)
