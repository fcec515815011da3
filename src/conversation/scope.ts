import { type MessageKind, messageKinds } from '../knowledge/kinds.ts'
import { readLine } from '../knowledge/words.ts'
import { asksWhatHappens } from './activities.ts'
import { readAspect } from './aspect.ts'
import { isOnlyTrade, readNeed, tellsNeed } from './needs.ts'
import { withConversation } from './pressed.ts'
import { rank } from './rank.ts'
import { help, turnDown } from './smalltalk.ts'
import type { Scene, Step } from './step.ts'
import { speaksOf, type Understood } from './understand.ts'

/** The conversation as if this message were all that was ever said of a need. */
export function alone(scene: Scene, heard: Understood): Scene {
  return withConversation(scene, { needs: [{ said: heard.said, words: heard.need }] })
}

/** How like the way people tell some need the message is, 0 to 1. */
export function likenessOf(scene: Scene, heard: Understood): number {
  const single = alone(scene, heard)
  return rank(single, readNeed(single)).fitting[0]?.likeness ?? 0
}

/** Facts that only someone in business tells. */
const businessFacts = ['legal_form', 'stage', 'employees', 'company_age', 'turnover']
/** The legal form of a private person. */
const noFirm = 'none'
/** The share of a need in words that the catalogue does not know. */
const soundsLikeNeed = 0.6

/** A message of which less is sure is taken for a need. */
const leastShare = 0.4

const others = messageKinds.filter((kind) => kind !== 'need' && kind !== 'offering')

/** Whether a message is rather of this kind than of any other; a need and a question about an offering count as one. */
export function isMostly(
  { kinds }: Understood,
  kind: Exclude<MessageKind, 'need' | 'offering'>,
): boolean {
  const most = Math.max(leastShare, kinds.need + kinds.offering)
  return kinds[kind] >= most && others.every((other) => kinds[kind] >= kinds[other])
}

/** The share where something is spoken of by name, or a need has been told, to which a few words more may belong. */
const almostCertain = 0.8
/** How much surer than that it is a need: an answer too many is a smaller fault than none. */
const outweighs = 1.5
/** With so few of its words known to the catalogue, to be as sure is enough: one need in ten has that few, and most of what is not. */
const fewKnown = 0.7

/** Not the navigator's business, as the examples of such messages tell. */
export function surelyOutside(scene: Scene, heard: Understood): Step | undefined {
  if (goesOnWith(scene, heard) || tellsOfBusiness(heard)) return undefined
  if (asksWhatHappens(scene, heard) || asksOfNothing(heard)) return undefined
  if (speaksOf(heard, 'offering', 'distinctive') && readAspect(heard) !== undefined)
    return undefined
  const { words, known } = heard.content
  const named =
    speaksOf(heard, 'offering', 'distinctive') || speaksOf(heard, 'provider', 'distinctive')
  const margin = known < fewKnown * words ? 1 : outweighs
  const { outside, need, offering } = heard.kinds
  const likely =
    named || scene.conversation.needs.length > 0
      ? outside > almostCertain
      : isMostly(heard, 'outside') &&
        outside > margin * (need + offering) &&
        (outside > almostCertain || !isWordOfNeed(scene, heard))
  return likely && !isTrade(scene, heard) ? turnDown(scene, whyDown(scene, heard)) : undefined
}

/** "Kompetensförsörjning", "tax relief": what people call a need, and nothing else. */
function isWordOfNeed(scene: Scene, { said, content, need }: Understood): boolean {
  const { words } = readLine(said)
  return words.length <= fewWords && content.known === words.length && tellsNeed(scene, need)
}

/** "Hur mycket är det?", of something that was never said. */
function asksOfNothing(heard: Understood): boolean {
  return heard.content.words === 0 && readAspect(heard) !== undefined
}

function tellsOfBusiness({ facts }: Understood): boolean {
  return businessFacts.some((fact) => fact in facts && facts[fact] !== noFirm)
}

function isTrade(scene: Scene, { place, text }: Understood): boolean {
  return place === undefined && isOnlyTrade(scene, text)
}

/** Nothing in it is known, and it does not sound like a need either: "vi vill ha hjälp" and "hur mycket är det?" are told how to ask. */
export function outsideScope(scene: Scene, heard: Understood): Step | undefined {
  if (goesOn(scene, heard) || heard.content.known > 0 || Object.keys(heard.facts).length > 0)
    return undefined
  const { need, help: ofItself, outside } = heard.kinds
  const saysNothing = heard.content.words === 0
  if (need > (saysNothing ? outside : soundsLikeNeed) || isTrade(scene, heard)) return undefined
  if (ofItself > outside || asksOfNothing(heard)) return help(scene)
  return turnDown(scene, whyDown(scene, heard))
}

const fewWords = 2

/** "Hen är 19": a few words in the middle of a talk go on with it, though nobody knows how. */
function whyDown({ conversation }: Scene, heard: Understood): 'outside-scope' | 'not-understood' {
  const goes = conversation.needs.length > 0 && conversation.shown.length > 0
  const few = heard.content.words <= fewWords || heard.kinds.outside < almostCertain
  const tells = few && !heard.said.endsWith('?')
  return goes && tells && readAspect(heard) === undefined ? 'not-understood' : 'outside-scope'
}

/** A fact or a place after a need has been told belongs to that need. */
function goesOn({ conversation }: Scene, { facts, place }: Pick<Understood, 'facts' | 'place'>) {
  return conversation.needs.length > 0 && (Object.keys(facts).length > 0 || place !== undefined)
}

/** "Vilken film ska jag se ikväll": a word that is also a trade's makes it no part of the need. */
function goesOnWith(scene: Scene, { facts: { sector: _trade, ...facts }, place }: Understood) {
  return goesOn(scene, { facts, place })
}
