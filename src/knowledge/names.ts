import type { Language } from '../chat.ts'
import { fold, type Line, readTokens, stem, type Token } from './words.ts'

/** A thing with a name, found in a message: an offering, a provider or a glossary word. */
export interface Named {
  readonly kind: 'offering' | 'provider' | 'glossary'
  readonly id: string
}

export interface NameHit {
  readonly named: readonly Named[]
  /** A distinctive name says by itself what is meant; "starta eget" is also how people tell a need. */
  readonly distinctive: 'yes' | 'no'
  readonly start: number
  readonly end: number
  /** How many words of the name were said. */
  readonly words: number
}

export interface Names {
  /** The names in a text, longest first where they overlap, in the order said. */
  readonly find: (said: Pick<Line, 'text' | 'tokens'>, language: Language) => readonly NameHit[]
}

export interface NameEntry {
  readonly named: Named
  readonly language: Language
  readonly name: string
  /** Its own name, and not one it is also known as. */
  readonly own?: 'yes' | 'no'
}

const shortName = 5
const beginning = 6

/** Names by how they are written: plain data, so that it can be kept from one start to the next. */
export interface NameKeys {
  readonly byKey: Map<string, Named[]>
  readonly common: Set<string>
  /** Offerings' abbreviations that are ordinary words too: met only in capitals. */
  readonly capitals: Set<string>
  /** The first letters of every key, one and more, with the length of the longest key where they are all a beginning has. */
  readonly beginnings: Map<string, number>
  /** How many words the longest name has. */
  longest: number
}

/**
 * Compares names word by word, by stem, with å ä ö folded and hyphens as spaces: `växa-stöd`, `växastödet`, `vaxa stod`.
 * A genitive (`Almis`) and a compound written apart (`innovation check`) are met too.
 * `isCommon` tells the words that many texts have: a name of only such words is not distinctive, and short names and
 * single common words are met only as they are written.
 */
export function collectNames(
  entries: Iterable<NameEntry>,
  isCommon: (word: string, language: Language) => boolean,
): NameKeys {
  const keys: NameKeys = {
    byKey: new Map(),
    common: new Set(),
    capitals: new Set(),
    beginnings: new Map(),
    longest: 0,
  }
  const all = [...entries]
  for (const entry of all) addName(keys, entry, isCommon)
  addKindWords(keys, all)
  return keys
}

export function createNames(keys: NameKeys): Names {
  const find: Names['find'] = ({ text, tokens }, language) => {
    const stems = tokens.map((token) => fold(stem(token.word, language)))
    const bare = tokens.map((token) => fold(token.word))
    const hits: NameHit[] = []
    for (let from = 0; from < tokens.length; from++) {
      const first = tokens[from]
      if (hasLetterBefore(text, first)) continue
      const hit = findAt(keys, { stems, bare, from })
      const last = tokens[from + (hit?.words ?? 1) - 1]
      if (hit === undefined || first === undefined || last === undefined) continue
      const { start } = first
      const said = text.slice(start, last.end)
      const abbreviated = keys.capitals.has(fold(first.word))
      if (abbreviated && !standsOut(text, said)) continue
      const sure = abbreviated || hyphened.test(said)
      const distinctive = sure ? 'yes' : hit.distinctive
      hits.push({ start, end: last.end, ...hit, distinctive })
      from += hit.words - 1
    }
    return hits
  }
  return { find }
}

const abbreviation = /^[A-ZÅÄÖ]+$/

/** "Växa-stödet", "starta eget-bidraget": written so, common words are a name. */
const hyphened = /-(?:stöd|bidrag|lån|check|avdrag|premi|garanti|program|fond|jobb)/iu

/** In capitals where the rest is not: who shouts "HJÄLP OSS" means no abbreviation. */
function standsOut(text: string, said: string): boolean {
  const isLoud = (words: string) => words === words.toUpperCase()
  return isLoud(said) && (!isLoud(text) || text.trim() === said)
}

/** "A-kassa" is no kassa: what follows a letter and a hyphen is no word by itself. */
function hasLetterBefore(text: string, token: Token | undefined): boolean {
  if (token === undefined || text[token.start - 1] !== '-') return false
  return /(?<!\p{L})\p{L}-$/u.test(text.slice(0, token.start))
}

