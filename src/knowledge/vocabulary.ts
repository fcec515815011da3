import { type Language, languages } from '../chat.ts'
import { fold, readTokens, stem } from './words.ts'

/** People's words -> our words: which group a word or phrase belongs to, and which words carry no need. */
export interface Groups {
  readonly stop: Readonly<Record<Language, readonly string[]>>
  /** Words that say little of a need, separated by spaces. */
  readonly everyday: Readonly<Record<Language, string>>
  readonly groups: Readonly<
    Record<
      string,
      {
        readonly sv?: readonly string[] | undefined
        readonly en?: readonly string[] | undefined
        readonly weight?: number | undefined
      }
    >
  >
}

/** What a text says, as the search sees it: stems, parts of compounds, and `#group` for people's words. */
export interface Feature {
  readonly term: string
  readonly weight: number
}

export interface Parts {
  readonly words: ReadonlySet<string>
  readonly heads: ReadonlyMap<string, string>
}

export interface Vocabulary {
  readonly stop: Readonly<Record<Language, ReadonlySet<string>>>
  /** Stems of words that say little of a need. */
  readonly everyday: Readonly<Record<Language, ReadonlySet<string>>>
  /** Stems of every word that occurs. */
  readonly stems: Readonly<Record<Language, ReadonlySet<string>>>
  /** Stems of a phrase joined by a space -> the groups it belongs to. */
  readonly phrases: Readonly<Record<Language, ReadonlyMap<string, readonly string[]>>>
  readonly groupWeight: ReadonlyMap<string, number>
  /** What compounds may be made of. */
  readonly parts: Parts
  /** Every word that occurs, as written, with the languages it occurs in. */
  readonly surface: ReadonlyMap<string, Language | 'both'>
  /** The words that a misspelt one may be taken for. */
  readonly spellings: ReadonlySet<string>
  /** Folded -> as written, for words typed without å ä ö. */
  readonly folded: ReadonlyMap<string, string>
}

const longestPhrase = 4
const shortestPart = 3
const partWeight = 0.6
/** A word that stands in a group counts less by itself than by what it stands for. */
const groupedWeight = 0.5
const everydayWeight = 0.3

