import { find, freshId } from './dom.js'
import { focusFirstError } from './form.js'
import { makeIcon } from './icons.js'
import { currentLocale, drawLanguage, setLanguage } from './language.js'
import { follow } from './live.js'
import { createLog } from './log.js'
import {
  dropDraft,
  dropDrafts,
  isKept,
  recall,
  recallDraft,
  remember,
  rememberDraft,
} from './memory.js'
import { getJson, postJson } from './server.js'
import { createTurns } from './turns.js'

const secret = recall('conversation') ?? freshId(16)
remember('conversation', secret)
const headers = { 'x-lotsen-conversation': secret }

const scroller = find('log')
const list = find('messages')
const input = /** @type {HTMLTextAreaElement} */ (find('text'))

const log = createLog(list, {
  press: (press, label) => turns.take({ kind: 'press', press, label }),
  sendForm: (form, values, label) => turns.take({ kind: 'form', form, values, label }),
  typed: (form) => recallDraft(`form-${form}`),
  type: (form, values) => rememberDraft(`form-${form}`, values),
})

const turns = createTurns({
  post: (said) =>
    postJson('/api/turn', { ...said, locale: currentLocale(), after: log.last() }, headers),
  drawPending: (label) => show(log.addPending(label)),
  drawUnsent: (reason, retry) => show(log.addUnsent(reason, retry)),
  working: drawWorking,
  answered: drawAnswer,
})

/** What came live while a turn was on its way: drawn after its answer. */
const early = []
let typing

function drawWorking(state) {
  clearTimeout(typing)
  find('typing').hidden = true
  if (state === 'on') {
    typing = setTimeout(showTyping, 250)
    find('send').setAttribute('aria-disabled', 'true')
    return
  }
  find('send').removeAttribute('aria-disabled')
  const heard = early.splice(0)
  for (const message of heard) drawHeard(message)
  if (heard.length > 0) turns.send()
}

function showTyping() {
  find('typing').hidden = false
  scroller.scrollTop = scroller.scrollHeight
}

/** The bubble gives way to what the server kept. */
function drawAnswer(said, { answer, messages }) {
  if (said.kind === 'form') dropDraft(`form-${said.form}`)
  setLanguage(answer.language)
  let answered
  for (const message of messages) answered = log.addMessage(message) ?? answered
  if (!log.hasAnswer(answer.receipt)) answered = drawUnkept(answer)
  if (answered !== undefined) arrive(answered)
}

/** An answer the server did not keep: it has forgotten the conversation, and so does the page. */
function drawUnkept(answer) {
  if (answer.receipt === '') return undefined
  log.clear()
  dropDrafts()
  return log.addAnswer(answer)
}

/**
 * Scrolls to where reading begins. Focus goes to a form that must be filled in; from a button in the log to the new
 * question, so that Tab goes on with its answer; and stays where the person writes.
 */
function arrive(answered) {
  const beginning = show(answered.previousElementSibling ?? answered)
  const form = answered.querySelector('.form-panel')
  if (form !== null) {
    if (!focusFirstError(form)) form.querySelector('h2').focus({ preventScroll: true })
    return
  }
  const at = document.activeElement
  if (at === document.body || list.contains(at)) beginning.focus({ preventScroll: true })
}

function show(element) {
  const below = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  scroller.scrollTo({ top: scroller.scrollTop + below - 16 })
  return element
}

/** What comes live waits for a turn on its way, and shows that the line is good enough to try an unsent one again. */
function hear(message) {
  if (!turns.hasUnsent()) {
    drawHeard(message)
    return
  }
  early.push(message)
  turns.send()
}

function drawHeard(message) {
  const element = log.addMessage(message)
  const isTyping = document.activeElement?.closest('.form') !== null
  if (element !== undefined && !isTyping) show(element)
}

/** Everything said since the page last knew. */
async function catchUp() {
  const { messages } = await getJson(`/api/messages?after=${log.last()}`, headers)
  for (const message of messages) {
    if (message.said.by !== 'person') setLanguage(message.said.answer.language)
    hear(message)
  }
}

/** What was said before is not read out again. */
async function resume() {
  scroller.setAttribute('aria-live', 'off')
  await catchUp()
  const aloud = () => scroller.setAttribute('aria-live', 'polite')
  if (log.isEmpty()) aloud()
  else setTimeout(aloud, 500)
}

async function start() {
  await resume()
  show([...list.querySelectorAll('.said.person')].at(-1) ?? list)
  if (log.isEmpty() && !turns.hasUnsent()) turns.take({ kind: 'open' })
  else turns.send()
  follow({
    unseen: 'rest',
    path: '/api/live',
    headers,
    position: log.last,
    heard: ({ name, data }) => name === 'message' && hear(data),
    changed: (state) => state === 'live' && turns.send(),
  })
}

/** Without the server there is nothing to show but that, and a way to try again. */
function begin() {
  list.replaceChildren()
  start().catch((error) => log.addUnsent(error.message, begin))
}

function sayIt(event) {
  event.preventDefault()
  const text = input.value.trim()
  if (text === '' || !turns.take({ kind: 'message', text })) return
  input.value = ''
  dropDraft('text')
}

function listenToComposer() {
  find('send').append(makeIcon('send'))
  find('send').disabled = false
  find('composer').addEventListener('submit', sayIt)
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) sayIt(event)
  })
  input.addEventListener('input', () => rememberDraft('text', input.value))
  input.value = recallDraft('text') ?? ''
}

const languageNames = { sv: 'Svenska', en: 'English' }

/** The header's buttons are presses like any other; what they mean is in `src/conversation/press.ts`. */
function listenToHeader() {
  const listen = (button, press, icon) => {
    button.prepend(makeIcon(icon))
    button.addEventListener('click', () =>
      turns.take({ kind: 'press', press, label: button.textContent.trim() }),
    )
  }
  listen(find('human'), 'handoff', 'person')
  listen(find('restart'), 'restart', 'restart')
  for (const button of document.querySelectorAll('[data-language]')) {
    const { language } = button.dataset
    button.addEventListener('click', () => {
      setLanguage(language)
      turns.take({
        kind: 'press',
        press: `language|${language}`,
        label: languageNames[language],
      })
    })
  }
}

function listenToLine() {
  const draw = () => {
    find('offline').hidden = navigator.onLine
  }
  addEventListener('offline', draw)
  addEventListener('online', () => {
    draw()
    turns.send()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && !log.isEmpty()) catchUp().catch(() => undefined)
  })
  draw()
}

/** What the person must know before it surprises them: a fault on the page, or a browser that keeps nothing. */
function listenToTrouble() {
  for (const kind of ['error', 'unhandledrejection']) {
    addEventListener(kind, () => {
      find('trouble').hidden = false
    })
  }
  if (isKept()) return
  find('unkept').hidden = false
  addEventListener('beforeunload', (event) => {
    if (input.value.trim() !== '' || turns.hasUnsent()) event.preventDefault()
  })
}

/** Framed by another site: Escape asks its button to close us. */
function listenToFrame() {
  if (window.parent === window) return
  document.body.classList.add('embedded')
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') window.parent.postMessage({ lotsen: 'close' }, '*')
  })
}

listenToTrouble()
drawLanguage()
listenToComposer()
listenToHeader()
listenToLine()
listenToFrame()
begin()
