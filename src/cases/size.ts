import { boundsOf, type FactValue } from '../knowledge/fact-value.ts'

/** A company's size by employees: the limits of micro, small and medium-sized in EU recommendation 2003/361/EC, the smallest told apart. */
export const sizes = ['0', '1', '2-9', '10-49', '50-249', 'over-249', 'unknown'] as const
export type Size = (typeof sizes)[number]

const upTo: readonly (readonly [Size, number])[] = [
  ['0', 0],
  ['1', 1],
  ['2-9', 9],
  ['10-49', 49],
  ['50-249', 249],
]

/** Never the number itself: a size class names nobody, and may be kept when the person is forgotten. */
export function sizeOf(employees: FactValue | undefined): Size {
  const bounds = boundsOf(employees)
  if (bounds === undefined) return 'unknown'
  const classOf = (count: number) => upTo.find(([, most]) => count <= most)?.[0] ?? 'over-249'
  const size = classOf(bounds.least)
  return size === classOf(bounds.most) ? size : 'unknown'
}
