import { testArea } from '../eligibility/assess.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import type { NameHit } from '../knowledge/names.ts'
import { statusOn } from '../knowledge/open-status.ts'
import { aboutDescribed, support } from './about-described.ts'
import { aboutKind } from './about-kind.ts'
import { aboutPast, wantsNow } from './about-past.ts'
import { aboutUnknown } from './about-unknown.ts'
import { aboutWord, findWord } from './about-word.ts'
import { type Aspect, readAspect } from './aspect.ts'
import { pageSize } from './find.ts'
import { isForThere } from './here.ts'
import { readNeed } from './needs.ts'
import { rank } from './rank.ts'
import { alone } from './scope.ts'
import type { Scene, Step } from './step.ts'
import { tell, tellEach, tellProvider, tellWords } from './tell.ts'
import { twinIn } from './twins.ts'
import { listProviders, speaksOf, speaksOfPast, type Understood, understand } from './understand.ts'

/** A question about an offering by name, about a provider, or about a word of the trade. */
export function aboutOffering(scene: Scene, heard: Understood): Step | undefined {
  const named = aboutNamed(scene, heard) ?? aboutClause(scene, heard)
  if (named !== undefined) return named
  const aspect = readAspect(heard)
  const asksOfProvider =
    aspect !== undefined &&
    aspect !== 'what' &&
    aspect !== 'status' &&
    speaksOf(heard, 'provider', heard.kinds.offering > surelyAbout ? 'any' : 'distinctive')
  return (
    (asksOfProvider
      ? (aboutPast(scene, heard) ?? aboutProvider(scene, heard, aspect))
      : undefined) ??
    aboutDescribed(scene, heard, aspect) ??
    aboutWord(scene, heard, aspect) ??
    aboutPast(scene, heard) ??
    aboutProvider(scene, heard, aspect) ??
    aboutUnknown(scene, heard, aspect)
  )
}

function aboutNamed(scene: Scene, heard: Understood): Step | undefined {
  const aspect = readAspect(heard)
  const named = findNamed(scene, heard)
  if (named.length === 0) return undefined
  const ended = named.some((one) => isClosed(scene, one))
  if (ended && wantsNow(scene, heard)) return undefined
  const sure = ended || speaksOf(heard, 'offering', 'distinctive')
  const ofSupport = aspect !== undefined && asksOfSupport(heard)
  const beside = ofSupport || heard.kinds.offering > surelyAbout ? mostBesideSurely : mostBeside
  const mostlyName = heard.content.rest <= (ended ? mostBesidePast : beside)
  const onlyAsks = aspect === 'what' && heard.content.rest === 0
  const likely =
    aspect !== undefined && (heard.kinds.offering > heard.kinds.need || ofSupport || onlyAsks)
  const isAbout = sure ? aspect !== undefined || mostlyName : likely && mostlyName
  if (!isAbout) return undefined
  const before = aspect === 'compare' && isOneName(heard) ? listLast(scene, named) : []
  if (before.length > 0) return tell(scene, [...before, ...named], 'compare')
  const several = named.length > 1 && asksWhich(heard)
  const word = aspect === 'what' ? findWord(scene, heard, aspect) : undefined
  if (word !== undefined && !sure) return tellWords(scene, [word])
  const ofThen = speaksOfPast(heard)
  const past = !ended && ofThen ? aboutPast(scene, heard, named) : undefined
  const told =
    named.every((one) => isClosed(scene, one)) && !ofThen
      ? [...named, ...findNow(scene, heard)]
      : named
  return (
    past ??
    aboutKind(scene, heard, aspect ?? 'what') ??
    tellNamed(scene, heard, told, several ? 'compare' : (aspect ?? 'what'))
  )
}

const isClosed = ({ day }: Scene, { open }: Offering): boolean => statusOn(open, day) === 'closed'

const isOneName = ({ names }: Understood): boolean =>
  names.filter(({ named }) => named.some(({ kind }) => kind === 'offering')).length === 1

/** "Är det bättre än företagslån?": compared with the one last spoken of. */
function listLast(
  { knowledge, conversation: { about } }: Scene,
  named: readonly Offering[],
): readonly Offering[] {
  const last = knowledge.offerings.get(about ?? '')
  return last === undefined || named.includes(last) ? [] : [last]
}

/** "Affärsutvecklingscheck": what there is now by nearly the words of one that has ended. */
function findNow(scene: Scene, heard: Understood): readonly Offering[] {
  const single = alone(scene, heard)
  return rank(single, readNeed(single))
    .fitting.slice(0, mostNow)
    .filter(({ likeness }) => likeness > nearlyItsWords)
    .map(({ offering }) => offering)
}

const mostNow = 2
const nearlyItsWords = 0.7

/** Of several each is answered for, unless one has ended: that is told at length. */
function tellNamed(
  scene: Scene,
  heard: Understood,
  named: readonly Offering[],
  aspect: Aspect,
): Step {
  const ended = named.some((one) => isClosed(scene, one))
  if (named.length < 2 || ended) return tell(scene, named, aspect)
  if (heard.intents.includes('both')) return tellEach(scene, named, 'who', 'tell.both')
  return aspect === 'what' || aspect === 'compare'
    ? tell(scene, named, aspect)
    : tellEach(scene, named, aspect)
}

/** "Vem får söka startstöd?": a support's name in a question; "vi vill ha startstöd" is a need, however it goes on. */
function asksOfSupport({ names, text, said }: Understood): boolean {
  return (
    !wants.test(said) &&
    names.some(
      ({ named, start, end }) =>
        named.some(({ kind }) => kind === 'offering') && support.test(text.slice(start, end)),
    )
  )
}

