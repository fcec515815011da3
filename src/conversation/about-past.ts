import { testArea } from '../eligibility/assess.ts'
import { readAspect } from './aspect.ts'
import { pageSize } from './find.ts'
import { findHere } from './here.ts'
import { readNeed } from './needs.ts'
import { alone } from './scope.ts'
import type { Scene, Step } from './step.ts'
import { tell } from './tell.ts'
import { listProviders, speaksOf, type Understood } from './understand.ts'

/** How like an ended one the words must be, and how far below the best of them another is no longer meant. */
const leastLikeness = 0.4
const nearBest = 0.75
/** So like it, it is meant whatever else is named. */
const almostItsWords = 0.82
/**
 * An ended one's score counts for more the surer it is that something ended is spoken of, by the odds to this power, and
 * for more again where it is said plainly; then it must lead so far over the best that goes on. Fitted to utterances that
 * were left out of the catalogue: of those that ask for what has ended four in five are told so, of the others one in 800.
 */
const oddsCount = 1 / 6
const saysSo = 2
const leads = 1.5

/**
 * An ended programme described without its name is answered as ended; asked for an earlier day, as what it was then. One
 * of a named provider's is compared with theirs.
 */
export function aboutPast(scene: Scene, heard: Understood): Step | undefined {
  const { search, offerings } = scene.knowledge
  const features = readNeed(alone(scene, heard))
  const past = heard.intents.includes('past') && heard.facts.company_age === undefined
  const here = findHere(scene)
  const over = past ? here.endedByNow : here.ended
  const providers = listProviders({ names: heard.names.filter((hit) => hit.distinctive === 'yes') })
  const isTheirs = (id: string) => providers.includes(offerings.get(id)?.provider ?? '')
  const ended = search.find(
    features,
    pageSize,
    (id) => over.has(id) && mayBeMeant(scene, heard, id),
  )
  const best = ended[0]
  if (best === undefined || best.likeness < leastLikeness) return undefined
  const oneOfTheirs = isTheirs(best.id)
  const namesAnother =
    speaksOf(heard, 'offering') || (providers.length > 0 && !oneOfTheirs && !past)
  if (namesAnother && best.likeness < almostItsWords) return undefined
  const [going] = search.find(
    features,
    1,
    (id) => here.all.has(id) && !over.has(id) && (!oneOfTheirs || isTheirs(id)),
  )
  const counts = (heard.ended / (1 - heard.ended)) ** oddsCount * (past ? saysSo : 1)
  if (best.score * counts < (going?.score ?? 0) * leads) return undefined
  const meant = ended.filter((hit) => hit.score > best.score * nearBest)
  const told = meant.flatMap((hit) => offerings.get(hit.id) ?? [])
  return tell(scene, told, readAspect(heard) ?? 'status')
}

/** Between places that are not decided, it must have been at one of them. */
function mayBeMeant(
  { knowledge, conversation }: Scene,
  { place }: Understood,
  id: string,
): boolean {
  if (conversation.place !== undefined || place?.kind !== 'ask' || place.candidates.length === 0)
    return true
  const area = knowledge.offerings.get(id)?.area
  return area !== undefined && place.candidates.some((one) => testArea(area, one) !== 'no')
}
