import { make, makeButton, present } from './dom.js'
import { say } from './language.js'
import { makeReply, retireForms } from './reply.js'
import { tellTime } from './time.js'

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
  const addAnswer = (answer, { by, at } = { by: 'lotsen', at: '' }) => {
    if (by === 'lotsen' && answer.receipt !== '') retire(list)
    receipts.add(answer.receipt)
    return answer.replies.length === 0 ? undefined : add(makeAnswer({ answer, by, at, listener }))
  }

  const addMessage = ({ seq, at, said }) => {
    if (drawn.has(seq)) return undefined
    drawn.add(seq)
    last = Math.max(last, seq)
    return said.by === 'person' ? addPerson(said.text) : addAnswer(said.answer, { by: said.by, at })
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
    { class: 'said person', tabindex: '-1' },
    make('span', { class: 'unseen' }, `${say('you')}: `),
    text,
  )
}

/** Seen at once; heard by a screen reader when it stands in the log for good, and so only once. */
function makePending(text) {
  const pending = makePerson(text)
  pending.classList.add('pending')
  pending.setAttribute('aria-hidden', 'true')
  pending.hidden = text === ''
  return pending
}

function makeUnsent(reason, retry) {
  const why = reason === '' ? say('unsent') : reason
  return make('div', { class: 'unsent' }, make('span', {}, why), makeButton(say('retry'), retry))
}

/** What comes by itself, perhaps days later, says when it came; an answer follows on its question. */
function makeAnswer({ answer, by, at, listener }) {
  const isAnswer = answer.receipt !== ''
  const when = isAnswer ? '' : ` · ${tellTime(at)}`
  const speaker = make('p', { class: isAnswer ? 'unseen' : 'speaker' }, say(by), when)
  const replies = answer.replies.map((reply) => makeReply(reply, listener))
  const [first, ...others] = replies
  if (first?.matches('.card') && !others.some((reply) => reply.matches('.card')))
    first.querySelector('details').open = true
  const receipt =
    answer.receipt === ''
      ? undefined
      : make('p', { class: 'receipt' }, `${say('receipt')} ${answer.receipt}`)
  return make(
    'div',
    { class: `said ${by}`, lang: answer.language, tabindex: '-1' },
    ...present(speaker, ...replies, receipt),
  )
}
