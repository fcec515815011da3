/** Numbers as people write them, in Swedish and English: 250 000, 2,5 miljoner, en halv miljon, 80k, twelve. */

export interface Amount {
  /** In kronor or euro, as `currency` says. */
  readonly value: number
  readonly currency: 'SEK' | 'EUR'
  /** Whether a unit of money or size was said, or it is just a number. */
  readonly unit: 'money' | 'size' | 'none'
  readonly start: number
  readonly end: number
}

const ones: Readonly<Record<string, number>> = {
  noll: 0,
  zero: 0,
  en: 1,
  ett: 1,
  one: 1,
  två: 2,
  tva: 2,
  two: 2,
  tre: 3,
  three: 3,
  fyra: 4,
  four: 4,
  fem: 5,
  five: 5,
  sex: 6,
  six: 6,
  sju: 7,
  seven: 7,
  åtta: 8,
  atta: 8,
  eight: 8,
  nio: 9,
  nine: 9,
  tio: 10,
  ten: 10,
  elva: 11,
  eleven: 11,
  tolv: 12,
  twelve: 12,
  tretton: 13,
  thirteen: 13,
  fjorton: 14,
  fourteen: 14,
  femton: 15,
  fifteen: 15,
  sexton: 16,
  sixteen: 16,
  sjutton: 17,
  seventeen: 17,
  arton: 18,
  eighteen: 18,
  nitton: 19,
  nineteen: 19,
  tjugo: 20,
  twenty: 20,
  trettio: 30,
  thirty: 30,
  fyrtio: 40,
  forty: 40,
  femtio: 50,
  fifty: 50,
  sextio: 60,
  sixty: 60,
  sjuttio: 70,
  seventy: 70,
  åttio: 80,
  attio: 80,
  eighty: 80,
  nittio: 90,
  ninety: 90,
}
const scales: Readonly<Record<string, number>> = {
  hundra: 100,
  hundred: 100,
  tusen: 1e3,
  thousand: 1e3,
  tkr: 1e3,
  tsek: 1e3,
  k: 1e3,
  kkr: 1e3,
  papp: 1e3,
  lax: 1e3,
  laxar: 1e3,
  miljon: 1e6,
  miljoner: 1e6,
  million: 1e6,
  millions: 1e6,
  mkr: 1e6,
  msek: 1e6,
  milj: 1e6,
  mille: 1e6,
  mn: 1e6,
  m: 1e6,
  meur: 1e6,
  miljard: 1e9,
  miljarder: 1e9,
  billion: 1e9,
}
const moneyScales = new Set([
  'tkr',
  'tsek',
  'kkr',
  'mkr',
  'msek',
  'meur',
  'papp',
  'lax',
  'laxar',
  'mille',
])

/** A numeral word or a run of digits as a number: "tolv", "tjugofem", "twenty-five", "12". */
export function readNumeral(word: string): number | undefined {
  if (/^\d{1,9}$/.test(word)) return Number(word)
  const whole = ones[word]
  if (whole !== undefined) return whole
  const parts =
    /^(tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]?(en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|one|two|three|four|five|six|seven|eight|nine)$/.exec(
      word,
    )
  if (parts !== null) return (ones[parts[1] ?? ''] ?? 0) + (ones[parts[2] ?? ''] ?? 0)
  return readBuilt(word)
}

/** Words built of numerals: "hundratusen", "femhundra", "tvåhundratusen". */
function readBuilt(word: string): number | undefined {
  const match =
    /^(en|ett|två|tre|fyra|fem|sex|sju|åtta|nio)?hundra(tusen)?(femtio(?:tusen)?)?$/.exec(word)
  if (match === null) {
    const thousands = /^(.+)tusen$/.exec(word)
    const count = thousands?.[1] === undefined ? undefined : ones[thousands[1]]
    return count === undefined ? undefined : count * 1000
  }
  const hundreds = (match[1] === undefined ? 1 : (ones[match[1]] ?? 1)) * 100
  const fifty = match[3] === undefined ? 0 : 50
  const thousand = match[2] !== undefined || match[3] === 'femtiotusen' ? 1000 : 1
  return (hundreds + fifty) * thousand
}

