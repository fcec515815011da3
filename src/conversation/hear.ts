import { testArea } from '../eligibility/assess.ts'
import type { GlossaryWord, Offering } from '../knowledge/knowledge.ts'
import { statusOn } from '../knowledge/open-status.ts'
import type { Conversation, FactValue } from './conversation.ts'
import { find, pageSize, readNeed } from './find.ts'
import { beginHandoff } from './handoff.ts'
import { askPlace, placeOf, tellOffice } from './place.ts'
import { pressed, withConversation } from './pressed.ts'
import { rank } from './rank.ts'
import { quiet } from './say.ts'
import { setScene } from './scene.ts'
import {
  askForget,
  forget,
  greet,
  help,
  restart,
  showMyData,
  switchLanguage,
  thank,
  turnDown,
} from './smalltalk.ts'
import { type Scene, type Step, step } from './step.ts'
import { type Aspect, aspects, tell, tellProvider, tellUnknown, tellWords } from './tell.ts'
import { type Understood, understand } from './understand.ts'

const mostNeeds = 3
const fewWords = 5

/** A message in the person's own words. What it is about is decided here; the first that fits answers. */
export function hear(before: Scene, message: string): Step {
  const heard = understand({
    knowledge: before.knowledge,
    text: message,
    language: before.language,
    year: Number(before.day.slice(0, 4)),
  })
  const scene = learn(setScene(before, heard.language), heard)
  return (
    command(scene, heard) ??
    toOffice(scene, heard) ??
    answerQuestion(scene, heard) ??
    askForPerson(scene, heard) ??
    aboutOffice(scene, heard) ??
    aboutOffering(scene, heard) ??
    aboutPast(scene, heard) ??
    chat(scene, heard) ??
    outsideScope(scene, heard) ??
    need(scene, heard)
  )
}

/** Facts and place in the sentence are kept; a newer one replaces an older. */
function learn(scene: Scene, heard: Understood): Scene {
  const { conversation } = scene
  const facts: Record<string, FactValue> = { ...conversation.facts, ...heard.facts }
  const place = heard.place === undefined ? conversation.place : placeOf(heard.place)
  return withConversation(scene, { facts, ...(place === undefined ? {} : { place }) })
}

function command(scene: Scene, heard: Understood): Step | undefined {
  if (scene.conversation.stage.kind === 'forget' && heard.intents.includes('yes'))
    return forget(scene)
  if (heard.intents.includes('to-english')) return switchLanguage(setScene(scene, 'en'))
  if (heard.intents.includes('to-swedish')) return switchLanguage(setScene(scene, 'sv'))
  if (heard.intents.includes('restart')) return restart(scene)
  if (heard.intents.includes('forget')) return askForget(scene)
  if (heard.intents.includes('my-data')) return showMyData(scene)
  return undefined
}

const calledByName = /^\s*@?lotsen[\s,:!]+/i

/** While an office is writing with the company, what it writes goes there; the bot answers when called by name. */
function toOffice(scene: Scene, heard: Understood): Step | undefined {
  const talking = scene.cases.find(
    (one) => one.state === 'taken' && one.messages.some((message) => message.from === 'office'),
  )
  if (talking === undefined || calledByName.test(heard.said)) return undefined
  return step(scene, {
    effects: [{ kind: 'case', case: talking.id, action: 'reply-from-company', value: heard.said }],
    replies: [quiet(scene.say('case.to-office'))],
    trace: {
      intent: 'handoff',
      office: talking.office,
      question: null,
      because: [`in talk with an office: ${talking.id}`],
    },
  })
}

/** The answer to the question last asked, when the message is one. */
function answerQuestion(scene: Scene, heard: Understood): Step | undefined {
  const { stage } = scene.conversation
  if (stage.kind === 'asked-place') {
    if (
      heard.place !== undefined &&
      heard.place.kind !== 'ask' &&
      scene.conversation.place !== undefined
    ) {
      return pressed(scene, {
        kind: 'place',
        municipality: scene.conversation.place,
        then: stage.then,
      })
    }
    if (heard.intents.includes('dont-know'))
      return pressed(scene, { kind: 'place', municipality: 'unknown', then: stage.then })
    return undefined
  }
  if (stage.kind !== 'asked') return undefined
  if (heard.intents.includes('dont-know')) return pressed(scene, { kind: 'skip', fact: stage.fact })
  const value = readAnswer(scene, heard, stage.fact)
  return value === undefined
    ? undefined
    : pressed(scene, { kind: 'answer', fact: stage.fact, value })
}

