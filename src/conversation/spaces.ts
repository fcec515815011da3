import { countSlips } from '../knowledge/slips.ts'
import type { Vocabulary } from '../knowledge/vocabulary.ts'
import { fold, type Line, readLine, stem, type Token } from '../knowledge/words.ts'
import { findKnown, type KnownWords, smallSlip } from './spelt.ts'

/** "jagvill" and "lant handel" with their spaces where they were meant. */
export function mendSpaces(known: KnownWords, said: Line): Line {
  const { text, tokens } = said
  let built = ''
  let from = 0
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1]
    if (next !== undefined && isTornApart(known, text, [token, next])) {
      built += text.slice(from, token.end)
      from = next.start
      continue
    }
    const space = from === token.start && at > 0 ? 0 : findSpace(known, text, token)
    if (space === 0) continue
    built += `${text.slice(from, token.start + space)} `
    from = token.start + space
  }
  return from === 0 ? said : readLine(built + text.slice(from))
}

/** Two words with a space between, of which neither is a word that binds others, are one when that is known. */
function isTornApart(
  { vocabulary, spelling }: KnownWords,
  text: string,
  [a, b]: readonly [Token, Token],
): boolean {
  if (text.slice(a.end, b.start) !== ' ' || a.word.length < 2 || b.word.length < 3) return false
  const joined = a.word + b.word
  if (!vocabulary.surface.has(joined))
    return (
      !(vocabulary.surface.has(a.word) || binds(vocabulary, b.word)) &&
      spelling.correct(joined, undefined, smallSlip) !== undefined
    )
  if (vocabulary.phrases.sv.has(`${stem(a.word, 'sv')} ${stem(b.word, 'sv')}`)) return false
  return (
    !(binds(vocabulary, a.word) || binds(vocabulary, b.word)) || !vocabulary.surface.has(b.word)
  )
}

const shortestRest = 3
/** No compound begins or ends with these, whatever else it may look like. */
const glue = new Set(
  'jag vill ska skulle att och inte behöver måste finns söker eller mitt the and our want'.split(
    ' ',
  ),
)
/** They begin words of their own: `införskaffa`, `utgivare`. */
const beginWords = new Set(
  'in ut för över till upp av om an be under efter från jätte out over no'.split(' '),
)
/** And these end them. */
const endWords = new Set('den det man era ner han ens are all vara men'.split(' '))

/** Where in an unknown word a space is missing; 0 for nowhere. */
function findSpace({ vocabulary, spelling }: KnownWords, text: string, token: Token): number {
  const { word, start } = token
  if (word.length < 5 || /[\d'’&]/.test(word) || vocabulary.surface.has(word)) return 0
  const capital = text.slice(start, token.end).search(/(?<=\p{Ll})\p{Lu}\p{Ll}{2}/u)
  if (capital > 0 && binds(vocabulary, word.slice(0, capital))) return capital
  const whole = findKnown(vocabulary, word) === undefined ? 'no' : 'yes'
  if (whole === 'no' && isNear(word, spelling.correct(word))) return 0
  for (let at = word.length - 2; at >= 2; at--)
    if (isJoint(vocabulary, { first: word.slice(0, at), rest: word.slice(at), whole })) return at
  return 0
}

/** Whether a word binds others and says nothing of its own. */
const binds = ({ stop }: Vocabulary, word: string): boolean =>
  stop.sv.has(word) || stop.en.has(word)

const isNear = (typed: string, meant: string | undefined): boolean =>
  meant !== undefined && countSlips(fold(typed), fold(meant), 1) < 2

interface Joint {
  readonly first: string
  readonly rest: string
  /** Whether it may be a word as it is. */
  readonly whole: 'yes' | 'no'
}

function isJoint(vocabulary: Vocabulary, { first, rest, whole }: Joint): boolean {
  const { surface } = vocabulary
  const long = first.length >= shortestRest
  const known = surface.has(first) && surface.has(rest)
  if (known && glue.has(first)) return rest.length >= shortestRest
  if (known && long && glue.has(rest) && !endWords.has(rest)) return true
  if (whole === 'yes' || !known) return false
  if (binds(vocabulary, first)) return rest.length > shortestRest && !beginWords.has(first)
  if (binds(vocabulary, rest)) return long && rest.length >= shortestRest && !endWords.has(rest)
  const english = (word: string) => word.length > shortestRest && surface.get(word) === 'en'
  return english(first) && english(rest)
}
