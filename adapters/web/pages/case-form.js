import { make, makeButton } from './dom.js'
import { focusFirstError, makeForm } from './form.js'
import { say } from './language.js'
import { dropDraft, recallDraft, rememberDraft } from './memory.js'

/**
 * The form of one action on a case. It stays as it is while the case is redrawn around it; what is typed outlives a reload
 * and another case on the desk, until it is sent or cancelled.
 * @param {{ id: string, send: (action: string, values: Record<string, string>) => void }} parts
 */
export function createCaseForm({ id, send }) {
  const element = make('div', {})
  let open

  const draftOf = ({ action }) => `case-${id}-${action}`

  const close = () => {
    dropDraft(draftOf(open))
    open = undefined
    element.replaceChildren()
  }

  const draw = (button) => {
    open = button
    const form = makeForm({
      fields: button.fields,
      typed: recallDraft(draftOf(button)),
      submit: button.label,
      danger: button.weight === 'danger' ? 'danger' : 'main',
      buttons: [makeButton(say('cancel'), close)],
      sent: (values) => send(button.action, values),
      changed: (values) => rememberDraft(draftOf(button), values),
    })
    const notice = make('p', { class: 'told wait', role: 'status', hidden: '' })
    const title = make('h3', {}, button.label)
    element.replaceChildren(make('section', { class: 'case-form' }, title, notice, form))
  }

  const find = (card) => card.actions.find(({ action }) => action === open?.action)

  return {
    element,
    /** The action has been done. */
    done: (action) => {
      if (open?.action === action) close()
    },
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
      draw(button)
      return focusFirstError(element)
    },
  }
}
