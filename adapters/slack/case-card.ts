import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { CaseButton, CaseCard } from '../../src/index.ts'
import { momentOf } from '../clock.ts'
import {
  aside,
  type Block,
  facts,
  heading,
  linkButton,
  paragraphs,
  plain,
  rowsOfButtons,
  rowText,
  weigh,
} from './blocks.ts'
import { fallbackText, limits } from './limits.ts'
import { readJson } from './places.ts'
import { words } from './words.ts'

/** What a button on a case card says when pressed: the card it was drawn from decides, not the one in view. */
const pressShape = z.object({ case: z.string(), version: z.number().int(), action: z.string() })
export type CardPress = z.infer<typeof pressShape>
export const readCardPress = (value: string): CardPress | undefined => readJson(pressShape, value)

/**
 * One message, always: what does not fit goes, history first, never the buttons. All in the channel read it, and it
 * stays there: it never holds the contact details. `headline` is why it is drawn, for notifications; when it is only
 * redrawn there is none.
 */
export function drawCard(
  card: CaseCard,
  headline: string,
): { text: string; blocks: readonly Block[] } {
  const { language } = card
  const said = words[language].card
  const due = card.due === undefined ? [] : [card.due.label]
  const must = [
    ...heading(card.title),
    ...aside([card.state.label, ...due].join('  ·  ')),
    ...titled(said.need, paragraphs(card.need)),
    ...facts(card.rows),
  ]
  const may = [
    titled(said.offerings, offeringBlocks(card)),
    titled(
      said.notes,
      lines(card.notes.map((note) => `${momentOf(note.at, language)} ${note.by}: ${note.text}`)),
    ),
    titled(
      said.history,
      lines(card.history.map((event) => `${momentOf(event.at, language)} ${event.text}`)),
    ),
  ]
  const actions = rowsOfButtons(
    card.actions.map((action) => caseButton(card, action)).concat(reveal(card)),
  )
  const state = [card.title, card.state.label, ...due].join(' · ')
  return {
    text: fallbackText([headline, state, card.need, ...card.rows.map(rowText)]),
    blocks: fit(must, may, actions),
  }
}

function fit(
  must: readonly Block[],
  may: readonly (readonly Block[])[],
  actions: readonly Block[],
): readonly Block[] {
  for (let kept = may.length; kept >= 0; kept -= 1) {
    const blocks = [...must, ...may.slice(0, kept).flat(), ...actions]
    if (blocks.length <= limits.messageBlocks && weigh(blocks) <= limits.messageWeight)
      return blocks
  }
  let rest = must
  while (
    rest.length + actions.length > limits.messageBlocks ||
    weigh([...rest, ...actions]) > limits.messageWeight
  ) {
    if (rest.length === 0) return actions.slice(0, 4)
    rest = rest.slice(0, -1)
  }
  return [...rest, ...actions]
}

const titled = (title: string, blocks: readonly Block[]): readonly Block[] =>
  blocks.length === 0 ? [] : [...aside(title), ...blocks]

const lines = (all: readonly string[]): readonly Block[] => paragraphs(all.slice(-10).join('\n'))

function offeringBlocks(card: CaseCard): readonly Block[] {
  const links = card.offerings.map((one) => linkButton(one) ?? one.label)
  const unlinked = links.filter((one) => typeof one === 'string')
  return [...lines(unlinked), ...rowsOfButtons(links.filter((one) => typeof one !== 'string'))]
}

function caseButton(card: CaseCard, action: CaseButton): types.Button {
  const press: CardPress = { case: card.case, version: card.version, action: action.action }
  const styles = { main: { style: 'primary' }, danger: { style: 'danger' }, plain: {} } as const
  return {
    type: 'button',
    action_id: 'case',
    text: plain(action.label, limits.label),
    value: JSON.stringify(press),
    ...styles[action.weight],
  }
}

/** Contact details are asked for, and shown to who may see them. */
function reveal(card: CaseCard): readonly types.Button[] {
  if (card.state.code !== 'taken') return []
  const text = plain(words[card.language].card.showContact, limits.label)
  return [{ type: 'button', action_id: 'contact', text, value: card.case }]
}
