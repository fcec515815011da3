import type { Aspect } from './aspect.ts'
import { pageSize } from './find.ts'
import { readNeed } from './needs.ts'
import { rank } from './rank.ts'
import { alone } from './scope.ts'
import type { Scene, Step } from './step.ts'
import { tell, tellEach } from './tell.ts'
import { speaksOf, type Understood } from './understand.ts'

/** What can only be asked of an offering. */
const ofOfferings: readonly Aspect[] = ['amount', 'deadline', 'apply']
const support =
  /(?:stöd|bidrag|lån|check|premie|garanti)(?:en|et|er|s)?(?!\p{L})|(?<!\p{L})(?:grant|loan|voucher|cheque|support|aid|guarantee)s?(?!\p{L})/iu
/** How like the way it is asked for the words must be; one that leads so far is meant alone. */
const leastLikeness = 0.7
const leads = 1.4
const nearBest = 0.85
const surely = 0.75

/** "Hur mycket kan en handlare få i stöd till kommersiell service?": a question about offerings that are described and not named. */
export function aboutDescribed(
  scene: Scene,
  heard: Understood,
  aspect: Aspect | undefined,
): Step | undefined {
  if (aspect === undefined || !ofOfferings.includes(aspect) || !support.test(heard.text))
    return undefined
  if (speaksOf(heard, 'offering') || heard.content.rest === 0) return undefined
  const single = alone(scene, heard)
  const { fitting } = rank(single, readNeed(single))
  const [best, second] = fitting
  if (best === undefined || best.likeness < leastLikeness) return undefined
  if (best.score > leads * (second?.score ?? 0)) return tell(scene, [best.offering], aspect)
  if (heard.kinds.offering < surely) return undefined
  const near = fitting.slice(0, pageSize).filter(({ score }) => score > nearBest * best.score)
  const offerings = near.map(({ offering }) => offering)
  return offerings.length > 1 ? tellEach(scene, offerings, aspect) : tell(scene, offerings, aspect)
}
