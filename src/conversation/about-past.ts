import { testArea } from '../eligibility/assess.ts'
import { hasBegun } from '../knowledge/open-status.ts'
import { readAspect } from './aspect.ts'
import { pageSize } from './find.ts'
import { readNeed } from './needs.ts'
import { alone } from './scope.ts'
import type { Scene, Step } from './step.ts'
import { tell } from './tell.ts'
import { listProviders, speaksOf, type Understood } from './understand.ts'

/** How like an ended one the words must be, and how far below the best of them another is no longer meant. */
const leastLikeness = 0.4
const nearBest = 0.75
/**
 * How well it must fit beside the best that goes on: less for who speaks of something past, more for who does not, most
 * when the words are not quite those that ask for it.
 */
const comesNear = 0.6
const leads = 1.4
const leadsFar = 1.6
const almostItsWords = 0.82

/**
 * An ended programme described without its name is answered as ended; asked for an earlier day, as what it was then. One
 * of a named provider's is compared with theirs.
 */
export function aboutPast(scene: Scene, heard: Understood): Step | undefined {
  const { search, offerings } = scene.knowledge
  const features = readNeed(alone(scene, heard))
  const past = heard.intents.includes('past') && heard.facts.company_age === undefined
  const isOver = past ? isEndedByNow : isEnded
  const providers = listProviders({ names: heard.names.filter((hit) => hit.distinctive === 'yes') })
  const isHere = (id: string) => {
    const area = offerings.get(id)?.area
    return area !== undefined && testArea(area, scene.conversation.place) !== 'no'
  }
  const isTheirs = (id: string) => providers.includes(offerings.get(id)?.provider ?? '')
  const ended = search.find(features, pageSize, (id) => isOver(scene, id) && isHere(id))
  const best = ended[0]
  if (best === undefined || best.likeness < leastLikeness) return undefined
  const namesAnother = speaksOf(heard, 'offering') && best.likeness < almostItsWords
  if (namesAnother) return undefined
  const oneOfTheirs = isTheirs(best.id)
  const [going] = search.find(
    features,
    1,
    (id) => !isOver(scene, id) && isHere(id) && (!oneOfTheirs || isTheirs(id)),
  )
  const lead = best.likeness > almostItsWords ? leads : leadsFar
  if (best.score < (going?.score ?? 0) * (past ? comesNear : lead)) return undefined
  const meant = ended.filter((hit) => hit.score > best.score * nearBest)
  const told = meant.flatMap((hit) => offerings.get(hit.id) ?? [])
  return tell(scene, told, readAspect(heard) ?? 'status')
}

function isEnded({ knowledge, day }: Scene, id: string): boolean {
  if (!knowledge.closedOn(day).has(id)) return false
  const open = knowledge.offerings.get(id)?.open
  return open !== undefined && hasBegun(open, day)
}

/** Ended on the day, or since. */
function isEndedByNow(scene: Scene, id: string): boolean {
  const open = scene.knowledge.offerings.get(id)?.open
  return (
    isEnded(scene, id) ||
    (open !== undefined && open.status === 'closed' && hasBegun(open, scene.day))
  )
}
