import type { Offering } from '../knowledge/knowledge.ts'
import { definite } from './about-described.ts'
import { readAspect } from './aspect.ts'
import { pageSize } from './find.ts'
import { findHere, isForThere } from './here.ts'
import { readNeed } from './needs.ts'
import { alone } from './scope.ts'
import type { Scene, Step } from './step.ts'
import { need } from './take-need.ts'
import { tell } from './tell.ts'
import { mentionClosed } from './tell-closed.ts'
import { listProviders, speaksOf, surelyEnded, type Understood, understand } from './understand.ts'

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
/** Nothing said of the past, it must lead so far to be told alone; beside what goes on it is told from here on. */
const leadsAlone = 2.4
const leadsBeside = 1.1

/**
 * An ended programme described without its name is answered as ended; asked for an earlier day, as what it was then. One
 * of a named provider's is compared with theirs; what goes on by the name that was said is told after it. Where the words
 * may as well tell a need of today, what there is for that is shown first.
 */
export function aboutPast(
  scene: Scene,
  heard: Understood,
  named: readonly Offering[] = [],
): Step | undefined {
  const { search, offerings } = scene.knowledge
  const features = readNeed(alone(scene, { ...heard, need: heard.text }))
  const past = heard.intents.includes('past') && heard.facts.company_age === undefined
  const here = findHere(scene)
  const over = past ? here.endedByNow : here.ended
  const providers = listProviders({ names: heard.names.filter((hit) => hit.distinctive === 'yes') })
  const isTheirs = (id: string) => providers.includes(offerings.get(id)?.provider ?? '')
  const wasFor = (one: Offering | undefined) =>
    one?.area === 'outside' || isForThere(scene, heard, one)
  const hasEnded = (id: string) => over.has(id) && wasFor(offerings.get(id))
  const goesOn = (id: string) => here.all.has(id) && !over.has(id)
  const mayBeTheirs = (id: string) => providers.length === 0 || isTheirs(id)
  const counts = (heard.ended / (1 - heard.ended)) ** oddsCount * (past ? saysSo : 1)
  const { least } = search.bound(features, (id) => goesOn(id) && mayBeTheirs(id))
  const { most } = search.bound(features, hasEnded)
  if (!past && most * counts < least * leadsBeside) return undefined
  if (wantsNow(scene, heard)) return undefined
  const ended = search.find(features, pageSize, hasEnded)
  const best = ended[0]
  if (best === undefined || best.likeness < leastLikeness) return undefined
  const oneOfTheirs = isTheirs(best.id)
  const namesAnother =
    (speaksOf(heard, 'offering') && heard.ended < surelyEnded) ||
    (providers.length > 0 && !oneOfTheirs && !past)
  if (namesAnother && named.length === 0 && best.likeness < almostItsWords) return undefined
  const [going] = search.find(features, 1, (id) => goesOn(id) && (!oneOfTheirs || isTheirs(id)))
  const lead = (best.score * counts) / (going?.score ?? 0)
  if (lead < (named.length + providers.length > 0 ? leads : leadsBeside)) {
    // "Pengarna man fick när man kortade arbetstiden": nearer still is what came after it; "bidrag till robot": or what there is.
    const isMentioned = ({ id, succeeded_by }: Offering) =>
      (past && succeeded_by === going?.id) ||
      (id === best.id && best.likeness >= almostItsWords && providers.length === 0)
    const beside = ended.flatMap(({ id }) => offerings.get(id) ?? []).filter(isMentioned)
    return beside.length > 0 && named.length === 0 ? findBeside(scene, heard, beside) : undefined
  }
  const meant = ended.filter((hit) => hit.score > best.score * nearBest)
  const years = heard.text.match(year) ?? []
  const told = meant
    .flatMap((hit) => offerings.get(hit.id) ?? [])
    .toSorted((a, b) => Number(wasOver(a, years)) - Number(wasOver(b, years)))
  const aspect = readAspect(heard)
  const speaksOfOne =
    past ||
    named.length > 0 ||
    definite.test(heard.text) ||
    crisis.test(heard.text) ||
    aspect === 'status' ||
    aspect === 'deadline'
  return lead > (speaksOfOne ? leads : leadsAlone)
    ? tell(scene, [...told, ...named], aspect ?? 'status')
    : findBeside(scene, heard, told)
}

const crisis = /corona|covid|pandemi/iu

/** "Automatisera produktionen": what can be had now, and after it what has ended. */
function findBeside(scene: Scene, heard: Understood, ended: readonly Offering[]): Step {
  const found = need(scene, heard)
  const after = found.replies.findLastIndex(({ kind }) => kind === 'offering') + 1
  const mentioned = ended.map((one) => mentionClosed(scene, one))
  return { ...found, replies: found.replies.toSpliced(after, 0, ...mentioned) }
}

/** "Coachprojektet 2022": of several that may be meant, none that was over by then. */
function wasOver({ open: { to } }: Offering, years: readonly string[]): boolean {
  return to !== undefined && years.length > 0 && years.every((one) => to < one)
}

const year = /(?<!\d)20[12]\d(?!\d)/g

/** "Vi fick elstöd 2023, nu vill vi investera": what has been is told before a need of today. */
export function wantsNow({ knowledge, language, day }: Scene, heard: Understood): boolean {
  const [, text = ''] = turnsToNow.exec(heard.said) ?? []
  if (!wish.test(text)) return false
  const wanted = understand({ knowledge, text, language, year: Number(day.slice(0, 4)) })
  return (
    !speaksOf(wanted, 'offering', 'distinctive') &&
    readAspect(wanted) === undefined &&
    wanted.ended < perhapsEnded &&
    wanted.content.rest + wanted.names.length > 0
  )
}

const turnsToNow =
  /(?<!\p{L})(?:nu|idag|now|today|(?:efter|sedan|sen|after|since) (?:the )?(?:corona|covid|pandemi|kris|crisis)\p{L}*|(?:och|men|and|but)(?= (?:vill|behöver|ska|skulle|söker|want|need|would)))(?!\p{L})(.*)/isu
const wish =
  /(?<!\p{L})(?:vill|behöver|behövs|ska|skulle|söker|måste|want|need|would|looking|plan)(?!\p{L})/iu

const perhapsEnded = 0.5
