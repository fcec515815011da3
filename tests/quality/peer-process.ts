import { openKnowledge } from './knowledge.ts'
import { createPeer } from './peers.ts'
import { readQuestions, wordsOf } from './questions.ts'
import type { PeerAnswers, PeerWork } from './run-peers.ts'

/** Ours leaves out what has ended when it looks for a need; of a peer's list it is taken out afterwards. */
const mostListed = 60

const { names, sets, folder } = JSON.parse(process.argv[2] ?? '') as PeerWork
const knowledge = await openKnowledge(folder)
for (const name of names) {
  const peer = createPeer[name](knowledge)
  const answers: Record<string, readonly string[]> = {}
  const began = performance.now()
  for (const set of sets) {
    for (const question of await readQuestions(set)) {
      answers[question.id] = peer.find(wordsOf(question), mostListed)
    }
  }
  const asked = Object.keys(answers).length
  const told: PeerAnswers = {
    name,
    label: peer.name,
    answers,
    msPerQuestion: (performance.now() - began) / asked,
  }
  process.send?.(told)
}
