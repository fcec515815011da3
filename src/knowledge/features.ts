import type { Language } from '../chat.ts'
import { splitCompound } from './compounds.ts'
import { remember } from './remember.ts'
import type { Vocabulary } from './vocabulary.ts'
import { stem } from './words.ts'

/** What a text says, as the search sees it: stems, parts of compounds, and `#group` for people's words. */
export interface Feature {
  readonly term: string
  readonly weight: number
}

const longestPhrase = 4
const partWeight = 0.6
/** A word that stands in a group counts less by itself than by what it stands for. */
const groupedWeight = 0.5
const everydayWeight = 0.5

/** What a word says wherever it stands, and how many words the longest phrase has that begins with it. */
interface Word {
  readonly root: string
  /** The groups it belongs to; and what it says beside them. */
  readonly groups: readonly Feature[]
  readonly own: readonly Feature[]
  readonly longest: number
}

/** What was read of a vocabulary's words. */
const memories = new WeakMap<Vocabulary['phrases'][Language], (word: string) => Word>()

function recall(vocabulary: Vocabulary, language: Language): (word: string) => Word {
  const phrases = vocabulary.phrases[language]
  const known = memories.get(phrases)
  if (known !== undefined) return known
  /** The first stem of a phrase of several words -> how many the longest has. */
  const longest = new Map<string, number>()
  for (const phrase of phrases.keys()) {
    const [first = '', ...others] = phrase.split(' ')
    const length = Math.min(longestPhrase, 1 + others.length)
    longest.set(first, Math.max(length, longest.get(first) ?? 1))
  }
  const memory = remember((word) => readWord(vocabulary, word, { language, longest }))
  memories.set(phrases, memory)
  return memory
}

export function findWord(vocabulary: Vocabulary, word: string, language: Language): Word {
  return recall(vocabulary, language)(word)
}

/** The terms of a word by itself. */
export function listTerms(
  vocabulary: Vocabulary,
  word: string,
  language: Language,
): readonly string[] {
  const { groups, own } = findWord(vocabulary, word, language)
  return [...new Set([...groups, ...own].map(({ term }) => term))]
}

/** The features of a list of words already spelt right, strongest weight per term. */
export function findFeatures(
  vocabulary: Vocabulary,
  words: readonly string[],
  language: Language,
): readonly Feature[] {
  const features = new Map<string, number>()
  visitFeatures(vocabulary, { words, language }, (term, weight) => {
    if ((features.get(term) ?? 0) < weight) features.set(term, weight)
  })
  return [...features].map(([term, weight]) => ({ term, weight }))
}

/** Tells every feature as often as it is met: for who counts them another way. */
export function visitFeatures(
  vocabulary: Vocabulary,
  { words, language }: { readonly words: readonly string[]; readonly language: Language },
  visit: (term: string, weight: number) => void,
): void {
  const phrases = vocabulary.phrases[language]
  const all = words.map((word) => findWord(vocabulary, word, language))
  for (let from = 0; from < all.length; from++) {
    const { root = '', groups = [], own = [], longest = 1 } = all[from] ?? {}
    for (const { term, weight } of groups) visit(term, weight)
    const end = Math.min(from + longest, all.length)
    let key = root
    for (let next = from + 1; next < end; next++) {
      key += ` ${all[next]?.root}`
      for (const group of phrases.get(key) ?? [])
        visit(group, vocabulary.groupWeight.get(group) ?? 1)
    }
    for (const { term, weight } of own) visit(term, weight)
  }
}

function readWord(
  vocabulary: Vocabulary,
  word: string,
  {
    language,
    longest,
  }: { readonly language: Language; readonly longest: ReadonlyMap<string, number> },
): Word {
  const { itself, groupWeight, stop, everyday, parts } = vocabulary
  const phrases = vocabulary.phrases[language]
  const root = stem(word, language)
  const listGroups = (of: readonly string[] = [], share = 1) =>
    of.map((group) => ({ term: group, weight: share * (groupWeight.get(group) ?? 1) }))
  const groups = listGroups(itself[language].get(word) ?? phrases.get(root))
  const read = { root, groups, longest: longest.get(root) ?? 1 }
  if (stop[language].has(word) || /^\d+$/.test(word)) return { own: [], ...read }
  const own: Feature[] = [{ term: root, weight: weigh(vocabulary, root, language) }]
  if (language !== 'sv' || everyday.sv.has(root)) return { own, ...read }
  for (const part of splitCompound(parts, word)) {
    if (stop.sv.has(part)) continue
    own.push({ term: part, weight: partWeight }, ...listGroups(phrases.get(part), partWeight))
  }
  return { own, ...read }
}

/** What a word counts by itself. */
function weigh({ phrases, everyday }: Vocabulary, root: string, language: Language): number {
  if (everyday[language].has(root)) return everydayWeight
  return phrases[language].has(root) ? groupedWeight : 1
}
