import { stem } from './words.ts'

/** What compounds may be made of. */
export interface Parts {
  readonly words: ReadonlySet<string>
  readonly heads: ReadonlyMap<string, string>
}

const shortestPart = 3

/** Stem -> the shortest word with it; only words that occur often enough to be sure of. */
export function collectParts(
  counts: ReadonlyMap<string, number>,
  stop: ReadonlySet<string>,
): Parts {
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

const splits = new WeakMap<Parts, Map<string, readonly string[]>>()

/** The known parts of a Swedish compound, stemmed: `maskininvesteringsbidrag` -> maskin, investering, bidrag. */
export function splitCompound(parts: Parts, word: string): readonly string[] {
  let memory = splits.get(parts)
  if (memory === undefined) {
    memory = new Map()
    splits.set(parts, memory)
  }
  const known = memory.get(word)
  if (known !== undefined) return known
  if (memory.size > 20_000) memory.clear()
  const found = mayBeCompound(word) ? findParts(parts, word) : []
  memory.set(word, found)
  return found
}

/** A word that is short without its ending has no room for two: `pengarna` is no garn. */
const mayBeCompound = (word: string): boolean =>
  !loanword.test(word) &&
  word.length >= 7 &&
  word.length <= 40 &&
  stem(word, 'sv').length >= shortestRoot

const shortestRoot = 5
/** What only looks like a compound: a `konkurs` is no course. */
const loanword = /^konkurs(?:en|er|erna)?s?$/

function findParts(parts: Parts, word: string): readonly string[] {
  const whole = splitWhole(parts, word, 0)
  if (whole !== undefined && whole.length > 1) return whole
  const [first, from] = findFirst(parts, word)
  const head = findHead(parts, word, Math.max(from, 3))
  return [first, head].filter((part) => part !== undefined)
}

/** Whether a word is made of a known part and a known word, so that it is spelt right though never seen: `exporthjälp`. */
export function isCompound(
  {
    parts,
    surface,
  }: { readonly parts: Parts; readonly surface: { readonly has: (word: string) => boolean } },
  word: string,
): boolean {
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

const beginnings = new WeakMap<Parts, ReadonlySet<string>>()

/** The first letters of all heads: what begins otherwise is none, and need not be stemmed to know. */
function findBeginnings(parts: Parts): ReadonlySet<string> {
  const known = beginnings.get(parts)
  if (known !== undefined) return known
  const bases = [...parts.heads.values()]
  const found = new Set(bases.flatMap((base) => [base.slice(0, 3), base.slice(0, 4)]))
  beginnings.set(parts, found)
  return found
}

/** Its last part may be inflected, but must begin as the word does. */
function readHead(parts: Parts, written: string, shortest: number): string | undefined {
  if (!findBeginnings(parts).has(written.slice(0, shortest))) return undefined
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
