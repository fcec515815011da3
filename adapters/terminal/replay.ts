import { Command } from 'commander'
import { readSource } from '../../src/editing.ts'
import { loadKnowledge, replayTurn, type Store, type TurnRecord } from '../../src/index.ts'
import { dayOf } from '../clock.ts'
import { readConfig } from '../config.ts'
import { keptFor } from '../knowledge/kept.ts'
import { openMade } from '../knowledge/made.ts'
import { openStore } from '../start-store.ts'
import { describeAsked, describeHow, isSame } from './describe-turn.ts'
import { writeAnswer } from './render.ts'

/** `npm run replay -- CODE`: the answer of a receipt again, with the knowledge of that day, and how it came about. */

const program = new Command('replay').argument('<code>', 'the receipt code under an answer').parse()
const code = (program.args[0] ?? '').trim().toUpperCase()
if (!/^[0-9A-Z]{6}$/.test(code))
  program.error(
    `replay: "${program.args[0]}" is no receipt: it has six letters and digits, such as 7K3QXM`,
  )
await main().catch((error: unknown) =>
  program.error(`replay: ${error instanceof Error ? error.message : String(error)}`),
)

async function main(): Promise<void> {
  const { store, close } = await openStore()
  try {
    const turn = await store.findTurn(code)
    if (turn === undefined)
      throw new Error(
        `no answer with the receipt ${code}. Answers are kept as long as conversations; what was forgotten cannot be replayed`,
      )
    process.stdout.write(await tell(turn, store))
  } finally {
    await close()
  }
}

async function tell(record: TurnRecord, store: Store): Promise<string> {
  const files = await store.findKnowledge(record.knowledge)
  const head = [
    `Receipt ${record.receipt}, ${record.at}, knowledge ${record.knowledge}`,
    `Asked: ${describeAsked(record)}`,
    '',
    writeAnswer(record.answer).text,
    '',
  ]
  const lines = (rest: readonly string[]) => `${[...head, ...rest].join('\n')}\n`
  if (files === undefined)
    return lines(['The knowledge of that day is no longer kept, so it cannot be played again.'])
  const readings = Object.entries(files).map(([path, text]) => readSource({ path, text }))
  const made = await openMade(`${keptFor(readConfig().knowledge)}.made`, record.knowledge)
  const loaded = loadKnowledge(readings, record.knowledge, made.recall)
  if (loaded.kind === 'broken')
    return lines(['The knowledge of that day cannot be read by this version of Lotsen.'])
  const again = replayTurn(loaded.knowledge, record, dayOf(record.at))
  return lines([
    ...describeHow(loaded.knowledge, again),
    '',
    ...(isSame(again.answer, record.answer)
      ? ['Played again: the same answer.']
      : ['Played again, this version of Lotsen answers:', '', writeAnswer(again.answer).text]),
  ])
}
