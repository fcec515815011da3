import type { Language } from '../chat.ts'
import type { FactValue } from '../knowledge/fact-value.ts'
import { aboutOffering } from './about.ts'
import { aboutInvented } from './about-unknown.ts'
import { tellActivities } from './activities.ts'
import { answerQuestion, takeAsAnswer } from './answered.ts'
import { readAspect } from './aspect.ts'
import type { Need } from './conversation.ts'
import { explainHearing } from './explain-hearing.ts'
import { findAgain } from './find.ts'
import { goOn } from './go-on.ts'
import { aboutDraft, beginHandoff } from './handoff.ts'
import { isForThere } from './here.ts'
import { tellsNeed, tellsWho } from './needs.ts'
import { dropOthers } from './of-others.ts'
import { askPlace, placeOf, tellOffice } from './place.ts'
import { withConversation } from './pressed.ts'
import { keepRefused } from './refused.ts'
import { text } from './say.ts'
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
import { dropStale } from './stale.ts'
import type { Scene, Step } from './step.ts'
import { keepNeed, need, passOver, tellsMore } from './take-need.ts'
import { answerRating, toOffice } from './to-office.ts'
import { speaksOf, type Understood, understand } from './understand.ts'

/** The share of a sentence from which on it asks for a person. */
const surely = 0.8
const rather = 0.5
/** The share of a whole message below which it does not ask for one, or for an office. */
const hardly = { person: 0.05, office: 0.12 } as const

/** "Someone who can read my business plan" is rather someone to be found; the office stands beside what is found. */
const perhapsNeed = 0.2

/** A message in the person's own words. What it is about is decided here; the first that fits answers. */
export function hear(before: Scene, message: string): Step {
  const understood = understand({
    knowledge: before.knowledge,
    text: message,
    language: before.language,
    opening: isOpening(before.conversation) ? 'yes' : 'no',
    year: Number(before.day.slice(0, 4)),
  })
  const heard = takeAsAnswer(before, dropOthers(before.conversation, understood))
  const { turnedDown, ...conversation } = before.conversation
  const scene = setScene({ ...before, conversation }, heard.language)
  const answered =
    turnedDown !== undefined && heard.intents.includes('for-the-firm')
      ? answer(...insistOn(scene, heard, turnedDown))
      : answer(scene, heard)
  const because = [explainHearing(heard), ...answered.trace.because]
  return keepTurnedDown({ ...answered, trace: { ...answered.trace, because } }, heard)
}

/** "Nej, på verkstaden menar jag": what was turned down is a need after all, and this the rest of it. */
function insistOn(scene: Scene, heard: Understood, turnedDown: Need): [Scene, Understood] {
  const needs = [...scene.conversation.needs, turnedDown]
  return [
    withConversation(scene, { needs }),
    { ...heard, need: `${turnedDown.words} ${heard.need}` },
  ]
}

function keepTurnedDown(told: Step, { said, need: words, language }: Understood): Step {
  if (told.trace.intent !== 'outside-scope') return told
  return { ...told, conversation: { ...told.conversation, turnedDown: { said, words, language } } }
}

const isOpening = ({ needs, shown, stage, place }: Scene['conversation']): boolean =>
  needs.length === 0 && shown.length === 0 && stage.kind === 'open' && place === undefined

