import { Command } from 'commander'
import { type Answer, loadKnowledge, replayTurn, type TurnRecord } from '../../src/index.ts'
import { dayOf } from '../clock.ts'
import { hashFiles } from '../knowledge/folder.ts'
import { openStore } from '../start-store.ts'
import { writeAnswer } from './plain.ts'

/** `npm run replay -- CODE`: the answer of a receipt again, with the knowledge of that day, and how it came about. */

const program = new Command('replay').argument('<code>', 'the receipt code under an answer').parse()
const code = (program.args[0] ?? '').trim().toUpperCase()
const { store, close } = await openStore()
const turn = await store.findTurn(code)
if (turn === undefined) {
  process.stderr.write(
    `replay: no answer with the receipt ${code} (any more); answers are kept as long as conversations\n`,
  )
  process.exitCode = 1
} else {
  process.stdout.write(await tell(turn))
}
await close()

async function tell(record: TurnRecord): Promise<string> {
  const files = await store.findKnowledge(record.knowledge)
  const head = [
    `Receipt ${record.receipt}, ${record.at}, knowledge ${record.knowledge}`,
    `Asked: ${describe(record)}`,
    '',
    writeAnswer(record.answer).text,
    '',
  ]
  if (files === undefined)
    return [
      ...head,
      'The knowledge of that day is no longer kept, so it cannot be played again.',
      '',
    ].join('\n')
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }))
  const loaded = loadKnowledge(sources, hashFiles(sources))
  if (loaded.kind === 'broken')
    return [...head, 'The knowledge of that day cannot be read by this version.', ''].join('\n')
  const again = replayTurn(loaded.knowledge, record, dayOf(record.at))
  const same = plain(again.answer) === plain(record.answer)
  return [
    ...head,
    'How it came about:',
    `  intent: ${again.trace.intent}; office: ${again.trace.office ?? 'none'}; asked for: ${again.trace.question ?? 'nothing'}`,
    ...again.trace.because.map((line) => `  ${line}`),
    `  known: ${JSON.stringify(again.conversation.facts)}; place: ${again.conversation.place ?? 'unknown'}`,
    '',
    same
      ? 'Played again: the same answer.'
      : `Played again: not the same answer.\n\n${writeAnswer(again.answer).text}`,
    '',
  ].join('\n')
}

function describe({ incoming }: TurnRecord): string {
  switch (incoming.kind) {
    case 'message':
      return incoming.text
    case 'press':
      return `[${incoming.press}]`
    case 'form':
      return `[form ${incoming.form}]`
    case 'open':
      return '[opened]'
  }
}

/** A case receipt has fresh numbers; everything else must be the same to the letter. Keys may come back in another order. */
function plain(answer: Answer): string {
  return writeAnswer({ ...answer, receipt: '' }).text.replace(/L-[0-9A-Z]{5}/g, 'L-')
}
