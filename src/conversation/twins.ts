import { testArea } from '../eligibility/assess.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { statusOn } from '../knowledge/open-status.ts'
import { withoutCounty } from '../knowledge/twins.ts'
import type { Scene } from './step.ts'

/** The same for where the firm is: the other county's own, when this one is not for there. */
export function twinIn({ knowledge, conversation, day }: Scene, offering: Offering): Offering {
  const { place } = conversation
  if (place === undefined || testArea(offering.area, place) !== 'no') return offering
  const twin = [...knowledge.offerings.values()].find(
    (one) =>
      withoutCounty(one.id) === withoutCounty(offering.id) &&
      testArea(one.area, place) !== 'no' &&
      statusOn(one.open, day) !== 'closed',
  )
  return twin ?? offering
}
