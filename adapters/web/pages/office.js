import { drawCaseList } from './case-list.js'
import { createCaseView } from './case-view.js'
import { find, make } from './dom.js'
import { currentLanguage, drawLanguage, say, setLanguage } from './language.js'
import { follow } from './live.js'
import { recall, remember } from './memory.js'
import { getJson, postJson } from './server.js'

const [, , office = ''] = location.pathname.split('/')
const listUrl = `/office/${office}`
const linkTo = (id) => `${listUrl}/case/${encodeURIComponent(id)}`
const query = () => `office=${encodeURIComponent(office)}&language=${currentLanguage()}`

let cards = []
/** The case on the desk: its id, what shows it, and the card as last drawn. */
let shown
let line = 'broken'

function drawList() {
  drawCaseList(find('groups'), { cards, selected: shown?.id, linkTo })
  const waiting = cards.filter((card) => card.state.code === 'waiting').length
  document.title = `${waiting === 0 ? '' : `(${waiting}) `}${say('inbox')} – Lotsen`
}

function drawLine() {
  find('line').className = `line ${line}`
  find('line').textContent = say(line === 'live' ? 'live' : 'notLive')
}

/** The list, and the case on the desk if it changed; what is being typed there stays. */
async function refresh() {
  const answer = await getJson(`/api/cases?${query()}`)
  cards = answer.cards
  find('office-name').textContent = answer.office.name
  find('refused').hidden = true
  find('alarms').replaceChildren(...(answer.alarms ?? []).map((text) => make('p', {}, text)))
  find('alarms').hidden = (answer.alarms ?? []).length === 0
  drawList()
  if (shown !== undefined) await refreshShown(shown)
}

async function refreshShown(wanted) {
  const { card } = await getJson(`/api/case?${query()}&id=${encodeURIComponent(wanted.id)}`)
  if (shown === wanted) drawCard(wanted, card)
}

function drawCard(wanted, card) {
  if (wanted.card !== undefined && JSON.stringify(wanted.card) === JSON.stringify(card)) return
  const first = wanted.card === undefined
  wanted.card = card
  wanted.view.draw(card)
  if (!first) return
  find('shown').replaceChildren(wanted.view.element)
  if (wanted.by === 'person') wanted.view.focus()
}

const pressed = (press) =>
  postJson('/api/case', {
    ...press,
    office,
    language: currentLanguage(),
    name: recall('officer') ?? '',
  })

function moved(card) {
  cards = cards.some((one) => one.case === card.case)
    ? cards.map((one) => (one.case === card.case ? card : one))
    : [...cards, card]
  if (shown?.id === card.case) shown.card = card
  drawList()
}

/** Puts the case that the address names on the desk. `by` tells whether a person asked for it just now. */
async function showAddressed(by) {
  const [, , , kind, id = ''] = location.pathname.split('/')
  find('desk').classList.toggle('one', kind === 'case')
  shown = undefined
  if (kind === 'case') {
    const wanted = decodeURIComponent(id)
    shown = {
      id: wanted,
      by,
      view: createCaseView({ id: wanted, listUrl, press: pressed, moved }),
    }
    window.scrollTo(0, 0)
  }
  find('shown').replaceChildren(
    make('p', { class: 'nothing' }, kind === 'case' ? '…' : say('pick')),
  )
  drawList()
  if (shown !== undefined) await refreshShown(shown)
}

/** Links within the inbox change the desk, not the page: an open line and a typed word survive. */
function followLink(event) {
  const link = event.target.closest('a')
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
  if (
    link === null ||
    !isPlain ||
    !link.pathname.startsWith(listUrl) ||
    link.origin !== location.origin
  )
    return
  event.preventDefault()
  history.pushState({}, '', link.pathname)
  showAddressed('person').catch(complain)
}

function complain(error) {
  if (error.status === 404) {
    find('shown').replaceChildren(make('p', { class: 'refused' }, say('noCase')))
  } else if (error.status === 401) {
    refuse(error.message)
  } else {
    line = 'broken'
    drawLine()
  }
}

function refuse(message) {
  find('refused').textContent = message
  find('refused').hidden = false
  find('cases').hidden = true
  find('shown').replaceChildren()
  find('line').textContent = ''
}

let soon
/** Several changes at once are one look. */
function refreshSoon() {
  clearTimeout(soon)
  soon = setTimeout(() => refresh().catch(complain), 120)
}

/** A line to Lotsen itself: the office is away, or asks who knows what. */
async function sendWord(event) {
  event.preventDefault()
  const field = find('word')
  const answer = await postJson('/api/office-word', {
    event: crypto.randomUUID(),
    office,
    language: currentLanguage(),
    text: field.value,
  })
  find('word-answer').textContent = answer.message
  field.value = ''
}

function tellUnsentWord(error) {
  find('word-answer').textContent = error.message || say('unsent')
}

function listen() {
  find('word-form').addEventListener('submit', (event) => sendWord(event).catch(tellUnsentWord))
  document.addEventListener('click', followLink)
  addEventListener('popstate', () => showAddressed('person').catch(complain))
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => {
      setLanguage(button.dataset.language)
      drawLine()
      refresh().catch(complain)
    })
  }
  const me = find('me')
  me.value = recall('officer') ?? ''
  me.addEventListener('input', () => remember('officer', me.value.trim()))
}

async function start() {
  await refresh()
  await showAddressed('page').catch(complain)
}

function stayLive() {
  follow({
    unseen: 'stay',
    path: `/api/office-live?${query()}`,
    headers: {},
    position: () => 0,
    heard: refreshSoon,
    changed: (state) => {
      if (state === 'refused') return
      line = state
      drawLine()
      if (state === 'live') refreshSoon()
    },
  })
}

drawLanguage()
listen()
start().then(stayLive, (error) => {
  complain(error)
  if (error.status !== 401) stayLive()
})
