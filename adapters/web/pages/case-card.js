import { makeDue, makeMissed } from './case-list.js'
import { make, makeLink, makeRows, present } from './dom.js'
import { makeIcon } from './icons.js'
import { say } from './language.js'
import { tellTime } from './time.js'

const tints = { waiting: ['', 'clock'], taken: ['good', 'person'], closed: ['', 'check'] }

/** Whose case, and how it stands. */
export function makeCaseHead(card, listUrl) {
  const [tint, icon] = tints[card.state.code]
  const back = make('a', { class: 'back', href: listUrl }, makeIcon('back'), say('back'))
  const badge = make('span', { class: `badge ${tint}` }, makeIcon(icon), card.state.label)
  const due = card.due === undefined ? undefined : makeDue(card.due)
  return make(
    'div',
    { class: 'case-head' },
    back,
    ...present(
      card.title.includes(card.case) ? undefined : make('p', { class: 'provider' }, card.case),
      make('h2', { tabindex: '-1' }, card.title),
    ),
    make('p', { class: 'badges' }, ...present(badge, due, makeMissed(card))),
  )
}

/** What the office needs before it calls. */
export function makeCaseNeed(card) {
  return [
    part('need', card.need === '' ? [] : [make('p', { class: 'need' }, card.need)]),
    part('contact', card.contact.length === 0 ? hidden(card) : [makeRows(card.contact)]),
  ].flat()
}

/** Contact details come with taking the case. */
const hidden = ({ state }) =>
  state.code === 'waiting' ? [make('p', { class: 'nothing' }, say('contactHidden'))] : []

export function makeCaseRest(card) {
  const offerings = card.offerings.map(({ label, url }) => make('li', {}, makeLink(label, url)))
  const notes = card.notes.map(({ at, by, text }) => makeEntry(`${tellTime(at)} · ${by}`, text))
  const history = card.history.map(({ at, text }) => makeEntry(tellTime(at), text))
  return [
    part('notes', notes.length === 0 ? [] : [make('ul', { class: 'entries' }, ...notes)]),
    part('facts', card.rows.length === 0 ? [] : [makeRows(card.rows)]),
    part('offerings', offerings.length === 0 ? [] : [make('ul', { class: 'links' }, ...offerings)]),
    part('history', history.length === 0 ? [] : [make('ul', { class: 'entries' }, ...history)]),
  ].flat()
}

function part(title, content) {
  return content.length === 0 ? [] : [make('section', {}, make('h3', {}, say(title)), ...content)]
}

const makeEntry = (when, text) => make('li', {}, ...present(make('small', {}, when), text))
