import type { Answer, Language, OfferingCard, Reply } from '../../src/index.ts'
import {
  aside,
  type Block,
  button,
  buttons,
  facts,
  formatTarget,
  heading,
  linkButton,
  paragraphs,
  plain,
  rowsOfButtons,
  rowText,
  weigh,
} from './blocks.ts'
import { fallbackText, limits } from './limits.ts'
import { words } from './words.ts'

/** Who may read a message where others are: forms hold what was typed, summaries a name and a phone number. */
type Audience = 'everyone' | 'form' | 'summary'

export interface SlackMessage {
  readonly audience: Audience
  readonly text: string
  readonly blocks: readonly Block[]
}

/** Answer -> as few messages as Slack's limits allow, in order. */
export function render(answer: Answer, scope: string): readonly SlackMessage[] {
  const parts = answer.replies.flatMap((reply) => partsOf(reply, answer.language, scope))
  const messages: Part[] = []
  for (const part of parts) {
    const last = messages.at(-1)
    if (last !== undefined && fits(last, part)) messages[messages.length - 1] = join(last, part)
    else messages.push(part)
  }
  return messages.slice(0, 10).map((one) => ({
    audience: one.audience,
    text: fallbackText(one.lines),
    blocks: one.blocks,
  }))
}

interface Part {
  readonly audience: Audience
  readonly lines: readonly string[]
  readonly blocks: readonly Block[]
  readonly weight: number
}

/** One reply, cut into parts that each fit a message. */
function partsOf(reply: Reply, language: Language, scope: string): readonly Part[] {
  const audience = audienceOf(reply)
  const parts: Part[] = []
  for (const block of blocksOf(reply, language, scope)) {
    const one: Part = { audience, lines: [], blocks: [block], weight: weigh([block]) }
    const last = parts.at(-1)
    if (last !== undefined && fits(last, one)) parts[parts.length - 1] = join(last, one)
    else parts.push(one)
  }
  return parts.map((part, index) => (index === 0 ? { ...part, lines: linesOf(reply) } : part))
}

function fits(one: Part, next: Part): boolean {
  return (
    one.audience === next.audience &&
    one.blocks.length + next.blocks.length <= limits.messageBlocks &&
    one.weight + next.weight <= limits.messageWeight
  )
}

const join = (one: Part, next: Part): Part => ({
  audience: one.audience,
  lines: [...one.lines, ...next.lines],
  blocks: [...one.blocks, ...next.blocks],
  weight: one.weight + next.weight,
})

function audienceOf(reply: Reply): Audience {
  return reply.kind === 'form' || reply.kind === 'summary' ? reply.kind : 'everyone'
}

function blocksOf(reply: Reply, language: Language, scope: string): readonly Block[] {
  switch (reply.kind) {
    case 'text':
      return [
        ...toned(reply),
        ...buttons(
          reply.links.map((link) => ({ kind: 'link', ...link })),
          scope,
        ),
      ]
    case 'offering':
      return cardBlocks(reply.card, language, scope)
    case 'choices':
      return [...paragraphs(reply.text), ...aside(reply.because), ...buttons(reply.options, scope)]
    case 'form':
      return [
        ...heading(reply.title),
        ...paragraphs(reply.intro),
        ...formButtons(reply, language, scope),
      ]
    case 'summary':
      return [
        ...heading(reply.title),
        ...facts(reply.rows),
        ...paragraphs(reply.text),
        ...buttons(reply.actions, scope),
      ]
  }
}

function toned(reply: Extract<Reply, { kind: 'text' }>): readonly Block[] {
  switch (reply.tone) {
    case 'plain':
      return paragraphs(reply.text)
    case 'warning':
      return paragraphs(`⚠ ${reply.text}`)
    case 'quiet':
      return aside(reply.text)
  }
}

function cardBlocks(card: OfferingCard, language: Language, scope: string): readonly Block[] {
  const said = words[language]
  return [
    ...heading(`${card.number}. ${card.name}`),
    ...aside([card.provider, card.status.label, card.eligibility.label].join('  ·  ')),
    ...paragraphs(card.summary),
    ...facts(card.rows),
    ...bullets(said.why, card.reasons),
    ...bullets(said.checks, card.checks),
    ...paragraphs(card.warning === '' ? '' : `⚠ ${card.warning}`),
    ...sourceBlocks(card),
    ...buttons(card.actions, scope),
    { type: 'divider' },
  ]
}

const bullets = (title: string, all: readonly string[]): readonly Block[] =>
  all.length === 0 ? [] : [...aside(title), ...paragraphs(all.map((one) => `•  ${one}`).join('\n'))]

function sourceBlocks(card: OfferingCard): readonly Block[] {
  const link = linkButton(card.source)
  if (link === undefined)
    return aside([card.checked, card.source.label, card.source.url].join('  ·  '))
  const text = plain(card.checked, limits.section)
  return [{ type: 'section', text, accessory: { ...link, action_id: 'link:source' } }]
}

function formButtons(
  form: Extract<Reply, { kind: 'form' }>,
  language: Language,
  scope: string,
): readonly Block[] {
  const open = {
    type: 'button',
    action_id: 'form',
    text: plain(words[language].openForm, limits.label),
    value: formatTarget({ scope, id: form.form }),
    style: 'primary',
  } as const
  const cancel = button(form.cancel, scope)
  return rowsOfButtons(typeof cancel === 'string' ? [open] : [open, cancel])
}

/** What the top-level `text` says of a reply. */
function linesOf(reply: Reply): readonly string[] {
  switch (reply.kind) {
    case 'text':
      return [reply.text, ...reply.links.map((link) => `${link.label}: ${link.url}`)]
    case 'offering': {
      const { card } = reply
      const about = `${card.number}. ${card.name} (${card.provider}). ${card.status.label}. ${card.eligibility.label}.`
      const rows = card.rows.map(rowText)
      const told = [...card.reasons, ...card.checks, card.warning, card.checked]
      return [about, card.summary, ...rows, ...told, card.source.url]
    }
    case 'choices':
      return [reply.text, reply.because, reply.options.map((one) => one.label).join(' / ')]
    case 'form':
      return [reply.title, reply.intro]
    case 'summary':
      return [reply.title, ...reply.rows.map(rowText), reply.text]
  }
}
