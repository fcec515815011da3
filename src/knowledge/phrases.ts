import type { Language } from '../chat.ts'
import { readTokens } from './words.ts'

/**
 * What people say when they do not tell a need: patterns by intent and language. In a pattern `*` stands for up to three
 * words and `**` for up to ten, `a|b` for either word, and `ring~` for any word that begins with ring; `^` and `$` hold it to the message's
 * beginning and end.
 */
export interface Phrases {
  /** The intents a message shows, in the order of the file. */
  readonly find: (text: string, language: Language) => readonly string[]
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
  const compiled = Object.entries(file).map(([intent, of]) => ({
    intent,
    sv: compile(of.sv ?? []),
    en: compile(of.en ?? []),
  }))
  const asking = { sv: compileAsking(file, 'sv'), en: compileAsking(file, 'en') }
  return {
    find: (text, language) => {
      const line = flatten(text)
      return compiled.filter((one) => one[language]?.test(line)).map((one) => one.intent)
    },
    blank: (text, language, intent) => {
      const pattern = compiled.find((one) => one.intent === intent)?.[language]
      if (pattern === undefined) return text
      return flatten(text).replace(new RegExp(pattern, 'gu'), ' ').trim()
    },
    asks: (word, language) => asking[language]?.test(` ${word} `) ?? false,
  }
}

function compileAsking(file: PhraseFile, language: Language): RegExp | undefined {
  const words = Object.entries(file)
    .filter(([intent]) => intent.startsWith('aspect-'))
    .flatMap(([, of]) => of[language] ?? [])
    .flatMap((pattern) => pattern.toLowerCase().split(/[\s|^$*]+/))
    .filter((word) => word !== '')
  return compile([...new Set(words)])
}

/** The message as words between single spaces, so that a pattern meets whole words only. */
function flatten(text: string): string {
  return ` ${readTokens(text)
    .map((token) => token.word)
    .join(' ')} `
}

function compile(patterns: readonly string[]): RegExp | undefined {
  if (patterns.length === 0) return undefined
  return new RegExp(patterns.map(compilePattern).join('|'), 'u')
}

function compilePattern(pattern: string): string {
  const atStart = pattern.startsWith('^')
  const atEnd = pattern.endsWith('$')
  const body = pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .toLowerCase()
    .normalize('NFC')
    .trim()
    .split(/\s+/)
    .map(compileStep)
    .join('')
  return `${atStart ? '^' : ''} ${body}${atEnd ? '$' : ''}`
}

function compileStep(word: string): string {
  if (word === '*') return '(?:[^ ]+ ){0,3}'
  return word === '**' ? '(?:[^ ]+ ){0,10}' : `${compileWord(word)} `
}

/** With or without its dots: people without a Swedish keyboard write `oppettider`. */
const undotted: Readonly<Record<string, string>> = { å: '[åa]', ä: '[äa]', ö: '[öo]', é: '[ée]' }

function compileWord(word: string): string {
  const options = word.split('|').map((option) => {
    const letters = option
      .replace(/~$/, '')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .replace(/[åäöé]/g, (letter) => undotted[letter] ?? letter)
    return option.endsWith('~') ? `${letters}[^ ]*` : letters
  })
  return options.length === 1 ? (options[0] ?? '') : `(?:${options.join('|')})`
}
