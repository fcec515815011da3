import type { Row } from '../chat.ts'

export const sizes = ['0', '1', '2-9', '10-49', '50-249', 'over-249', 'unknown'] as const
export type Size = (typeof sizes)[number]

const upTo: readonly (readonly [Size, number])[] = [
  ['0', 0],
  ['1', 1],
  ['2-9', 9],
  ['10-49', 49],
  ['50-249', 249],
]

/** By employees, as the company told them ("Anställda: 5 anställda"). */
export function sizeOf(facts: readonly Row[]): Size {
  const row = facts.find(({ label }) => /^(anställda|employees)$/i.test(label))
  const digits = /^[\d\s\u00a0.,]+/.exec(row?.value ?? '')?.[0].replace(/\D/g, '') ?? ''
  if (digits === '') return 'unknown'
  return upTo.find(([, most]) => Number(digits) <= most)?.[0] ?? 'over-249'
}
