/** Milliseconds of one thing done many times. */
export interface Times {
  readonly median: number
  readonly p99: number
  readonly count: number
}

export function sumUp(all: readonly number[]): Times {
  const sorted = all.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { median: at(0.5), p99: at(0.99), count: sorted.length }
}

export function time(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

/** "0.42", "12.3", "1 250" */
export function ms(value: number): string {
  if (Number.isNaN(value)) return '–'
  if (value < 10) return value.toFixed(2)
  return value < 100 ? value.toFixed(1) : value.toFixed(0).replace(/\B(?=(\d{3})+$)/, ' ')
}

/** Few measurements have no 99th percentile. */
export const drawTimes = ({ median, p99, count }: Times): readonly string[] => [
  ms(median),
  count < 50 ? '–' : ms(p99),
  String(count),
]