/** Builds the vocabulary from the groups and from every text of the catalogue. */
export function createVocabulary(
  groups: Groups,
  texts: Iterable<{ readonly language: Language; readonly text: string }>,
  /** Words known from elsewhere: never corrected into others. */
  alsoKnown: Iterable<{ readonly language: Language; readonly text: string }> = [],
  /** What people say: known too, but no misspelt word is taken for one of theirs. */
  utterances: readonly { readonly language: Language; readonly text: string }[] = [],
): Vocabulary {
  const surface = new Map<string, Language | 'both'>()
  const note = (word: string, language: Language) => {
    const known = surface.get(word)
    surface.set(word, known === undefined || known === language ? language : 'both')
  }
  const counts = new Map<string, number>()
  for (const { language, text } of texts) {
    for (const { word } of readTokens(text)) {
      note(word, language)
      if (language === 'sv') counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  for (const { language, text } of alsoKnown)
    for (const { word } of readTokens(text)) note(word, language)
  const phrases = { sv: new Map<string, string[]>(), en: new Map<string, string[]>() }
  const groupWeight = new Map<string, number>()
  for (const [group, of] of Object.entries(groups.groups)) {
    groupWeight.set(`#${group}`, of.weight ?? 1)
    for (const language of languages) {
      for (const phrase of of[language] ?? []) {
        const words = readTokens(phrase).map((token) => token.word)
        for (const word of words) note(word, language)
        if (language === 'sv' && words.length === 1 && words[0])
          counts.set(words[0], (counts.get(words[0]) ?? 0) + 5)
        const key = words.map((word) => stem(word, language)).join(' ')
        const at = phrases[language].get(key)
        if (at === undefined) phrases[language].set(key, [`#${group}`])
        else if (!at.includes(`#${group}`)) at.push(`#${group}`)
      }
    }
  }
  const stop = {
    sv: new Set(groups.stop.sv.map((word) => word.toLowerCase())),
    en: new Set(groups.stop.en.map((word) => word.toLowerCase())),
  }
  const everyday = { sv: new Set<string>(), en: new Set<string>() }
  for (const language of languages) {
    for (const word of stop[language]) note(word, language)
    for (const { word } of readTokens(groups.everyday[language])) {
      note(word, language)
      everyday[language].add(stem(word, language))
    }
  }
  const spellings = new Set(surface.keys())
  noteHeard(utterances, surface, note)
  return {
    stop,
    everyday,
    spellings,
    stems: stemAll(surface),
    phrases,
    groupWeight,
    parts: collectParts(counts, stop.sv),
    surface,
    folded: foldAll(surface),
  }
}

/** A word heard without its dots is not a word of its own when it is known with them. */
function noteHeard(
  utterances: readonly { readonly language: Language; readonly text: string }[],
  surface: ReadonlyMap<string, unknown>,
  note: (word: string, language: Language) => void,
): void {
  const heard = utterances.flatMap(({ language, text }) =>
    readTokens(text).map(({ word }) => ({ word, language })),
  )
  const dotted = new Set<string>()
  for (const word of surface.keys()) if (fold(word) !== word) dotted.add(fold(word))
  for (const { word, language } of heard) {
    if (fold(word) === word) continue
    dotted.add(fold(word))
    note(word, language)
  }
  for (const { word, language } of heard)
    if (!dotted.has(word) && fold(word) === word) note(word, language)
}

/** Stem -> the shortest word with it; only words that occur often enough to be sure of. */
function collectParts(counts: ReadonlyMap<string, number>, stop: ReadonlySet<string>): Parts {
  const words = new Set<string>()
  const heads = new Map<string, string>()
  for (const [word, count] of counts) {
    if (count < 3 || word.length < shortestPart || word.length > 12) continue
    if (stop.has(word) || /\d/.test(word)) continue
    words.add(word)
    const root = stem(word, 'sv')
    const known = heads.get(root)
    if (known === undefined || word.length < known.length) heads.set(root, word)
  }
  return { words, heads }
}

function stemAll(surface: ReadonlyMap<string, Language | 'both'>): Vocabulary['stems'] {
  const stems = { sv: new Set<string>(), en: new Set<string>() }
  for (const [word, of] of surface)
    for (const language of of === 'both' ? languages : [of])
      stems[language].add(stem(word, language))
  return stems
}

function foldAll(surface: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> {
  const folded = new Map<string, string>()
  for (const word of surface.keys()) {
    const bare = fold(word)
    if (bare !== word && !surface.has(bare) && !folded.has(bare)) folded.set(bare, word)
  }
  return folded
}

/** The features of a list of words already spelt right, strongest weight per term. */
export function findFeatures(
  vocabulary: Vocabulary,
  words: readonly string[],
  language: Language,
): readonly Feature[] {
  const features = new Map<string, number>()
  const stems = words.map((word) => stem(word, language))
  const phrases = vocabulary.phrases[language]
  for (let from = 0; from < stems.length; from++) {
    let key = ''
    for (let length = 1; length <= longestPhrase && from + length <= stems.length; length++) {
      key = length === 1 ? (stems[from] ?? '') : `${key} ${stems[from + length - 1]}`
      for (const group of phrases.get(key) ?? [])
        raise(features, group, vocabulary.groupWeight.get(group) ?? 1)
    }
    const word = words[from] ?? ''
    if (vocabulary.stop[language].has(word) || /^\d+$/.test(word)) continue
    const root = stems[from] ?? word
    raise(features, root, weigh(vocabulary, root, language))
    if (language !== 'sv' || vocabulary.everyday.sv.has(root)) continue
    for (const part of splitCompound(vocabulary.parts, word)) {
      if (vocabulary.stop.sv.has(part)) continue
      raise(features, part, partWeight)
      for (const group of phrases.get(part) ?? [])
        raise(features, group, partWeight * (vocabulary.groupWeight.get(group) ?? 1))
    }
  }
  return [...features].map(([term, weight]) => ({ term, weight }))
}

/** What a word counts by itself. */
function weigh({ phrases, everyday }: Vocabulary, root: string, language: Language): number {
  if (everyday[language].has(root)) return everydayWeight
  return phrases[language].has(root) ? groupedWeight : 1
}

function raise(features: Map<string, number>, term: string, weight: number): void {
  if ((features.get(term) ?? 0) < weight) features.set(term, weight)
}

const splits = new WeakMap<Parts, Map<string, readonly string[]>>()

/** The known parts of a Swedish compound, stemmed: `maskininvesteringsbidrag` -> maskin, investering, bidrag. */
function splitCompound(parts: Parts, word: string): readonly string[] {
  let memory = splits.get(parts)
  if (memory === undefined) {
    memory = new Map()
    splits.set(parts, memory)
  }
  const known = memory.get(word)
  if (known !== undefined) return known
  if (memory.size > 20_000) memory.clear()
  const found = word.length < 7 || word.length > 40 ? [] : findParts(parts, word)
  memory.set(word, found)
  return found
}

function findParts(parts: Parts, word: string): readonly string[] {
  const whole = splitWhole(parts, word, 0)
  if (whole !== undefined && whole.length > 1) return whole
  const [first, from] = findFirst(parts, word)
  const head = findHead(parts, word, Math.max(from, 3))
  return [first, head].filter((part) => part !== undefined)
}

/** Whether a word is made of a known part and a known word, so that it is spelt right though never seen: `exporthjälp`. */
export function isCompound({ parts, surface }: Vocabulary, word: string): boolean {
  for (let end = word.length - 4; end >= 4; end--) {
    if (surface.has(word.slice(end)) && readFirst(parts, word.slice(0, end)) !== undefined)
      return true
  }
  return splitCompound(parts, word).length > 1
}

/** The longest known beginning of a word that is not known as a whole, and where it ends. */
function findFirst(parts: Parts, word: string): readonly [string | undefined, number] {
  for (let end = word.length - 3; end >= 5; end--) {
    const first = readFirst(parts, word.slice(0, end))
    if (first !== undefined) return [first, end]
  }
  return [undefined, 0]
}

/** Its longest known end. */
function findHead(parts: Parts, word: string, from: number): string | undefined {
  for (let at = from; at <= word.length - 4; at++) {
    const head = readHead(parts, word.slice(at), 4)
    if (head !== undefined) return head
  }
  return undefined
}

/** A compound's first part stands as it is written, perhaps with a linking s. */
function readFirst(parts: Parts, written: string): string | undefined {
  if (parts.words.has(written)) return stem(written, 'sv')
  const bare = written.endsWith('s') ? written.slice(0, -1) : ''
  return bare.length >= 4 && parts.words.has(bare) ? stem(bare, 'sv') : undefined
}

/** Its last part may be inflected, but must begin as the word does. */
function readHead(parts: Parts, written: string, shortest: number): string | undefined {
  const root = stem(written, 'sv')
  const base = parts.heads.get(root)
  if (base === undefined || base.length < shortest) return undefined
  return written.startsWith(base.slice(0, Math.max(shortest, base.length - 1))) ? root : undefined
}

/** All of the word as known parts, longest first part first. */
function splitWhole(parts: Parts, word: string, depth: number): readonly string[] | undefined {
  if (depth > 0) {
    const head = readHead(parts, word, shortestPart)
    if (head !== undefined) return [head]
  }
  if (depth > 3) return undefined
  for (let end = word.length - shortestPart; end >= shortestPart; end--) {
    const first = readFirst(parts, word.slice(0, end))
    if (first === undefined || (end === shortestPart && depth > 0)) continue
    const more = splitWhole(parts, word.slice(end), depth + 1)
    if (more !== undefined) return [first, ...more]
  }
  return undefined
}
