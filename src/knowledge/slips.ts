const vowels = 'aeiouy'
const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
/** Letters that sound alike or are taken for each other. */
const soundAlike = ['ckqsxz', 'dt', 'bp', 'gkj', 'fvw', 'mn', 'lr', 'ij']
const alphabet = [...keyboard.join('')]
/** Pairs of letters that are easily taken for each other: vowels, what sounds alike, and neighbours on the keyboard. */
const nearPairs: ReadonlySet<string> = new Set(
  alphabet.flatMap((a) => alphabet.filter((b) => areNear(a, b)).map((b) => a + b)),
)

function areNear(a: string, b: string): boolean {
  const both = (of: string) => of.includes(a) && of.includes(b)
  return both(vowels) || soundAlike.some(both) || areNeighbours(a, b)
}

/** One letter for another is a slip when they are near, otherwise two. */
export function rateLetter(a: string, b: string): number {
  if (a === b) return 0
  return nearPairs.has(a + b) ? 1 : 2
}

function areNeighbours(a: string, b: string): boolean {
  const [from, to] = [a, b].map((letter) => {
    const row = keyboard.findIndex((keys) => keys.includes(letter))
    return { row, at: (keyboard[row]?.indexOf(letter) ?? 0) + row / 2 }
  })
  if (from === undefined || to === undefined || from.row < 0 || to.row < 0) return false
  return Math.abs(from.row - to.row) <= 1 && Math.abs(from.at - to.at) <= 1
}

const rateAny = (a: string, b: string): number => (a === b ? 0 : 1)

interface Counting {
  /** Given up once it must exceed this. */
  readonly most: number
  /** What one letter for another costs; one slip when left out. */
  readonly rate?: (a: string, b: string) => number
}

/** Edit distance where two adjacent letters that changed places are one slip. */
export function countSlips(a: string, b: string, { most, rate = rateAny }: Counting): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = rate(a[i - 1] ?? '', b[j - 1] ?? '')
      let value = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1)
      next.push(value)
      least = Math.min(least, value)
    }
    if (least > most) return most + 1
    before = row
    row = next
  }
  return row[b.length] ?? most + 1
}
