import { readNeed } from './find.ts'
import { withConversation } from './pressed.ts'
import { rank } from './rank.ts'
import { turnDown } from './smalltalk.ts'
import type { Scene, Step } from './step.ts'
import type { Understood } from './understand.ts'

/** The conversation as if this message were all that was ever said of a need. */
export function alone(scene: Scene, heard: Understood): Scene {
  return withConversation(scene, { needs: [{ said: heard.said, words: heard.need }] })
}

/** How like the way people tell some need the message is, 0 to 1. */
export function likenessOf(scene: Scene, heard: Understood): number {
  const single = alone(scene, heard)
  return rank(single, readNeed(single)).fitting[0]?.likeness ?? 0
}

/** Groups of people's words that say little about a business by themselves. */
const vague = new Set([
  '#children-family',
  '#stress-health',
  '#norrland-location',
  '#info-guide',
  '#general-money',
  '#project',
  '#application-help',
  '#reporting-payout',
])

/** Whether a word of the message stands for a need or a kind of business. */
export function tellsNeed(heard: Understood): boolean {
  return heard.features.some(({ term }) => term.startsWith('#') && !vague.has(term))
}

/** Facts that only someone in business tells. */
const businessFacts = [
  'sector',
  'legal_form',
  'stage',
  'hiring',
  'exports',
  'employees',
  'company_age',
  'turnover',
]

const surePhrase = 0.8
const vaguelyLike = 0.3
const leastKnownShare = 0.34

/** Not the navigator's business: said so by pattern, unless the words are clearly those of a need; or no word is known. */
export function outsideScope(scene: Scene, heard: Understood): Step | undefined {
  const facts = Object.keys(heard.facts)
  const { words, known } = heard.content
  if ((facts.length > 0 || heard.place !== undefined) && scene.conversation.needs.length > 0)
    return undefined
  if (known === 0 && facts.length === 0) return turnDown(scene)
  if (heard.intents.includes('outside-scope')) {
    if (facts.some((fact) => businessFacts.includes(fact))) return undefined
    return known >= 3 && likenessOf(scene, heard) > surePhrase ? undefined : turnDown(scene)
  }
  const strange = known / Math.max(1, words) < leastKnownShare
  if (!strange && (facts.length > 0 || tellsNeed(heard))) return undefined
  return likenessOf(scene, heard) > vaguelyLike ? undefined : turnDown(scene)
}
