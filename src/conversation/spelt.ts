import { type Language, languages } from '../chat.ts'
import { isCompound } from '../knowledge/compounds.ts'
import type { Spelling } from '../knowledge/spelling.ts'
import type { Vocabulary } from '../knowledge/vocabulary.ts'
import { fold, stem } from '../knowledge/words.ts'

/** What is needed to tell a word that is spelt right from one that is not. */
export interface KnownWords {
  readonly vocabulary: Vocabulary
  readonly spelling: Spelling
}

export interface Spelt {
  readonly typed: string
  readonly meant: string
}

export function correct(known: KnownWords, typed: string, language?: Language): Spelt {
  if (/\d/.test(typed)) return { typed, meant: typed }
  const meant =
    (language && known.vocabulary.short[language].get(typed)) ??
    readKnown(known, typed, language) ??
    readDigraphs(known.vocabulary, typed) ??
    known.spelling.correct(typed, language, 1) ??
    readCompound(known, typed) ??
    known.spelling.correct(typed, language)
  return { typed, meant: meant ?? typed }
}

/** A letter doubled or not, or its dots: a known word that is so near is likelier than an unheard inflection or compound. */
export const smallSlip = 0.5

function readKnown(known: KnownWords, typed: string, language?: Language): string | undefined {
  const found = findKnown(known.vocabulary, typed)
  if (found !== typed || known.vocabulary.surface.has(typed)) return found
  return known.spelling.correct(typed, language, smallSlip) ?? typed
}

/** A known word, also one without its dots, inflected or put together of known ones. */
export function findKnown(vocabulary: Vocabulary, typed: string): string | undefined {
  const { surface, stems, folded } = vocabulary
  if (surface.has(typed)) return typed
  const dotted = fold(typed) === typed ? folded.get(typed) : undefined
  if (dotted !== undefined) return dotted
  const inflected = () => languages.some((language) => stems[language].has(stem(typed, language)))
  return isCompound(vocabulary, typed) || inflected() ? typed : undefined
}

/** `aa`, `ae` and `oe` for å, ä and ö: `foeretagslaan`. */
function readDigraphs(vocabulary: Vocabulary, typed: string): string | undefined {
  const dotted = typed.replaceAll('aa', 'å').replaceAll('ae', 'ä').replaceAll('oe', 'ö')
  return dotted === typed ? undefined : findKnown(vocabulary, dotted)
}

/** A known part and a word with one slip: `skoterdelr`. */
function readCompound({ vocabulary, spelling }: KnownWords, typed: string): string | undefined {
  for (let end = typed.length - shortestPart; end >= shortestPart; end--) {
    const first = typed.slice(0, end)
    if (!vocabulary.parts.words.has(first)) continue
    const last = spelling.correct(typed.slice(end), 'sv', 1)
    if (last !== undefined) return first + last
  }
  return undefined
}

const shortestPart = 4

const besideI =
  'vill ska skulle har hade e är kan behöver behövr behver måste söker letar tänker tänkte undrar funderar bor driver fattar vet får fick gör jobbar hittar'
    .split(' ')
    .join('|')
const spokenI = new RegExp(
  String.raw`(?<!\p{L})ja(?= (?:${besideI})(?!\p{L}))|(?<=(?<!\p{L})(?:${besideI}) )ja(?!\p{L})`,
  'giu',
)

/** "ja vill", "ska ja": I, as it is spoken. */
export const mendSpoken = (said: string): string => said.replace(spokenI, 'jag')
