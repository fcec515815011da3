import { make, makeButton, present } from './dom.js'
import { say } from './language.js'
import { makeReply, retireForms } from './reply.js'

/**
 * The conversation as seen. A message is drawn once, however it comes: with the answer, live or on resuming.
 * @param {HTMLElement} list
 * @param {import('./reply.js').Listener} listener
 */
export function createLog(list, listener) {
  const drawn = new Set()
  const receipts = new Set()
  let last = 0

  const add = (element) => {
    list.append(element)
    return element
  }

  const addPerson = (text) => {
    retire(list)
    if (text !== '') add(makePerson(text))
  }

  /** An answer to a turn has a receipt and ends what was asked before it; what merely arrives does not. */
  const addAnswer = (answer, by = 'lotsen') => {
    if (by === 'lotsen' && answer.receipt !== '') retire(list)
    receipts.add(answer.receipt)
    return answer.replies.length === 0 ? undefined : add(makeAnswer({ answer, by, listener }))
  }

  const addMessage = ({ seq, said }) => {
    if (drawn.has(seq)) return undefined
    drawn.add(seq)
    last = Math.max(last, seq)
    return said.by === 'person' ? addPerson(said.text) : addAnswer(said.answer, said.by)
  }

  return {
    last: () => last,
    isEmpty: () => list.childElementCount === 0,
    hasAnswer: (receipt) => receipts.has(receipt),
    clear: () => list.replaceChildren(),
    addPerson,
    addAnswer,
    addMessage,
    addPending: (text) => add(makePending(text)),
    addUnsent: (reason, retry) => add(makeUnsent(reason, retry)),
  }
}

/** What was said before the person spoke again is still there, but steps back. */
function retire(list) {
  for (const said of list.querySelectorAll('.said.lotsen:not(.past)')) {
    retireForms(said)
    said.classList.add('past')
  }
}

function makePerson(text) {
  return make(
    'div',
    { class: 'said person' },
    make('span', { class: 'unseen' }, `${say('you')}: `),
    text,
  )
}

function makePending(text) {
  const pending = makePerson(text)
  pending.classList.add('pending')
  pending.hidden = text === ''
  return pending
}

function makeUnsent(reason, retry) {
  const why = reason === '' ? say('unsent') : reason
  return make('div', { class: 'unsent' }, make('span', {}, why), makeButton(say('retry'), retry))
}

function makeAnswer({ answer, by, listener }) {
  const speaker = by === 'office' ? make('p', { class: 'speaker' }, say('office')) : undefined
  const unseen = by === 'office' ? undefined : make('p', { class: 'unseen' }, say('lotsen'))
  const replies = answer.replies.map((reply) => makeReply(reply, listener))
  const only = replies.filter((reply) => reply.matches('.card'))
  if (only.length === 1) only[0].querySelector('details').open = true
  const receipt =
    answer.receipt === ''
      ? undefined
      : make('p', { class: 'receipt' }, `${say('receipt')} ${answer.receipt}`)
  return make(
    'div',
    { class: `said ${by}`, lang: answer.language, tabindex: '-1' },
    ...present(speaker, unseen, ...replies, receipt),
  )
}
