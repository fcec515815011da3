import type { Reply } from '../chat.ts'
import { formatDate } from '../date-words.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { hasBegun, statusOn } from '../knowledge/open-status.ts'
import { describeDates, labelStatus } from './card.ts'
import { text, warning } from './say.ts'
import type { Scene } from './step.ts'

/** A closed one is recognised and answered as closed, with what came after; one that has not begun, as not begun. */
export function tellClosed(scene: Scene, offering: Offering): readonly Reply[] {
  const { say, language, knowledge, day } = scene
  const name = offering.name[language]
  const { from = '' } = offering.open
  if (!hasBegun(offering.open, day))
    return [warning(say('tell.not-begun', { name, from: formatDate(from, language) }))]
  const dates = describeDates(scene, offering, 'closed')
  const replies: Reply[] = [
    warning(
      dates === '' ? say('tell.closed', { name }) : say('tell.closed-dates', { name, dates }),
    ),
  ]
  let after = offering.succeeded_by
  const chain: string[] = []
  while (after !== undefined && chain.length < 5) {
    const next = knowledge.offerings.get(after)
    if (next === undefined) break
    chain.push(`${next.name[language]} (${labelStatus(scene, next)})`)
    after = next.succeeded_by
  }
  replies.push(
    text(
      chain.length > 0
        ? say('tell.succeeded', { offerings: chain.join(' → ') })
        : say('tell.no-successor'),
    ),
  )
  return replies
}

/** Several may bear one name, and only the first is answered at length. */
export function tellOthersClosed(scene: Scene, others: readonly Offering[]): readonly Reply[] {
  return others
    .filter(({ open }) => statusOn(open, scene.day) === 'closed')
    .flatMap((one) => tellClosed(scene, one))
}
