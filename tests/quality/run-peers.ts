import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { PeerName } from './peers.ts'
import type { QuestionSet } from './questions.ts'

export interface PeerWork {
  readonly names: readonly PeerName[]
  readonly sets: readonly QuestionSet[]
  readonly folder: string
}

export interface PeerAnswers {
  readonly name: PeerName
  readonly label: string
  /** By the question's id: offerings, best first. */
  readonly answers: Readonly<Record<string, readonly string[]>>
  readonly msPerQuestion: number
}

/** The slow one beside the two quicker ones, each in a process of its own. */
const shares: readonly (readonly PeerName[])[] = [['fuse-whole'], ['minisearch', 'fuse-token']]

export async function runPeers(work: Omit<PeerWork, 'names'>): Promise<readonly PeerAnswers[]> {
  const told = await Promise.all(shares.map((names) => runProcess({ ...work, names })))
  return told.flat()
}

const program = fileURLToPath(new URL('./peer-process.ts', import.meta.url))

function runProcess(work: PeerWork): Promise<readonly PeerAnswers[]> {
  const child = fork(program, [JSON.stringify(work)])
  const told: PeerAnswers[] = []
  return new Promise((resolve, reject) => {
    child.on('message', (one) => told.push(one as PeerAnswers))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve(told) : reject(new Error(`peers ${work.names}: exit code ${code}`)),
    )
  })
}
