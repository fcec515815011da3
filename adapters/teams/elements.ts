import type { Field, Language, Link, Row } from '../../src/index.ts'
import { inputId, nothing } from './press.ts'
import { say } from './texts.ts'
import { clean, cut, disarm, isHarmless } from './words.ts'

/** An Adaptive Card element or action, version 1.5. */
export type Part = Readonly<Record<string, unknown>>

/** How a card is drawn; a smaller `scale` cuts texts and lists shorter, until the card is small enough. */
export interface Look {
  readonly language: Language
  readonly scale: number
}

export interface Run {
  readonly text: string
  readonly weight?: 'Bolder'
  readonly color?: 'Attention' | 'Accent'
  readonly subtle?: 'yes'
  readonly size?: 'Small' | 'Medium' | 'Large'
  readonly url?: string
  /** Of several links that read alike, what this one is about. */
  readonly about?: string
}

const smallest = 12

export function long(look: Look, usual: number): number {
  return Math.max(smallest, Math.floor(usual * look.scale))
}

/** The first so many of a list, and always at least one. */
export function some<T>(look: Look, list: readonly T[], usual: number): readonly T[] {
  return list.slice(0, Math.max(1, Math.floor(usual * look.scale)))
}

const schemes = new Set(['https:', 'http:', 'mailto:', 'tel:'])
const longestUrl = 1_000

/** A link that can be opened, or undefined: never a script, never cut in the middle. */
function findUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { href, protocol } = new URL(url)
  if (!schemes.has(protocol) || href.length > longestUrl) return undefined
  return /^[!-~]+$/.test(url) ? url : href
}

/** A line of text runs. Text runs know no markup, so foreign text stays what it is. */
export function line(
  runs: readonly Run[],
  spacing: 'None' | 'Small' | 'Default' = 'Default',
): Part[] {
  const inlines = runs.filter((run) => run.text !== '').map(textRun)
  return inlines.length === 0
    ? []
    : [{ type: 'RichTextBlock', inlines, ...(spacing === 'Default' ? {} : { spacing }) }]
}

function textRun({ text, weight, color, subtle, size, url, about }: Run): Part {
  const title = about === undefined ? text : `${text}: ${about}`
  const href = url === undefined ? undefined : findUrl(url)
  return {
    type: 'TextRun',
    // Even a text run's `{{DATE(...)}}` is worked out by the client.
    text: text.replaceAll('\n', ' ').replaceAll('{{', '{\u2060{'),
    ...(weight === undefined ? {} : { weight }),
    ...(color === undefined ? {} : { color }),
    ...(subtle === undefined ? {} : { isSubtle: true }),
    ...(size === undefined ? {} : { size }),
    ...(href === undefined
      ? {}
      : { selectAction: { type: 'Action.OpenUrl', url: href, title: cut(title, 160) } }),
  }
}

const mostLines = 30

/** A text of several lines: each its own block, as text runs know no line breaks. */
export function paragraphs(text: string, run: Omit<Run, 'text'> = {}): Part[] {
  const lines = clean(text)
    .split('\n')
    .filter((one) => one.trim() !== '')
  const kept =
    lines.length > mostLines
      ? [...lines.slice(0, mostLines - 1), lines.slice(mostLines - 1).join(' ')]
      : lines
  return kept.flatMap((one, at) => line([{ ...run, text: one }], at === 0 ? 'Default' : 'Small'))
}

/** A heading that screen readers know as one; with markup in the words it can only look like one. */
export function heading(words: string, size: 'Medium' | 'Large' = 'Medium'): Part[] {
  const text = words.replaceAll('\n', ' ')
  if (text === '') return []
  if (!isHarmless(text)) return line([{ text, weight: 'Bolder', size }])
  return [{ type: 'TextBlock', text, wrap: true, weight: 'Bolder', size, style: 'heading' }]
}

export function label(text: string): Part[] {
  return line([{ text, weight: 'Bolder' }])
}

export function rows(list: readonly Row[], look: Look): Part[] {
  return some(look, list, 14).flatMap((row) =>
    line(
      [
        { text: `${withColon(cut(row.label, long(look, 80)))} `, weight: 'Bolder' },
        { text: cut(row.value, long(look, 400)) || '–' },
      ],
      'Small',
    ),
  )
}

/** A question is its own sign. */
const withColon = (label: string): string => (/[?!:]$/.test(label) ? label : `${label}:`)

export function bullets(title: string, sentences: readonly string[], look: Look): Part[] {
  if (sentences.length === 0) return []
  const items = some(look, sentences, 8).flatMap((one) =>
    line([{ text: `• ${cut(one, long(look, 300))}` }], 'Small'),
  )
  return [...label(title), ...items]
}

