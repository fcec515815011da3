import { type Language, languages } from '../chat.ts'
import type { KindShares } from '../knowledge/kinds.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Named, NameHit } from '../knowledge/names.ts'
import { decidePlace, findPlaces, type PlaceMention } from '../knowledge/places.ts'
import { readSaidFacts, type SaidFacts } from '../knowledge/said-facts.ts'
import { findFeatures } from '../knowledge/vocabulary.ts'
import { readTokens, stem, type Token } from '../knowledge/words.ts'
import { readOrdinals } from './ordinals.ts'
import { readRefused } from './refused.ts'
import { markSentences } from './sentences.ts'
import { mendSpaces } from './spaces.ts'
import { correct, type Spelt } from './spelt.ts'

/** What a message says, before anything is decided about it. */
export interface Understood {
  readonly said: string
  /** Spelt right. */
  readonly text: string
  /** The same without the places, which say where and not what. */
  readonly need: string
  readonly language: Language
  readonly place: PlaceMention | undefined
  readonly facts: SaidFacts
  /** The same without what only the name of an offering says: "vad är exportlån?" tells nothing of the firm. */
  readonly factsBesideNames: SaidFacts
  /** How surely the whole is a need, a greeting and so on; and how surely one sentence of it asks for a person or an office. */
  readonly kinds: KindShares
  readonly asksPerson: number
  readonly asksOffice: number
  /** Ids of `phrases.yaml` that the message matches, in the file's order. */
  readonly intents: readonly string[]
  /** What is spoken of by name; and apart from it what is not wanted. */
  readonly names: readonly NameHit[]
  readonly refused: readonly NameHit[]
  /** "nr 2", "den första", "1 och 2": 1 for the first, -1 for the last. */
  readonly ordinals: readonly number[]
  /** "den", "det stödet", "it": speaks of the offering last spoken of. */
  readonly pointsBack: 'yes' | 'no'
  /** How many words carry content, how many of them the catalogue knows, and how many neither name a thing nor ask about one. */
  readonly content: { readonly words: number; readonly known: number; readonly rest: number }
}

interface Listening {
  readonly knowledge: Knowledge
  readonly text: string
  /** The conversation's language, kept when the message does not tell. */
  readonly language: Language
  readonly year: number
}

export function understand({
  knowledge,
  text: said,
  language: before,
  year,
}: Listening): Understood {
  const text = mendSpaces(knowledge, said)
  const tokens = readTokens(text)
  const mentions = findPlaces(knowledge.places, text)
  const outsidePlaces = tokens.filter(
    (token) => !mentions.some((one) => token.start < one.end && token.end > one.start),
  )
  const typed = outsidePlaces.map((token) => token.word)
  const likely = detectLanguage(knowledge, typed, before)
  const spelt = typed.map((word) => correct(knowledge, word, likely))
  const words = spelt.map((one) => one.meant)
  const asTyped = spelt.every((one) => one.meant === one.typed)
  const language = asTyped ? likely : detectLanguage(knowledge, words, before)
  const corrected = rebuild(text, tokens, outsidePlaces, spelt)
  const names = knowledge.names.find(corrected, language)
  const refused = readRefused(corrected, names)
  const spoken = readTokens(corrected)
  const sentences = markSentences({ text, tokens, spelt: spoken, places: mentions, names })
  const readFacts = (of: string) =>
    readSaidFacts({ text: of, language, phrases: knowledge.said, facts: knowledge.facts, year })
  const facts = readFacts(corrected)
  const bare = blankOfferings(corrected, names)
  const judge = (of: readonly string[]) => knowledge.kinds.judge({ words: of, language })
  const kinds = judge(sentences.flat())
  return {
    said: said.trim(),
    kinds,
    ...findAsking(sentences.length === 1 ? [kinds] : sentences.filter(isWhole).map(judge)),
    text: corrected,
    need: spelt.map((one) => one.meant).join(' '),
    language,
    place: decidePlace(mentions.filter((one) => !isInName(one, { tokens, spoken, names }))),
    facts,
    factsBesideNames: bare === undefined ? facts : readFacts(bare),
    intents: findIntents(knowledge, bare === undefined ? [text, corrected] : [bare], language),
    names: names.filter((hit) => !refused.includes(hit)),
    refused,
    ordinals: readOrdinals(corrected),
    pointsBack:
      /^ ?(?:den|det|it|that|this)(?: |$)|(?:för|om|i|på|till|with|for|about|är|kostar|ger|gäller|kräver|täcker|söker jag|stänger|öppnar|is|does|ansöker jag om) (?:den|det|denna|detta|it|that|this)(?: |\?|$)|(?:den|det|detta|that|this) (?:här|där|lånet|stödet|bidraget|checken|programmet|one|loan|grant)/iu.test(
        corrected,
      )
        ? 'yes'
        : 'no',
    content: {
      ...countContent(knowledge, words, language),
      rest: countRest(knowledge, { spoken, names, language }),
    },
  }
}

