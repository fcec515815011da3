import { parseArgs } from 'node:util'
import { z } from 'zod'
import { knowledgeFolder } from '../../adapters/knowledge/folder.ts'
import type { Knowledge } from '../../src/index.ts'
import { openKnowledge } from '../real-knowledge.ts'
import { type Answered, askEngine } from './engine.ts'
import { judge } from './judge.ts'
import { drawMisspelt } from './misspelt.ts'
import { findOverlap } from './overlap.ts'
import { type QuestionSet, questionSets, readQuestions } from './questions.ts'
import { conclude, drawFailures, drawFaults, drawOurs, drawPeers, type Measured } from './report.ts'
import { runPeers } from './run-peers.ts'
import { say } from './table.ts'

const { values: options } = parseArgs({
  options: {
    /** Only this set, or these: `--set tuned` while tuning. */
    set: { type: 'string', multiple: true, default: [...questionSets] },
    /** What failed of the tuned questions, and what came instead; of the others nobody should look. */
    failures: { type: 'boolean', default: false },
    /** Without fuse.js and minisearch, which take longest. */
    'no-peers': { type: 'boolean', default: false },
    /** How many of the tuned needs are still answered right when misspelt; takes twenty seconds more. */
    misspelt: { type: 'boolean', default: false },
    'as-of': { type: 'string', default: '2026-11-23' },
    knowledge: { type: 'string', default: knowledgeFolder },
  },
})

const on = { day: options['as-of'], now: `${options['as-of']}T10:00:00.000Z` }

async function measure(knowledge: Knowledge, set: QuestionSet): Promise<Measured> {
  const questions = await readQuestions(set)
  const answered: readonly Answered[] = questions.map((one) => askEngine(knowledge, one, on))
  return { set, answered, judged: answered.map((one) => judge(knowledge, one, on)) }
}

async function run(): Promise<void> {
  const sets = z.array(z.enum(questionSets)).parse(options.set)
  const knowledge = await openKnowledge(options.knowledge)
  const measured = await Promise.all(sets.map((set) => measure(knowledge, set)))
  say(`Knowledge ${knowledge.version}, ${knowledge.offerings.size} offerings, as of ${on.day}.`)
  say(drawOurs(measured))
  say()
  say(drawFaults(measured))
  say()
  const tuned = measured.find(({ set }) => set === 'tuned')
  if (options.misspelt && tuned !== undefined) say(`${drawMisspelt(knowledge, tuned, on)}\n`)
  for (const { set, answered } of measured) {
    const { same, alike } = findOverlap(
      knowledge,
      answered.map((one) => one.question),
    )
    say(
      `In the catalogue's own utterances, ${set}: ${same.length} word for word, ${alike.length} nearly.`,
    )
  }
  if (!options['no-peers']) {
    say()
    say(drawPeers(measured, await runPeers({ sets, folder: options.knowledge }), { knowledge, on }))
  }
  if (options.failures) {
    for (const one of measured) {
      if (one.set === 'tuned') say(`\n${drawFailures(one)}`)
    }
  }
  say()
  say(conclude(measured))
}

await run()
