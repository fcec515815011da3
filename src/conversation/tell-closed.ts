import type { Reply } from '../chat.ts'
import { formatDate } from '../date-words.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { hasBegun, statusOn } from '../knowledge/open-status.ts'
import { describeDates, labelStatus } from './card.ts'
import { text, warning } from './say.ts'
import type { Scene } from './step.ts'

/** A closed one is recognised and answered as closed, with what came after; one that has not begun, as not begun. */
export function tellClosed(scene: Scene, offering: Offering): readonly Reply[] {
  const { say, language, day } = scene
  const name = offering.name[language]
  const { from = '' } = offering.open
  if (!hasBegun(offering.open, day))
    return [warning(say('tell.not-begun', { name, from: formatDate(from, language) }))]
  const after = sayAfter(scene, offering)
  return [
    warning(sayClosed(scene, offering)),
    text(after === '' ? say('tell.no-successor') : after),
  ]
}

/** Beside what can be had now: that it is closed, and what came after. */
export function mentionClosed(scene: Scene, offering: Offering): Reply {
  return text(`${sayClosed(scene, offering)} ${sayAfter(scene, offering)}`.trim())
}

function sayClosed(scene: Scene, offering: Offering): string {
  const name = offering.name[scene.language]
  const dates = describeDates(scene, offering, 'closed')
  return dates === ''
    ? scene.say('tell.closed', { name })
    : scene.say('tell.closed-dates', { name, dates })
}

/** The chain of what came after; empty when nothing did. */
function sayAfter(scene: Scene, offering: Offering): string {
  const { say, language, knowledge } = scene
  const chain: string[] = []
  let next = knowledge.offerings.get(offering.succeeded_by ?? '')
  while (next !== undefined && chain.length < mostAfter) {
    chain.push(`${next.name[language]} (${labelStatus(scene, next)})`)
    next = knowledge.offerings.get(next.succeeded_by ?? '')
  }
  return chain.length > 0 ? say('tell.succeeded', { offerings: chain.join(' → ') }) : ''
}

const mostAfter = 5

/** Several may bear one name, and only the first is answered at length. */
export function tellOthersClosed(scene: Scene, others: readonly Offering[]): readonly Reply[] {
  return others
    .filter(({ open }) => statusOn(open, scene.day) === 'closed')
    .flatMap((one) => tellClosed(scene, one))
}
