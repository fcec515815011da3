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
  const here = findHere(scene)
  const over = past ? here.endedByNow : here.ended
  const providers = listProviders({ names: heard.names.filter((hit) => hit.distinctive === 'yes') })
  const isTheirs = (id: string) => providers.includes(offerings.get(id)?.provider ?? '')
  const ended = search.find(features, pageSize, (id) => over.has(id))
  const best = ended[0]
  if (best === undefined || best.likeness < leastLikeness) return undefined
  const namesAnother = speaksOf(heard, 'offering') && best.likeness < almostItsWords
  if (namesAnother) return undefined
  const oneOfTheirs = isTheirs(best.id)
  const [going] = search.find(
    features,
    1,
    (id) => here.all.has(id) && !over.has(id) && (!oneOfTheirs || isTheirs(id)),
  )
  const lead = best.likeness > almostItsWords ? leads : leadsFar
  if (best.score < (going?.score ?? 0) * (past ? comesNear : lead)) return undefined
  const meant = ended.filter((hit) => hit.score > best.score * nearBest)
  const told = meant.flatMap((hit) => offerings.get(hit.id) ?? [])
  return tell(scene, told, readAspect(heard) ?? 'status')
}