function readAnswer({ knowledge }: Scene, heard: Understood, fact: string): string | undefined {
  const asked = knowledge.facts.get(fact)
  if (asked === undefined || heard.content.words > fewWords) return undefined
  if (asked.kind === 'yes-no') {
    if (heard.intents.includes('yes')) return 'true'
    return heard.intents.includes('no') ? 'false' : undefined
  }
  if (asked.kind === 'number' || asked.kind === 'money') {
    const bare = /^\D{0,12}(\d{1,9})\D{0,12}$/.exec(heard.text.trim())?.[1]
    return heard.facts[fact] === undefined ? bare : undefined
  }
  const label = asked.answers?.find(
    (answer) =>
      answer.label.sv.toLowerCase() === heard.text.trim().toLowerCase() ||
      answer.label.en.toLowerCase() === heard.text.trim().toLowerCase(),
  )
  return label === undefined ? undefined : String(label.value)
}

function askForPerson(scene: Scene, heard: Understood): Step | undefined {
  if (!heard.intents.includes('handoff')) return undefined
  const telling = heard.content.known >= 3 ? keepNeed(scene, heard) : scene
  if (heard.place?.kind === 'ask' && scene.conversation.place === undefined) {
    const asked = withConversation(telling, { stage: { kind: 'asked-place', then: 'handoff' } })
    return { ...beginHandoff(asked), replies: [askPlace(asked, 'handoff', heard.place)] }
  }
  return beginHandoff(telling)
}

/** A question about an offering by name, by number or by "it"; about a provider; or about a word of the trade. */
function aboutOffering(scene: Scene, heard: Understood): Step | undefined {
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
      .filter((one) => one.kind === 'provider' && hit.distinctive === 'yes')
      .map((one) => one.id),
  )
  const provider = scene.knowledge.providers.get(providers[0] ?? '')
  if (
    provider === undefined ||
    (aspect === undefined && heard.content.words > 2 && providers.length < 2)
  )
    return undefined
  const alone = withConversation(scene, { needs: [{ said: heard.said, words: heard.need }] })
  const near = rank(alone, readNeed(alone)).fitting.map((one) => one.offering)
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
    if (heard.content.words <= hit.words && heard.names.length === 1 && !isNeed(scene, heard))
      return word
  }
  return undefined
}

const surelyNeed = 0.5

/** Whether the words are like how people tell a need. */
function isNeed(scene: Scene, heard: Understood): boolean {
  const alone = withConversation(scene, { needs: [{ said: heard.said, words: heard.need }] })
  return (rank(alone, readNeed(alone)).fitting[0]?.likeness ?? 0) >= surelyNeed
}

function aboutOffice(scene: Scene, heard: Understood): Step | undefined {
  const onlyPlace =
    heard.place !== undefined &&
    heard.content.words === 0 &&
    Object.keys(heard.facts).every((fact) => fact === 'stage')
  if (onlyPlace && scene.conversation.needs.length > 0 && heard.place?.kind !== 'ask') {
    return find(withConversation(scene, { offset: 0, stage: { kind: 'open' } }))
  }
  const asks =
    heard.intents.includes('office') &&
    heard.content.known <= mostWordsAboutOffice &&
    findDistinct(heard) === undefined
  if (!onlyPlace && !asks) return undefined
  return tellOffice(heard.place?.kind === 'ask' ? dropPlace(scene) : scene, heard.place)
}

const mostWordsAboutOffice = 3

/** An offering whose own name was said, so that the question is about it. A municipal office's is not. */
function findDistinct(heard: Understood): string | undefined {
  const hit = heard.names.find(
    (one) =>
      one.distinctive === 'yes' &&
      one.named.some(
        (named) =>
          named.kind === 'offering' && !/foretagslots|naringsliv|foretagsfrukost/.test(named.id),
      ),
  )
  return hit?.named[0]?.id
}

function dropPlace(scene: Scene): Scene {
  const { place: _place, ...conversation } = scene.conversation
  return { ...scene, conversation }
}

