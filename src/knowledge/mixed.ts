/** The numbers below `size` in an order that looks like none and is always the same: what is learned from goes in it. */
export function mixed(size: number): readonly number[] {
  let step = Math.max(1, Math.floor(size * 0.618))
  while (commonDivisor(step, size) !== 1) step++
  return Array.from({ length: size }, (_, at) => (at * step) % size)
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

/** So many of them, as far apart as can be; all where there are no more. */
export function pickEvenly<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / most)
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
}
