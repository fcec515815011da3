import {
  isMunicipalityNext,
  isPerson,
  isSurname,
  prepositionBefore,
  type Surroundings,
} from './places-context.ts'
import type { Sense, Senses } from './places-senses.ts'
import type { PlaceSpelling } from './places-spelling.ts'
import type { PlaceWord } from './places-words.ts'

export interface NameIndex {
  readonly senses: Senses
  readonly spelling: PlaceSpelling
  /** First word of a name, without diacritics -> how many words the longest such name has. */
  readonly longest: ReadonlyMap<string, number>
  /** The ten, by their first four letters: for doroteabygden, lyckselebaserad. */
  readonly stems: ReadonlyMap<string, readonly string[]>
  /** Longer names that hold a place's name: Mo i Rana. */
  readonly phrases: ReadonlySet<string>
  /** Words met so far that are no place whatever stands around them. */
  readonly others: Set<string>
  /** Ordinary words that look like a place typed without å, ä, ö, or like a misspelt one. */
  readonly words: ReadonlySet<string>
}

type Form = 'name' | 'genitive' | 'compound' | 'customers' | 'one-slip' | 'more-slips'

interface Match {
  readonly sense: Sense
  readonly form: Form
  readonly to: number
}

export interface NameHit {
  readonly sense: Sense
  readonly form: Form
  readonly from: number
  readonly to: number
  /** `maybe` is an ordinary word: a place only beside another that agrees. */
  readonly sure: 'yes' | 'maybe'
}

export function findNames(
  index: NameIndex,
  text: string,
  words: readonly PlaceWord[],
): readonly NameHit[] {
  const hits: NameHit[] = []
  for (let from = 0; from < words.length; from++) {
    if (index.others.has(words[from]?.word ?? '')) continue
    const at = wordsTogether(index, { text, words, from, to: from + 1 })
    const phrase = phraseEnd(index, at)
    const match = phrase === undefined ? matchAt(index, at) : undefined
    const sure = match === undefined ? 'no' : judge(match, { ...at, to: match.to })
    if (match === undefined && phrase === undefined) noteOther(index, at)
    if (match !== undefined && sure !== 'no') hits.push({ from, sure, ...match })
    if (phrase !== undefined) from = phrase - 1
    else if (match !== undefined && sure !== 'no') from = match.to - 1
  }
  return hits
}

const mostOthers = 20_000

/** No place, and neither the beginning of one nor a municipality before the word kommun. */
function noteOther({ others, longest }: NameIndex, at: Surroundings): void {
  const { word = '', plain = '' } = at.words[at.from] ?? {}
  if (longest.has(plain) || isMunicipalityNext(at)) return
  if (others.size > mostOthers) others.clear()
  others.add(word)
}

function phraseEnd(index: NameIndex, at: Surroundings): number | undefined {
  for (let to = at.to; to > at.from + 1; to--) {
    if (index.phrases.has(join({ ...at, to }, 'word'))) return to
  }
  return undefined
}

/** The longest name within `at`; else a compound or a misspelt name. */
function matchAt(index: NameIndex, at: Surroundings): Match | undefined {
  const { words, from } = at
  const first = words[from]
  if (first === undefined || /^\d/.test(first.word)) return undefined
  const ordinary = index.words.has(first.word)
  for (let to = at.to; to > (ordinary ? from + 1 : from); to--) {
    const match = matchName(index, { ...at, to })
    if (match !== undefined) return match
  }
  if (ordinary) return undefined
  const compound = matchCompound(index, first)
  if (compound !== undefined) return { ...compound, to: from + 1 }
  const corrected = index.spelling(first.word, first.plain)
  const sense = corrected && index.senses.exact.get(corrected.key)
  if (sense === undefined) return undefined
  return { sense, form: corrected?.slips === 1 ? 'one-slip' : 'more-slips', to: from + 1 }
}

/** As many words as a name beginning here may have, parted by a space or a hyphen only. */
function wordsTogether(index: NameIndex, at: Surroundings): Surroundings {
  const { text, words, from } = at
  const most = index.longest.get(words[from]?.plain ?? '') ?? 1
  let to = from + 1
  while (to < from + most && to < words.length) {
    if (!/^(?:-|\s+)$/.test(text.slice(words[to - 1]?.end, words[to]?.start))) break
    to++
  }
  return to === at.to ? at : { ...at, to }
}

function join({ words, from, to }: Surroundings, how: 'word' | 'plain'): string {
  if (to === from + 1) return words[from]?.[how] ?? ''
  const name = words.slice(from, to).map((word) => word[how])
  return name.join(' ')
}

function matchName(index: NameIndex, at: Surroundings): Match | undefined {
  const word = join(at, 'word')
  const plain = join(at, 'plain')
  const bare = word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : undefined
  if (isMunicipalityNext(at)) {
    const { municipalities } = index.senses
    const sense = municipalities.get(word) ?? municipalities.get(bare ?? word)
    if (sense !== undefined) return { sense, form: 'name', to: at.to }
  }
  const sense = lookUp(index.senses, word, plain)
  if (sense !== undefined) return { sense, form: 'name', to: at.to }
  const owner = bare === undefined ? undefined : lookUp(index.senses, bare, plain.slice(0, -1))
  return owner === undefined ? undefined : { sense: owner, form: 'genitive', to: at.to }
}

