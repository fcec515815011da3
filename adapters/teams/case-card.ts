import type { CaseButton, CaseCard } from '../../src/index.ts'
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
const mostViewers = 60

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

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** An instant as people in Sweden write it; anything else is words already. */
function timeFor(at: string, { language }: Look): string {
  if (!instant.test(at) || Number.isNaN(Date.parse(at))) return cut(at, 40)
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB'
  const form = {
    timeZone: 'Europe/Stockholm',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  return new Intl.DateTimeFormat(locale, form).format(new Date(at))
}

/** The newest of both; what is older is in the office's inbox page. */
function drawNotes(card: CaseCard, look: Look): Part[] {
  const { language } = look
  const notes = some(look, card.notes.toReversed(), 8).toReversed()
  const history = some(look, card.history.toReversed(), 8).toReversed()
  return [
    ...(notes.length === 0 ? [] : label(say('notes', language))),
    ...notes.flatMap((one) =>
      line(
        [
          { text: `${timeFor(one.at, look)} ${cut(one.by, 60)}: `, subtle: 'yes' },
          { text: cut(one.text, long(look, 400)) },
        ],
        'Small',
      ),
    ),
    ...(history.length === 0 ? [] : label(say('history', language))),
    ...history.flatMap((one) =>
      line(
        [
          {
            text: `${timeFor(one.at, look)} ${cut(one.text, long(look, 200))}`,
            subtle: 'yes',
          },
        ],
        'Small',
      ),
    ),
  ]
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
