import { makeCaseHead, makeCaseNeed, makeCaseRest } from './case-card.js'
import { createCaseForm } from './case-form.js'
import { freshId, make, makeButton } from './dom.js'
import { say } from './language.js'

const tints = { moved: '', stale: 'wait', refused: 'stop', 'unknown-case': 'stop' }

/**
 * One case with what can be done about it. Redrawn when it changes, but a form that is being filled in stays.
 * @param {{
 *   id: string,
 *   listUrl: string,
 *   press: (press: object) => Promise<object>,
 *   moved: (card: object) => void,
 * }} desk
 */
export function createCaseView(desk) {
  const press = repeatable(desk.press)
  const form = createCaseForm({ id: desk.id, send: (action, values) => send(action, values) })
  const [head, actions, rest] = [make('div', {}), make('div', {}), make('div', {})]
  const told = makeTold()
  const element = make('article', { class: 'case' }, head, actions, told, form.element, rest)
  let card

  const draw = (next) => {
    element.lang = next.language
    const changed = card !== undefined && card.version !== next.version
    card = next
    head.replaceChildren(makeCaseHead(card, desk.listUrl), ...makeCaseNeed(card))
    actions.replaceChildren(makeActions(card.actions, act))
    rest.replaceChildren(...makeCaseRest(card))
    if (changed) form.warn(card)
  }

  const act = (button) => {
    tell(told, '', '')
    if (button.fields.length > 0) form.openWith(button)
    else send(button.action, {})
  }

  const send = (action, values) => {
    if (element.inert) return
    element.inert = true
    press({ case: card.case, version: card.version, action, values })
      .then(
        (answer) => hear(answer, action),
        (error) => tell(told, error.message || say('unsent'), 'stop'),
      )
      .finally(() => {
        element.inert = false
        if (document.activeElement === document.body) told.focus()
      })
      .catch(reportError)
  }

  const hear = (answer, action) => {
    if (answer.kind === 'moved') form.done(action)
    tell(told, answer.message, tints[answer.kind])
    if (answer.card === undefined) return
    draw(answer.card)
    desk.moved(answer.card)
    element.inert = false
    if (answer.kind === 'refused' && form.showErrors(answer.card)) return
    told.focus()
  }

  return { element, draw, focus: () => head.querySelector('h2')?.focus() }
}

/** Read out because focus goes there. */
const makeTold = () => make('p', { class: 'told', tabindex: '-1', hidden: '' })

function tell(told, message, tint) {
  told.className = `told ${tint}`
  told.textContent = message
  told.hidden = message === ''
}

function makeActions(buttons, act) {
  const made = buttons.map((button) => makeButton(button.label, () => act(button), button.weight))
  return make('div', { class: 'actions', role: 'group', 'aria-label': say('actions') }, ...made)
}

/** The same press tried again after a failure is the same event: it happens once. */
function repeatable(post) {
  const failed = new Map()
  return async (press) => {
    const key = JSON.stringify(press)
    const event = failed.get(key) ?? freshId(16)
    failed.set(key, event)
    const answer = await post({ ...press, event })
    failed.delete(key)
    return answer
  }
}
