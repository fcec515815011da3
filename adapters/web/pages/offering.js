import { make, makeLink, makeRows, present } from './dom.js'
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
 * What a firm needs to choose by is always seen: name, status, fit, the red line, the sum. The rest unfolds.
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
      makeBadges(card),
      card.warning === '' ? undefined : makeWarning(card.warning),
      card.summary === '' ? undefined : make('p', {}, card.summary),
      makeFirstReason(card),
      card.rows.length === 0 ? undefined : makeRows(card.rows),
      makeMore(card),
      card.actions.length === 0
        ? undefined
        : make('div', { class: 'actions' }, ...card.actions.map(makeAction)),
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
  return make('p', { class: 'warning' }, makeIcon('alert'), make('span', {}, spoken, text))
}

function makeMore(card) {
  const summary = make('summary', {}, makeIcon('chevron'), make('span', {}, say('details')))
  const inner = make(
    'div',
    { class: 'more-inner' },
    ...present(
      makeList({
        kind: card.eligibility.code === 'no' ? 'against' : 'reasons',
        lines: card.reasons,
      }),
      makeList({ kind: 'checks', lines: card.checks }),
      makeSource(card),
    ),
  )
  return make('details', { class: 'more' }, summary, inner)
}

/** The reason that weighs most, before anything is unfolded. */
function makeFirstReason({ eligibility, reasons }) {
  const [first] = reasons
  if (first === undefined) return undefined
  const kind = eligibility.code === 'no' ? 'against' : 'reasons'
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
