import type { Language } from '../../src/index.ts'
import { endings, heads, sounds, texting } from './misspellings.ts'

/** A number from 0 to 1, another each time and the same from the same seed. */
export type Random = () => number

export function createRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    const more = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed))
    return ((more ^ (more >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Typing {
  readonly language: Language
  readonly random: Random
}

/** One slip in a word and the blank after it; nothing where the word gives no room for it. */
type Slip = (word: string, typing: Typing) => string | undefined

const keyboard = ['qwertyuiopå', 'asdfghjklöä', 'zxcvbnm']
const shortest = 4
const vowel = /[aeiouyåäö]/i

/** How people misspell: by key, by ear, by haste. A slip comes as often as it stands here. */
const slips: Readonly<Record<string, { readonly often: number; readonly slip: Slip }>> = {
  neighbour: { often: 3, slip: inside((word, at) => replace(word, at, findNeighbour)) },
  dropped: { often: 4, slip: inside((word, at) => word.slice(0, at) + word.slice(at + 1)) },
  doubled: { often: 2, slip: inside((word, at) => word.slice(0, at) + word.slice(at - 1)) },
  swapped: { often: 4, slip: inside(swap) },
  bare: { often: 2, slip: (word) => changed(word, word.replace(/[åäö]/g, bare)) },
  sound: { often: 8, slip: (word, typing) => rewrite(word, sounds[typing.language], typing) },
  ending: { often: 2, slip: (word, typing) => rewrite(word, endings[typing.language], typing) },
  texting: { often: 6, slip: shorten },
  joined: { often: 2, slip: (word) => (/\p{L} $/u.test(word) ? word.trimEnd() : undefined) },
  torn: { often: 2, slip: tear },
  punctuation: { often: 2, slip: (word) => (/[,.?!:] $/.test(word) ? word.trimEnd() : undefined) },
}

/** A question with a slip in every so many of its words, at least one, as someone in a hurry would type it. */
export function misspell(
  text: string,
  { every, language, random }: Typing & { every: number },
): string {
  const words = text.match(/\S+\s*/g) ?? []
  const left = new Set(words.keys())
  const count = Math.max(1, Math.floor(words.length / every + random()))
  for (let tries = 0; tries < 4 * count && words.length - left.size < count; tries++) {
    const slip = pick(allSlips, random)
    for (const at of shuffle([...left], random)) {
      const slipped = slip?.(words[at] ?? '', { language, random })
      if (slipped === undefined) continue
      words[at] = slipped
      left.delete(at)
      break
    }
  }
  return words.join('')
}

const allSlips = Object.values(slips).flatMap(({ often, slip }) =>
  Array.from({ length: often }, () => slip),
)

/** A slip of the finger somewhere after the first letter of a word that is no number and not too short. */
function inside(slip: (word: string, at: number, typing: Typing) => string | undefined): Slip {
  return (word, typing) => {
    const length = word.match(/^\p{L}+/u)?.[0].length ?? 0
    if (length < shortest) return undefined
    const slipped = slip(word, 1 + Math.floor(typing.random() * (length - 1)), typing)
    return slipped === undefined ? undefined : changed(word, slipped)
  }
}

function replace(
  word: string,
  at: number,
  by: (letter: string) => string | undefined,
): string | undefined {
  const letter = by(word[at] ?? '')
  return letter === undefined ? undefined : word.slice(0, at) + letter + word.slice(at + 1)
}

function findNeighbour(letter: string): string | undefined {
  const row = keyboard.find((keys) => keys.includes(letter))
  const at = row?.indexOf(letter) ?? -1
  return row?.[at + 1] ?? row?.[at - 1]
}

function swap(word: string, at: number): string {
  return word.slice(0, at - 1) + (word[at] ?? '') + (word[at - 1] ?? '') + word.slice(at + 1)
}

const bare = (letter: string): string => (letter === 'ö' ? 'o' : 'a')

function rewrite(
  word: string,
  rules: readonly (readonly [RegExp, string])[],
  { random }: Typing,
): string | undefined {
  if (word.trimEnd().length < shortest || !vowel.test(word)) return undefined
  const fitting = rules.filter(([pattern]) => pattern.test(word))
  const rule = pick(fitting, random)
  return rule === undefined ? undefined : changed(word, word.replace(...rule))
}

function shorten(word: string, { language, random }: Typing): string | undefined {
  const [, letters = '', rest = ''] = /^([\p{L}']+)(.*)$/su.exec(word) ?? []
  const form = pick(texting[language][letters.toLowerCase()]?.split(' ') ?? [], random)
  return form === undefined ? undefined : form + rest
}

/** A compound with a space before its last part. */
function tear(word: string, { language }: Typing): string | undefined {
  return language === 'sv' ? changed(word, word.replace(heads, '$1 $2')) : undefined
}

const changed = (before: string, after: string): string | undefined =>
  after === before ? undefined : after

const pick = <T>(all: readonly T[], random: Random): T | undefined =>
  all[Math.floor(random() * all.length)]

function shuffle(all: readonly number[], random: Random): readonly number[] {
  return all
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one)
}
