import type { Language } from '../chat.ts'
import { boundBy, boundWords } from './bare-number.ts'
import type { FactValue, Range } from './fact-value.ts'
import type { CompanyFact } from './knowledge.ts'
import { type Amount, readAmounts, readNumeral } from './numbers.ts'
import { createPhrases, type PhraseFile, type Phrases } from './phrases.ts'
import { type Line, readLine } from './words.ts'

/** What a message tells about the company, unasked. */
export type SaidFacts = Readonly<Record<string, FactValue>>

const joint = '='
const unequal = '≠'
/** "Och om man inte har AB?" does not say that it is one. */
const denials = {
  sv: ['inte|ej|inget|ingen|inga', 'inte|ej har|är|ett|en|något|någon', 'inte|ej har|är ett|en'],
  en: ['not|no|without', "not|don't|without a|an|have|in", "not|don't have a|an"],
} as const

/** The words of `facts.yaml` as phrases, one per answer; and of a legal form also that it is not the one. */
export function createFactPhrases(facts: Iterable<CompanyFact>): Phrases {
  const file: Record<string, PhraseFile[string]> = {}
  for (const fact of facts) {
    for (const { value, words } of fact.answers ?? []) {
      if (words === undefined) continue
      file[`${fact.id}${joint}${String(value)}`] = words
      if (fact.id === 'legal_form')
        file[`${fact.id}${unequal}${String(value)}`] = {
          sv: deny(denials.sv, words.sv),
          en: deny(denials.en, words.en),
        }
    }
  }
  return createPhrases(file)
}

function deny(denials: readonly string[], words: readonly string[] = []): readonly string[] {
  const inside = words.filter((word) => !word.startsWith('^'))
  return inside.flatMap((word) => denials.map((denial) => `${denial} ${word}`))
}

interface Saying {
  readonly line: Line
  readonly language: Language
  readonly phrases: Phrases
  readonly facts: ReadonlyMap<string, CompanyFact>
  /** The calendar year now, for "started in 2019". */
  readonly year: number
}

export function readSaidFacts(saying: Saying): SaidFacts {
  const text = ` ${saying.line.text.slice(0, 4000).toLowerCase().normalize('NFC').replace(/\s+/g, ' ')} `
  return { ...readChosen(saying), ...readNumbers(text, saying.year) }
}

/** Facts told by words. A "no" answer wins over a "yes" that it contains: "har inte beställt". */
function readChosen({ line, language, phrases, facts }: Saying): SaidFacts {
  const chosen: Record<string, FactValue> = {}
  const engages = engaged.test(line.text)
  const without = engages ? readLine(line.text.replace(engaged, '$1')).words : []
  const own = phrases.find(without, language)
  const hits = phrases
    .find(line.words, language)
    .filter((hit) => !engages || !hit.startsWith('sector') || own.includes(hit))
  for (const hit of hits) {
    if (hit.includes(unequal) || hits.includes(hit.replace(joint, unequal))) continue
    const [fact = '', said = ''] = hit.split(joint)
    const kind = facts.get(fact)?.kind
    if (kind === 'yes-no') chosen[fact] = said === 'true'
    else if (chosen[fact] === undefined) chosen[fact] = said
  }
  if (chosen.stage === 'idea' && isRunning(chosen)) chosen.stage = 'running'
  return chosen
}

/** "Anlita en konsult", "need a photographer": a person's trade that is not the firm's. */
const engaged =
  /((?<!\p{L})(?:anlita\p{L}*|hyr\p{L}* in|tar? in|rekryter\p{L}*|anställ\p{L}*|lej\p{L}*|söker|behöver|saknar|hittar?|hjälp av|hire|hiring|need|engage|use|using|recruit|take on|pay(?: for)?|look(?:ing)? for|find) (?:en|ett|någon|nån|fler|flera|två|tre|duktiga?|a|an|some|more|another|two) )(?!skördare|skotare|harvester|forwarder)\p{L}*(?:konsult(?:er)?|guider?|kock(?:ar)?|are|örer?|graf(?:er)?|ister?|mekaniker|elektriker|tekniker|advokat|consultants?|guides?|cooks?|ers?|ists?|mechanics?)(?!\p{L})/iu

/** Who has already ordered for the firm, or has staff, is not at the idea. */
function isRunning(chosen: SaidFacts): boolean {
  return chosen.legal_form !== undefined && chosen.legal_form !== 'none' && chosen.hiring === true
}

const count = String.raw`(\d{1,5}|\p{L}+)`
const people =
  '(?:anställda?|anst|årsanställda|heltidare|heltidsanställda|medarbetare|personer|pers|gubbar|man|montörer|snickare|chaufförer|förare|svetsare|mekaniker|elektriker|säljare|kockar|guider|städare|maskinförare|hantverkare|frisörer|terapeuter|lärlingar|kollegor|employees?|people|staff|workers|persons|employed|drivers|carpenters|welders|mechanics|electricians|guides|cooks|cleaners|apprentices|colleagues)'
