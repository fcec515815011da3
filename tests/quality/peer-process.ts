import { setImmediate as pause } from 'node:timers/promises'
import { openKnowledge } from '../real-knowledge.ts'
import { createPeer } from './peers.ts'
import { readQuestions, wordsOf } from './questions.ts'
import type { PeerAnswers, PeerWork } from './run-peers.ts'

/** Ours leaves out what has ended when it looks for a need; of a peer's list it is taken out afterwards. */
const mostListed = 60
/** fuse.js over whole questions takes minutes: how far it is goes to standard error. */
const toldEvery = 100

// Whoever asked may have been stopped: then nobody wants the answers.
process.once('disconnect', () => process.exit())

const { names, sets, folder } = JSON.parse(process.argv[2] ?? '') as PeerWork
const knowledge = await openKnowledge(folder)
const questions = (await Promise.all(sets.map(readQuestions))).flat()
for (const name of names) {
  const peer = createPeer[name](knowledge)
  const answers: Record<string, readonly string[]> = {}
  const began = performance.now()
  for (const [at, question] of questions.entries()) {
    answers[question.id] = peer.find(wordsOf(question), mostListed)
    if (at % toldEvery > 0) continue
    process.stderr.write(`${peer.name}: ${at} of ${questions.length}\n`)
    await pause()
  }
  const told: PeerAnswers = {
    name,
    label: peer.name,
    answers,
    msPerQuestion: (performance.now() - began) / questions.length,
  }
  await new Promise((sent) => process.send?.(told, sent))
}
// Whoever listens for the end of the line is kept alive by it.
process.disconnect()
