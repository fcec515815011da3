import type { OfficeId } from './case.ts'
import { findOffice, type Offices } from './offices.ts'

const radians = Math.PI / 180
const earth = 6371
/** Farther than anything, for an office nobody knows. */
const nowhere = 40_000

/** Kilometres as the crow flies between two municipal centres; far when one is unknown. */
export function distanceBetween(offices: Offices, a: OfficeId, b: OfficeId): number {
  const [from, to] = [findOffice(offices, a)?.centre, findOffice(offices, b)?.centre]
  if (from === undefined || to === undefined) return nowhere
  const north = Math.sin(((to[0] - from[0]) * radians) / 2) ** 2
  const east = Math.sin(((to[1] - from[1]) * radians) / 2) ** 2
  const scale = Math.cos(from[0] * radians) * Math.cos(to[0] * radians)
  return 2 * earth * Math.asin(Math.sqrt(north + scale * east))
}

/** The same offices, nearest to `from` first. */
export function byDistance(
  offices: Offices,
  from: OfficeId,
  ids: readonly OfficeId[],
): readonly OfficeId[] {
  return ids.toSorted(
    (a, b) => distanceBetween(offices, from, a) - distanceBetween(offices, from, b),
  )
}
