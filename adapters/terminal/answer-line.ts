import { z } from 'zod'
import { type Knowledge, type Played, playTurns } from '../../src/index.ts'
import { writeAnswer } from './render.ts'

const lineSchema = z.union([
  z.object({ id: z.union([z.string(), z.number()]).optional(), text: z.string() }),
  z.object({ id: z.union([z.string(), z.number()]).optional(), turns: z.array(z.string()).min(1) }),
])

/** A talk without a store, on a day. */
export function play(knowledge: Knowledge, turns: readonly string[], on: string): Played {
  return playTurns(knowledge, turns, { now: `${on}T11:00:00.000Z`, day: on })
}

/** One line of `ask --json`: JSON in, what is printed for it out. A malformed one is answered as such. */
export function answerLine(knowledge: Knowledge, line: string, on: string): object {
  const asked = readLine(line)
  if ('error' in asked) return { id: null, error: asked.error }
  const began = performance.now()
  const { conversation, answer, trace } = play(knowledge, asked.turns, on)
  return {
    id: asked.id,
    language: answer.language,
    intent: trace.intent,
    offerings: trace.lists === 'yes' ? conversation.shown : [],
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
