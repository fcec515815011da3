import type { Language } from '../chat.ts'
import { fold, readTokens, stem } from './words.ts'

/** A thing with a name, found in a message: an offering, a provider or a glossary word. */
export interface Named {
  readonly kind: 'offering' | 'provider' | 'glossary'
  readonly id: string
}

export interface NameHit {
  readonly named: readonly Named[]
  readonly start: number
  readonly end: number
  /** How many words of the name were said. */
  readonly words: number
}

export interface Names {
  /** The names in a text, longest first where they overlap, in the order said. */
  readonly find: (text: string, language: Language) => readonly NameHit[]
}

export interface NameEntry {
  readonly named: Named
  readonly language: Language
  readonly name: string
}

const longestName = 8

/** Compares names word by word, by stem, with å ä ö folded and hyphens as spaces: `växa-stöd`, `växastödet`, `vaxa stod`. */
export function createNames(entries: Iterable<NameEntry>, commonWords: ReadonlySet<string>): Names {
  const byKey = new Map<string, Named[]>()
  for (const { named, language, name } of entries) {
    for (const key of listKeys(name, language)) {
      if (commonWords.has(key)) continue
      const list = byKey.get(key)
      if (list === undefined) byKey.set(key, [named])
      else if (!list.some((one) => one.kind === named.kind && one.id === named.id)) list.push(named)
    }
  }
  const find: Names['find'] = (text, language) => {
    const tokens = readTokens(text)
    const stems = tokens.map((token) => fold(stem(token.word, language)))
    const bare = tokens.map((token) => fold(token.word))
    const hits: NameHit[] = []
    for (let from = 0; from < tokens.length; from++) {
      const hit = findAt(byKey, { stems, bare, from })
      const first = tokens[from]
      const last = tokens[from + (hit?.words ?? 1) - 1]
      if (hit === undefined || first === undefined || last === undefined) continue
      hits.push({ named: hit.named, start: first.start, end: last.end, words: hit.words })
      from += hit.words - 1
    }
    return hits
  }
  return { find }
}

function findAt(
  byKey: ReadonlyMap<string, readonly Named[]>,
  { stems, bare, from }: { stems: readonly string[]; bare: readonly string[]; from: number },
): { named: readonly Named[]; words: number } | undefined {
  for (let words = Math.min(longestName, stems.length - from); words >= 1; words--) {
    const named =
      byKey.get(stems.slice(from, from + words).join('')) ??
      byKey.get(bare.slice(from, from + words).join(''))
    if (named !== undefined) return { named, words }
  }
  return undefined
}

/** The name, and the name without what stands in brackets or after a dash. */
function listKeys(name: string, language: Language): ReadonlySet<string> {
  const short = name.replace(/\s*\([^)]*\)/g, '').replace(/\s+[–-]\s.*$/, '')
  const inBrackets = [...name.matchAll(/\(([^)]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((one) => /^[A-ZÅÄÖ]{2,}/.test(one) && !one.includes(' '))
  const keys = new Set<string>()
  for (const variant of [name, short, ...inBrackets]) {
    const words = readTokens(variant).map((token) => token.word)
    if (words.length === 0 || words.length > longestName) continue
    keys.add(words.map((word) => fold(stem(word, language))).join(''))
    keys.add(words.map(fold).join(''))
  }
  keys.delete('')
  return keys
}
