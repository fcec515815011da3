import type { Offering } from '../knowledge/knowledge.ts'
import { type Aspect, readAspect } from './aspect.ts'
import { isDetail } from './detail.ts'
import { findPointedAt, listShown } from './pointed-at.ts'
import type { Scene, Step } from './step.ts'
import { tell, tellEach } from './tell.ts'
import { listProviders, speaksOf, type Understood } from './understand.ts'

/** The share from which on it is about something, or for someone, whatever else it says. */
const surely = 0.75
/** How like a need the words must be not to be taken for a question. */
const likelyNeed = 0.5
/** The share from which on the office is asked for, though "vem" may ask of the offerings too. */
const likelyOffice = 0.55
/** How many words may stand beside what is asked. */
const mostBeside = 1

/** A question about one of the offerings shown last, by its number or as "it". */
export function aboutShown(scene: Scene, heard: Understood): Step | undefined {
  const aspect = readAspect(heard)
  const numbered = heard.ordinals.flatMap((ordinal) => findByNumber(scene, ordinal) ?? [])
  if (numbered.length === 0 && speaksOf(heard, 'offering')) return undefined
  const meant = numbered.length > 0 ? numbered : findPointedAt(scene, heard)
  if (meant.length > 1)
    return aspect === undefined || aspect === 'what' || aspect === 'compare'
      ? tell(scene, meant, 'compare')
      : tellEach(scene, meant, aspect)
  return meant.length === 1 ? tell(scene, meant, aspect ?? 'what') : aboutLast(scene, heard, aspect)
}

/** "Vad kostar den?" after an offering has been spoken of. */
function aboutLast(scene: Scene, heard: Understood, aspect: Aspect | undefined): Step | undefined {
  const { about, shown } = scene.conversation
  const last = about === undefined ? undefined : scene.knowledge.offerings.get(about)
  if (aspect === undefined || shown.length === 0) return undefined
  if (heard.kinds.handoff > surely || heard.kinds.office > likelyOffice) return undefined
  if (aspect === 'compare') return compareLast(scene, heard)
  if (last === undefined)
    return heard.content.rest <= (aspect === 'start' ? mostBeside : 0) &&
      heard.ordinals.length === 0 &&
      (heard.names.length === 0 || asksInWords(heard, aspect))
      ? tellEach(scene, listShown(scene), aspect)
      : undefined
  const providers = listProviders(heard)
  if (providers.length > 0 && !providers.includes(last.provider)) return undefined
  const applying = ofApplying.includes(aspect) && heard.kinds.need < likelyNeed
  const beside = applying || aspect === 'start' ? mostBeside : 0
  return heard.pointsBack === 'yes' ||
    (heard.content.rest <= beside && (heard.names.length === 0 || asksInWords(heard, aspect)))
    ? tell(scene, [last], aspect)
    : undefined
}

/** "Och om man har betalningsanmärkning?", "kan jag söka nu direkt?": asked of it, whatever the one word beside. */
const ofApplying: readonly Aspect[] = ['who', 'status', 'apply', 'deadline']

/** "Vad är skillnaden?", "which one is fastest?": those shown last, or those spoken of one by one. */
function compareLast(scene: Scene, heard: Understood): Step | undefined {
  if (heard.names.length > 0 || heard.content.rest > mostBeside) return undefined
  const { listed = [] } = scene.conversation
  const shown = listShown(scene)
  const told = listed.flatMap((id) => scene.knowledge.offerings.get(id) ?? [])
  const meant = shown.length > 1 ? shown : told
  return meant.length > 1 ? tell(scene, meant, 'compare') : undefined
}

/** "Och om man inte har AB?", "är det lån?": asks of them, though a word of the trade is said. */
function asksInWords({ names }: Understood, aspect: Aspect): boolean {
  const ofThem = ['who', 'repay', 'start'].includes(aspect) || isDetail(aspect)
  return ofThem && names.every(({ named }) => named.every((one) => one.kind === 'glossary'))
}

export function findByNumber(
  { knowledge, conversation }: Scene,
  ordinal: number,
): Offering | undefined {
  const { shown, offset, listed = [] } = conversation
  const before = shown.length === 1 ? listed[ordinal - 1] : undefined
  if (before !== undefined) return knowledge.offerings.get(before)
  const onPage = shown[ordinal - 1 - offset]
  const direct = ordinal === -1 ? shown.at(-1) : (onPage ?? shown[ordinal - 1])
  return direct === undefined ? undefined : knowledge.offerings.get(direct.id)
}
