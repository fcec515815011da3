import { freshId } from './dom.js'
import { dropDraft, recallDraft, rememberDraft } from './memory.js'

/** What the server will never take, however often it is asked. */
const hopeless = new Set([400, 413])

/**
 * What the person did and the server has not yet answered, oldest first. Kept over a reload and sent again under the
 * same event id, so that nothing is lost and nothing happens twice.
 * @param {{
 *   post: (said: object) => Promise<object>,
 *   drawPending: (label: string) => HTMLElement,
 *   drawUnsent: (reason: string, retry: () => void) => HTMLElement,
 *   working: (state: 'on' | 'off') => void,
 *   answered: (said: object, answer: object) => void,
 * }} page
 */
export function createTurns(page) {
  const turns = createQueue()
  let state = 'idle'

  const post = async (turn) => {
    hide(turn)
    turn.shown = [page.drawPending(wordsOf(turn.said))]
    try {
      return await page.post(turn.said)
    } catch (error) {
      turn.refused = error.status ?? 0
      turn.shown[0].removeAttribute('aria-hidden')
      turn.shown.push(page.drawUnsent(error.message, send))
      return undefined
    }
  }

  const sendAll = async () => {
    for (let turn = turns.first(); turn !== undefined; turn = turns.first()) {
      const answer = await post(turn)
      if (answer === undefined) return
      turns.remove(turn)
      page.answered(turn.said, answer)
    }
  }

  const send = () => {
    if (state === 'sending' || turns.first() === undefined) return
    state = 'sending'
    page.working('on')
    sendAll()
      .finally(() => {
        state = 'idle'
        page.working('off')
      })
      .catch(reportError)
  }

  return {
    hasUnsent: () => turns.first() !== undefined,
    send,
    /** Says whether it was taken: while a turn is on its way nothing else is. */
    take: (said) => {
      if (state === 'sending') return false
      turns.add(said)
      send()
      return true
    },
  }
}

function createQueue() {
  let turns = (recallDraft('turns') ?? []).map(makeTurn)

  const keep = (left) => {
    turns = left
    if (left.length === 0) dropDraft('turns')
    else {
      const said = left.map((turn) => turn.said)
      rememberDraft('turns', said)
    }
  }

  return {
    first: () => turns[0],
    add: (said) => {
      for (const old of turns) if (isReplaced(old, said)) hide(old)
      const left = turns.filter((old) => !isReplaced(old, said))
      keep([...left, makeTurn({ event: freshId(16), ...said })])
    },
    remove: (gone) => {
      hide(gone)
      keep(turns.filter((turn) => turn !== gone))
    },
  }
}

const makeTurn = (said) => ({ said, shown: [], refused: 0 })

const wordsOf = (said) => said.text ?? said.label ?? ''

/** A form sent again takes the place of its unsent self; what the server refused for good makes way. */
function isReplaced(turn, said) {
  const again = said.kind === 'form' && turn.said.form === said.form
  return again || hopeless.has(turn.refused)
}

function hide(turn) {
  for (const element of turn.shown) element.remove()
}
