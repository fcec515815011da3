import { testArea } from '../eligibility/assess.ts'
import type { GlossaryWord, Offering } from '../knowledge/knowledge.ts'
import { statusOn } from '../knowledge/open-status.ts'
import { pageSize, readNeed } from './find.ts'
import { withConversation } from './pressed.ts'
import { rank } from './rank.ts'
import { alone, likenessOf } from './scope.ts'
import type { Scene, Step } from './step.ts'
import { type Aspect, aspects, tell, tellProvider, tellUnknown, tellWords } from './tell.ts'
import type { Understood } from './understand.ts'

/** A question about an offering by name, by number or by "it"; about a provider; or about a word of the trade. */
export function aboutOffering(scene: Scene, heard: Understood): Step | undefined {
  const aspect = readAspect(heard)
  const byNumber = findByNumber(scene, heard)
  if (byNumber !== undefined) return tell(scene, [byNumber], aspect ?? 'what')
  const named = findNamed(scene, heard)
  if (named.length > 0) {
    const ended = named.some((one) => statusOn(one.open, scene.day) === 'closed')
    const sure =
      ended ||
      heard.names.some(
        (hit) => hit.distinctive === 'yes' && hit.named.some((one) => one.kind === 'offering'),
      )
    if (aspect !== undefined || (sure && isMostlyName(scene, heard))) {
      const several = named.length > 1 && /\b(eller|or)\b/i.test(heard.text)
      const word = aspect === 'what' ? findWord(scene, heard, aspect) : undefined
      if (word !== undefined && !sure) return tellWords(scene, [word])
      if (sure || isMostlyName(scene, heard))
        return tell(scene, named, several ? 'compare' : (aspect ?? 'what'))
    }
  }
  return (
    aboutLast(scene, heard, aspect) ??
    aboutWord(scene, heard, aspect) ??
    aboutProvider(scene, heard, aspect) ??
    aboutUnknown(scene, heard, aspect)
  )
}

/** "Vad kostar den?" after an offering has been spoken of. */
function aboutLast(scene: Scene, heard: Understood, aspect: Aspect | undefined): Step | undefined {
  const { about, shown } = scene.conversation
  const last = about === undefined ? undefined : scene.knowledge.offerings.get(about)
  if (last === undefined || aspect === undefined || shown.length === 0) return undefined
  return heard.pointsBack === 'yes' || heard.content.words === 0
    ? tell(scene, [last], aspect)
    : undefined
}

function aboutWord(scene: Scene, heard: Understood, aspect: Aspect | undefined): Step | undefined {
  const words = heard.names.flatMap((hit) =>
    hit.named.flatMap((one) =>
      one.kind === 'glossary' ? (scene.knowledge.glossary.get(one.id) ?? []) : [],
    ),
  )
  if (aspect === 'compare' && words.length > 1) return tellWords(scene, words)
  const word = findWord(scene, heard, aspect)
  return word === undefined ? undefined : tellWords(scene, [word])
}

