import type { Role } from './places-mention.ts'
import type { PlaceWord } from './places-words.ts'

/** A text and its words; `from` to `to` are the words of the name that is looked at. */
export interface Surroundings {
  readonly text: string
  readonly words: readonly PlaceWord[]
  readonly from: number
  readonly to: number
}

const prepositions = new Set(
  'i på från ifrån vid nära till kring runt utanför mot inom hos in from near at around to outside'.split(
    ' ',
  ),
)
const municipalityWords = /^(?:kommun(?:en|ens|s)?|kn|municipality|stad|trakten)$/
const nameCues = new Set(
  'heter hälsningar hälsning hälsar mvh vh regards hej hejsan hallå tjena hi hello kära dear hilsen undertecknad'.split(
    ' ',
  ),
)
const companions =
  /^(?:fru|man|sambo|dotter|syster|kollega|partner|mamma|mor|wife|daughter|sister)$/
const companies =
  /^(?:företag|bolag|firma|hotell|butik|affär|restaurang|aktiebolag|förening|company|business|firm|vi|we)/
const surname =
  /(?:son|sson|sen|gren|berg|ström|lund|qvist|kvist|man|dahl|dal|stedt|mark|holm|lind|blom|ius|zon|roth|eriks|nyman|åker|bäck|sjö|björk|löf)$/

function gap(at: Surroundings, left: number): string {
  return at.text.slice(at.words[left]?.end, at.words[left + 1]?.start)
}

/** The word just before, when nothing but space lies between. */
export function prepositionBefore(at: Surroundings): string | undefined {
  const word = at.words[at.from - 1]?.word
  if (word === undefined || !prepositions.has(word)) return undefined
  return /^[ \t\u00a0]+$/.test(gap(at, at.from - 1)) ? word : undefined
}

export function isMunicipalityNext(at: Surroundings): boolean {
  const word = at.words[at.to]?.word
  return word !== undefined && municipalityWords.test(word) && /^[ -]$/.test(gap(at, at.to - 1))
}

/** Dorotea the person: after "heter", "jag är", a greeting or a closing, with company, or before a surname. */
export function isPerson(at: Surroundings): boolean {
  if (prepositionBefore(at) !== undefined || isMunicipalityNext(at)) return false
  const before = wordsBefore(at, 3)
  const [last = '', second = '', third = ''] = before
  if (nameCues.has(last) || /^(?:tack|thanks|thank)$/.test(last)) return !isCompany(at, last)
  if (/^(?:är|am|m|is|this)$/.test(last) && /^(?:jag|i|name|it|this|namn)$/.test(second))
    return true
  if (/^(?:och|and|med|with)$/.test(last)) return true
  if (companions.test(last) || companions.test(second)) return true
  if (/\/\s*$/.test(at.text.slice(0, at.words[at.from]?.start)) && at.to === at.words.length)
    return true
  return hasSurname(at) || (last === 'is' && third === 'my') || introducesSelf(at)
}

/** "Dorotea heter jag", "Fredrika här från Norsjö". */
function introducesSelf(at: Surroundings): boolean {
  const [first = '', second = ''] = at.words.slice(at.to, at.to + 2).map(({ word }) => word)
  if (first === 'heter') return /^(?:jag|ja)$/.test(second)
  return /^(?:här|here)$/.test(first) && /^(?:från|from)$/.test(second)
}

/** Anna Solberg after "heter" or "mvh": a surname that is a village too. */
export function isSurname(at: Surroundings): boolean {
  if (prepositionBefore(at) !== undefined || isMunicipalityNext(at)) return false
  for (let back = 1; back <= 3; back++) {
    const word = at.words[at.from - back]
    if (word === undefined || !/^\s+$/.test(gap(at, at.from - back))) return false
    if (nameCues.has(word.word)) return !isCompany(at, word.word)
    if (/^(?:är|am|is)$/.test(word.word)) {
      return /^(?:jag|i|name)$/.test(at.words[at.from - back - 1]?.word ?? '')
    }
    if (word.capital === 'no') return false
  }
  return false
}

function wordsBefore(at: Surroundings, count: number): readonly string[] {
  const words: string[] = []
  for (let back = 1; back <= count; back++) words.push(at.words[at.from - back]?.word ?? '')
  return words
}

function isCompany(at: Surroundings, cue: string): boolean {
  return cue === 'heter' && wordsBefore(at, 4).some((word) => companies.test(word))
}

function hasSurname(at: Surroundings): boolean {
  const next = at.words[at.to]
  return next?.capital === 'yes' && surname.test(next.word) && /^ $/.test(gap(at, at.to - 1))
}

const clauseWords = new Set('men but fast medan while vi jag oss we us om'.split(' '))
const trade =
  /^(?:sälj|sålt|sålde|försälj|exporter|lever|skick|frakt|transport|pendl|kör|sell|sold|sale|ship|deliver|commut|expander|expand|marknadsför)/
const comesFrom =
  /^(?:flytt|mov(?:e|ed|es|ing)$|relocat|ursprung|original|född|uppv|import|köp|beställ|hämt|kund|gäst|turist|besök|leverantör|supplier|customer|guest|tourist|visitor|material|var(?:or|orna)$|råvar|rekryter|buy|order|goods|client)/
const otherSide =
  /^(?:född|uppv|born|grew|kund(?!vagn)|klient|marknad(?:er|en|erna)?$|köpare|leverantör|återförsälj|distribut|partner|samarbet|konkurrent|uppdragsgivare|mäss(?:a|an|or)$|customer|client|buyer|market|supplier|vendor|fair|reseller|distributor|bodde|bott|lived|studera|studied|pluggade|jobbade|worked)/

const firm =
  /^(?:företag|firma|bolag|verksam|verksamhet|säte|driver|company|business|firm|based|registered)/
const lives = /^(?:bor|bosatt|boende|skriven|lives?|living|resident)$/

/** Is the firm here, its people's homes, or its customers, suppliers and former addresses? */
export function readRole(at: Surroundings): Role {
  const preposition = prepositionBefore(at)
  if (preposition === undefined && at.to === at.words.length) return 'home'
  const first = preposition === undefined ? at.from - 1 : at.from - 2
  const cue = cueFor(preposition)
  const reach = preposition === undefined ? 3 : 6
  for (let index = first; index >= 0 && index > first - reach; index--) {
    if (/[.,;:!?\n()]/.test(gap(at, index))) break
    const word = at.words[index]?.word ?? ''
    if (cue.test(word)) return 'elsewhere'
    if (lives.test(word)) return 'lives'
    if (firm.test(word)) return 'firm'
    if (clauseWords.has(word)) break
  }
  return 'home'
}

function cueFor(preposition: string | undefined): RegExp {
  switch (preposition) {
    case 'till':
    case 'to':
    case 'mot':
      return trade
    case 'från':
    case 'ifrån':
    case 'from':
      return comesFrom
    default:
      return otherSide
  }
}

/** "Umeå är vår största marknad", "Stockholm customers". */
export function isMarketNext(at: Surroundings): boolean {
  const [first = '', second = '', third = '', fourth = ''] = at.words
    .slice(at.to, at.to + 4)
    .map(({ word }) => word)
  if (/^(?:customers?|clients?|market)$/.test(first)) return true
  if (/^kund/.test(first) && gap(at, at.to - 1) === '-') return true
  const own = /^(?:är|is)$/.test(first) && /^(?:vår|our|min|my)$/.test(second)
  return own && [third, fourth].some((word) => /^(?:marknad|market)/.test(word))
}
