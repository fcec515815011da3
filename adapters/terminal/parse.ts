import type { Action, Deed, Field } from '../../src/index.ts'

/** A line is a number of what was shown, or free text; an empty one says nothing. */
export function readLine(line: string, shown: readonly Action[]): Deed | undefined {
  const text = line.trim()
  if (text === '') return undefined
  const action = /^\d{1,3}$/.test(text) ? shown[Number(text) - 1] : undefined
  return action?.kind === 'press'
    ? { kind: 'press', press: action.press }
    : { kind: 'message', text: line }
}

export type Typed =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'cancel' }
  /** Neither yes nor no, or none of the choices. */
  | { readonly kind: 'unclear' }

/** A line typed for a field: empty keeps what stands there, a hyphen clears it, "avbryt" or "cancel" gives the form up. */
export function readField(field: Field, line: string): Typed {
  const text = line.trim()
  if (/^(?:avbryt|cancel)$/i.test(text)) return { kind: 'cancel' }
  if (text === '') return { kind: 'value', value: field.value }
  if (text === '-') return { kind: 'value', value: '' }
  if (field.type === 'tick') return readTick(text)
  if (field.type === 'choice') return readChoice(field, text)
  return { kind: 'value', value: text }
}

function readTick(text: string): Typed {
  if (/^(?:j|ja|y|yes)$/i.test(text)) return { kind: 'value', value: 'yes' }
  return /^(?:n|nej|no)$/i.test(text) ? { kind: 'value', value: '' } : { kind: 'unclear' }
}

/** By its number or by its words. */
function readChoice({ options }: Field, text: string): Typed {
  const chosen =
    options.find(({ label }) => label.toLowerCase() === text.toLowerCase()) ??
    options[Number(text) - 1]
  return chosen === undefined ? { kind: 'unclear' } : { kind: 'value', value: chosen.value }
}
