import type { Language } from '../chat.ts'
import { remember } from './remember.ts'
import { fold, readLine } from './words.ts'

/**
 * What people say when they do not tell a need: patterns by intent and language. In a pattern `*` stands for up to three
 * words and `**` for up to ten, `a|b` for either word, and `ring~` for any word that begins with ring; `^` and `$` hold it to the message's
 * beginning and end. "Don't" is `don t`, and of "that's" nothing is left of the `s`: a step that may be `s` may be missing.
 */
export interface Phrases {
  /** The intents that a message's words show, in the order of the file. */
  readonly find: (words: readonly string[], language: Language) => readonly string[]
  /** The text, as words, without what the patterns of one intent met. */
  readonly blank: (text: string, language: Language, intent: string) => string
  /** Whether the word stands in a pattern of a question about an offering. */
  readonly asks: (word: string, language: Language) => boolean
}

export type PhraseFile = Readonly<
  Record<
    string,
    { readonly sv?: readonly string[] | undefined; readonly en?: readonly string[] | undefined }
  >
>

export function createPhrases(file: PhraseFile): Phrases {
  const intents = Object.keys(file)
  const compile = (language: Language) =>
    Object.values(file).flatMap((of, intent) =>
      (of[language] ?? []).map((text) => compilePattern(text, intent)),
    )
  const patterns = { sv: compile('sv'), en: compile('en') }
  const found = { sv: createMatch(patterns.sv), en: createMatch(patterns.en) }
  const asked = { sv: createAsking(file, 'sv'), en: createAsking(file, 'en') }
  return {
    find: (words, language) =>
      [...found[language](words)].sort((a, b) => a - b).map((intent) => intents[intent] ?? ''),
    blank: (text, language, intent) => {
      const own = patterns[language].filter((one) => intents[one.intent] === intent)
      return own.length === 0 ? text : blankWords(readLine(text).words, own).join(' ')
    },
    asks: (word, language) => asked[language](word),
  }
}

/** Whether a word is one of those of questions about an offering. */
function createAsking(file: PhraseFile, language: Language): (word: string) => boolean {
  const patterns = Object.entries(file).flatMap(([intent, of]) =>
    intent.startsWith('aspect-') ? (of[language] ?? []) : [],
  )
  const words = new Set(patterns.flatMap((pattern) => pattern.toLowerCase().split(/[\s|^$*]+/)))
  const options = readOptions([...words].filter((word) => !['', 's'].includes(word)).join('|'))
  return remember((word) => splitShort(word).some((one) => meetsAny(options, one)))
}

/** The places of the intents that words show. */
type Match = (words: readonly string[]) => ReadonlySet<number>

/** Looks a pattern up by the rarest of its words: most have none of a message's and need not be tried. */
function createMatch(patterns: readonly Pattern[]): Match {
  const uses = countUses(patterns)
  const rate = (options: Options) =>
    options.reduce((all, { text }) => all + (uses.get(text) ?? 0), 0)
  const whole = new Map<string, Pattern[]>()
  const beginnings = new Map<string, Pattern[]>()
  for (const pattern of patterns) {
    const [rarest = []] = listWords(pattern).toSorted((a, b) => rate(a) - rate(b))
    for (const { letters, open } of rarest)
      addTo(open === 'yes' ? beginnings : whole, fold(letters), pattern)
  }
  const lengths = [...new Set([...beginnings.keys()].map((letters) => letters.length))]
  const lookUp = remember((word): readonly Pattern[] => {
    const bare = fold(word)
    const begun = lengths
      .filter((length) => length <= bare.length)
      .flatMap((length) => beginnings.get(bare.slice(0, length)) ?? [])
    return [...(whole.get(bare) ?? []), ...begun]
  })
  return (said) => {
    const words = said.flatMap(splitShort)
    const met = new Set<number>()
    for (const word of new Set(words))
      for (const pattern of lookUp(word))
        if (!met.has(pattern.intent) && isMet(pattern, words)) met.add(pattern.intent)
    return met
  }
}

/** "Don't" and "dont" are met as "don t". */
const shortened = /^((?:do|does|did|is|are|was|were|has|have|ca|wo|would|could|should)n)t$/u