/** "Vad gör Almi?", "Sametingets stöd, när?" */
function aboutProvider(
  scene: Scene,
  heard: Understood,
  aspect: Aspect | undefined,
): Step | undefined {
  const providers = heard.names.flatMap((hit) =>
    hit.named
      .filter(
        (one) =>
          one.kind === 'provider' &&
          (hit.distinctive === 'yes' || hit.words === heard.content.words),
      )
      .map((one) => one.id),
  )
  const provider = scene.knowledge.providers.get(providers[0] ?? '')
  if (
    provider === undefined ||
    (aspect === undefined && heard.content.words > 2 && providers.length < 2)
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

/** "Vad är X?" where nobody here knows X. */
function aboutUnknown(
  scene: Scene,
  heard: Understood,
  aspect: Aspect | undefined,
): Step | undefined {
  const asks =
    aspect === 'what' &&
    heard.content.words > 0 &&
    heard.content.words <= 3 &&
    heard.content.known < heard.content.words
  return asks &&
    !heard.intents.includes('outside-scope') &&
    /^\W*(?:vad|what|berätta|tell|förklara|explain)/iu.test(heard.said)
    ? tellUnknown(scene)
    : undefined
}

function readAspect(heard: Understood): Aspect | undefined {
  return aspects.find((aspect) => heard.intents.includes(`aspect-${aspect}`))
}

function findByNumber(scene: Scene, heard: Understood): Offering | undefined {
  const { shown } = scene.conversation
  if (heard.ordinal === undefined || shown.length === 0) return undefined
  const at =
    heard.ordinal === -1
      ? shown.length - 1
      : (heard.ordinal - 1 - scene.conversation.offset + 1000 * pageSize) % pageSize
  const direct = shown[heard.ordinal === -1 ? shown.length - 1 : heard.ordinal - 1] ?? shown[at]
  return direct === undefined ? undefined : scene.knowledge.offerings.get(direct.id)
}

/** Offerings said by name. Of several with the same name the one for the place is meant; an open one before an ended. */
function findNamed(scene: Scene, heard: Understood): readonly Offering[] {
  const found: Offering[] = []
  for (const hit of heard.names) {
    const offerings = hit.named.flatMap((one) =>
      one.kind === 'offering' ? [scene.knowledge.offerings.get(one.id)] : [],
    )
    const known = offerings.filter((one) => one !== undefined)
    const here = known.filter((one) => testArea(one.area, scene.conversation.place) !== 'no')
    const best = (here.length > 0 ? here : known).toSorted(
      (a, b) => prefer(scene, b) - prefer(scene, a),
    )
    for (const one of best.slice(0, 2)) if (!found.includes(one)) found.push(one)
  }
  return found
}

function prefer(scene: Scene, offering: Offering): number {
  const local =
    scene.conversation.place !== undefined && offering.local_variant_of !== undefined ? 2 : 0
  return local + (statusOn(offering.open, scene.day) === 'closed' ? 0 : 1)
}

function isMostlyName(scene: Scene, heard: Understood): boolean {
  const named = heard.names
    .filter((hit) => hit.named.some((one) => one.kind === 'offering'))
    .reduce((sum, hit) => sum + hit.words, 0)
  const closed = findNamed(scene, heard).some((one) => statusOn(one.open, scene.day) === 'closed')
  return heard.content.words - named <= (closed ? 6 : 1)
}

/** How like a need the words must be not to be taken for a question about a word. */
const surelyNeed = 0.5

/** A word of the trade that is asked about, or stands alone and is no need. */
function findWord(
  scene: Scene,
  heard: Understood,
  aspect: Aspect | undefined,
): GlossaryWord | undefined {
  for (const hit of heard.names) {
    const one = hit.named.find((named) => named.kind === 'glossary')
    const word = one === undefined ? undefined : scene.knowledge.glossary.get(one.id)
    if (word === undefined) continue
    if (aspect === 'what' && heard.content.words <= hit.words + 2) return word
    const asks = /[?]|^(?:vad|what|förklara|explain)/iu.test(heard.said) && aspect !== undefined
    if (asks && heard.content.words <= hit.words + 1) return word
    if (
      heard.content.words <= hit.words &&
      heard.names.length === 1 &&
      likenessOf(scene, heard) < surelyNeed
    )
      return word
  }
  return undefined
}

const surelyPast = 0.4

/** Speaks of something that was: an ended programme described without its name is answered as ended. */
export function aboutPast(scene: Scene, heard: Understood): Step | undefined {
  if (!heard.intents.includes('past') || heard.intents.includes('outside-scope')) return undefined
  const features = readNeed(
    withConversation(scene, { needs: [{ said: heard.said, words: heard.need }] }),
  )
  const ended = (id: string) => {
    const offering = scene.knowledge.offerings.get(id)
    return (
      offering !== undefined &&
      statusOn(offering.open, scene.day) === 'closed' &&
      testArea(offering.area, scene.conversation.place) !== 'no'
    )
  }
  const hits = scene.knowledge.search
    .find(features, pageSize, ended)
    .filter((hit, _at, all) => hit.score > (all[0]?.score ?? 0) * 0.75)
  const best = hits[0]
  if (best === undefined || best.likeness < surelyPast) return undefined
  const offerings = hits.flatMap((hit) => scene.knowledge.offerings.get(hit.id) ?? [])
  return tell(scene, offerings, readAspect(heard) ?? 'status')
}