export function links(list: readonly Link[], look: Look): Part[] {
  return some(look, list, 10).flatMap((link) =>
    line(
      [{ text: cut(link.label, long(look, 120)) || link.url, url: link.url, color: 'Accent' }],
      'Small',
    ),
  )
}

export function titleOf(text: string): string {
  return cut(text.replaceAll('\n', ' '), 100) || '…'
}

/** An Action.Execute, and for clients that do not know it an Action.Submit with the same data. */
export function execute(
  title: string,
  data: object,
  more: { readonly inputs: 'auto' | 'none'; readonly style?: string; readonly tooltip?: string },
): Part {
  const { inputs, ...look } = more
  const shared = {
    title: titleOf(title),
    data,
    associatedInputs: inputs,
    ...look,
  }
  return {
    type: 'Action.Execute',
    verb: 'lotsen',
    ...shared,
    fallback: { type: 'Action.Submit', ...shared },
  }
}

/** A row to tap: what is longer than a button can show wraps. */
export function tappable(text: string, action: Part): Part {
  return {
    type: 'Container',
    style: 'emphasis',
    spacing: 'Small',
    selectAction: action,
    items: line([{ text, weight: 'Bolder' }]),
  }
}

export function openUrl(title: string, url: string): Part[] {
  const href = findUrl(url)
  return href === undefined
    ? []
    : [{ type: 'Action.OpenUrl', title: cut(title, 60) || href, url: href }]
}

const mostInRow = 5

/** Teams draws six actions of a set at most, other clients five. */
export function actionSets(actions: readonly Part[]): Part[] {
  return Array.from({ length: Math.ceil(actions.length / mostInRow) }, (_, at) => ({
    type: 'ActionSet',
    actions: actions.slice(at * mostInRow, (at + 1) * mostInRow),
  }))
}

/** Labelled inputs with what was typed; what is wrong stands above one, and its label says that something is; its hint is below it. */
export function inputs(fields: readonly Field[], action: string, look: Look): Part[] {
  return fields.flatMap((field) => {
    const fault = `${say('fault', look.language)}: ${cut(field.error, long(look, 200))}`
    const above =
      field.error === '' ? [] : line([{ text: fault, color: 'Attention', weight: 'Bolder' }])
    const below = line([{ text: cut(field.hint, long(look, 300)), subtle: 'yes' }], 'None')
    return [...above, input(field, action, look), ...below]
  })
}

function input(field: Field, action: string, look: Look): Part {
  const name = oneLine(field.label, long(look, 120)) || oneLine(field.name, 60) || '…'
  const required = field.required === 'yes'
  const errorMessage = `${say('required', look.language)}: ${name}`
  // A screen reader that goes from input to input hears labels only.
  const fault = field.error === '' ? '' : ` (${say('fault', look.language)})`
  const heard = oneLine(`${name}${fault}`, 200)
  return {
    id: inputId(field.name, action),
    ...(required ? { isRequired: true, errorMessage } : {}),
    ...(field.type === 'tick' ? { title: heard } : { label: heard }),
    // A toggle's name stands beside it; the label that a required input needs must not say it twice.
    ...(field.type === 'tick' && required ? { label: say('needed', look.language) } : {}),
    ...inputOf(field, look),
  }
}

function inputOf(field: Field, look: Look): Part {
  const value = cut(field.value, long(look, 2_000))
  // A choice of nothing could not be made: then it is written.
  switch (field.type === 'choice' && field.options.length === 0 ? 'text' : field.type) {
    case 'tick': {
      const ticked = field.value === 'yes' ? 'yes' : 'no'
      return { type: 'Input.Toggle', wrap: true, value: ticked, valueOn: 'yes', valueOff: 'no' }
    }
    case 'choice': {
      const known = field.options.some((one) => one.value === field.value)
      return {
        type: 'Input.ChoiceSet',
        ...choices(field.options, look),
        ...(known ? { value: field.value || nothing } : {}),
      }
    }
    case 'long-text':
      return { type: 'Input.Text', isMultiline: true, maxLength: 2_000, value }
    case 'text':
      return { type: 'Input.Text', maxLength: 300, value }
    case 'tel':
    case 'email':
      return {
        type: 'Input.Text',
        style: field.type === 'tel' ? 'Tel' : 'Email',
        maxLength: 300,
        value,
      }
  }
}

/** For where a client reads markup. */
export function oneLine(text: string, longest: number): string {
  return disarm(cut(text, longest).replaceAll('\n', ' '))
}

const expandedUpTo = 4

export function choices(
  options: readonly { readonly value: string; readonly label: string }[],
  look: Look,
): Part {
  const kept = some(look, options, 60)
  return {
    style: kept.length <= expandedUpTo ? 'expanded' : 'compact',
    wrap: true,
    choices: kept.map((one) => ({
      title: oneLine(one.label, long(look, 100)) || oneLine(one.value, 60) || '…',
      value: one.value || nothing,
    })),
  }
}
