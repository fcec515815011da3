import type { types } from '@slack/bolt'
import type { Field, Language, Reply } from '../../src/index.ts'
import { type Block, heading, paragraphs, plain } from './blocks.ts'
import { clean, cut, limits } from './limits.ts'
import { words } from './words.ts'

export type FormReply = Extract<Reply, { kind: 'form' }>

/** What a modal asks, whoever asks it: a talk's form, a case action, an office key. */
export interface Modal {
  readonly callback: 'form' | 'case' | 'connect'
  readonly title: string
  readonly intro: string
  readonly fields: readonly Field[]
  readonly submit: string
  readonly language: Language
  /** Comes back with the values; plain JSON. */
  readonly about: unknown
  readonly whenClosed: 'tell' | 'silent'
}

const prefix = 'field:'

export function drawModal(modal: Modal): types.ModalView {
  const blocks: readonly Block[] = [
    ...(modal.title.length > limits.title ? heading(modal.title) : []),
    ...paragraphs(modal.intro),
    ...modal.fields.map((field) => drawField(field, modal.language)),
  ]
  return {
    type: 'modal',
    callback_id: modal.callback,
    // A title cut in the middle reads badly; the whole of it stands below then.
    title: plain(modal.title.length > limits.title ? 'Lotsen' : modal.title, limits.title),
    submit: plain(modal.submit, limits.title),
    close: plain(words[modal.language].close, limits.title),
    private_metadata: JSON.stringify(modal.about),
    notify_on_close: modal.whenClosed === 'tell',
    blocks: blocks.slice(0, limits.viewBlocks),
  }
}

function drawField(field: Field, language: Language): types.InputBlock {
  return {
    type: 'input',
    block_id: `${prefix}${field.name}`,
    label: plain(field.label, limits.inputLabel),
    optional: field.required !== 'yes',
    element: drawElement(field, language),
    ...(field.hint === '' ? {} : { hint: plain(field.hint, limits.inputLabel) }),
  }
}

function drawElement(field: Field, language: Language): types.InputBlock['element'] {
  // Slack refuses a choice of nothing: then it is written.
  switch (field.type === 'choice' && field.options.length === 0 ? 'text' : field.type) {
    case 'text':
    case 'tel':
      return { type: 'plain_text_input', action_id: 'value', ...typed(field) }
    case 'long-text':
      return { type: 'plain_text_input', action_id: 'value', multiline: true, ...typed(field) }
    case 'email':
      return { type: 'email_text_input', action_id: 'value', ...initial(field) }
    case 'choice':
      return drawChoice(field)
    case 'tick': {
      // What is agreed to stands above, whole; a box's own text has room for 75 characters.
      const option = { text: plain(words[language].yes, limits.option), value: 'yes' }
      const ticked = field.value === 'yes' ? { initial_options: [option] } : {}
      return { type: 'checkboxes', action_id: 'value', options: [option], ...ticked }
    }
  }
}

const typed = (field: Field) => ({ max_length: limits.input, ...initial(field) })

const initial = (field: Field) =>
  field.value === '' ? {} : { initial_value: cut(clean(field.value), limits.input) }

/** Stands for the empty value, which Slack does not take in an option. */
const nothing = '(nothing)'

function drawChoice(field: Field): types.InputBlock['element'] {
  const options = field.options.slice(0, limits.options).map((option) => ({
    text: plain(option.label, limits.option),
    value: cut(option.value || nothing, limits.option),
  }))
  const chosen = options.find((option) => option.value === (field.value || nothing))
  const initially = chosen === undefined ? {} : { initial_option: chosen }
  return { type: 'static_select', action_id: 'value', options, ...initially }
}

export type Values = Readonly<Record<string, string>>

/** What was typed, every field named; nothing chosen is the empty string, a tick is `yes`. */
export function readValues(view: {
  readonly blocks: readonly unknown[]
  readonly state?: { readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
}): Values {
  const names = view.blocks.flatMap((block) => nameOf(block))
  return Object.fromEntries(
    names.map((name) => [name, readValue(view.state?.values[`${prefix}${name}`]?.value)]),
  )
}

function nameOf(block: unknown): readonly string[] {
  if (typeof block !== 'object' || block === null || !('block_id' in block)) return []
  const id = block.block_id
  return typeof id === 'string' && id.startsWith(prefix) ? [id.slice(prefix.length)] : []
}

function readValue(state: unknown): string {
  if (typeof state !== 'object' || state === null) return ''
  if ('selected_options' in state) return listOf(state.selected_options).length > 0 ? 'yes' : ''
  if ('selected_option' in state) return textOf(state.selected_option).replace(nothing, '')
  return textOf(state)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('value' in value)) return ''
  return typeof value.value === 'string' ? value.value : ''
}

/** Slack keeps the modal open with everything typed and shows these under the fields. */
export function fieldErrors(fields: readonly Field[]): Readonly<Record<string, string>> {
  const wrong = fields.filter((field) => field.error !== '')
  return Object.fromEntries(
    wrong.map((field) => [`${prefix}${field.name}`, cut(clean(field.error), limits.errorText)]),
  )
}

export const fieldId = (name: string): string => `${prefix}${name}`

/** The form as it was when the modal closed, so that nothing typed is lost. */
export const withValues = (form: FormReply, values: Values): FormReply => ({
  ...form,
  fields: form.fields.map((field) => ({ ...field, value: values[field.name] ?? field.value })),
})
