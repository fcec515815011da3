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
export const support =
  /(?:stöd|bidrag|lån|check|premie|garanti|avdrag|nedsättning)(?:en|et|er|s)?(?!\p{L})|(?<!\p{L})(?:grant|loan|voucher|cheque|support|aid|guarantee|deduction|reduction)s?(?!\p{L})/iu
/** "Lånet för miljögrejer": one that is meant, however it is called. */
export const definite =
  /(?:stödet|bidraget|lånet|checken|premien|garantin|avdraget|nedsättningen|pengarna|programmet|projektet|lyftet)(?!\p{L})|(?<!\p{L})the (?:\p{L}+ ){0,3}(?:grant|loan|voucher|cheque|support|aid|guarantee|deduction|compensation|programme|program|project|scheme)(?!\p{L})/iu
/** How like the way it is asked for the words must be; one that leads so far is meant alone. */
const least = { definite: { likeness: 0.65, leads: 1.1 }, any: { likeness: 0.7, leads: 1.4 } }
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
  const { likeness, leads } = definite.test(heard.text) ? least.definite : least.any
  if (best === undefined || best.likeness < likeness) return undefined
  if (best.score > leads * (second?.score ?? 0)) return tell(scene, [best.offering], aspect)
  if (heard.kinds.offering < surely) return undefined
  const near = fitting.slice(0, pageSize).filter(({ score }) => score > nearBest * best.score)
  const offerings = near.map(({ offering }) => offering)
  return offerings.length > 1 ? tellEach(scene, offerings, aspect) : tell(scene, offerings, aspect)
}
