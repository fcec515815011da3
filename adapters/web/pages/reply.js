import { make, makeButton, makeLink, makeReachable, makeRows, present } from './dom.js'
import { makeForm } from './form.js'
import { say } from './language.js'
import { makeOffering, makeWarning } from './offering.js'

/**
 * @typedef {{
 *   press: (press: string, label: string) => void,
 *   sendForm: (form: string, values: Record<string, string>, label: string) => void,
 *   typed: (form: string) => Record<string, string> | undefined,
 *   type: (form: string, values: Record<string, string>) => void,
 * }} Listener what the page does when the person does something
 */

/**
 * One reply as an element; every kind in `src/chat.ts` has its place here.
 * @param {object} reply
 * @param {Listener} listener
 * @returns {HTMLElement}
 */
export function makeReply(reply, listener) {
  switch (reply.kind) {
    case 'text':
      return makeText(reply)
    case 'offering':
      return makeOffering(reply.card, (action) => makeAction(action, listener))
    case 'choices':
      return makeChoices(reply, listener)
    case 'form':
      return makePanelForm(reply, listener)
    case 'summary':
      return makeSummary(reply, listener)
    default:
      return make('p', { class: 'text' }, String(reply.text ?? ''))
  }
}

function makeAction(action, listener) {
  if (action.kind === 'link') return makeLink(action.label, action.url, 'button')
  return makeButton(action.label, () => listener.press(action.press, action.label), action.weight)
}

function makeText({ text, tone, links }) {
  const words =
    tone === 'warning'
      ? makeWarning(text)
      : make('p', { class: `text ${tone}` }, ...makeReachable(text))
  if (links.length === 0) return words
  const items = links.map(({ label, url }) => make('li', {}, makeLink(label, url)))
  return make('div', {}, words, make('ul', { class: 'links' }, ...items))
}

function makeChoices({ text, because, options }, listener) {
  const question = text === '' ? undefined : make('p', { class: 'question' }, text)
  const why = because === '' ? undefined : make('p', { class: 'because' }, because)
  const buttons = make(
    'div',
    { class: 'actions' },
    ...options.map((option) => makeAction(option, listener)),
  )
  const label = text === '' ? {} : { 'aria-label': text }
  return make(
    'div',
    { class: 'choices', role: 'group', ...label },
    ...present(question, why, buttons),
  )
}

function makePanelForm(reply, listener) {
  const form = makeForm({
    fields: reply.fields,
    typed: hasErrors(reply) ? undefined : listener.typed(reply.form),
    submit: reply.submit,
    buttons: [makeAction(reply.cancel, listener)],
    sent: (values) => listener.sendForm(reply.form, values, reply.submit),
    changed: (values) => listener.type(reply.form, values),
  })
  const intro = reply.intro === '' ? undefined : make('p', { class: 'text' }, reply.intro)
  const title = make('h2', { tabindex: '-1' }, reply.title)
  return make('section', { class: 'panel form-panel' }, ...present(title, intro, form))
}

const hasErrors = ({ fields }) => fields.some(({ error }) => error !== '')

function makeSummary({ title, rows, text, actions }, listener) {
  return make(
    'section',
    { class: 'panel' },
    ...present(
      make('h2', {}, title),
      rows.length === 0 ? undefined : makeRows(rows),
      text === '' ? undefined : make('p', { class: 'text' }, text),
      actions.length === 0
        ? undefined
        : make(
            'div',
            { class: 'actions' },
            ...actions.map((action) => makeAction(action, listener)),
          ),
    ),
  )
}

/** A form left behind, filled in or not, shows only that it was there. @param {HTMLElement} said */
export function retireForms(said) {
  for (const panel of said.querySelectorAll('.form-panel')) {
    const title = panel.querySelector('h2')?.textContent ?? ''
    panel.replaceWith(make('p', { class: 'done-form' }, `${say('form')}: ${title}`))
  }
}
