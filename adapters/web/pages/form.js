import { make, present } from './dom.js'
import { makeIcon } from './icons.js'
import { say } from './language.js'

let forms = 0

/**
 * A form from the server's fields. Says at once what is missing; everything else is judged by the server.
 * @param {{
 *   fields: readonly object[],
 *   typed?: Readonly<Record<string, string>>,
 *   submit: string,
 *   danger?: string,
 *   buttons: readonly HTMLElement[],
 *   sent: (values: Record<string, string>) => void,
 *   changed?: (values: Record<string, string>) => void,
 * }} wanted
 */
export function makeForm(wanted) {
  forms += 1
  const prefix = `form${forms}`
  const fields = wanted.fields.map((field, index) => {
    const value = wanted.typed?.[field.name] ?? field.value
    return makeField({ ...field, value }, `${prefix}-${index}`)
  })
  const submit = make(
    'button',
    { type: 'submit', class: `button ${wanted.danger ?? 'main'}` },
    wanted.submit,
  )
  const form = make(
    'form',
    { class: 'form', novalidate: '' },
    ...fields,
    make('div', { class: 'form-actions' }, submit, ...wanted.buttons),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (markMissing(form)) wanted.sent(readValues(form))
  })
  form.addEventListener('input', () => wanted.changed?.(readValues(form)))
  return form
}

/** @param {HTMLElement} form */
function readValues(form) {
  const values = {}
  for (const input of form.querySelectorAll('[name]')) {
    values[input.name] = input.type === 'checkbox' ? tickValue(input) : input.value
  }
  return values
}

const tickValue = (input) => (input.checked ? 'yes' : 'no')

/** Moves to the first field that is wrong, if any. @param {HTMLElement} form */
export function focusFirstError(form) {
  const wrong = form.querySelector('[aria-invalid="true"]')
  wrong?.focus()
  return wrong !== null
}

/** Every other error is an old answer of the server's: what is in the field now is for it to judge again. */
function markMissing(form) {
  for (const input of form.querySelectorAll('[name]')) {
    setError(
      input,
      isMissing(input) ? say(input.type === 'checkbox' ? 'requiredTick' : 'required') : '',
    )
  }
  return !focusFirstError(form)
}

function isMissing(input) {
  if (!input.required) return false
  return input.type === 'checkbox' ? !input.checked : input.value.trim() === ''
}

function setError(input, message) {
  const error = document.getElementById(`${input.id}-error`)
  if (error === null) return
  error.replaceChildren(...(message === '' ? [] : [makeIcon('alert'), make('span', {}, message)]))
  error.hidden = message === ''
  if (message === '') input.removeAttribute('aria-invalid')
  else input.setAttribute('aria-invalid', 'true')
}

function makeField(field, id) {
  const input = makeInput(field, id)
  const hint = make('p', { class: 'hint', id: `${id}-hint` }, field.hint)
  const error = make('p', { class: 'error', id: `${id}-error`, hidden: '' })
  input.setAttribute(
    'aria-describedby',
    present(field.hint === '' ? undefined : `${id}-hint`, `${id}-error`).join(' '),
  )
  if (field.required === 'yes') input.setAttribute('required', '')
  const shownHint = field.hint === '' ? undefined : hint
  const box =
    field.type === 'tick'
      ? make('div', { class: 'field' }, ...present(makeTick(field, id, input), shownHint, error))
      : make('div', { class: 'field' }, ...present(makeLabel(field, id), shownHint, input, error))
  if (field.error !== '') {
    error.append(makeIcon('alert'), make('span', {}, field.error))
    error.hidden = false
    input.setAttribute('aria-invalid', 'true')
  }
  return box
}

function makeLabel(field, id) {
  const optional =
    field.required === 'no'
      ? [' ', make('span', { class: 'optional' }, `(${say('optional')})`)]
      : []
  return make('label', { for: id }, field.label, ...optional)
}

const makeTick = (field, id, input) =>
  make('label', { class: 'tick', for: id }, input, make('span', {}, field.label))

function makeInput(field, id) {
  const named = { id, name: field.name }
  const filled = field.autocomplete === '' ? named : { ...named, autocomplete: field.autocomplete }
  const input = { class: 'input', ...filled }
  switch (field.type) {
    case 'long-text':
      return setValue(make('textarea', { ...input, rows: '4', maxlength: '4000' }), field.value)
    case 'choice':
      return setValue(make('select', input, ...makeOptions(field)), field.value)
    case 'tick': {
      const ticked = field.value === 'yes' || field.value === 'true'
      return make('input', { ...named, type: 'checkbox', ...(ticked ? { checked: '' } : {}) })
    }
    default:
      return setValue(make('input', { ...input, type: field.type, maxlength: '400' }), field.value)
  }
}

function setValue(input, value) {
  input.value = value
  return input
}

function makeOptions({ options }) {
  const nothing = options.some(({ value }) => value === '')
    ? []
    : [{ value: '', label: say('choose') }]
  return [...nothing, ...options].map(({ value, label }) => make('option', { value }, label))
}
