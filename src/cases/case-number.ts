/** Letters and digits that are not mistaken for each other on the phone: no 0 and O, no 1, I and L, no U beside V. */
export const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 5

/** "L-7K3QX" from a fresh id; 24 million numbers, so the store still refuses one that is taken. */
export function createCaseNumber(fresh: string): string {
  const known = [...fresh.toUpperCase()].filter((sign) => signs.includes(sign))
  if (known.length < length) throw new Error(`a case number needs ${length} fresh signs`)
  return `L-${known.slice(0, length).join('')}`
}

const written = /(?<![\p{L}\d])L(\s?[-–]\s?|\s?)([A-Z\d]{5})(?![\p{L}\d])/gu

/**
 * The case number in a text, however it is written ("l 7k3qx", "ärende L7K3QX"). Without its dash it must have a
 * digit: "ledare" is a word.
 */
export function readCaseNumber(text: string): string | undefined {
  for (const [, between = '', word = ''] of text.toUpperCase().matchAll(written)) {
    const dashed = between.trim() !== ''
    const known = [...word].every((sign) => signs.includes(sign))
    if (known && (dashed || /\d/.test(word))) return `L-${word}`
  }
  return undefined
}
