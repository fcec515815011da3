import { type FactValue, formatFactValue } from '../knowledge/fact-value.ts'
import { readNumeral } from '../knowledge/numbers.ts'
import { aboutOffering, aboutShown } from './about.ts'
import { aboutInvented } from './about-unknown.ts'
import { tellActivities } from './activities.ts'
import { explainHearing } from './explain-hearing.ts'
import { find, findAgain } from './find.ts'
import { aboutDraft, beginHandoff } from './handoff.ts'
import { tellsNeed } from './needs.ts'
import { askPlace, echoPlace, placeOf, tellOffice } from './place.ts'
import { pressed, withConversation } from './pressed.ts'
import { setScene } from './scene.ts'
import { isMostly, outsideScope, surelyOutside } from './scope.ts'
import {
  askForget,
  forget,
  greet,
  help,
  keepAll,
  reassure,
  restart,
  showMyCases,
  showMyData,
  switchLanguage,
  thank,
  turnDown,
} from './smalltalk.ts'
import type { Scene, Step } from './step.ts'
import { tell } from './tell.ts'
import { answerRating, toOffice } from './to-office.ts'
import { speaksOf, type Understood, understand } from './understand.ts'

const mostNeeds = 3
const fewWords = 5
/** The share of a sentence from which on it asks for a person. */
const surely = 0.8
const rather = 0.5
/** The share of a whole message below which it does not ask for one. */
const hardly = 0.1

/** A message in the person's own words. What it is about is decided here; the first that fits answers. */
export function hear(before: Scene, message: string): Step {
  const heard = understand({
    knowledge: before.knowledge,
    text: message,
    language: before.language,
    year: Number(before.day.slice(0, 4)),
  })
  const answered = answer(setScene(before, heard.language), heard)
  const because = [explainHearing(heard), ...answered.trace.because]
  return { ...answered, trace: { ...answered.trace, because } }
}

function answer(listening: Scene, heard: Understood): Step {
  const scene = learn(listening, heard)
  const asking = learn(listening, { ...heard, facts: heard.factsBesideNames })
  return (
    command(scene, heard) ??
    aboutDraft(scene, heard) ??
    toOffice(scene, heard.said) ??
    answerRating(scene, heard.said) ??
    answerQuestion(scene, heard) ??
    tellsMore(scene, heard) ??
    goOn(scene, heard) ??
    aboutInvented(scene, heard) ??
    surelyOutside(scene, heard) ??
    askForPerson(scene, heard) ??
    tellActivities(scene, heard) ??
    aboutOffice(scene, heard) ??
    aboutOffering(asking, heard) ??
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
  if (heard.intents.includes('danger')) return turnDown(scene, 'danger')
  if (scene.conversation.stage.kind === 'forget' && heard.intents.includes('yes'))
    return forget(scene)
  if (scene.conversation.stage.kind === 'forget' && heard.intents.includes('no'))
    return keepAll(scene)
  if (heard.intents.includes('to-english')) return switchLanguage(setScene(scene, 'en'))
  if (heard.intents.includes('to-swedish')) return switchLanguage(setScene(scene, 'sv'))
  if (heard.intents.includes('restart')) return restart(scene)
  if (heard.intents.includes('forget')) return askForget(scene)
  if (heard.intents.includes('my-data')) return showMyData(scene)
  if (heard.intents.includes('list-cases')) return showMyCases(scene)
  if (heard.intents.includes('robot')) return reassure(scene, 'robot')
  if (heard.intents.includes('lost')) return reassure(scene, 'lost')
  if (heard.intents.includes('my-cases') && scene.cases.length > 0) return showMyCases(scene)
  if (heard.intents.includes('help')) return help(scene)
  return undefined
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
        purpose: stage.purpose,
      })
    }
    if (heard.intents.includes('dont-know'))
      return pressed(scene, { kind: 'place', municipality: 'unknown', purpose: stage.purpose })
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
  const plain = (words: string) => words.trim().toLowerCase().replaceAll('–', '-')
  const answer = asked.answers?.find(({ value, label }) =>
    [formatFactValue(value), label.sv, label.en].some((one) => plain(one) === plain(heard.text)),
  )
  if (answer !== undefined) return formatFactValue(answer.value)
  if (asked.kind === 'number' || asked.kind === 'money') {
    const byNumber = /(?:nr|nummer|no|number|alternativ|option|#)\.? ?\d/i.test(heard.text)
    const bare = /^(?!.*-\d)\D{0,12}(\d{1,9})\D{0,12}$/.exec(heard.text.trim())?.[1]
    if (byNumber || Object.keys(heard.facts).length > 0) return undefined
    const inWords = readNumeral(heard.text.toLowerCase().replace(/\P{L}+/gu, ''))
    return bare ?? (inWords === undefined ? undefined : String(inWords))
  }
  return undefined
}

