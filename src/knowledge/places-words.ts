/** A word as typed, lower-cased and composed (`word`) and without its diacritics (`plain`). */
export interface PlaceWord {
  readonly word: string
  readonly plain: string
  readonly start: number
  readonly end: number
  /** A capital letter first and small letters after. */
  readonly capital: 'yes' | 'no'
}

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu
const withoutDecomposition: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'a',
  đ: 'd',
  ŋ: 'n',
  ŧ: 't',
}

/** å, ä, ö, á, ï, đ ... as a keyboard without them gives. */
export function foldName(name: string): string {
  return dropMarks(name.normalize('NFC').toLowerCase())
}

function dropMarks(lower: string): string {
  if (/^[\x20-\x7e]*$/.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[øæđŋŧ]/g, (letter) => withoutDecomposition[letter] ?? letter)
}

/** A name as the index keeps it: composed, lower-case, its words joined by one space. */
export function nameKey(name: string): string {
  return readPlaceWords(name)
    .map(({ word }) => word)
    .join(' ')
}

export function readPlaceWords(text: string): readonly PlaceWord[] {
  const words: PlaceWord[] = []
  for (const { 0: typed, index: start } of text.matchAll(wordPattern)) {
    const word = typed.normalize('NFC').toLowerCase()
    const capital =
      word !== typed && /^\p{Lu}/u.test(typed) && typed.toUpperCase() !== typed ? 'yes' : 'no'
    words.push({ word, plain: dropMarks(word), start, end: start + typed.length, capital })
  }
  return words
}