/** Without diacritics only when none were typed: röka is not Rökå. */
function lookUp(senses: Senses, word: string, plain: string): Sense | undefined {
  const sense = senses.exact.get(word)
  return sense ?? (word === plain ? senses.plain.get(plain) : undefined)
}

const endings = [
  ...['bo', 'bor', 'bon', 'borna', 'bolag', 'bolaget', 'firma', 'firman', 'trakten', 'bygden'],
  ...['foretag', 'foretaget', 'foretagen', 'foretagare', 'foretagaren', 'omradet', 'kommun'],
  ...['kommunen', 'kommuns', 'baserad', 'baserat', 'baserade', 'kund', 'kunder', 'kunderna'],
]
const endingsByLast = new Map<string, readonly string[]>()
for (const ending of endings.toSorted((a, b) => b.length - a.length)) {
  endingsByLast.set(ending.slice(-1), [...(endingsByLast.get(ending.slice(-1)) ?? []), ending])
}
const customers = /(?:kund|kunder|kunderna|marknad|marknaden)$/
const street = /(?:gatan|gata|vägen|vagen|väg|vag|torg|torget|allén|allen|gränd|grand|stigen|plan)$/

function matchCompound(index: NameIndex, typed: PlaceWord): Omit<Match, 'to'> | undefined {
  const { word, plain } = typed
  if (plain.length < 6 || word.length !== plain.length) return undefined
  const form = customers.test(plain) ? 'customers' : 'compound'
  for (const ending of endingsByLast.get(plain.slice(-1)) ?? []) {
    if (!plain.endsWith(ending)) continue
    const sense = stemSense(index.senses, typed, plain.length - ending.length)
    if (sense !== undefined) return { sense, form }
  }
  for (const stem of index.stems.get(plain.slice(0, 4)) ?? []) {
    const end = plain.slice(stem.length)
    if (!plain.startsWith(stem) || !/^s?[a-z]{2,}$/.test(end) || street.test(word)) continue
    const sense = lookUp(index.senses, word.slice(0, stem.length), stem)
    if (sense !== undefined) return { sense, form }
  }
  return undefined
}

function stemSense(senses: Senses, typed: PlaceWord, length: number): Sense | undefined {
  const { word, plain } = typed
  for (const end of plain[length - 1] === 's' ? [length, length - 1] : [length]) {
    if (end < 4) continue
    const sense = lookUp(senses, word.slice(0, end), plain.slice(0, end))
    if (sense === undefined) continue
    const ours = sense.kind === 'inside' && sense.by === 'municipality'
    if (sense.needs === 'nothing' || ours) return sense
  }
  return undefined
}

const authorities =
  /^(?:region|almi|länsstyrelsen|coompanion|leader|lrf|företagarna|hushållningssällskapet|business|visit|skogsstyrelsen|nyföretagarcentrum|connect|invest|partnerinvest|destination|of|övre)$/

function judge(match: Match, at: Surroundings): 'yes' | 'maybe' | 'no' {
  const { sense, form } = match
  const vague = sense.kind === 'ask' && sense.why === 'vague'
  if (vague && (form === 'genitive' || isAuthority(at))) return 'no'
  if (form === 'compound' || form === 'customers') return 'yes'
  const ours = sense.kind === 'inside' && sense.by === 'municipality'
  if (sense.person === 'yes' && isPerson(at)) return 'no'
  if (!ours && at.words[at.from]?.capital === 'yes' && isSurname(at)) return 'no'
  return meetsNeeds(match, at)
}

/** A word two slips from a name needs a sign that a place is meant. */
function isLikely(at: Surroundings): boolean {
  const alone = at.to - at.from === at.words.length
  return alone || at.words[at.from]?.capital === 'yes' || prepositionBefore(at) !== undefined
}

function meetsNeeds({ sense, form }: Match, at: Surroundings): 'yes' | 'maybe' | 'no' {
  if (isMunicipalityNext(at)) return 'yes'
  if (form === 'more-slips' && !isLikely(at)) return 'no'
  if (sense.needs === 'nothing') return 'yes'
  if (form === 'genitive') return 'no'
  const capital = at.words[at.from]?.capital === 'yes'
  if (sense.needs === 'capital' && !capital) return 'no'
  if (prepositionBefore(at) !== undefined) return 'yes'
  const alone = at.to - at.from === at.words.length
  return alone && sense.needs === 'preposition' ? 'yes' : 'maybe'
}

function isAuthority(at: Surroundings): boolean {
  const before = at.words[at.from - 1]?.word ?? ''
  const name = before === 'i' ? (at.words[at.from - 2]?.word ?? '') : before
  return authorities.test(name)
}
