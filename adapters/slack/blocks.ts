import type { types } from '@slack/bolt'
import type { Action, Link, Row } from '../../src/index.ts'
import { clean, cut, limits, split } from './limits.ts'

export type Block = types.KnownBlock
type Button = types.Button

/** All text is plain_text: Slack shows it as it is, so nothing foreign becomes bold, a link, an emoji or a mention. */
export const plain = (text: string, max: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(clean(text), max) || ' ',
  emoji: false,
})

export function heading(text: string): readonly Block[] {
  if (clean(text).trim() === '') return []
  const header: Block = { type: 'header', text: plain(text.replace(/\s+/g, ' '), limits.header) }
  return text.length <= limits.header ? [header] : [header, ...paragraphs(text)]
}

export const paragraphs = (text: string): readonly Block[] =>
  split(clean(text), limits.section).map((piece) => ({
    type: 'section',
    text: plain(piece, limits.section),
  }))

/** Small grey text. */
export const aside = (text: string): readonly Block[] =>
  split(clean(text), limits.field, 2).map((piece) => ({
    type: 'context',
    elements: [plain(piece, limits.field)],
  }))

export const rowText = ({ label, value }: Row): string => `${label}: ${value}`

export function facts(rows: readonly Row[]): readonly Block[] {
  const fields = rows.map((row) => plain(rowText(row), limits.field))
  return pack(fields, limits.fields).map((some) => ({ type: 'section', fields: [...some] }))
}

/** Buttons know the talk they belong to (`scope`), so that a press finds it from a direct message too. */
export function buttons(actions: readonly Action[], scope: string): readonly Block[] {
  const all = actions.map((action) => button(action, scope))
  const shown = all.filter((one) => typeof one !== 'string')
  const unlinkable = all.filter((one) => typeof one === 'string')
  return [...unlinkable.flatMap(paragraphs), ...rowsOfButtons(shown)]
}

/** Slack allows 25 in a row, but one bad row is one lost message: five also keeps them on a phone's screen. */
export const rowsOfButtons = (all: readonly Button[]): readonly Block[] =>
  pack(all, 5).map((some) => ({
    type: 'actions',
    elements: some.map((one, index) => ({ ...one, action_id: `${one.action_id}:${index}` })),
  }))

/** A link Slack would refuse is written out instead. */
export function button(action: Action, scope: string): Button | string {
  if (action.kind === 'link') return linkButton(action) ?? `${action.label}: ${action.url}`
  return {
    type: 'button',
    action_id: 'press',
    text: plain(action.label, limits.label),
    value: cut(formatTarget({ scope, id: action.press }), limits.value),
    ...(action.weight === 'main' ? { style: 'primary' as const } : {}),
  }
}

export function linkButton(link: Link): Button | undefined {
  if (!isWebAddress(link.url)) return undefined
  return { type: 'button', action_id: 'link', text: plain(link.label, limits.label), url: link.url }
}

function isWebAddress(url: string): boolean {
  if (url.length > limits.url || !URL.canParse(url)) return false
  return ['https:', 'http:'].includes(new URL(url).protocol)
}

/** What a button carries: a talk's scope and a press or a form. */
export interface Target {
  readonly scope: string
  readonly id: string
}

export const formatTarget = (target: Target): string => `${target.scope}|${target.id}`

export function readTarget(value: string): Target {
  const bar = value.indexOf('|')
  return { scope: value.slice(0, Math.max(bar, 0)), id: value.slice(bar + 1) }
}

/** Groups of at most `most`, none heavier than half a message. */
function pack<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  const groups: T[][] = []
  let weight = 0
  for (const one of all) {
    const heavy = weigh(one)
    const last = groups.at(-1)
    if (last === undefined || last.length === most || weight + heavy > limits.messageWeight / 2) {
      groups.push([one])
      weight = heavy
    } else {
      last.push(one)
      weight += heavy
    }
  }
  return groups
}

export const weigh = (value: unknown): number => JSON.stringify(value).length
