import { knowledgeFolder, readFolder } from '../../adapters/knowledge/folder.ts'
import type { Reading, SourceFile } from '../../src/index.ts'
import { createPeer, type PeerName, peerNames } from '../quality/peers.ts'
import { type Question, readQuestions } from '../quality/questions.ts'
import type { Contestant, EngineRun, EngineWork } from './engine-bench.ts'
import { growCatalogue } from './grow.ts'
import { sumUp, time } from './times.ts'

/** The built program, as `npm start` runs it: what runs TypeScript as it stands names every function anew. */
const openBuilt = (file: string) => import(new URL(`../../dist/src/${file}`, import.meta.url).href)
const { loadKnowledge, playTurns } = (await openBuilt(
  'index.js',
)) as typeof import('../../src/index.ts')
const { readSource } = (await openBuilt('editing.js')) as typeof import('../../src/editing.ts')
const { offeringSchema } = (await openBuilt(
  'knowledge/schema.js',
)) as typeof import('../../src/knowledge/schema.ts')
const { findTerms } = (await openBuilt(
  'knowledge/search-terms.js',
)) as typeof import('../../src/knowledge/search-terms.ts')
const { readTokens } = (await openBuilt(
  'knowledge/words.js',
)) as typeof import('../../src/knowledge/words.ts')

const on = { day: '2026-11-23', now: '2026-11-23T10:00:00.000Z' }
const mostHits = 60
const rounds = 3
/** A large catalogue takes minutes to build and tens of milliseconds to ask: fewer questions tell as much there. */
const mostAsked = { small: 1000, large: 200 } as const
const large = 1000

/** fuse.js takes seconds to minutes per question, so few must do, asked once; a whole question of 15,000 took five minutes. */
const fuseQuestions: Readonly<Record<number, number>> = { 153: 20, 1500: 3 }

const work = JSON.parse(process.argv[2] ?? '') as EngineWork
const files = growCatalogue(await readFolder(work.folder ?? knowledgeFolder), work.size)
const began = performance.now()
const loaded = loadKnowledge(files.map(read), 'bench')
const loadMs = performance.now() - began
if (loaded.kind === 'broken') {
  const [first] = loaded.problems
  throw new Error(`${first?.file}:${first?.line}: ${first?.message}`)
}
const { knowledge } = loaded

/** What was grown is JSON: YAML of so many files takes longer than all that is measured. */
function read(source: SourceFile): Reading {
  if (!source.text.startsWith('{')) return readSource(source)
  const value = offeringSchema.parse(JSON.parse(source.text))
  return { path: source.path, value, problems: [] }
}

/** Of one turn, evenly out of all. */
function single(all: readonly Question[]): readonly Question[] {
  const short = all.filter(({ turns }) => turns.length === 1)
  const most = work.size > large ? mostAsked.large : mostAsked.small
  const step = Math.max(1, Math.ceil(short.length / most))
  return short.filter((_, at) => at % step === 0)
}
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
  const repeats = Array.from({ length: most === undefined ? rounds : 0 })
  for (const _ of repeats) for (const one of warming) ask(one)
  const first = cold.map((one) => time(() => ask(one)))
  const again = repeats.flatMap(() => cold.map((one) => time(() => ask(one))))
  return { name, buildMs, first: sumUp(first), again: sumUp(again) }
}

function searchAlone({ turns: [text = ''], language }: Question): unknown {
  const words = readTokens(text).map((token) => token.word)
  return knowledge.search.find(findTerms(knowledge.vocabulary, words, language), mostHits)
}

function measurePeer(name: PeerName): readonly Contestant[] {
  const most = fuseQuestions[work.size] ?? (name === 'fuse-whole' ? 0 : 1)
  if (name !== 'minisearch' && most === 0) return []
  const { buildMs, find, name: label } = createPeer[name](knowledge)
  const ask = ({ turns: [text = ''] }: Question) => find(text, 10)
  return [measure({ name: label, buildMs, ask, ...(name === 'minisearch' ? {} : { most }) })]
}

const contestants = [
  measure({
    name: 'Lotsen, whole turn',
    buildMs: loadMs,
    ask: ({ turns }) => playTurns(knowledge, turns, on),
  }),
  measure({ name: 'Lotsen, search alone', buildMs: Number.NaN, ask: searchAlone }),
  ...peerNames.filter((name) => work.peers.includes(name)).flatMap(measurePeer),
]
const run: EngineRun = {
  size: knowledge.offerings.size,
  words: knowledge.vocabulary.surface.size,
  loadMs,
  contestants,
  rss: process.memoryUsage.rss(),
}
process.send?.(run)
