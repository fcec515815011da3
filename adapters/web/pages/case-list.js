import { make, present } from './dom.js'
import { makeIcon } from './icons.js'
import { say } from './language.js'

const groups = ['waiting', 'taken', 'closed']

/**
 * The office's cases by state, in the order they came: most urgent first. The one that is shown is marked, and keyboard
 * focus stays where it was.
 * @param {HTMLElement} place
 * @param {{ cards: readonly object[], selected: string | undefined, linkTo: (id: string) => string }} list
 */
export function drawCaseList(place, { cards, selected, linkTo }) {
  const focused = place.contains(document.activeElement)
    ? document.activeElement.dataset.case
    : undefined
  const sections = groups.map((state) => {
    const here = cards.filter((card) => card.state.code === state)
    const links = here.map((card) => make('li', {}, makeCaseLink(card, selected, linkTo)))
    return makeGroup(state, links)
  })
  place.replaceChildren(...sections)
  if (focused !== undefined) place.querySelector(`[data-case="${CSS.escape(focused)}"]`)?.focus()
}

function makeGroup(state, links) {
  const count = make('span', { class: 'count' }, String(links.length))
  const title = make('h2', {}, say(state), ' ', count)
  const nothing = make(
    'p',
    { class: 'nothing' },
    say(state === 'waiting' ? 'nothingWaiting' : 'none'),
  )
  const list = links.length === 0 ? nothing : make('ul', {}, ...links)
  return make('section', { class: `group ${state}` }, title, list)
}

function makeCaseLink(card, selected, linkTo) {
  const current = card.case === selected ? { 'aria-current': 'true' } : {}
  return make(
    'a',
    {
      class: 'case-link',
      href: linkTo(card.case),
      'data-case': card.case,
      lang: card.language,
      ...current,
    },
    make('strong', {}, card.title),
    ...present(
      card.need === '' ? undefined : make('span', { class: 'case-need' }, card.need),
      card.due === undefined ? undefined : makeDue(card.due),
      makeMissed(card),
      card.state.code === 'waiting' ? undefined : make('span', {}, card.state.label),
      card.title.includes(card.case) ? undefined : make('span', {}, card.case),
    ),
  )
}

/** Somebody has not heard what there is to hear about this case. */
export function makeMissed({ missed }) {
  const words = { company: 'missedCompany', someone: 'missedSomeone' }[missed]
  if (words === undefined) return undefined
  return make('span', { class: 'badge stop' }, makeIcon('alert'), say(words))
}

/** When an answer was promised; late is told by drawing and colour besides the words. */
export function makeDue({ label, late }) {
  const [tint, icon] = late === 'yes' ? ['stop', 'alert'] : ['wait', 'clock']
  return make('span', { class: `badge ${tint}` }, makeIcon(icon), label)
}