const money: Readonly<Record<string, 'SEK' | 'EUR'>> = {
  kronor: 'SEK',
  kronors: 'SEK',
  kr: 'SEK',
  sek: 'SEK',
  spänn: 'SEK',
  kronas: 'SEK',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  '€': 'EUR',
  meur: 'EUR',
}
const grouped = String.raw`\d{1,3}(?:[ .,\u00a0\u202f']\d{3})+(?!\d)`
const groupedPattern = new RegExp(`^${grouped}$`, 'u')
/** How a count begins; most words of a message do not. */
const countPattern = new RegExp(`^(?:\\d|halv|half$|a$|hundra|${Object.keys(ones).join('|')})`)
const piecePattern = new RegExp(String.raw`${grouped}|\d+(?:[.,]\d+)?|\p{L}+|€`, 'gu')
const smallestBare = 1000
/** What no amount is without: digits, or a word for a size or for money. */
const amountPattern = new RegExp(
  String.raw`[\d€]|tusen|(?<!\p{L})(?:${Object.keys({ ...scales, ...money }).join('|')})(?!\p{L})`,
  'u',
)

interface Piece {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Every amount or larger number in a text. Numbers under 1000 without a unit are not amounts. */
export function readAmounts(text: string): readonly Amount[] {
  const line = text.normalize('NFC').toLowerCase()
  if (!amountPattern.test(line)) return []
  const pieces = [...line.matchAll(piecePattern)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
  const amounts: Amount[] = []
  for (let at = 0; at < pieces.length; at++) {
    const read = readAmountAt(pieces, at)
    if (read === undefined) continue
    amounts.push(read.amount)
    at = read.next - 1
  }
  return amounts
}

function readAmountAt(
  pieces: readonly Piece[],
  at: number,
): { amount: Amount; next: number } | undefined {
  const lead = money[pieces[at]?.text ?? '']
  const from = lead === undefined ? at : at + 1
  const count = readCount(pieces, from)
  if (count === undefined) return undefined
  const size = scales[pieces[count.next]?.text ?? '']
  const bareLetter =
    /^[km]$/.test(pieces[count.next]?.text ?? '') && !/\d/.test(pieces[count.next - 1]?.text ?? '')
  const scaled = size !== undefined && !bareLetter
  let next = scaled ? count.next + 1 : count.next
  const tail = scaled ? readHalf(pieces, next) : undefined
  next = tail ?? next
  const unit = money[pieces[next]?.text ?? '']
  if (unit !== undefined) next += 1
  const sizeWord = scaled ? (pieces[count.next]?.text ?? '') : ''
  const isMoney = lead !== undefined || unit !== undefined || moneyScales.has(sizeWord)
  const value = (count.value + (tail === undefined ? 0 : 0.5)) * (scaled ? size : 1)
  if (!isMoney && !scaled && value < smallestBare) return undefined
  const bare = scaled ? 'size' : 'none'
  return {
    amount: {
      value: Math.round(value),
      currency: lead ?? unit ?? money[sizeWord] ?? 'SEK',
      unit: isMoney ? 'money' : bare,
      start: pieces[at]?.start ?? 0,
      end: pieces[next - 1]?.end ?? 0,
    },
    next,
  }
}

/** "och en halv", "and a half" after a number. */
function readHalf(pieces: readonly Piece[], at: number): number | undefined {
  const words = pieces
    .slice(at, at + 3)
    .map((piece) => piece.text)
    .join(' ')
  return /^(och en halv|and a half)/.test(words) ? at + 3 : undefined
}

function readCount(
  pieces: readonly Piece[],
  at: number,
): { value: number; next: number } | undefined {
  const word = pieces[at]?.text ?? ''
  if (!countPattern.test(word)) return undefined
  const second = pieces[at + 1]?.text ?? ''
  const third = pieces[at + 2]?.text ?? ''
  if (/^halv|^half$/.test(word))
    return { value: word === 'halvannan' ? 1.5 : 0.5, next: second === 'a' ? at + 2 : at + 1 }
  if (/^(en|ett|a)$/.test(word) && /^(halv|half)$/.test(second)) return { value: 0.5, next: at + 2 }
  const value = readDigits(word)
  if (value === undefined) return undefined
  const half = readHalf(pieces, at + 1)
  if (half !== undefined) return { value: value + 0.5, next: half }
  const tens = readNumeral(`${word} ${second}`)
  if (tens !== undefined && !/\d/.test(word)) return { value: tens, next: at + 2 }
  return third === '' || second !== '-' ? { value, next: at + 1 } : undefined
}

function readDigits(text: string): number | undefined {
  if (!/\d/.test(text)) return readNumeral(text)
  const isGrouped = groupedPattern.test(text)
  const plain = isGrouped ? text.replace(/[^\d]/g, '') : text.replace(',', '.')
  const value = Number(plain)
  return Number.isFinite(value) ? value : undefined
}
