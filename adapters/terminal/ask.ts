import { createInterface } from 'node:readline'
import { Command } from 'commander'
import type { Knowledge } from '../../src/index.ts'
import { readAsOf } from '../knowledge/as-of.ts'
import { keptFor } from '../knowledge/kept.ts'
import { readKnowledge } from '../knowledge/read.ts'
import { answerLine, play } from './answer-line.ts'
import { writeAnswer } from './render.ts'

/** `npm run ask`: a question as argument, or with `--json` one JSON object per line in and out. */

const program = new Command('ask')
  .argument('[question...]', 'the question; several words need no quotes')
  .option('--json', 'one JSON object per line from standard input, one per line out')
  .option('--as-of <day>', 'the answer of that day, YYYY-MM-DD')
  .option('--knowledge <folder>', 'another knowledge folder')
  .parse()

interface Options {
  readonly json?: boolean
  readonly asOf?: string
  readonly knowledge?: string
}

/** Who reads only the first lines, as `head` does, has had enough. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const options = program.opts<Options>()
const day = readAsOf(options.asOf)
if (day === undefined)
  program.error(`ask: --as-of ${options.asOf}: not a day; write YYYY-MM-DD, such as 2021-02-01`)
else await main(day)

async function main(on: string): Promise<void> {
  const read = await readKnowledge(options.knowledge, keptFor(options.knowledge))
  if (read.kind === 'broken')
    program.error(
      read.problems
        .map((problem) => `${problem.file}:${problem.line}: ${problem.message}`)
        .join('\n'),
    )
  else if (options.json === true) await answerLines(read.knowledge, on)
  else {
    const { answer } = play(read.knowledge, [program.args.join(' ')], on)
    process.stdout.write(`${writeAnswer(answer).text}\n`)
  }
}

async function answerLines(knowledge: Knowledge, on: string): Promise<void> {
  for await (const line of createInterface({
    input: process.stdin,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line.trim() !== '')
      process.stdout.write(`${JSON.stringify(answerLine(knowledge, line, on))}\n`)
  }
}