function chat(scene: Scene, heard: Understood): Step | undefined {
  if (
    heard.intents.includes('more') &&
    scene.conversation.needs.length > 0 &&
    heard.content.words <= 3
  ) {
    return pressed(scene, { kind: 'more' })
  }
  if (heard.intents.includes('help') && heard.content.known <= 3) return help(scene)
  if (heard.content.known > 1 || Object.keys(heard.facts).length > 0) return undefined
  if (heard.intents.includes('thanks')) return thank(scene)
  if (heard.intents.includes('greeting')) return greet(scene)
  return undefined
}

/** Groups of people's words that say little about a business by themselves. */
const says = new Set(['#children-family', '#stress-health', '#norrland-location', '#info-guide', '#general-money', '#project', '#application-help', '#reporting-payout', '#security-crime'])
const vaguelyLike = 0.4
const surePhrase = 0.8

/** Not the navigator's business: said so by pattern, unless the words are clearly those of a need; or no word is known. */
function outsideScope(scene: Scene, heard: Understood): Step | undefined {
  const told = Object.keys(heard.facts).length > 0 || heard.place !== undefined
  if (told && scene.conversation.needs.length > 0) return undefined
  if (heard.content.known === 0 && Object.keys(heard.facts).length === 0) return turnDown(scene)
  const alone = withConversation(scene, { needs: [{ said: heard.said, words: heard.need }] })
  const best = rank(alone, readNeed(alone)).fitting[0]
  const likeness = best?.likeness ?? 0
  const business = [
    'sector',
    'legal_form',
    'stage',
    'hiring',
    'exports',
    'employees',
    'company_age',
    'turnover',
  ].some((fact) => heard.facts[fact] !== undefined)
  if (heard.intents.includes('outside-scope'))
    return business || (likeness > surePhrase && heard.content.known >= 3)
      ? undefined
      : turnDown(scene)
  const share = heard.content.known / Math.max(1, heard.content.words)
  if (share < 0.34 && likeness < 0.3) return turnDown(scene)
  return Object.keys(heard.facts).length > 0 || likeness > vaguelyLike || heard.features.some(({ term }) => term.startsWith('#') && !says.has(term)) ? undefined : turnDown(scene)
}

const surelyPast = 0.4

/** Speaks of something that was: an ended programme described without its name is answered as ended. */
function aboutPast(scene: Scene, heard: Understood): Step | undefined {
  if (!heard.intents.includes('past')) return undefined
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

/** A need: kept with the earlier ones it goes on from, and answered. */
function need(scene: Scene, heard: Understood): Step {
  const spokenOf = scene.knowledge.offerings.get(scene.conversation.about ?? '')
  if (spokenOf !== undefined && scene.conversation.needs.length === 0 && tellsOnlyFacts(heard))
    return tell(scene, [spokenOf], 'who')
  const found = find(keepNeed(scene, heard))
  if (heard.place?.kind !== 'ask' || scene.conversation.place !== undefined) return found
  const asking = {
    ...found.conversation,
    stage: { kind: 'asked-place' as const, then: 'find' as const },
  }
  const others = found.replies.filter((reply) => reply.kind !== 'choices' || reply.text === '')
  return {
    ...found,
    conversation: asking,
    replies: [...others, askPlace(scene, 'find', heard.place)],
    trace: { ...found.trace, office: 'ask', question: 'municipality' },
  }
}

function keepNeed(scene: Scene, heard: Understood): Scene {
  const needs = isFactsOnly(scene.conversation, heard)
    ? scene.conversation.needs
    : [...scene.conversation.needs, { said: heard.said, words: heard.need }].slice(-mostNeeds)
  return withConversation(scene, {
    needs,
    offset: 0,
    asked: scene.conversation.stage.kind === 'asked' ? scene.conversation.asked : 0,
    stage: { kind: 'open' },
  })
}

const tellingFacts = new Set([
  'employees',
  'legal_form',
  'owner_age',
  'company_age',
  'turnover',
  'project_cost',
  'already_started',
])

/** "5 anställda", "aktiebolag", "31 år": an answer to an earlier need and no need of its own. */
function isFactsOnly(conversation: Conversation, heard: Understood): boolean {
  return conversation.needs.length > 0 && tellsOnlyFacts(heard)
}

function tellsOnlyFacts(heard: Understood): boolean {
  const told = Object.keys(heard.facts)
  return told.length > 0 && told.every((fact) => tellingFacts.has(fact)) && heard.content.words <= 2
}
