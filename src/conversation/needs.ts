import type { FactValue } from '../knowledge/fact-value.ts'
import type { Feature } from '../knowledge/features.ts'
import { findTerms } from '../knowledge/search-terms.ts'
import { readTokens } from '../knowledge/words.ts'
import type { Scene } from './step.ts'

/** What an earlier need counts beside the one after it: little where that one stands by itself, much where it only adds to it. */
const olderCounts = { alone: 0.2, added: 0.8 } as const

/** The need in the search's terms: the newest words in full, earlier ones for less. */
export function readNeed({ knowledge, conversation, language }: Scene): readonly Feature[] {
  const all = new Map<string, number>()
  let counts = 1
  for (const need of [...conversation.needs].reverse()) {
    const found = readTerms({ knowledge, language: need.language ?? language }, need.words)
    const features = found.map((feature) => heedWish(feature, conversation.facts.wish))
    for (const { term, weight } of features)
      all.set(term, Math.max(all.get(term) ?? 0, weight * counts))
    const alone = standsAlone(need.words, features) && !limits.test(need.said)
    counts *= alone ? olderCounts.alone : olderCounts.added
  }
  return [...all].map(([term, weight]) => ({ term, weight }))
}

/** "Men vi har inga pengar till jurist": goes on with what was said before. */
const limits = /^\W*(?:men|fast|but)(?!\p{L})/iu

/** "Vad finns det för lån?", "och bidrag?": the way to help that was asked for before is no longer looked for. */
function heedWish({ term, weight }: Feature, wish: FactValue | undefined): Feature {
  const grants = wish === 'grant' || wish === 'no-loan'
  if (grants && term === '#loan') return { term: '#grant', weight }
  return wish === 'loan' && term === '#grant' ? { term: '#loan', weight } : { term, weight }
}

export function readTerms(
  { knowledge, language }: Pick<Scene, 'knowledge' | 'language'>,
  words: string,
) {
  const tokens = readTokens(words).map((token) => token.word)
  return findTerms(knowledge.vocabulary, tokens, language)
}

/** Whether the words tell a need by themselves, without what was said before. */
export function tellsNeed(scene: Scene, words: string): boolean {
  return standsAlone(words, readTerms(scene, words))
}

/** "Vi har en camping", "I run a shop": tells of the person or the firm, and asks for nothing. */
export const tellsWho =
  /^\W*(?:(?:vi|jag|det) (?:är|driver|har) (?:en |ett |kvinn)|(?:we(?: are|'re| run| have|'ve)|i(?: am|'m| run| have|'ve)|it(?: is|'s)) an? )/iu

/** What someone would be helped by says nothing of what for. */
export const waysToHelp = new Set(['#loan', '#grant', '#advice', '#general-money'])

/** Says what is wanted, not only who wants it, a trade or a way to pay. */
function standsAlone(words: string, features: readonly Feature[]): boolean {
  if (tellsWho.test(words)) return false
  return features.some(
    ({ term, weight }) => term.startsWith('#') && weight >= 1 && !waysToHelp.has(term),
  )
}
