import { type Language, languages } from '../chat.ts'
import { collectParts, type Parts } from './compounds.ts'
import { indexSpellings, type SpellingIndex } from './spelling.ts'
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
  readonly spellings: SpellingIndex
  /** Folded -> as written, for words typed without å ä ö. */
  readonly folded: ReadonlyMap<string, string>
}

/** Builds the vocabulary from the groups and from every text of the catalogue. */
export function createVocabulary(
  groups: Groups,
  texts: Iterable<{ readonly language: Language; readonly text: string }>,
  /** Words known from elsewhere: never corrected into others. */
  alsoKnown: Iterable<{ readonly language: Language; readonly text: string }> = [],
  /** What people say: known too, but no misspelt word is taken for one of theirs. */
  utterances: readonly { readonly language: Language; readonly text: string }[] = [],
): Vocabulary {
  const heard = new Map<string, Record<Language, number>>()
  const surface = new Map<string, Language | 'both'>()
  const note = (word: string, language: Language) => {
    const times = heard.get(word) ?? { sv: 0, en: 0 }
    times[language] += 1
    heard.set(word, times)
    surface.set(word, findMostly(times))
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
    spellings: indexSpellings(spellings),
    stems: stemAll(surface),
    short: { sv: listShort(groups.short.sv), en: listShort(groups.short.en) },
    phrases,
    groupWeight,
    parts: collectParts(counts, stop.sv),
    surface,
    folded: foldAll(surface),
  }
}

/** How many times as often a word of one language alone is heard in it. */
const mostly = 50

function findMostly({ sv, en }: Readonly<Record<Language, number>>): Language | 'both' {
  if (sv > en * mostly) return 'sv'
  return en > sv * mostly ? 'en' : 'both'
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
