import { make, makeButton } from './dom.js'
import { focusFirstError, makeForm, readValues } from './form.js'
import { say } from './language.js'

/**
 * The form of one action on a case. It stays as it is while the case is redrawn around it.
 * @param {(action: string, values: Record<string, string>) => void} send
 */
export function createCaseForm(send) {
  const element = make('div', {})
  let open

  const close = () => {
    open = undefined
    element.replaceChildren()
  }

  const draw = (button) => {
    open = button
    const form = makeForm({
      fields: button.fields,
      submit: button.label,
      danger: button.weight === 'danger' ? 'danger' : 'main',
      buttons: [makeButton(say('cancel'), close)],
      sent: (values) => send(button.action, values),
    })
    const notice = make('p', { class: 'told wait', role: 'status', hidden: '' })
    const title = make('h3', {}, button.label)
    element.replaceChildren(make('section', { class: 'case-form' }, title, notice, form))
  }

  const find = (card) => card.actions.find(({ action }) => action === open?.action)

  return {
    element,
    close,
    openWith: (button) => {
      draw(button)
      element.querySelector('[name]')?.focus()
    },
    /** Someone else was here while this form was open. */
    warn: (card) => {
      const notice = element.querySelector('.told')
      if (notice === null) return
      notice.textContent = say(find(card) === undefined ? 'gone' : 'changed')
      notice.hidden = false
    },
    /** Says whether the refused card told what is wrong with which field. */
    showErrors: (card) => {
      const button = find(card)
      if (button === undefined || button.fields.every(({ error }) => error === '')) return false
      const typed = readValues(element)
      draw({
        ...button,
        fields: button.fields.map((field) => ({
          ...field,
          value: typed[field.name] ?? field.value,
        })),
      })
      return focusFirstError(element)
    },
  }
}
