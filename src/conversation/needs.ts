import { languages } from '../chat.ts'
import type { FactValue } from '../knowledge/fact-value.ts'
import { type Feature, findFeatures } from '../knowledge/features.ts'
import { findTerms } from '../knowledge/search-terms.ts'
import { readLine, readTokens } from '../knowledge/words.ts'
import type { Need } from './conversation.ts'
import type { Scene } from './step.ts'

/** What an earlier need counts beside the one after it: little where that one stands by itself, much where it only adds to it. */
const olderCounts = { alone: 0.2, added: 0.8 } as const

/** The need in the search's terms: the newest words in full, earlier ones for less. */
export function readNeed({ knowledge, conversation, language }: Scene): readonly Feature[] {
  const { needs, facts } = conversation
  const read = (need: Need) =>
    findTerms(knowledge.vocabulary, listWords(need.words), need.language ?? language)
  const [first] = needs
  if (first !== undefined && needs.length === 1 && facts.wish === undefined) return read(first)
  const all = new Map<string, number>()
  let counts = 1
  for (const need of needs.toReversed()) {
    const features = read(need).map((feature) => heedWish(feature, facts.wish))
    for (const { term, weight } of features)
      all.set(term, Math.max(all.get(term) ?? 0, weight * counts))
    const alone =
      standsAlone(features) &&
      !limits.test(need.said) &&
      !tellsWho.test(need.words) &&
      !isOnlyTrade({ knowledge }, need.words)
    counts *= alone ? olderCounts.alone : olderCounts.added
  }
  return [...all].map(([term, weight]) => ({ term, weight }))
}

/** "Men vi har inga pengar till jurist": goes on with what was said before. */
const limits = /^\W*(?:men|fast|but)(?!\p{L})/iu

const notMoney: ReadonlySet<string> = new Set(['#training', '#staff-learning', '#advice'])

/** "Vad finns det för lån?", "och bidrag?": the way to help that was asked for before is no longer looked for. */
function heedWish(feature: Feature, wish: FactValue | undefined): Feature {
  const grants = wish === 'grant' || wish === 'no-loan'
  const { term, weight } = feature
  if (grants && term === '#loan') return { term: '#grant', weight }
  if (wish === 'money' && notMoney.has(term)) return { term, weight: weight * olderCounts.alone }
  return wish === 'loan' && term === '#grant' ? { term: '#loan', weight } : feature
}

const listWords = (words: string) => readTokens(words).map(({ word }) => word)

/** What the words say, without what tells only what was learned of it. */
export function readWords(
  { knowledge, language }: Pick<Scene, 'knowledge' | 'language'>,
  words: string,
): readonly Feature[] {
  return findFeatures(knowledge.vocabulary, listWords(words), language)
}

/** Whether the words tell a need by themselves, without what was said before. */
export function tellsNeed(scene: Scene, words: string): boolean {
  return !tellsWho.test(words) && standsAlone(readWords(scene, words))
}

/** "Vi har en camping", "I run a shop": tells of the person or the firm, and asks for nothing. */
export const tellsWho =
  /^\W*(?:(?:vi|jag|det) (?:är|driver|har) (?:en |ett |kvinn)|(?:we(?: are|'re| run| have|'ve)|i(?: am|'m| run| have|'ve)|it(?: is|'s)) an? )/iu

/** "Frisör", "nail salon": a line of business and nothing else, in either language, is what someone does or wants to do. */
export function isOnlyTrade({ knowledge: { said } }: Pick<Scene, 'knowledge'>, words: string) {
  const line = readLine(words).words
  return languages.some((language) =>
    said
      .find(line, language)
      .some((hit) => hit.startsWith('sector=') && said.blank(words, language, hit) === ''),
  )
}

/** What someone would be helped by says nothing of what for. */
export const waysToHelp = new Set(['#loan', '#grant', '#advice', '#general-money'])

/** Says what is wanted, not only who wants it, a trade or a way to pay. */
function standsAlone(features: readonly Feature[]): boolean {
  return features.some(
    ({ term, weight }) => term.startsWith('#') && weight >= 1 && !waysToHelp.has(term),
  )
}
