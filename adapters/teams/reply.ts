import type { Action, OfferingCard, Reply } from '../../src/index.ts'
import {
  actionSets,
  bullets,
  choices,
  execute,
  heading,
  inputs,
  type Look,
  line,
  links,
  long,
  oneLine,
  openUrl,
  type Part,
  paragraphs,
  type Run,
  rows,
  some,
  tappable,
  titleOf,
} from './elements.ts'
import { choiceInput, chooseData, type From, formData, pressData } from './press.ts'
import { say } from './texts.ts'
import { cut } from './words.ts'

/** How the buttons of a reply behave: whose conversation they speak in, and where the answer goes. */
export interface Setting extends Look {
  readonly at: string
}

type Of<Kind extends Reply['kind']> = Extract<Reply, { readonly kind: Kind }>

export function drawReply(reply: Reply, setting: Setting): Part[] {
  switch (reply.kind) {
    case 'text':
      return drawText(reply, setting)
    case 'offering':
      return drawOffering(reply.card, setting)
    case 'choices':
      return drawChoices(reply, setting)
    case 'form':
      return drawForm(reply, setting)
    case 'summary':
      return drawSummary(reply, setting)
  }
}

function drawText(reply: Of<'text'>, look: Look): Part[] {
  const text = paragraphs(
    cut(reply.text, long(look, 4_000)),
    reply.tone === 'quiet' ? { subtle: 'yes' } : {},
  )
  const shown =
    reply.tone === 'warning' ? [{ type: 'Container', style: 'warning', items: text }] : text
  return [...shown, ...links(reply.links, look)]
}

/** Teams' own green and yellow cannot be read on white: a sign says it, and red where it is no. */
const signs: Readonly<Record<OfferingCard['eligibility']['code'], string>> = {
  yes: '✓',
  no: '✗',
  unknown: '?',
}

function drawOffering(card: OfferingCard, setting: Setting): Part[] {
  const short = (text: string, usual: number) => cut(text, long(setting, usual))
  const items = [
    ...heading(`${card.number} · ${short(card.name, 160)}`),
    ...line(
      [{ text: `${short(card.provider, 120)} · ${short(card.status.label, 80)}`, subtle: 'yes' }],
      'None',
    ),
    ...line([drawEligibility(card.eligibility, short(card.eligibility.label, 160))], 'Small'),
    ...(card.warning === '' ? [] : [warning(short(card.warning, 600))]),
    ...paragraphs(short(card.summary, 900)),
    ...rows(card.rows, setting),
    ...bullets(say('why', setting.language), card.reasons, setting),
    ...bullets(say('checks', setting.language), card.checks, setting),
    ...line(
      [
        { text: `${say('source', setting.language)}: `, subtle: 'yes' },
        {
          text: short(card.source.label, 120) || card.source.url,
          url: card.source.url,
          color: 'Accent',
          about: card.name,
        },
        { text: card.checked === '' ? '' : ` · ${short(card.checked, 120)}`, subtle: 'yes' },
      ],
      'Small',
    ),
    ...actionSets(
      card.actions
        .slice(0, 12)
        .flatMap((action) =>
          drawAction(action, { ...below(setting), about: short(card.name, 160) }),
        ),
    ),
  ]
  return [{ type: 'Container', style: 'emphasis', spacing: 'Medium', items }]
}

function drawEligibility({ code }: OfferingCard['eligibility'], label: string): Run {
  const text = `${signs[code]} ${label}`
  return { text, weight: 'Bolder', ...(code === 'no' ? { color: 'Attention' } : {}) }
}

function warning(text: string): Part {
  return { type: 'Container', style: 'warning', items: line([{ text, weight: 'Bolder' }]) }
}

interface Asked extends From {
  readonly text: string
  /** Of several buttons that read alike, what these are about. */
  readonly about: string
}

/** The answer is a new message; the question says what was chosen. */
function below(setting: Setting): Asked {
  return { at: setting.at, redraw: 'no', text: '', about: '' }
}