function answer(listening: Scene, heard: Understood): Step {
  const scene = learn(listening, heard)
  const asking =
    heard.factsBesideNames === heard.facts
      ? scene
      : learn(listening, { ...heard, facts: heard.factsBesideNames })
  return (
    command(scene, heard) ??
    aboutDraft(scene, heard) ??
    toOffice(scene, heard.said) ??
    answerRating(scene, heard.said) ??
    answerQuestion(scene, heard) ??
    tellsMore(scene, heard) ??
    goOn(scene, heard) ??
    aboutInvented(scene, heard) ??
    surelyOutside(learn(listening, { ...heard, facts: {} }), heard) ??
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
function learn(listening: Scene, heard: Understood): Scene {
  const scene = dropStale(listening, heard)
  const { conversation } = scene
  const facts: Record<string, FactValue> = { ...conversation.facts, ...heard.facts }
  const place = heard.place === undefined ? conversation.place : placeOf(heard.place)
  const refused = keepRefused(conversation.refused, heard.refused, heard.names)
  return withConversation(scene, {
    facts,
    ...(place === undefined ? {} : { place }),
    ...(refused.length > 0 || conversation.refused !== undefined ? { refused } : {}),
  })
}

function command(scene: Scene, heard: Understood): Step | undefined {
  if (heard.intents.includes('danger')) return turnDown(scene, 'danger')
  if (scene.conversation.stage.kind === 'forget' && heard.intents.includes('yes'))
    return forget(scene)
  if (scene.conversation.stage.kind === 'forget' && heard.intents.includes('no'))
    return keepAll(scene)
  const language = asksLanguage(scene, heard)
  if (language !== undefined) return switchLanguage(setScene(scene, language))
  if (heard.intents.includes('restart')) return restart(scene)
  if (heard.intents.includes('forget')) return askForget(scene)
  if (heard.intents.includes('my-data')) return showMyData(scene)
  if (heard.intents.includes('list-cases')) return showMyCases(scene)
  if (heard.intents.includes('robot')) return reassure(scene, 'robot')
  if (heard.intents.includes('lost')) return reassure(scene, 'lost')
  if (heard.intents.includes('my-cases') && scene.cases.length > 0) return showMyCases(scene)
  if (heard.intents.includes('help')) return help(scene)
  if (onlyGestures.test(heard.said)) return thank(scene)
  return undefined
}

/** "👍", "❤️", "😀": hands, hearts and faces are no question. */
const onlyGestures = /^(?:[👋-👐👏🙌🤝💪❤💙💚😀-🙏🤗🥰]|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)+$/u

/** "Can you show it in English?"; who tells a need in the same breath is answered in its language anyway. */
function asksLanguage(scene: Scene, heard: Understood): Language | undefined {
  const swedish = heard.intents.includes('to-swedish') ? 'sv' : undefined
  const language = heard.intents.includes('to-english') ? 'en' : swedish
  if (language === undefined || Object.keys(heard.facts).length > 0) return undefined
  const tells = scene.conversation.needs.length === 0 && tellsNeed(scene, heard.need)
  return tells ? undefined : language
}

function askForPerson(scene: Scene, heard: Understood): Step | undefined {
  const inPassing = heard.kinds.handoff > hardly.person && heard.surest('handoff') > surely
  const told = scene.conversation.needs.length > 0 && Object.keys(heard.facts).length > 0
  const mostly =
    isMostly(heard, 'handoff') &&
    wantsOffice(heard) > (told ? surely : rather) &&
    heard.kinds.need < perhapsNeed
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
  if (
    (onlyPlace || correctsPlace(heard)) &&
    scene.conversation.needs.length > 0 &&
    heard.place?.kind !== 'ask'
  ) {
    return findAgain(passOver(scene))
  }
  if (addsToNeed(scene, heard)) return undefined
  const inPassing = heard.kinds.office > hardly.office && heard.surest('office') > surely
  const asks =
    (isMostly(heard, 'office') || inPassing) &&
    !asksOfNamed(heard) &&
    !tellsNeedItself(scene, heard)
  if ((!onlyPlace && !asks) || speaksOfTheirs(scene, heard)) return undefined
  const told = tellOffice(heard.place?.kind === 'ask' ? dropPlace(scene) : scene, heard.place)
  return heard.intents.includes('opening-hours')
    ? { ...told, replies: [text(scene.say('office.no-hours')), ...told.replies] }
    : told
}

/** "Företagslotsen i Åsele" is asked for by what another office calls it. */
function speaksOfTheirs(scene: Scene, { names, place }: Understood): boolean {
  const { offerings } = scene.knowledge
  return names.some(
    ({ distinctive, named }) =>
      distinctive === 'yes' &&
      named.some(
        ({ kind, id }) =>
          kind === 'offering' &&
          (place === undefined || isForThere(scene, { place }, offerings.get(id))),
      ),
  )
}

/** "Nej, i Malå", "och om jag flyttar till Norsjö då?" */
function correctsPlace({ place, kinds, said }: Understood): boolean {
  if (place === undefined || asksInWords.test(said)) return false
  if (moves.test(said) || corrects.test(said)) return true
  return kinds.need < rather && kinds.office < surely && !said.includes('?')
}

const corrects = /^\W*(?:nej|nä|no|sorry)(?!\p{L})/iu
const moves =
  /(?<!\p{L})(?:flytta\p{L}*|move|moving|om (?:jag|vi) (?:är|bor|sitter)|if (?:i|we) (?:are|live))(?!\p{L})/iu

/** "Till lager", "jag är lantbrukare i Lycksele kommun": more of what was asked for, and no question. */
function addsToNeed({ conversation }: Scene, { said, kinds, facts }: Understood): boolean {
  if (conversation.needs.length === 0 || asksWhom.test(said)) return false
  return wantsOffice({ kinds }) < surely || 'sector' in facts
}

/** "Kontakta kontoret i Malå" is about half a wish for a person and half a question about the office, and no need. */
const wantsOffice = ({ kinds }: Pick<Understood, 'kinds'>): number => kinds.office + kinds.handoff

/** "Har en camping i Sorsele", "bidrag Åsele": tells of itself or of what it wants, and asks for nobody. */
function tellsNeedItself(scene: Scene, heard: Understood): boolean {
  if (!('sector' in heard.facts || speaksOf(heard, 'glossary'))) return false
  const asks = tellsNeed(scene, heard.need) ? asksInWords : asksWhom
  if (asks.test(heard.said)) return false
  return wantsOffice(heard) < surely || tellsWho.test(heard.said)
}

const asksInWords =
  /(?<!\p{L})(?:vem|vilka|var|vart|vilket|vilken|när|numret|nummer|telefon|who|whom|where|which|when|phone|number)(?!\p{L})/iu
const asksWhom = new RegExp(`[?]|${asksInWords.source}`, 'iu')

/** The share above which words that the catalogue knows are not those of a need after all. */
const plainly = 0.75

function asksForHelp(scene: Scene, heard: Understood): boolean {
  if (!isMostly(heard, 'help') || speaksOf(heard, 'offering', 'distinctive')) return false
  const asksOfSubject = readAspect(heard) === undefined && tellsNeed(scene, heard.need)
  const vague =
    heard.content.known < 2 &&
    !asksOfSubject &&
    !speaksOf(heard, 'glossary') &&
    scene.conversation.needs.length === 0
  return vague || heard.kinds.help > plainly
}

/** "Är Malå Visitor Center öppet?" is no question about the office in Malå, unless it surely is and says more than that name. */
function asksOfNamed(heard: Understood): boolean {
  const unsure = heard.kinds.office < surely || heard.content.rest === 0
  return (
    asksWhatIs(heard) || (unsure && readAspect(heard) !== undefined && speaksOf(heard, 'offering'))
  )
}

function asksWhatIs(heard: Understood): boolean {
  return heard.intents.includes('aspect-what') && speaksOf(heard, 'offering')
}

function dropPlace(scene: Scene): Scene {
  const { place: _place, ...conversation } = scene.conversation
  return { ...scene, conversation }
}

function chat(scene: Scene, heard: Understood): Step | undefined {
  if (Object.keys(heard.facts).length > 0 && scene.conversation.needs.length > 0) return undefined
  if (asksForHelp(scene, heard)) return help(scene)
  if (Object.keys(heard.facts).length > 0) return undefined
  if (isMostly(heard, 'thanks') && heard.surest('need') < surely) return thank(scene)
  if (isMostly(heard, 'greeting')) return greet(scene)
  return undefined
}
