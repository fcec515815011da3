import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemSwedish } from '@orama/stemmers/swedish'
import type { Language } from '../chat.ts'
import { remember } from './remember.ts'

/** A word of a text, lower-cased and composed; `start` and `end` are its place in the text. */
export interface Token {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** What is said, with its words. */
export interface Line {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly words: readonly string[]
}

const wordPattern = /[\p{L}\p{N}]+(?:[&'’][\p{L}\p{N}]+)*/gu
/** No word of either language is longer; what is, is noise and is cut off before it costs time. */
const longestWord = 60
const longestText = 4000

export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = []
  const normal = text.slice(0, longestText).normalize('NFC').toLowerCase()
  for (const { 0: written, index: start } of normal.matchAll(wordPattern)) {
    if (written.length > longestWord) continue
    const word = written.endsWith("'s") || written.endsWith('’s') ? written.slice(0, -2) : written
    tokens.push({ word, start, end: start + word.length })
  }
  return tokens
}

export function readLine(text: string): Line {
  const tokens = readTokens(text)
  return { text, tokens, words: tokens.map(({ word }) => word) }
}

const dropMarks = remember((word) =>
  word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'a'),
)

/** å, ä, ö, é ... as a keyboard without them would give: for comparing what was typed without dots. */
export function fold(word: string): string {
  return /^[\x20-\x7e]*$/.test(word) ? word : dropMarks(word)
}

/** Words whose -et is no ending. */
const keepsEt = new Set(['internet', 'budget', 'paket', 'planet', 'kvalitet', 'kapacitet'])
/** Irregular plurals that no suffix rule reaches, and words that share a stem by accident. */
const irregular: Readonly<Record<string, string>> = {
  bönder: 'bonde',
  bönderna: 'bonde',
  bonden: 'bonde',
  kor: 'ko',
  korna: 'ko',
  korn: 'korn',
  söner: 'son',
  döttrar: 'dotter',
  bytt: 'byta',
  byter: 'byta',
  sålt: 'sälja',
  sålde: 'sälja',
  säljer: 'sälja',
  sälj: 'sälja',
  köpt: 'köpa',
  köpte: 'köpa',
  tagit: 'ta',
  tar: 'ta',
  tog: 'ta',
  gick: 'gå',
  gått: 'gå',
  konkursen: 'konkurs',
  lokaler: 'lokal',
  lokalen: 'lokal',
  gett: 'ge',
  gav: 'ge',
  äger: 'äga',
  ägt: 'äga',
  ägde: 'äga',
  drev: 'driva',
  drivit: 'driva',
  skrev: 'skriva',
  skrivit: 'skriva',
  byggt: 'bygga',
  hyrt: 'hyra',
  hyrde: 'hyra',
  blev: 'bli',
  blivit: 'bli',
  lade: 'lägga',
  lagt: 'lägga',
  vann: 'vinna',
  vunnit: 'vinna',
  sköter: 'sköta',
  skötte: 'sköta',
  växte: 'växa',
  vuxit: 'växa',
  dött: 'dö',
  dog: 'dö',
  flög: 'flyga',
  sprang: 'springa',
  frös: 'frysa',
  skar: 'skära',
  skurit: 'skära',
  brann: 'brinna',
  brunnit: 'brinna',
  stulit: 'stjäla',
  stal: 'stjäla',
  uppfann: 'uppfinna',
  uppfunnit: 'uppfinna',
}

/** Words that the stemmer would make one with others: `tomat` with `tom`, `renar` with `ren`, `important` with `import`. */
const apart: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  sv: {
    tomat: 'tomat',
    tomaten: 'tomat',
    tomater: 'tomat',
    tomaterna: 'tomat',
    gods: 'gods',
    godset: 'gods',
    tanka: 'tanka',
    tankar: 'tanka',
    tankat: 'tanka',
    polen: 'polen',
    stycka: 'stycka',
    styckar: 'stycka',
    data: 'data',
    renar: 'renar',
    renen: 'renar',
    renarna: 'renar',
    renarnas: 'renar',
    investerare: 'investerare',
    investeraren: 'investerare',
    investerarna: 'investerare',
    säljare: 'säljare',
    säljaren: 'säljare',
    säljarna: 'säljare',
    styrelse: 'styrelse',
    styrelsen: 'styrelse',
    styrelser: 'styrelse',
    styrelsens: 'styrelse',
    skördare: 'skördare',
    skördaren: 'skördare',
    skördarn: 'skördare',
    skördarna: 'skördare',
  },
  en: {
    import: 'import-',
    imports: 'import-',
    importing: 'import-',
    importer: 'import-',
    experiment: 'experiment',
    experiments: 'experiment',
    tire: 'tire',
    tires: 'tire',
    thinning: 'thinning',
    clearing: 'clearing',
    news: 'news',
    organise: 'organise',
    organize: 'organise',
    organised: 'organise',
    organized: 'organise',
    organising: 'organise',
    organizing: 'organise',
  },
}

const stems: Readonly<Record<Language, (word: string) => string>> = {
  sv: remember((word) => apart.sv[word] ?? stemSv(word)),
  en: remember((word) => apart.en[word] ?? stemEnglish(word)),
}

/** The stem of a lower-case word: `företagets` and `företag` agree. Snowball's, with the -et it lacks. */
export function stem(word: string, language: Language): string {
  return stems[language](word)
}

function stemSv(word: string): string {
  const base = irregular[word] ?? word
  if (base.length < 4) return base
  const bare = /^.{4,}ets?$/.test(base) && !keepsEt.has(base) ? base.replace(/ets?$/, '') : base
  return stemSwedish(bare)
}

const lettersInARow = 4

/** `~_mas`, `~mask` and so on of `mask`, none of a number: misspelt words and compounds look like the words they are made of. */
export const listRuns = remember((word): readonly string[] => {
  const found: string[] = []
  const framed = /^\d+$/.test(word) ? '' : `_${fold(word)}_`
  for (let end = lettersInARow; end <= framed.length; end++)
    found.push(`~${framed.slice(end - lettersInARow, end)}`)
  return found
})