const wants =
  /(?<!\p{L})(?:vi|jag) (?:vill|behöver|söker|ska|skulle|är intresserade? av)(?!\p{L})|(?<!\p{L})(?:we|i)(?: a|')?(?:re|m)? (?:want|need|look)/iu

const clauses =
  /[,.!;?]+(?:\s+(?:och|men|så|and|but|so)(?!\p{L}))?\s+|\s+(?=(?:om|när|trots att|eftersom|if|when|because)\s+(?:vi|jag|man|we|i|you)\s)/iu

/** "Vi beställde den i förra veckan, kan vi ändå söka RIS?": what is asked, when it names an offering and the rest does not. */
function aboutClause(scene: Scene, heard: Understood): Step | undefined {
  const said = heard.said.split(clauses)
  if (said.length < 2 || !speaksOf(heard, 'offering')) return undefined
  const naming = said
    .map((text) =>
      understand({
        knowledge: scene.knowledge,
        text,
        language: scene.language,
        year: Number(scene.day.slice(0, 4)),
      }),
    )
    .filter((one) => speaksOf(one, 'offering'))
  const [only] = naming
  return naming.length === 1 && only !== undefined && readAspect(only) !== undefined
    ? aboutNamed(scene, only)
    : undefined
}

/** "Vad gör Almi?", "Sametingets stöd, när?" */
function aboutProvider(
  scene: Scene,
  heard: Understood,
  aspect: Aspect | undefined,
): Step | undefined {
  const said = heard.names.flatMap((hit) =>
    hit.named.flatMap((one) => (one.kind === 'provider' ? [{ id: one.id, hit }] : [])),
  )
  const either = said.length > 1 && asksWhich(heard)
  const providers = said
    .filter(
      ({ hit }) =>
        either ||
        hit.distinctive === 'yes' ||
        hit.words === heard.content.words ||
        heard.kinds.offering > mostly,
    )
    .map((one) => one.id)
  const provider = scene.knowledge.providers.get(providers[0] ?? '')
  if (
    provider === undefined ||
    (aspect === undefined && heard.content.rest > 1 && providers.length < 2)
  )
    return undefined
  const single = alone(scene, heard)
  const near = rank(single, readNeed(single)).fitting.map((one) => one.offering)
  const theirs = [...near, ...scene.knowledge.offerings.values()].filter(
    (one) =>
      providers.includes(one.provider) &&
      statusOn(one.open, scene.day) !== 'closed' &&
      testArea(one.area, scene.conversation.place) !== 'no',
  )
  const offerings = [...new Set(theirs)].slice(0, pageSize)
  return offerings.length === 0
    ? undefined
    : tellProvider(scene, { provider, offerings }, aspect ?? 'what')
}

/** The share from which on a message is a question about something named. */
const mostly = 0.5

/** "Mikrolån eller tillväxtlån?" */
function asksWhich({ text }: Understood): boolean {
  return /\b(eller|or)\b/i.test(text)
}

/** Offerings said by name. Of several with the same name the one for the place is meant; an open one before an ended, unless that is spoken of. */
function findNamed(scene: Scene, heard: Understood): readonly Offering[] {
  const found: Offering[] = []
  const providers = listProviders(heard)
  for (const hit of leaveKinds(heard.names)) {
    const offerings = hit.named.flatMap((one) =>
      one.kind === 'offering' ? [scene.knowledge.offerings.get(one.id)] : [],
    )
    const known = offerings.filter((one) => one !== undefined)
    const here = known.filter((one) => isForThere(scene, heard, one))
    const theirs = here.filter(({ provider }) => providers.includes(provider))
    const twins = known.map((one) => twinIn(scene, one))
    const meant = [theirs, here, twins].find((some) => some.length > 0) ?? []
    const past = speaksOfPast(heard)
    const best = meant.toSorted((a, b) => prefer(scene, b, past) - prefer(scene, a, past))
    for (const one of best.slice(0, 2)) if (!found.includes(one)) found.push(one)
  }
  const isTheirs = ({ provider }: Offering) => Number(providers.includes(provider))
  return found.toSorted((a, b) => isTheirs(b) - isTheirs(a))
}

/** "The investment aid SIS", "investeringsstöd till småskalig infrastruktur": the name of one says which of a kind is meant. */
function leaveKinds(names: readonly NameHit[]): readonly NameHit[] {
  return names.filter(
    (kind) =>
      !names.some(
        (one) =>
          one !== kind &&
          one.named.length < kind.named.length &&
          (one.named.some(({ id }) => kind.named.some((of) => of.id === id)) ||
            (kind.distinctive === 'no' && isOwnName(one))),
      ),
  )
}

const isOwnName = ({ distinctive, named }: NameHit): boolean =>
  distinctive === 'yes' && named.every(({ kind }) => kind === 'offering')

function prefer(scene: Scene, offering: Offering, past: boolean): number {
  const local =
    scene.conversation.place !== undefined && offering.local_variant_of !== undefined ? 2 : 0
  const closed = isClosed(scene, offering)
  return closed === past ? local + ofThatTime : local
}

/** More than where it is for: what has ended when that is spoken of, else what goes on. */
const ofThatTime = 3

/** How many other words may stand beside a name that the message is about; what has ended is told of at length. */
const mostBeside = 1
const mostBesideSurely = 4
/** The share from which on it is about what it names, whatever else it says. */
const surelyAbout = 0.75
const mostBesidePast = 6