const splitShort = remember((word): readonly string[] =>
  word.replace(shortened, "$1't").split(/['’]/u),
)

function countUses(patterns: readonly Pattern[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>()
  for (const { text } of patterns.flatMap(listWords).flat())
    uses.set(text, (uses.get(text) ?? 0) + 1)
  return uses
}

function addTo(lists: Map<string, Pattern[]>, key: string, pattern: Pattern): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [pattern])
  else list.push(pattern)
}

/** A word of a pattern; `ring~`, which is open, is any that begins so. */
interface Option {
  readonly text: string
  readonly letters: string
  readonly open: 'yes' | 'no'
}

/** Words of which any will do. */
type Options = readonly Option[]

/** So many words in a row that each will do. */
interface Step {
  readonly options: Options
  readonly least: 0 | 1
  readonly most: number
}

interface Pattern {
  /** The place of its intent in the file. */
  readonly intent: number
  readonly steps: readonly Step[]
  /** Whether it holds to the beginning and to the end. */
  readonly first: 'yes' | 'no'
  readonly last: 'yes' | 'no'
}

const listWords = ({ steps }: Pattern): readonly Options[] =>
  steps.flatMap(({ options, least }) => (least === 0 ? [] : [options]))

function compilePattern(pattern: string, intent: number): Pattern {
  const steps = pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .toLowerCase()
    .normalize('NFC')
    .trim()
    .split(/\s+/)
  return {
    intent,
    steps: steps.map(readStep),
    first: pattern.startsWith('^') ? 'yes' : 'no',
    last: pattern.endsWith('$') ? 'yes' : 'no',
  }
}

const gaps: Readonly<Record<string, number>> = { '*': 3, '**': 10 }

function readStep(step: string): Step {
  const gap = gaps[step]
  if (gap !== undefined) return { options: readOptions('~'), least: 0, most: gap }
  const options = readOptions(step)
  return { options, least: options.some(({ text }) => text === 's') ? 0 : 1, most: 1 }
}

function readOptions(step: string): Options {
  return step.split('|').map((option) => {
    const text = option.replace(/[^\p{L}\p{N}~]|~(?!$)/gu, '')
    return text.endsWith('~')
      ? { text, letters: text.slice(0, -1), open: 'yes' }
      : { text, letters: text, open: 'no' }
  })
}

/** With or without its dots: people without a Swedish keyboard write `oppettider`. */
const undotted: Readonly<Record<string, string>> = { å: 'a', ä: 'a', ö: 'o', é: 'e' }

function meets({ letters, open }: Option, word: string): boolean {
  if (word.length < letters.length || (open === 'no' && word.length > letters.length)) return false
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? ''
    if (word[at] !== letter && word[at] !== undotted[letter]) return false
  }
  return true
}

const meetsAny = (options: Options, word: string): boolean =>
  options.some((option) => meets(option, word))

/** Where a pattern that begins at a word ends, each step as long as it can be; -1 where it is not met. */
function findEnd(pattern: Pattern, words: readonly string[], from: number, at = 0): number {
  const { steps, first, last } = pattern
  if (first === 'yes' && at === 0 && from > 0) return -1
  const step = steps[at]
  if (step === undefined) return last === 'yes' && from < words.length ? -1 : from
  const most = Math.min(from + step.most, words.length)
  let to = from
  while (to < most && meetsAny(step.options, words[to] ?? '')) to++
  for (; to >= from + step.least; to--) {
    const end = findEnd(pattern, words, to, at + 1)
    if (end >= 0) return end
  }
  return -1
}

function isMet(pattern: Pattern, words: readonly string[]): boolean {
  return words.some((_, from) => findEnd(pattern, words, from) >= 0)
}

/** The words without those that the patterns meet. */
function blankWords(words: readonly string[], patterns: readonly Pattern[]): readonly string[] {
  const left: string[] = []
  for (let from = 0; from < words.length; ) {
    const end = Math.max(...patterns.map((pattern) => findEnd(pattern, words, from)))
    if (end <= from) left.push(words[from] ?? '')
    from = Math.max(end, from + 1)
  }
  return left
}
