import type { CaseButton, CaseCard } from '../../src/index.ts'
import { momentOf } from '../clock.ts'
import { type Card, createCard, fit, largest } from './card.ts'
import {
  actionSets,
  execute,
  heading,
  inputs,
  type Look,
  label,
  line,
  links,
  long,
  type Part,
  paragraphs,
  type Run,
  rows,
  some,
  titleOf,
} from './elements.ts'
import { plainCase } from './plain.ts'
import { actData, refreshData } from './press.ts'
import { say } from './texts.ts'
import { cut } from './words.ts'

const colours: Readonly<Record<CaseCard['state']['code'], Pick<Run, 'color'>>> = {
  waiting: { color: 'Attention' },
  taken: { color: 'Accent' },
  closed: {},
}

/** Teams asks anew for at most 60 people's own view of a card. */
export const mostViewers = 60

export interface Seen {
  /** What the person who pressed is told; empty for everyone's card. */
  readonly message: string
  /** Teams ids of those who get a view of their own. */
  readonly viewers: readonly string[]
}

export function renderCase(card: CaseCard, seen: Seen): Card {
  return fit((scale) => draw(card, { seen, look: { language: card.language, scale } }), largest)
}

function draw(card: CaseCard, { seen, look }: { readonly seen: Seen; readonly look: Look }): Card {
  const viewers = some(look, seen.viewers.toReversed(), mostViewers)
  const action = execute(say('case', look.language), refreshData(card.case), { inputs: 'none' })
  const refresh = {
    action: { type: 'Action.Execute', verb: 'lotsen', title: action.title, data: action.data },
    userIds: viewers,
  }
  return createCard(
    [...drawFacts(card, seen, look), ...drawNotes(card, look), ...drawButtons(card, look)],
    {
      look,
      plain: plainCase(card),
      more: viewers.length === 0 ? {} : { refresh },
    },
  )
}

function drawFacts(card: CaseCard, seen: Seen, look: Look): Part[] {
  const { language } = look
  const contact =
    card.contact.length === 0
      ? []
      : [...label(say('contact', language)), ...rows(card.contact, look)]
  return [
    ...(seen.message === ''
      ? []
      : [
          {
            type: 'Container',
            style: 'accent',
            items: paragraphs(cut(seen.message, long(look, 400))),
          },
        ]),
    ...heading(titleFor(card, look), 'Large'),
    ...line(
      [
        {
          text: cut(card.state.label, long(look, 160)),
          weight: 'Bolder',
          ...colours[card.state.code],
        },
      ],
      'None',
    ),
    ...(card.need === '' ? [] : label(say('need', language))),
    ...paragraphs(cut(card.need, long(look, 1_500))),
    ...rows(card.rows, look),
    ...(card.offerings.length === 0 ? [] : label(say('offerings', language))),
    ...links(card.offerings, look),
    ...(contact.length === 0 ? [] : [{ type: 'Container', style: 'emphasis', items: contact }]),
  ]
}

/** The case's number is how people speak of it: it is there even when the title leaves it out. */
function titleFor(card: CaseCard, look: Look): string {
  const title = cut(card.title, long(look, 160))
  return title.includes(card.case) ? title : `${card.case} · ${title}`
}

/** The newest of both; what is older is in the office's inbox page. */
function drawNotes(card: CaseCard, look: Look): Part[] {
  const { language } = look
  const when = (at: string) => cut(momentOf(at, language), 40)
  const tellNote = ({ at, by, text }: CaseCard['notes'][number]): readonly Run[] => [
    { text: `${when(at)} ${cut(by, 60)}: `, subtle: 'yes' },
    { text: cut(text, long(look, 400)) },
  ]
  const tellEvent = ({ at, text }: CaseCard['history'][number]): readonly Run[] => [
    { text: `${when(at)} ${cut(text, long(look, 200))}`, subtle: 'yes' },
  ]
  return [
    ...newest({ title: say('notes', language), list: card.notes, tell: tellNote }, look),
    ...newest({ title: say('history', language), list: card.history, tell: tellEvent }, look),
  ]
}

interface Newest<T> {
  readonly title: string
  readonly list: readonly T[]
  readonly tell: (one: T) => readonly Run[]
}

function newest<T>({ title, list, tell }: Newest<T>, look: Look): Part[] {
  const kept = some(look, list.toReversed(), 8).toReversed()
  return kept.length === 0
    ? []
    : [...label(title), ...kept.flatMap((one) => line(tell(one), 'Small'))]
}

const styles: Readonly<Record<CaseButton['weight'], { readonly style?: string }>> = {
  main: { style: 'positive' },
  danger: { style: 'destructive' },
  plain: {},
}

function drawButtons(card: CaseCard, look: Look): Part[] {
  return actionSets(card.actions.slice(0, 12).map((button) => drawButton(button, { card, look })))
}

/** With fields the button opens a form in the card; the form's own button sends it. */
function drawButton(
  button: CaseButton,
  { card, look }: { readonly card: CaseCard; readonly look: Look },
): Part {
  const data = actData({ case: card.case, version: card.version, action: button.action })
  if (button.fields.length === 0)
    return execute(button.label, data, { inputs: 'none', ...styles[button.weight] })
  const send = execute(button.label, data, { inputs: 'auto', style: 'positive' })
  const form = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: inputs(button.fields.slice(0, 20), button.action, look),
    actions: [send],
  }
  return {
    type: 'Action.ShowCard',
    title: titleOf(button.label),
    card: form,
    ...styles[button.weight],
  }
}