/** The answer takes this card's place: forms and what is made of them. */
function here(setting: Setting): Asked {
  return { at: setting.at, redraw: 'yes', text: '', about: '' }
}

function drawAction(action: Action, { text, about, ...from }: Asked): Part[] {
  const tooltip = about === '' ? {} : { tooltip: about }
  if (action.kind === 'link')
    return openUrl(action.label, action.url).map((one) => ({ ...one, ...tooltip }))
  const data = pressData(action.press, from, { text, label: cut(action.label, 60) })
  return [
    execute(action.label, data, {
      inputs: 'none',
      ...(action.weight === 'main' ? { style: 'positive' } : {}),
      ...tooltip,
    }),
  ]
}

const mostButtons = 6

function drawChoices(reply: Of<'choices'>, setting: Setting): Part[] {
  const asked = { ...below(setting), text: cut(reply.text, long(setting, 200)) }
  const text = paragraphs(cut(reply.text, long(setting, 1_500)), { weight: 'Bolder' })
  const because = paragraphs(cut(reply.because, long(setting, 800)), { subtle: 'yes' })
  if (reply.options.length <= mostButtons)
    return [...text, ...because, ...drawFew(reply.options, asked)]
  const label = oneLine(reply.text, long(setting, 200))
  // What can be the list's label is said once, and heard with the list.
  return label !== '' && label === reply.text
    ? drawMany(reply.options, { setting, asked, label, because })
    : [...text, ...drawMany(reply.options, { setting, asked, label: '', because })]
}

/** Clients cut off what does not fit on a button: then all become rows. */
const longestButton = 32

function drawFew(options: readonly Action[], asked: Asked): Part[] {
  if (options.every((option) => option.label.length <= longestButton)) {
    return actionSets(options.flatMap((option) => drawAction(option, asked)))
  }
  return options.flatMap((option) =>
    drawAction(option, asked).map((action) => tappable(titleOf(option.label), action)),
  )
}

interface Many {
  readonly setting: Setting
  readonly asked: Asked
  readonly label: string
  readonly because: readonly Part[]
}

/** More options than buttons fit: one list to choose from, and the links below it. */
function drawMany(options: readonly Action[], { setting, asked, label, because }: Many): Part[] {
  const { text, about: _, ...from } = asked
  const { language } = setting
  const presses = options.flatMap((one) =>
    one.kind === 'press' ? [{ value: one.press, label: one.label }] : [],
  )
  const addresses = options.flatMap((one) => (one.kind === 'link' ? [one] : []))
  if (presses.length === 0)
    return [...paragraphs(label, { weight: 'Bolder' }), ...because, ...links(addresses, setting)]
  const list = {
    type: 'Input.ChoiceSet',
    id: choiceInput,
    label: label || say('chooseLabel', language),
    isRequired: true,
    errorMessage: say('chooseLabel', language),
    ...choices(presses, setting),
  }
  const send = execute(say('choose', language), chooseData(from, text), {
    inputs: 'auto',
    style: 'positive',
  })
  return [list, ...because, ...actionSets([send]), ...links(addresses, setting)]
}

function drawForm(reply: Of<'form'>, setting: Setting): Part[] {
  const { at, redraw } = here(setting)
  return [
    ...heading(cut(reply.title, long(setting, 160)), 'Large'),
    ...paragraphs(cut(reply.intro, long(setting, 1_200))),
    ...inputs(reply.fields.slice(0, 20), '', setting),
    ...actionSets([
      execute(reply.submit, formData(reply.form, { at, redraw }), {
        inputs: 'auto',
        style: 'positive',
      }),
      ...drawAction(reply.cancel, here(setting)),
    ]),
  ]
}

function drawSummary(reply: Of<'summary'>, setting: Setting): Part[] {
  return [
    ...heading(cut(reply.title, long(setting, 160)), 'Large'),
    ...rows(reply.rows, setting),
    ...paragraphs(cut(reply.text, long(setting, 2_000))),
    ...actionSets(
      some(setting, reply.actions, 12).flatMap((action) => drawAction(action, here(setting))),
    ),
  ]
}