const patterns = {
  employees: [
    new RegExp(
      String.raw`(?<![\p{L}\d])${count} (?:st |stycken |heltids|fast |full time |full-time |fulltime )?${people}(?![\p{L}])`,
      'giu',
    ),
    new RegExp(
      String.raw`(?:vi är|vi blir|är vi|we are|we're|there are) (?:bara |just |idag |i dag |now |about |ungefär |typ |ca )?${count}(?: st| stycken| of us| pers)?(?= som| i | på | här| at| in | och|,|\.| $|\s$)`,
      'giu',
    ),
    /(?:anställda|employees)(?: är|:|=)? ?(\d{1,5})(?!\d)/giu,
  ],
  noStaff: /(?:inga|utan|noll|har inte någon|ingen|no) (?:anställda?|employees)(?!\p{L})/giu,
  none: /(?:inga|utan|noll|har inte någon|ingen) anställd|(?:jobbar|är|driver|arbetar|kör)(?: \p{L}+)? (?:ensam|själv|solo)(?! \p{L}*stånd)|ensamföretagare|(?:enmans|ensam)(?:företag|firma|bolag)|soloföretagare|bara jag(?: själv)?(?= i| som|,|\.| )|no employees|just me|only me|on my own|one.(?:man|person|woman) (?:company|business|firm)|solo (?:entrepreneur|business)|work alone|min första anställda|en första anställd|vår första anställda|my first employee|first hire/iu,
  hires:
    /(?:anställa|rekrytera|nyanställa|ta in|behöver|söker|hire|recruit|employ|take on|need)(?: \p{L}+){0,3} $/iu,
  ownerAge:
    /(?:jag är|är själv|är jag|i am|i'm|im|jag menar|aged?|ålder:?) (?:bara |redan |snart |nu |(?:en |a )?(?:kvinna|man|tjej|kille|woman) (?:och|på|and|of) )?(\d{2})(?: år| years| och|,|\.| )|(?<!\d)(\d{2})(?:-| )?(?:åring|år gammal(?! firma| företag)|years? old(?! company| business| firm)|year.old (?:man|woman|farmer|entrepreneur|owner))|(?:^|[,.]) (?:är |am )?(\d{2}) (?:år|years)(?: gammal| old)?(?= $|[,.])|^ (?:(?:ja|jag|hej|och|i) )?(?:är|am|i'm) (\d{2}) $/iu,
  companyAge:
    /(?:företaget|bolaget|firman|verksamheten|(?:the|my|our) (?:company|business|firm))(?: har funnits i| är| fyller| is| has existed for)(?: bara| nu| about)? (\d{1,3}|\p{L}+) (?:år|years)|(?:funnits|drivit|haft|kört|varit igång|in business|run|running|existed)(?: \p{L}+){0,3} (?:i|for) (?:snart |nästan |över |about |almost |over )?(\d{1,3}|\p{L}+) (?:år|years)|(\d{1,3}|\p{L}+)(?: år gammalt| år gammal firma| years old company| year old company|-year-old (?:company|business|firm))/iu,
  founded:
    /(?:startade|startat|startades|grundat|grundades|registrerades|började|sedan|founded|started|since|established|registered)(?: \p{L}+){0,4}? (?:in |i |år )?((?:19|20)\d{2})(?!\d)/iu,
  lastYear:
    /(?:startade|startat|registrerade|öppnade|started|registered|opened|founded)(?: \p{L}+){0,4}? (?:förra året|i fjol|last year)/iu,
  thisYear:
    /(?:startade|startat|registrerade|öppnade|started|registered|opened|founded)(?: \p{L}+){0,4}? (?:i år|nyss|nyligen|förra månaden|i våras|i somras|i höstas|i vintras|this year|recently|last month)|nystartad|nystartat|newly started/iu,
  turnoverAfter:
    /^ ?(?:i |in |of |per år i |a year in )?(?:årlig |yearly |annual )?(?:omsättning|turnover|revenue)/iu,
  turnover: /omsätt\p{L}*|omsättning\p{L}*|turnover|revenue|sales of/iu,
} as const

function readNumbers(text: string, year: number): SaidFacts {
  const said: Record<string, FactValue> = {}
  const employees = readEmployees(text)
  if (employees !== undefined) said.employees = employees
  const owner = patterns.ownerAge
    .exec(text)
    ?.slice(1)
    .find((one) => one !== undefined)
  if (owner !== undefined && Number(owner) >= 15) said.owner_age = Number(owner)
  const age = readCompanyAge(text, year)
  if (age !== undefined) said.company_age = age
  return { ...said, ...readMoney(text) }
}

