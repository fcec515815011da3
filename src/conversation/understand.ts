import type { Language } from '../chat.ts'
import { listTerms } from '../knowledge/features.ts'
import type { KindShares, MessageKind } from '../knowledge/kinds.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Named, NameHit } from '../knowledge/names.ts'
import { decidePlace, type PlaceMention } from '../knowledge/places.ts'
import { blankFacts, readSaidFacts, type SaidFacts } from '../knowledge/said-facts.ts'
import type { Vocabulary } from '../knowledge/vocabulary.ts'
import { type Line, readLine, type Token } from '../knowledge/words.ts'
import { detectLanguage, type SpokenBefore } from './language.ts'
import { readOrdinals } from './ordinals.ts'
import { findPlacesSaid } from './places-said.ts'
import { readRefused } from './refused.ts'
import { markSentences } from './sentences.ts'
import { mendSpaces } from './spaces.ts'
import { correct, mendSpoken, type Spelt } from './spelt.ts'

/** What a message says, before anything is decided about it. */
export interface Understood {
  readonly said: string
  /** Spelt right. */
  readonly text: string
  /** The same without the places, which say where and not what, and without what only says who asks. */
  readonly need: string
  readonly language: Language
  readonly place: PlaceMention | undefined
  readonly facts: SaidFacts
  /** The same without what only the name of an offering says: "vad är exportlån?" tells nothing of the firm. */
  readonly factsBesideNames: SaidFacts
  /** How surely the whole is a need, a greeting and so on; and how surely the sentence is that is it most. */
  readonly kinds: KindShares
  readonly surest: (kind: MessageKind) => number
  /** How surely it speaks of something that has ended. */
  readonly ended: number
  /** Ids of `phrases.yaml` that the message matches, in the file's order. */
  readonly intents: readonly string[]
  /** What is spoken of by name; and apart from it what is not wanted. */
  readonly names: readonly NameHit[]
  readonly refused: readonly NameHit[]
  /** "nr 2", "den första", "1 och 2": 1 for the first, -1 for the last. */
  readonly ordinals: readonly number[]
  /** "den", "det stödet", "it": speaks of the offering last spoken of. */
  readonly pointsBack: 'yes' | 'no'
  /** How many words carry content, how many of them the catalogue knows, how many neither name a thing nor ask about one, and how many tell more than the firm's form and size. */
  readonly content: {
    readonly words: number
    readonly known: number
    readonly rest: number
    readonly besideFacts: number
  }
}

interface Listening extends SpokenBefore {
  readonly knowledge: Knowledge
  readonly text: string
  readonly year: number
}

/** A place that only its words' right spelling shows is where it is, too. */
export function understand(listening: Listening): Understood {
  const heard = readMessage(listening)
  const { text, said, language, place } = heard
  if (place !== undefined || text === listening.text) return heard
  if (findPlacesSaid(listening.knowledge, text, language).length === 0) return heard
  return { ...readMessage({ ...listening, text }), said }
}

function readMessage(listening: Listening): Understood {
  const { knowledge, text: said, year } = listening
  const typed = mendSpaces(knowledge, readLine(mendSpoken(said)))
  const { tokens } = typed
  const mentions = findPlacesSaid(knowledge, typed.text, listening.language)
  const outsidePlaces = tokens.filter(
    (token) => !mentions.some((one) => token.start < one.end && token.end > one.start),
  )
  const unplaced = outsidePlaces.map((token) => token.word)
  const likely = detectLanguage(knowledge, unplaced, listening)
  const spelt = unplaced.map((word) => correct(knowledge, word, likely))
  const words = spelt.map((one) => one.meant)
  const asTyped = spelt.every((one) => one.meant === one.typed)
  const language = asTyped ? likely : detectLanguage(knowledge, words, listening)
  const text = rebuild(typed.text, tokens, outsidePlaces, spelt)
  const meant = text === typed.text ? typed : readLine(text)
  const { tokens: spoken } = meant
  const names = knowledge.names.find(meant, language)
  const refused = readRefused(text, names)
  const sentences = markSentences({ spelt: spoken, places: mentions, names, ...typed })
  const { said: phrases, facts: askable } = knowledge
  const readFacts = (line: Line) => readSaidFacts({ line, language, phrases, facts: askable, year })
  const facts = readFacts(meant)
  const told = spelt.filter((_, at) => !isOfPlace(typed.text, outsidePlaces[at], mentions))
  const need = findNeed({ knowledge, language, facts, words: told.map((one) => one.meant) })
  const bare = blankOfferings(text, names)
  const judge = (of: readonly string[]) => knowledge.kinds.judge({ words: of, language })
  const { kinds, ended } = judge(sentences.flat())
  return {
    said: said.trim(),
    kinds,
    ended,
    surest: (kind) =>
      sentences.length === 1
        ? kinds[kind]
        : Math.max(0, ...sentences.filter(isWhole).map((one) => judge(one).kinds[kind])),
    text,
    need: need.words,
    language,
    place: decidePlace(mentions.filter((one) => isMeant(one, { typed, spoken, names }))),
    facts,
    factsBesideNames: bare === undefined ? facts : readFacts(bare),
    intents: findIntents(knowledge, bare === undefined ? [typed, meant] : [bare], language),
    names: names.filter((hit) => !refused.includes(hit)),
    refused,
    ordinals: readOrdinals(text),
    pointsBack: pointing.test(text) ? 'yes' : 'no',
    content: {
      rest: countRest(knowledge, { spoken, names, language }),
      besideFacts: need.besideFacts,
      ...countContent(knowledge, words, language),
    },
  }
}

