const counted: Readonly<Record<string, number>> = {
  första: 1,
  forsta: 1,
  first: 1,
  översta: 1,
  ett: 1,
  one: 1,
  andra: 2,
  other: 2,
  second: 2,
  mittersta: 2,
  två: 2,
  two: 2,
  tredje: 3,
  third: 3,
  tre: 3,
  three: 3,
  fjärde: 4,
  fourth: 4,
  fyra: 4,
  four: 4,
  sista: -1,
  last: -1,
}
const nouns: Readonly<Record<string, number>> = { ettan: 1, tvåan: 2, trean: 3, fyran: 4 }

const order = 'första|forsta|first|second|tredje|third|fjärde|fourth|sista|last|översta|mittersta'
/** "Andra" alone means other ones, so that it counts only after "den" or as the whole message. */
const patterns = [
  /(?<=^|\s)(?:nr|nummer|no|number|alternativ|option|#)\.? ?(\d{1,2}|ett|två|tre|fyra|one|two|three|four)(?![\p{L}\d])/giu,
  /(?<![\p{L}\d])(ettan|tvåan|trean|fyran|[1-4](?=:?an))(?!\p{L}{3})/giu,
  new RegExp(
    `(?<!\\p{L})(?:(?:den|det|the|på|of|about|om) (${order})|den (andra)|the (other)(?= one(?!s))|(${order})(?= one))(?!\\p{L})`,
    'giu',
  ),
  /^\W*(\d{1,2}|första|andra|tredje)\W*$/giu,
]
/** "De två första", "the first three", "alla tre". */
const firstFew =
  /(?<!\p{L})(?:de|dom|the) (2|3|två|tre|two|three) (?:första|forsta|översta|first)(?!\p{L})|(?<!\p{L})(?:de|dom|the)? ?(?:första|forsta|översta|first) (2|3|två|tre|two|three)(?!\p{L})|(?<!\p{L})(?:alla|all) (3|tre|three)(?!\p{L})/iu
const bothAtTheEnd =
  /(?<![\d-])(\d) (?:och|eller|and|or|vs|mot|than|än|from|to) (?:nr |nummer |number )?(\d)(?![\d-])\s*[?.!]?$/iu

/** The numbers by which a message speaks of what was shown, in the order said; -1 for the last. */
export function readOrdinals(text: string): readonly number[] {
  const both = bothAtTheEnd.exec(text.trim())
  if (both !== null) return [Number(both[1]), Number(both[2])]
  const few = firstFew.exec(text)
  if (few !== null) return [1, 2, 3].slice(0, readNumber(few.slice(1).find(Boolean) ?? ''))
  const found = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .toSorted((a, b) => a.index - b.index)
    .map((match) => readNumber(match.slice(1).find((one) => one !== undefined) ?? ''))
  return [...new Set(found)]
}

function readNumber(said: string): number {
  const word = said.toLowerCase()
  return nouns[word] ?? counted[word] ?? Number(word)
}
