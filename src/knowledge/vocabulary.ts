import { type Language, languages } from '../chat.ts'
import { collectParts, type Parts, splitCompound } from './compounds.ts'
import { fold, readTokens, stem } from './words.ts'

/** People's words -> our words: which group a word or phrase belongs to, and which words carry no need. */
export interface Groups {
  readonly stop: Readonly<Record<Language, readonly string[]>>
  /** A word -> its short forms, separated by spaces. */
  readonly short: Readonly<Record<Language, Readonly<Record<string, string>>>>
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

export interface Vocabulary {
  readonly stop: Readonly<Record<Language, ReadonlySet<string>>>
  /** Stems of words that say little of a need. */
  readonly everyday: Readonly<Record<Language, ReadonlySet<string>>>
  /** Everyday and stop words as written -> the groups that list that very word: `brukar` is no `brukare`. */
  readonly itself: Readonly<Record<Language, ReadonlyMap<string, readonly string[]>>>
  /** Stems of every word that occurs. */
  readonly stems: Readonly<Record<Language, ReadonlySet<string>>>
  /** Stems of a phrase joined by a space -> the groups it belongs to. */
  readonly phrases: Readonly<Record<Language, ReadonlyMap<string, readonly string[]>>>
  /** A short form -> what it stands for: `ngn`, `mkt`, `pls`. */
  readonly short: Readonly<Record<Language, ReadonlyMap<string, string>>>
  readonly groupWeight: ReadonlyMap<string, number>
  /** What compounds may be made of. */
  readonly parts: Parts
  /** Every word that occurs, as written, with the languages it occurs in. */
  readonly surface: ReadonlyMap<string, Language | 'both'>
  /** The words that a misspelt one may be taken for, and how often each is said. */
  readonly spellings: ReadonlyMap<string, number>
  /** Folded -> as written, for words typed without å ä ö. */
  readonly folded: ReadonlyMap<string, string>
}

const longestPhrase = 4
const partWeight = 0.6
/** A word that stands in a group counts less by itself than by what it stands for. */
const groupedWeight = 0.5
const everydayWeight = 0.5

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
  const said = new Map<string, number>()
  for (const { language, text } of texts) {
    for (const { word } of readTokens(text)) {
      note(word, language)
      said.set(word, (said.get(word) ?? 0) + 1)
      if (language === 'sv') counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  for (const { language, text } of alsoKnown)
    for (const { word } of readTokens(text)) note(word, language)
  const phrases = { sv: new Map<string, string[]>(), en: new Map<string, string[]>() }
  const listed = { sv: new Map<string, string[]>(), en: new Map<string, string[]>() }
  const groupWeight = new Map<string, number>()
  for (const [group, of] of Object.entries(groups.groups)) {
    groupWeight.set(`#${group}`, of.weight ?? 1)
    for (const language of languages) {
      for (const phrase of of[language] ?? []) {
        const words = readTokens(phrase).map((token) => token.word)
        for (const word of words) note(word, language)
        if (language === 'sv' && words.length === 1 && words[0])
          counts.set(words[0], (counts.get(words[0]) ?? 0) + 5)
        addTo(phrases[language], words.map((word) => stem(word, language)).join(' '), `#${group}`)
        if (words.length === 1) addTo(listed[language], words[0] ?? '', `#${group}`)
      }
    }
  }
  const stop = {
    sv: new Set(groups.stop.sv.map((word) => word.toLowerCase())),
    en: new Set(groups.stop.en.map((word) => word.toLowerCase())),
  }
  const { everyday, itself } = noteEveryday(groups, stop, listed, note)
  for (const { text } of utterances)
    for (const { word } of readTokens(text)) said.set(word, (said.get(word) ?? 0) + 1)
  const spellings = new Map([...surface.keys()].map((word) => [word, said.get(word) ?? 0]))
  noteHeard(utterances, surface, note)
  return {
    stop,
    everyday,
    itself,
    spellings,
    stems: stemAll(surface),
    short: { sv: listShort(groups.short.sv), en: listShort(groups.short.en) },
    phrases,
    groupWeight,
    parts: collectParts(counts, stop.sv),
    surface,
    folded: foldAll(surface),
  }
}

/** Words of everyday talk: what they stand for is only what lists them as they are written. */
function noteEveryday(
  groups: Groups,
  stop: Vocabulary['stop'],
  listed: Vocabulary['itself'],
  note: (word: string, language: Language) => void,
): Pick<Vocabulary, 'everyday' | 'itself'> {
  const everyday = { sv: new Set<string>(), en: new Set<string>() }
  const itself = {
    sv: new Map<string, readonly string[]>(),
    en: new Map<string, readonly string[]>(),
  }
  for (const language of languages) {
    // Not read as a message is: it is longer than any.
    const common = groups.everyday[language].trim().split(/\s+/)
    for (const word of common) everyday[language].add(stem(word, language))
    for (const word of [...stop[language], ...common]) {
      note(word, language)
      itself[language].set(word, listed[language].get(word) ?? [])
    }
  }
  return { everyday, itself }
}

function listShort(forms: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(forms).flatMap(([word, all]) =>
      all.split(/\s+/).map((form) => [form, word] as const),
    ),
  )
}

function addTo(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else if (!list.includes(value)) list.push(value)
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

/** What a word says wherever it stands, and how many words the longest phrase has that begins with it. */
interface Word {
  readonly root: string
  /** The groups it belongs to; and what it says beside them. */
  readonly groups: readonly Feature[]
  readonly own: readonly Feature[]
  readonly longest: number
}

/** What was read of a vocabulary's words. */
interface Memory {
  readonly words: Map<string, Word>
  /** The first stem of a phrase of several words -> how many the longest has. */
  readonly longest: ReadonlyMap<string, number>
}

const memories = new WeakMap<Vocabulary['phrases'][Language], Memory>()
const mostRemembered = 20_000

function recall(phrases: Vocabulary['phrases'][Language]): Memory {
  const known = memories.get(phrases)
  if (known !== undefined) return known
  const longest = new Map<string, number>()
  for (const phrase of phrases.keys()) {
    const [first = '', ...others] = phrase.split(' ')
    const length = Math.min(longestPhrase, 1 + others.length)
    longest.set(first, Math.max(length, longest.get(first) ?? 1))
  }
  const memory = { words: new Map<string, Word>(), longest }
  memories.set(phrases, memory)
  return memory
}

/** The features of a list of words already spelt right, strongest weight per term. */
export function findFeatures(
  vocabulary: Vocabulary,
  words: readonly string[],
  language: Language,
): readonly Feature[] {
  const features = new Map<string, number>()
  const phrases = vocabulary.phrases[language]
  const memory = recall(phrases)
  const all = words.map((word) => {
    const known = memory.words.get(word)
    if (known !== undefined) return known
    if (memory.words.size > mostRemembered) memory.words.clear()
    const read = readWord(vocabulary, word, { language, longest: memory.longest })
    memory.words.set(word, read)
    return read
  })
  for (const [from, { root, groups, own, longest }] of all.entries()) {
    for (const { term, weight } of groups) raise(features, term, weight)
    const end = Math.min(from + longest, all.length)
    let key = root
    for (let next = from + 1; next < end; next++) {
      key += ` ${all[next]?.root}`
      for (const group of phrases.get(key) ?? [])
        raise(features, group, vocabulary.groupWeight.get(group) ?? 1)
    }
    for (const { term, weight } of own) raise(features, term, weight)
  }
  return Array.from(features, ([term, weight]) => ({ term, weight }))
}

function readWord(
  vocabulary: Vocabulary,
  word: string,
  { language, longest }: { readonly language: Language; readonly longest: Memory['longest'] },
): Word {
  const { itself, groupWeight, stop, everyday, parts } = vocabulary
  const phrases = vocabulary.phrases[language]
  const root = stem(word, language)
  const listGroups = (of: readonly string[] = [], share = 1) =>
    of.map((group) => ({ term: group, weight: share * (groupWeight.get(group) ?? 1) }))
  const groups = listGroups(itself[language].get(word) ?? phrases.get(root))
  const read = { root, groups, longest: longest.get(root) ?? 1 }
  if (stop[language].has(word) || /^\d+$/.test(word)) return { ...read, own: [] }
  const own: Feature[] = [{ term: root, weight: weigh(vocabulary, root, language) }]
  if (language !== 'sv' || everyday.sv.has(root)) return { ...read, own }
  for (const part of splitCompound(parts, word)) {
    if (stop.sv.has(part)) continue
    own.push({ term: part, weight: partWeight }, ...listGroups(phrases.get(part), partWeight))
  }
  return { ...read, own }
}

/** What a word counts by itself. */
function weigh({ phrases, everyday }: Vocabulary, root: string, language: Language): number {
  if (everyday[language].has(root)) return everydayWeight
  return phrases[language].has(root) ? groupedWeight : 1
}

function raise(features: Map<string, number>, term: string, weight: number): void {
  if ((features.get(term) ?? 0) < weight) features.set(term, weight)
}