function addName(
  keys: NameKeys,
  { named, language, name }: NameEntry,
  isCommon: (word: string, language: Language) => boolean,
): void {
  const { byKey, common, capitals, beginnings } = keys
  const short = name.replace(/\s*\([^)]*\)/g, '').replace(/\s+[–-]\s.*$/, '')
  const inBrackets = [...name.matchAll(/\(([^)]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((one) => /^[A-ZÅÄÖ]{2,}/.test(one) && !one.includes(' '))
  const undated = short.replace(/\s+(?:19|20)\d\d(?:[–-]\d+)?$/, '')
  const tail = / [–-] ((?:\S+ ){3,}\S+)$/.exec(name)?.[1] ?? name
  for (const variant of new Set([name, short, undated, tail, ...inBrackets, asDefinite(short)])) {
    const words = readTokens(variant).map((token) => token.word)
    if (words.length === 0) continue
    keys.longest = Math.max(keys.longest, words.length)
    const plain = words.map(fold).join('')
    const ordinary = words.every((word) => isCommon(word, language))
    const single = words.length === 1 && (ordinary || plain.length <= shortName)
    const stemmed = words.map((word) => fold(stem(word, language))).join('')
    for (const key of single ? [plain] : [plain, stemmed]) {
      if (ordinary) common.add(key)
      if (ordinary && named.kind === 'offering' && abbreviation.test(variant)) capitals.add(key)
      noteBeginning(beginnings, key)
      const list = byKey.get(key)
      if (list === undefined) byKey.set(key, [named])
      else if (!list.some((one) => one.kind === named.kind && one.id === named.id)) list.push(named)
    }
  }
}

/** "Investeringsstöd", "startstöd": a word in the names of several offerings, and the whole name of none. */
function addKindWords(
  { byKey, common, beginnings }: NameKeys,
  entries: readonly NameEntry[],
): void {
  const byWord = new Map<string, Map<string, Named>>()
  for (const { named, name, own } of entries) {
    if (own !== 'yes') continue
    for (const word of listKindWords(name))
      byWord.set(word, (byWord.get(word) ?? new Map()).set(named.id, named))
  }
  for (const [word, named] of byWord) {
    if (named.size < 2 || byKey.has(word)) continue
    byKey.set(word, [...named.values()])
    common.add(word)
    noteBeginning(beginnings, word)
  }
}

function noteBeginning(beginnings: Map<string, number>, key: string): void {
  const note = (letters: string, length: number) =>
    beginnings.set(letters, Math.max(length, beginnings.get(letters) ?? 0))
  for (let length = 1; length < beginning; length++) note(key.slice(0, length), 0)
  note(key.slice(0, beginning), key.length)
}

const english =
  /(?<!\p{L})(investment|start.up|climate|innovation) (support|aid|grant|premium|cheque)(?!\p{L})/giu

function listKindWords(name: string): readonly string[] {
  const words = readTokens(name).flatMap(({ word }) =>
    /\p{L}{4}(?:stöd|bidrag|premie|check|lån)$/u.test(word) ? [fold(stem(word, 'sv'))] : [],
  )
  const phrases = [...name.matchAll(english)].flatMap(([, what = '', said = '']) =>
    (/aid|support/i.test(said) ? ['aid', 'support'] : [said]).map((noun) =>
      readTokens(`${what} ${noun}`)
        .map(({ word }) => fold(stem(word, 'en')))
        .join(''),
    ),
  )
  return [...words, ...phrases]
}

/** "Gröna lånet" of "Grönt lån"; longer nouns lose the ending with their stem. */
function asDefinite(name: string): string {
  return name.replace(/^(\p{L}+[nlr])t (?=\p{L})/u, '$1a ').replace(/ lån$/u, ' lånet')
}

function findAt(
  { byKey, common, beginnings, longest }: NameKeys,
  { stems, bare, from }: { stems: readonly string[]; bare: readonly string[]; from: number },
): Pick<NameHit, 'named' | 'words' | 'distinctive'> | undefined {
  const letters = Math.max(
    longestFrom(beginnings, { words: bare, from, joint: '' }),
    longestFrom(beginnings, { words: bare, from, joint: 's' }),
    longestFrom(beginnings, { words: stems, from, joint: '' }),
  )
  const most = letters === 0 ? 0 : Math.min(longest, countWithin(letters + 1, stems, from))
  for (let words = most; words >= 1; words--) {
    const said = bare.slice(from, from + words)
    const plain = said.join('')
    const stemmed = stems.slice(from, from + words).join('')
    const apart = [...said.slice(0, -1), stems[from + words - 1]].join('')
    for (const key of [plain, stemmed, plain.replace(/s$/, ''), said.join('s'), apart]) {
      const named = byKey.get(key)
      if (named !== undefined) return { named, words, distinctive: common.has(key) ? 'no' : 'yes' }
    }
  }
  return undefined
}

/** How many words from here have no more letters together; a stem is seldom longer than its word. */
function countWithin(letters: number, stems: readonly string[], from: number): number {
  let words = 0
  let length = 0
  while (from + words < stems.length) {
    length += stems[from + words]?.length ?? 0
    if (length > letters) break
    words++
  }
  return words
}

/** How many letters the longest key has that begins as these words do, compounded by `joint`; 0 for none. */
function longestFrom(
  beginnings: ReadonlyMap<string, number>,
  { words, from, joint }: { words: readonly string[]; from: number; joint: string },
): number {
  let letters = ''
  let most = 0
  for (let next = from; letters.length < beginning && next < words.length; next++) {
    let length = letters.length + 1
    letters += next === from ? words[next] : joint + words[next]
    for (; length <= Math.min(beginning, letters.length); length++) {
      const longest = beginnings.get(letters.slice(0, length))
      if (longest === undefined) return most
      most = Math.max(most, longest)
    }
  }
  return most
}
