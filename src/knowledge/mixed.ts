/** The numbers below `size` in an order that looks like none and is always the same: what is learned from goes in it. */
export function mixed(size: number): readonly number[] {
  let step = Math.max(1, Math.floor(size * 0.618))
  while (commonDivisor(step, size) !== 1) step++
  return Array.from({ length: size }, (_, at) => (at * step) % size)
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
