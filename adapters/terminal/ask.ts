import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { z } from 'zod'
import { type Knowledge, playTurns } from '../../src/index.ts'
import { dayOf } from '../clock.ts'
import { readKnowledge } from '../knowledge/read.ts'
import { writeAnswer } from './plain.ts'

/** `npm run ask`: a question as argument, or with `--json` one JSON object per line in and out. */

const lineSchema = z.union([
  z.object({ id: z.union([z.string(), z.number()]).optional(), text: z.string() }),
  z.object({ id: z.union([z.string(), z.number()]).optional(), turns: z.array(z.string()).min(1) }),
])

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

const options = program.opts<Options>()
const day = options.asOf ?? dayOf(new Date().toISOString())
if (!isDay(day))
  program.error(`ask: --as-of ${day}: not a day; write YYYY-MM-DD, such as 2021-02-01`)
const read = await readKnowledge(options.knowledge)
if (read.kind === 'broken')
  program.error(
    read.problems
      .map((problem) => `${problem.file}:${problem.line}: ${problem.message}`)
      .join('\n'),
  )
else if (options.json === true) await answerLines(read.knowledge)
else
  process.stdout.write(
    `${writeAnswer(playTurns(read.knowledge, [program.args.join(' ')], { now: noon(day), day }).answer).text}\n`,
  )

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  )
}

function noon(text: string): string {
  return `${text}T11:00:00.000Z`
}

async function answerLines(knowledge: Knowledge): Promise<void> {
  for await (const line of createInterface({
    input: process.stdin,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line.trim() !== '') process.stdout.write(`${JSON.stringify(answerLine(knowledge, line))}\n`)
  }
}

function answerLine(knowledge: Knowledge, line: string): object {
  const asked = readLine(line)
  if ('error' in asked) return { id: null, error: asked.error }
  const began = performance.now()
  const { conversation, answer, trace } = playTurns(knowledge, asked.turns, { now: noon(day), day })
  const shown =
    answer.replies.some((reply) => reply.kind === 'offering') || trace.intent === 'offering'
      ? conversation.shown
      : []
  return {
    id: asked.id,
    language: answer.language,
    intent: trace.intent,
    offerings: shown,
    office: trace.office,
    question: trace.question === null ? null : { fact: trace.question },
    reply: writeAnswer(answer).text,
    ms: Math.round((performance.now() - began) * 1000) / 1000,
  }
}

function readLine(
  line: string,
): { id: string | number | null; turns: readonly string[] } | { error: string } {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return {
      error:
        'not JSON: one object per line, {"id": ..., "text": "..."} or {"id": ..., "turns": ["...", "..."]}',
    }
  }
  const asked = lineSchema.safeParse(json)
  if (!asked.success)
    return { error: 'needs "text" (a string) or "turns" (a list of at least one string)' }
  return {
    id: asked.data.id ?? null,
    turns: 'turns' in asked.data ? asked.data.turns : [asked.data.text],
  }
}
