import { randomInt, randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import {
  type Action,
  type Answer,
  createNavigator,
  type Incoming,
  type Navigator,
  type Reply,
} from '../../src/index.ts'
import { dayOf } from '../clock.ts'
import { readKnowledge } from '../knowledge/read.ts'
import { openStore } from '../start-store.ts'
import { writeAnswer } from './plain.ts'

/** `npm run talk`: the same conversation as everywhere, in a terminal. Numbers press buttons; Ctrl-D ends. */

const read = await readKnowledge()
if (read.kind === 'broken') {
  process.stderr.write(
    `${read.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n')}\n`,
  )
  process.exit(1)
}
const { knowledge, files } = read
const { store, close } = await openStore()
await store.saveKnowledge(knowledge.version, files)
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const navigator = createNavigator({
  store,
  knowledge: () => knowledge,
  outside: {
    now: () => new Date().toISOString(),
    dayOf,
    freshId: (length) => Array.from({ length }, () => signs[randomInt(signs.length)]).join(''),
  },
})
await talk(navigator)
await close()

type Said =
  | { readonly kind: 'open' }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'press'; readonly press: string }
  | { readonly kind: 'form'; readonly form: string; readonly values: Record<string, string> }

async function talk(door: Navigator): Promise<void> {
  const address = { channel: 'terminal', id: randomUUID() } as const
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const say = (said: Said) =>
    door.receive({ event: randomUUID(), address, locale: 'sv', ...said } as Incoming)
  let actions = show(await say({ kind: 'open' }))
  for (;;) {
    const line = await lines.question('> ').catch(() => undefined)
    if (line === undefined) break
    if (line.trim() === '') continue
    const pressed = actions[Number(line.trim()) - 1]
    let answer = await say(
      pressed?.kind === 'press' && /^\d+$/.test(line.trim())
        ? { kind: 'press', press: pressed.press }
        : { kind: 'message', text: line },
    )
    actions = show(answer)
    for (let form = findForm(answer); form !== undefined; form = findForm(answer)) {
      const values = await fillIn(form, (words) => lines.question(words))
      answer = await say(
        values === undefined ? pressOf(form.cancel) : { kind: 'form', form: form.form, values },
      )
      actions = show(answer)
    }
  }
  lines.close()
}

function show(answer: Answer): readonly Action[] {
  const { text, actions } = writeAnswer(answer)
  process.stdout.write(`\n${text}\n\n`)
  return actions
}

type Form = Reply & { kind: 'form' }

function findForm(answer: Answer): Form | undefined {
  return answer.replies.find((reply): reply is Form => reply.kind === 'form')
}

function pressOf(action: Action): Said {
  return action.kind === 'press' ? { kind: 'press', press: action.press } : { kind: 'open' }
}

/** Field by field: an empty line keeps what stands there, a single hyphen clears it, Ctrl-D or "avbryt" gives up. */
async function fillIn(
  form: Form,
  ask: (words: string) => Promise<string>,
): Promise<Record<string, string> | undefined> {
  const values: Record<string, string> = {}
  for (const field of form.fields) {
    const now = field.value === '' ? '' : ` [${field.value.replaceAll('\n', ' / ')}]`
    const tick = field.type === 'tick' ? ' (ja/nej)' : ''
    const typed = await ask(
      `${field.label}${tick}${field.required === 'yes' ? ' *' : ''}${now}: `,
    ).catch(() => 'avbryt')
    if (/^(?:avbryt|cancel)$/i.test(typed.trim())) return undefined
    if (field.type === 'tick')
      values[field.name] = /^(?:j|ja|y|yes)$/i.test(typed.trim()) ? 'yes' : ''
    else if (typed.trim() === '-') values[field.name] = ''
    else values[field.name] = typed.trim() === '' ? field.value : typed
  }
  return values
}
