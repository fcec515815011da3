import type { Deed, Field, Language, Reply } from '../../src/index.ts'
import { readField } from './parse.ts'
import { clean } from './render.ts'

/** How a person is asked for a line; undefined when there are no more (Ctrl-D). */
export type Ask = (prompt: string) => Promise<string | undefined>

type Form = Reply & { readonly kind: 'form' }
type Values = Readonly<Record<string, string>>

const words = {
  sv: {
    how: 'Enter behåller det som står inom [ ], - tömmer, "avbryt" avbryter.',
    tick: ' (ja/nej)',
    unclear: '!! Det förstod jag inte.',
  },
  en: {
    how: 'Enter keeps what stands in [ ], - empties, "cancel" gives up.',
    tick: ' (yes/no)',
    unclear: '!! I did not understand that.',
  },
} as const

interface Filling {
  readonly form: Form
  readonly language: Language
  /** What was typed the last time; a tick is not in the form that comes back. */
  readonly before: Values
  readonly ask: Ask
}

export type Filled =
  | { readonly kind: 'said'; readonly said: Deed; readonly values: Values }
  | { readonly kind: 'ended' }

/** A form asked field by field. One that comes back with errors is asked again only where something is wrong. */
export async function fillIn({ form, language, before, ask }: Filling): Promise<Filled> {
  const wrong = form.fields.filter((field) => field.error !== '')
  const asked = wrong.length > 0 ? wrong : form.fields
  const values: Record<string, string> = {}
  for (const field of form.fields)
    values[field.name] = field.type === 'tick' ? (before[field.name] ?? '') : field.value
  let intro = wrong.length > 0 ? '' : `${form.title}\n${form.intro}\n${words[language].how}\n`
  for (const field of asked) {
    const typed = await askField(field, (prompt) => ask(`${clean(intro)}${prompt}`), language)
    intro = ''
    if (typed === undefined) return { kind: 'ended' }
    if (typed.kind === 'cancel') return { kind: 'said', said: pressOf(form), values: {} }
    values[field.name] = typed.value
  }
  return { kind: 'said', said: { kind: 'form', form: form.form, values }, values }
}

async function askField(
  field: Field,
  ask: Ask,
  language: Language,
): Promise<{ kind: 'value'; value: string } | { kind: 'cancel' } | undefined> {
  let prompt = promptOf(field, language)
  for (;;) {
    const line = await ask(prompt)
    if (line === undefined) return undefined
    const typed = readField(field, line)
    if (typed.kind !== 'unclear') return typed
    prompt = `${words[language].unclear}\n${promptOf(field, language)}`
  }
}

function promptOf(field: Field, language: Language): string {
  const error = field.error === '' ? '' : `!! ${field.error}\n`
  const hint = field.hint === '' ? '' : `   ${field.hint}\n`
  const options = field.options.map(({ label }, at) => `   (${at + 1}) ${label}\n`).join('')
  const star = field.required === 'yes' ? ' *' : ''
  const tick = field.type === 'tick' ? words[language].tick : ''
  const now = field.value === '' ? '' : ` [${field.value.replaceAll('\n', ' / ')}]`
  return clean(`${error}${hint}${options}${field.label}${star}${tick}${now}: `)
}

function pressOf({ cancel }: Form): Deed {
  return cancel.kind === 'press' ? { kind: 'press', press: cancel.press } : { kind: 'open' }
}