/** "10–15 anställda", "mellan 5 och 10", "över 250": what stands before the number. */
const rangeBefore = /(?:^|\s)(\d{1,5}|\p{L}+)(?: ?[-–] ?| till | to | och | and )$/u
const boundBefore = new RegExp(String.raw`(?:^|\s)(${boundWords}) $`, 'u')

function boundOf(before: string, value: number): number | Range {
  const from = readNumeral(rangeBefore.exec(before)?.[1] ?? '')
  if (from !== undefined && from > 1 && from < value) return { at_least: from, at_most: value }
  return boundBy(boundBefore.exec(before)?.[1] ?? '', value)
}

function readEmployees(text: string): number | Range | undefined {
  for (const pattern of patterns.employees) {
    for (const match of text.matchAll(pattern)) {
      const before = text.slice(0, match.index)
      const value = countStaff({ said: match[0], count: match[1] ?? '', before })
      if (value !== undefined) return boundOf(before, value)
    }
  }
  return patterns.none.test(text) ? 0 : undefined
}

/** How many work there, unless they are those to be hired. */
function countStaff(one: { said: string; count: string; before: string }): number | undefined {
  if (patterns.hires.test(one.before.slice(-40).replace(/\S*$/, ''))) return undefined
  if (/^(en|ett|one)$/.test(one.count) && /person/.test(one.said)) return undefined
  return readNumeral(one.count)
}

/** Forms that most firms have; what is a cooperative or a foundation looks for its own. */
const ordinary = ['sole-trader', 'limited-company', 'partnership']
/** "Starta aktiebolag": the form is what is wanted. */
const forms =
  /(?<!\p{L})(?:starta|startar|bilda|bildar|registrera|ombilda|start|starting|form|register|convert)(?!\p{L})/iu

/** What is said without what it tells of the firm's form and size: "5 anställda" is no wish to hire, "omsättning" names no support. */
export function blankFacts({
  text,
  language,
  phrases,
  facts: { legal_form, employees, turnover },
}: Pick<Saying, 'language' | 'phrases'> & {
  readonly text: string
  readonly facts: SaidFacts
}): string {
  let left = ` ${text} `
  if (typeof legal_form === 'string' && ordinary.includes(legal_form) && !forms.test(text))
    left = ` ${phrases.blank(left, language, `legal_form${joint}${legal_form}`)} `
  if (employees !== undefined)
    for (const pattern of patterns.employees)
      left = left.replace(pattern, (said: string, count: string, at: number) =>
        countStaff({ said, count, before: left.slice(0, at) }) === undefined ? said : ' ',
      )
  if (employees === 0) left = left.replace(patterns.noStaff, ' ')
  if (turnover !== undefined) left = left.replace(new RegExp(patterns.turnover, 'giu'), ' ')
  return left.trim().replace(/\s+/g, ' ')
}

function readCompanyAge(text: string, year: number): number | undefined {
  const years = (/ år|year/.test(text) ? patterns.companyAge.exec(text) : null)
    ?.slice(1)
    .find((one) => one !== undefined)
  const age = years === undefined ? undefined : readNumeral(years)
  if (age !== undefined) return age
  const founded = patterns.founded.exec(text)?.[1]
  if (founded !== undefined && Number(founded) <= year) return year - Number(founded)
  if (patterns.lastYear.test(text)) return 1
  return patterns.thisYear.test(text) ? 0 : undefined
}

/** Kronor per euro, roughly: only for what a project costs, never for a limit. */
const roughKronorPerEuro = 11

function readMoney(text: string): SaidFacts {
  const said: Record<string, FactValue> = {}
  let last = 0
  for (const amount of readAmounts(text)) {
    const before = text.slice(Math.max(last, amount.start - 40), amount.start)
    last = amount.end
    const value = amount.currency === 'EUR' ? amount.value * roughKronorPerEuro : amount.value
    if (patterns.turnover.test(before) || patterns.turnoverAfter.test(text.slice(amount.end)))
      said.turnover ??= value
    else if (isCost(amount, text) && said.project_cost === undefined) said.project_cost = value
  }
  return said
}

const phoneNumber = /(?<!\d ?)(?:0\d|\+)[\d /-]*$/u

/** A bare number may be a year, a postal code or a phone number; those are not money. */
function isCost(amount: Amount, text: string): boolean {
  if (amount.unit !== 'none') return true
  if (phoneNumber.test(text.slice(0, amount.end))) return false
  const said = text.slice(amount.start, amount.end)
  return amount.value >= 5000 && !/^\d{3} ?\d{2}$/.test(said)
}
