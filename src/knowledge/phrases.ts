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
  const asking = (language: Language) =>
    listAsking(file, language).map((word) => compilePattern(word, 0))
  const asked = { sv: createMatch(asking('sv')), en: createMatch(asking('en')) }
  return {
    find: (words, language) =>
      [...found[language](words)].sort((a, b) => a - b).map((intent) => intents[intent] ?? ''),
    blank: (text, language, intent) => {
      const own = patterns[language].filter((one) => intents[one.intent] === intent)
      if (own.length === 0) return text
      const any = own.map(({ source }) => source()).join('|')
      return ` ${readLine(text).words.join(' ')} `.replace(new RegExp(any, 'gu'), ' ').trim()
    },
    asks: (word, language) => asked[language]([word]).size > 0,
  }
}

/** The words of questions about an offering. */
function listAsking(file: PhraseFile, language: Language): readonly string[] {
  const words = Object.entries(file)
    .filter(([intent]) => intent.startsWith('aspect-'))
    .flatMap(([, of]) => of[language] ?? [])
    .flatMap((pattern) => pattern.toLowerCase().split(/[\s|^$*]+/))
    .filter((word) => word !== '')
  return [...new Set(words)]
}

/** The places of the intents that words show. */
type Match = (words: readonly string[]) => ReadonlySet<number>

/** Looks a pattern up by the rarest of its words: most have none of a message's and need not be tried. */
function createMatch(patterns: readonly Pattern[]): Match {
  const uses = countUses(patterns)
  const rate = (options: Options) =>
    options.reduce((all, option) => all + (uses.get(option) ?? 0), 0)
  const whole = new Map<string, Pattern[]>()
  const beginnings = new Map<string, Pattern[]>()
  for (const pattern of patterns) {
    const [rarest = []] = pattern.words.toSorted((a, b) => rate(a) - rate(b))
    for (const option of rarest) {
      const open = option.endsWith('~')
      addTo(open ? beginnings : whole, fold(open ? option.slice(0, -1) : option), pattern)
    }
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
    const line = ` ${words.join(' ')} `
    const met = new Set<number>()
    for (const word of new Set(words))
      for (const { intent, expression } of lookUp(word))
        if (!met.has(intent) && expression().test(line)) met.add(intent)
    return met
  }
}

/** "Don't" and "dont" are met as "don t". */
const shortened = /^((?:do|does|did|is|are|was|were|has|have|ca|wo|would|could|should)n)t$/u

const splitShort = (word: string): readonly string[] =>
  word.replace(shortened, "$1't").split(/['’]/u)

function countUses(patterns: readonly Pattern[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>()
  for (const option of patterns.flatMap(({ words }) => words.flat()))
    uses.set(option, (uses.get(option) ?? 0) + 1)
  return uses
}

function addTo(lists: Map<string, Pattern[]>, key: string, pattern: Pattern): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [pattern])
  else list.push(pattern)
}

/** Words of which any will do; `ring~` is any that begins so. */
type Options = readonly string[]

interface Pattern {
  /** The place of its intent in the file. */
  readonly intent: number
  readonly words: readonly Options[]
  /** Meets the message's words between single spaces. */
  readonly source: () => string
  /** Compiled when it is first tried: most never are. */
  readonly expression: () => RegExp
}

function compilePattern(pattern: string, intent: number): Pattern {
  const steps = pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .toLowerCase()
    .normalize('NFC')
    .trim()
    .split(/\s+/)
  const [start, end] = [pattern.startsWith('^') ? '^' : '', pattern.endsWith('$') ? '$' : '']
  const source = () => `${start} ${steps.map(compileStep).join('')}${end}`
  let expression: RegExp | undefined
  return {
    intent,
    words: steps
      .filter((step) => gaps[step] === undefined)
      .map(readOptions)
      .filter((options) => !options.includes('s')),
    source,
    expression: () => (expression ??= new RegExp(source(), 'u')),
  }
}

const gaps: Readonly<Record<string, string>> = { '*': '(?:[^ ]+ ){0,3}', '**': '(?:[^ ]+ ){0,10}' }

function compileStep(step: string): string {
  const options = readOptions(step)
  const words = options.map(compileOption).join('|')
  return gaps[step] ?? `(?:(?:${words}) )${options.includes('s') ? '?' : ''}`
}

const readOptions = (step: string): Options =>
  step.split('|').map((option) => option.replace(/[^\p{L}\p{N}~]|~(?!$)/gu, ''))

/** With or without its dots: people without a Swedish keyboard write `oppettider`. */
const undotted: Readonly<Record<string, string>> = { å: '[åa]', ä: '[äa]', ö: '[öo]', é: '[ée]' }

const compileOption = (option: string): string =>
  option.replace(/[åäöé]/g, (letter) => undotted[letter] ?? letter).replace('~', '[^ ]*')
