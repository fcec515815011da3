import { make, makeLink, makeReachable, makeRows, present } from './dom.js'
import { makeIcon } from './icons.js'
import { say } from './language.js'

/** A status is told by word, drawing and colour, in that order. */
const statuses = {
  open: ['good', 'check'],
  recurring: ['good', 'repeat'],
  closed: ['stop', 'cross'],
  paused: ['wait', 'pause'],
  unknown: ['wait', 'question'],
}

const eligibilities = {
  yes: ['good', 'check'],
  no: ['stop', 'cross'],
  unknown: ['wait', 'question'],
}

const makeBadge = ([tint, icon], label) =>
  make('span', { class: `badge ${tint}` }, makeIcon(icon), label)

/**
 * What a firm chooses by is always seen, and short enough that three offerings fit a phone: name, provider, sum, status,
 * the red line, the first reason. The rest unfolds.
 * @param {object} card
 * @param {(action: object) => HTMLElement} makeAction
 */
export function makeOffering(card, makeAction) {
  const title = `offering-${card.number}-${card.offering}-${Math.random().toString(36).slice(2, 8)}`
  return make(
    'article',
    { class: 'card', 'aria-labelledby': title },
    ...present(
      makeHead(card, title),
      card.rows.length === 0 ? undefined : makeRows(card.rows),
      makeBadges(card),
      card.warning === '' ? undefined : makeWarning(card.warning),
      makeFirstReason(card),
      makeMore(card, makeAction),
    ),
  )
}

function makeHead(card, title) {
  return make(
    'div',
    { class: 'card-head' },
    make('span', { class: 'card-number' }, String(card.number)),
    make(
      'div',
      {},
      make('h2', { id: title }, card.name),
      make('p', { class: 'provider' }, card.provider),
    ),
  )
}

function makeBadges({ status, eligibility }) {
  return make(
    'p',
    { class: 'badges' },
    makeBadge(statuses[status.code], status.label),
    ' ',
    makeBadge(eligibilities[eligibility.code], eligibility.label),
  )
}

/** @param {string} text */
export function makeWarning(text) {
  const spoken = make('span', { class: 'unseen' }, `${say('warning')}: `)
  return make(
    'p',
    { class: 'warning' },
    makeIcon('alert'),
    make('span', {}, spoken, ...makeReachable(text)),
  )
}

function makeMore(card, makeAction) {
  const which = make('span', { class: 'unseen' }, `: ${card.name}`)
  const label = make('span', {}, say('details'), which)
  const actions = card.actions.map(makeAction)
  const inner = make(
    'div',
    { class: 'more-inner' },
    ...present(
      card.summary === '' ? undefined : make('p', {}, card.summary),
      makeList({ kind: reasonsOf(card), lines: card.reasons.slice(1) }),
      makeList({ kind: 'checks', lines: card.checks }),
      makeSource(card),
      actions.length === 0 ? undefined : make('div', { class: 'actions' }, ...actions),
    ),
  )
  return make('details', { class: 'more' }, make('summary', {}, makeIcon('chevron'), label), inner)
}

const reasonsOf = ({ eligibility }) => (eligibility.code === 'no' ? 'against' : 'reasons')

/** The reason that weighs most, before anything is unfolded. */
function makeFirstReason(card) {
  const [first] = card.reasons
  if (first === undefined) return undefined
  const kind = reasonsOf(card)
  const item = make('li', {}, makeIcon(lists[kind][1]), make('span', {}, first))
  return make('ul', { class: `points ${kind}` }, item)
}

const lists = {
  reasons: ['reasons', 'check'],
  against: ['reasons', 'cross'],
  checks: ['checks', 'question'],
}

function makeList({ kind, lines }) {
  if (lines.length === 0) return undefined
  const [title, icon] = lists[kind]
  const items = lines.map((line) => make('li', {}, makeIcon(icon), make('span', {}, line)))
  return make(
    'div',
    {},
    make('p', { class: 'list-title' }, say(title)),
    make('ul', { class: `points ${kind}` }, ...items),
  )
}

function makeSource({ source, checked }) {
  return make(
    'p',
    { class: 'source' },
    `${say('source')}: `,
    makeLink(source.label, source.url),
    ` · ${checked}`,
  )
}