function askForPerson(scene: Scene, heard: Understood): Step | undefined {
  const inPassing = heard.asksPerson > surely && heard.kinds.handoff > hardly
  const mostly = isMostly(heard, 'handoff') && heard.kinds.handoff > rather
  if (!inPassing && !mostly) return undefined
  const telling = heard.content.known >= 3 ? keepNeed(scene, heard) : scene
  if (heard.place?.kind === 'ask' && scene.conversation.place === undefined) {
    const asked = withConversation(telling, { stage: { kind: 'asked-place', purpose: 'handoff' } })
    return { ...beginHandoff(asked), replies: [askPlace(asked, 'handoff', heard.place)] }
  }
  return beginHandoff(telling)
}

function aboutOffice(scene: Scene, heard: Understood): Step | undefined {
  const onlyPlace =
    heard.place !== undefined &&
    heard.content.words === 0 &&
    Object.keys(heard.facts).every((fact) => fact === 'stage') &&
    !asksWhatIs(heard)
  const corrects =
    heard.place !== undefined && heard.kinds.need < 0.5 && heard.kinds.office < surely
  if (
    (onlyPlace || corrects) &&
    scene.conversation.needs.length > 0 &&
    heard.place?.kind !== 'ask'
  ) {
    return findAgain(withConversation(scene, { offset: 0, stage: { kind: 'open' } }))
  }
  const asks = isMostly(heard, 'office') && !asksWhatIs(heard)
  if ((!onlyPlace && !asks) || speaksOf(heard, 'offering', 'distinctive')) return undefined
  return tellOffice(heard.place?.kind === 'ask' ? dropPlace(scene) : scene, heard.place)
}

/** The share above which words that the catalogue knows are not those of a need after all. */
const plainly = 0.75

function asksForHelp(heard: Understood): boolean {
  const sure = heard.content.known < 2 || heard.kinds.help > plainly
  return sure && isMostly(heard, 'help') && !speaksOf(heard, 'offering', 'distinctive')
}

function asksWhatIs(heard: Understood): boolean {
  return heard.intents.includes('aspect-what') && speaksOf(heard, 'offering')
}

function dropPlace(scene: Scene): Scene {
  const { place: _place, ...conversation } = scene.conversation
  return { ...scene, conversation }
}

/** Goes on from what was shown last: more of it, one by its number, or "den". */
function goOn(scene: Scene, heard: Understood): Step | undefined {
  const { needs } = scene.conversation
  if (heard.intents.includes('more') && needs.length > 0 && heard.content.words <= 3)
    return pressed(scene, { kind: 'more' })
  return aboutShown(scene, heard)
}

function chat(scene: Scene, heard: Understood): Step | undefined {
  if (asksForHelp(heard)) return help(scene)
  if (Object.keys(heard.facts).length > 0) return undefined
  if (isMostly(heard, 'thanks')) return thank(scene)
  if (isMostly(heard, 'greeting')) return greet(scene)
  return undefined
}

/** A fact and no more goes on with the need, also where its words are a name that could be asked about: "bara bidrag", "AB". */
function tellsMore(scene: Scene, heard: Understood): Step | undefined {
  const asks = heard.text.includes('?') || heard.intents.some((one) => one.startsWith('aspect-'))
  if (asks || heard.ordinals.length > 0 || !isFactsOnly(scene, heard)) return undefined
  return need(scene, heard)
}

/** A need: kept with the earlier ones it goes on from, and answered. */
function need(scene: Scene, heard: Understood): Step {
  const spokenOf = scene.knowledge.offerings.get(scene.conversation.about ?? '')
  if (
    spokenOf !== undefined &&
    scene.conversation.needs.length === 0 &&
    tellsOnlyFacts(scene, heard)
  )
    return tell(scene, [spokenOf], 'who')
  const found = isFactsOnly(scene, heard)
    ? findAgain(keepNeed(scene, heard))
    : find(keepNeed(scene, heard))
  if (heard.place?.kind !== 'ask' || scene.conversation.place !== undefined)
    return { ...found, replies: [...echoPlace(scene, heard.place), ...found.replies] }
  const asking = {
    ...found.conversation,
    stage: { kind: 'asked-place' as const, purpose: 'find' as const },
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
  const needs = isFactsOnly(scene, heard)
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
  'wish',
])

/** "5 anställda", "aktiebolag", "31 år": an answer to an earlier need and no need of its own. */
function isFactsOnly(scene: Scene, heard: Understood): boolean {
  return scene.conversation.needs.length > 0 && tellsOnlyFacts(scene, heard)
}

function tellsOnlyFacts(scene: Scene, heard: Understood): boolean {
  const told = Object.keys(heard.facts)
  if (told.length === 0 || !told.every((fact) => tellingFacts.has(fact))) return false
  if (heard.content.words <= 2) return true
  // "Actually grants only, no loans": the ways to be helped are not what the help is for.
  const wishes = heard.facts.wish !== undefined && heard.content.words <= fewWords
  return wishes && !tellsNeed(scene, heard.need)
}