const pointing =
  /^ ?(?:den|det|it|that|this)(?: |$)|(?:för|om|i|på|till|with|for|about|är|kostar|ger|gäller|kräver|täcker|söker jag|stänger|öppnar|is|does|ansöker jag om) (?:den|det|denna|detta|it|that|this)(?: |\?|$)|(?:den|det|detta|that|this) (?:här|där|lånet|stödet|bidraget|checken|programmet|one|loan|grant)/iu

/** The words without what only says who asks, unless that is all; and how many then tell something. */
function findNeed({
  knowledge,
  language,
  facts,
  words,
}: {
  readonly knowledge: Knowledge
  readonly language: Language
  readonly facts: SaidFacts
  readonly words: readonly string[]
}): { readonly words: string; readonly besideFacts: number } {
  const whole = words.join(' ')
  const left = blankFacts({ text: whole, language, phrases: knowledge.said, facts })
  const { length: besideFacts } = listContent(
    knowledge.vocabulary,
    left.split(' ').filter(Boolean),
    language,
  )
  return { words: besideFacts > 0 ? left : whole, besideFacts }
}

/** "Lycksele kommun": says where, as the name before it does. */
function isOfPlace(
  text: string,
  token: Token | undefined,
  places: readonly PlaceMention[],
): boolean {
  if (token === undefined || !/^(?:kommun|kommunen|municipality)$/.test(token.word)) return false
  return places.some(({ end }) => end <= token.start && text.slice(end, token.start).trim() === '')
}

interface Around extends Pick<Understood, 'names'> {
  readonly typed: Line
  readonly spoken: readonly Token[]
}

const denies = /(?<!\p{L})(?:inte|ej|not)(?: (?:i|från|in|from))? $/iu

/** Neither denied, "Malå, not Norsjö", nor within a longer name. */
function isMeant(mention: PlaceMention, around: Around): boolean {
  return !denies.test(around.typed.text.slice(0, mention.start)) && !isInName(mention, around)
}

/** "Västerbotten Sweden", "Gold of Lapland": an area within a longer name is no place. */
function isInName(
  { kind, start, end }: PlaceMention,
  { typed: { tokens }, spoken, names }: Around,
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
function blankOfferings(text: string, names: readonly NameHit[]): Line | undefined {
  const named = names.filter((hit) => hit.named.some((one) => one.kind === 'offering'))
  if (named.length === 0) return undefined
  const blank = (line: string, { start, end }: NameHit) =>
    `${line.slice(0, start)}X${line.slice(end)}`
  return readLine(named.reduceRight(blank, text))
}

function findIntents(
  { phrases }: Knowledge,
  lines: readonly Line[],
  language: Language,
): readonly string[] {
  const found = [...new Set(lines)].flatMap(({ words }) => phrases.find(words, language))
  return [...new Set(found)]
}

const shortestSentence = 3

function isWhole(sentence: readonly string[]): boolean {
  return sentence.length >= shortestSentence
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

/** "Korttidsarbete under corona", "innovationscheckarna 2022": not of what goes on by that name. */
export function speaksOfPast({ intents, ended }: Understood): boolean {
  return intents.includes('past') || ended > surelyEnded
}

/** So sure that what has ended is spoken of, nothing else is. */
export const surelyEnded = 0.9

/** The providers said by name. */
export function listProviders({ names }: Pick<Understood, 'names'>): readonly string[] {
  return names.flatMap(({ named }) =>
    named.flatMap(({ kind, id }) => (kind === 'provider' ? [id] : [])),
  )
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
  const { vocabulary, search } = knowledge
  const content = listContent(vocabulary, words, language)
  const isKnown = (term: string) => search.rarity(term) > 0
  const known = content.filter((word) => listTerms(vocabulary, word, language).some(isKnown))
  return { words: content.length, known: known.length }
}

const listContent = (
  { stop }: Vocabulary,
  words: readonly string[],
  language: Language,
): readonly string[] => words.filter((word) => !stop[language].has(word) && !/^\d+$/.test(word))
