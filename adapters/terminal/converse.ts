import type { Action, Answer, Deed, Reply } from '../../src/index.ts'
import { type Ask, fillIn } from './fill-in.ts'
import { readLine } from './parse.ts'
import { writeAnswer } from './render.ts'

export interface Terminal {
  readonly ask: Ask
  readonly write: (text: string) => void
}

export interface Conversing {
  readonly terminal: Terminal
  readonly say: (deed: Deed) => Promise<Answer>
}

/** A whole talk, from the welcome until there are no more lines. Answers how to show what comes in between. */
export function createTalk({ terminal, say }: Conversing): {
  readonly run: () => Promise<void>
  readonly show: (answer: Answer) => void
} {
  let actions: readonly Action[] = []
  const show = (answer: Answer): void => {
    const replies = answer.replies.filter((reply) => reply.kind !== 'form')
    const written = writeAnswer({ ...answer, replies })
    if (written.actions.length > 0 || replies.length > 0) actions = written.actions
    terminal.write(`\n${written.text}\n\n`)
  }
  const run = async (): Promise<void> => {
    let answer: Answer | undefined = await say({ kind: 'open' })
    while (answer !== undefined) {
      show(answer)
      answer = await (findForm(answer) === undefined
        ? next(terminal, say, () => actions)
        : untilDone(answer, { terminal, say }))
    }
  }
  return { run, show }
}

async function next(
  terminal: Terminal,
  say: Conversing['say'],
  shown: () => readonly Action[],
): Promise<Answer | undefined> {
  for (;;) {
    const line = await terminal.ask('> ')
    if (line === undefined) return undefined
    const said = readLine(line, shown())
    if (said !== undefined) return say(said)
  }
}

/** A form until it is right or given up. What was ticked is remembered while it is mended. */
async function untilDone(
  first: Answer,
  { terminal, say }: Conversing,
): Promise<Answer | undefined> {
  let answer = first
  let before: Readonly<Record<string, string>> = {}
  for (let form = findForm(answer); form !== undefined; form = findForm(answer)) {
    const filled = await fillIn({ form, language: answer.language, before, ask: terminal.ask })
    if (filled.kind === 'ended') return undefined
    before = filled.values
    answer = await say(filled.said)
  }
  return answer
}

function findForm(answer: Answer): (Reply & { readonly kind: 'form' }) | undefined {
  return answer.replies.find((reply) => reply.kind === 'form')
}