/** "Västerbotten Sweden", "Gold of Lapland": an area within a longer name is no place. */
function isInName(
  { kind, start, end }: PlaceMention,
  {
    tokens,
    spoken,
    names,
  }: { tokens: readonly Token[]; spoken: readonly Token[] } & Pick<Understood, 'names'>,
): boolean {
  const area = spoken.filter((_, at) => {
    const token = tokens[at]
    return token !== undefined && token.start >= start && token.end <= end
  })
  return (
    kind === 'ask' &&
    names.some(
      (hit) =>
        hit.words > area.length &&
        area.every((token) => token.start >= hit.start && token.end <= hit.end),
    )
  )
}

/**
 * Without the names of offerings: "when does X close" reads the same whatever the name, and "vad är exportlån?" tells
 * nothing of the firm. Nothing where none is named.
 */
function blankOfferings(text: string, names: readonly NameHit[]): string | undefined {
  const named = names.filter((hit) => hit.named.some((one) => one.kind === 'offering'))
  if (named.length === 0) return undefined
  return named.reduceRight(
    (line, { start, end }) => `${line.slice(0, start)}X${line.slice(end)}`,
    text,
  )
}

function findIntents(
  { phrases }: Knowledge,
  lines: readonly string[],
  language: Language,
): readonly string[] {
  const found = [...new Set(lines)].flatMap((line) => phrases.find(line, language))
  return [...new Set(found)]
}

const shortestSentence = 3

function isWhole(sentence: readonly string[]): boolean {
  return sentence.length >= shortestSentence
}

function findAsking(
  sentences: readonly KindShares[],
): Pick<Understood, 'asksPerson' | 'asksOffice'> {
  return {
    asksPerson: Math.max(0, ...sentences.map(({ handoff }) => handoff)),
    asksOffice: Math.max(0, ...sentences.map(({ office }) => office)),
  }
}

/** Whether something of the kind was said by name; by a distinctive one, if so asked. */
export function speaksOf(
  heard: Pick<Understood, 'names'>,
  kind: Named['kind'],
  how: 'any' | 'distinctive' = 'any',
): boolean {
  return heard.names.some(
    (hit) =>
      (how === 'any' || hit.distinctive === 'yes') && hit.named.some((one) => one.kind === kind),
  )
}

/** The providers said by name. */
export function listProviders({ names }: Pick<Understood, 'names'>): readonly string[] {
  return names.flatMap(({ named }) =>
    named.flatMap(({ kind, id }) => (kind === 'provider' ? [id] : [])),
  )
}

/** Votes of function words, letters and the catalogue's own words; a tie or a short message keeps the language. */
function detectLanguage(
  knowledge: Knowledge,
  words: readonly string[],
  before: Language,
): Language {
  const votes = { sv: 0, en: 0 }
  for (const word of words) {
    const [sv, en] = [
      knowledge.vocabulary.stop.sv.has(word),
      knowledge.vocabulary.stop.en.has(word),
    ]
    if (sv !== en) votes[sv ? 'sv' : 'en'] += 2
    if (/[åäö]/.test(word)) votes.sv += 2
    const known = findLanguage(knowledge, word)
    if (known !== 'both' && !sv && !en) votes[known] += 1
  }
  const lead = Math.abs(votes.sv - votes.en)
  if (lead === 0 || (words.length <= 1 && lead < 2)) return before
  return votes.sv > votes.en ? 'sv' : 'en'
}

/** The language the catalogue knows a word in, as written or inflected. */
function findLanguage({ vocabulary }: Knowledge, word: string): Language | 'both' {
  const known = vocabulary.surface.get(word)
  if (known !== undefined) return known
  const [sv, en] = languages.map((language) => vocabulary.stems[language].has(stem(word, language)))
  if (sv === en) return 'both'
  return sv ? 'sv' : 'en'
}

/** The text with its words corrected, so that names and phrases meet it as it was meant. */
function rebuild(
  text: string,
  tokens: readonly Token[],
  kept: readonly Token[],
  spelt: readonly Spelt[],
): string {
  const meant = new Map(kept.map((token, at) => [token.start, spelt[at]?.meant ?? token.word]))
  let built = ''
  let from = 0
  for (const token of tokens) {
    const word = meant.get(token.start)
    if (word === undefined || word === token.word) continue
    built += text.slice(from, token.start) + word
    from = token.end
  }
  return (built + text.slice(from)).normalize('NFC')
}

/** Content words outside every name that are not the words of a question about one. */
function countRest(
  { vocabulary, phrases }: Knowledge,
  {
    spoken,
    names,
    language,
  }: { readonly spoken: readonly Token[] } & Pick<Understood, 'names' | 'language'>,
): number {
  return spoken.filter(
    ({ word, start, end }) =>
      !vocabulary.stop[language].has(word) &&
      !/^\d+$/.test(word) &&
      !names.some((hit) => start < hit.end && end > hit.start) &&
      !phrases.asks(word, language),
  ).length
}

function countContent(
  knowledge: Knowledge,
  words: readonly string[],
  language: Language,
): { words: number; known: number } {
  const content = words.filter(
    (word) => !knowledge.vocabulary.stop[language].has(word) && !/^\d+$/.test(word),
  )
  const known = content.filter((word) =>
    findFeatures(knowledge.vocabulary, [word], language).some(
      (feature) => knowledge.search.rarity(feature.term) > 0,
    ),
  )
  return { words: content.length, known: known.length }
}
