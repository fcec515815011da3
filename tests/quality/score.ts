import type { Judged } from './judge.ts'
import { findPlace } from './judge.ts'
import { isNotOffered, type Question, type Slice, slices } from './questions.ts'

/** How often, of how many. */
export interface Share {
  readonly hits: number
  readonly of: number
}

export interface Score {
  readonly n: number
  readonly first: Share
  readonly three: Share
  /** Mean reciprocal place of the first accepted among the first ten. */
  readonly mrr: number
  readonly own: Share
}

/** The slices, and apart from them what the catalogue has no offering for. */
export const rows = [...slices, 'not offered'] as const
export type RowName = (typeof rows)[number]

export const rowOf = (question: Question): Slice | 'not offered' =>
  isNotOffered(question) ? 'not offered' : question.slice

export function score(judged: readonly Judged[]): Score {
  const hit = judged.filter(({ question }) => question.accept.length > 0)
  return {
    n: judged.length,
    first: { hits: hit.filter((one) => one.shownAt === 1).length, of: hit.length },
    three: { hits: hit.filter((one) => one.shownAt !== undefined).length, of: hit.length },
    mrr: meanReciprocal(hit.map((one) => one.place)),
    own: { hits: judged.filter((one) => one.right).length, of: judged.length },
  }
}

export interface Listed {
  readonly question: Question
  readonly ids: readonly string[]
}

export function scoreList(listed: readonly Listed[]): Pick<Score, 'first' | 'three' | 'mrr'> {
  const places = listed
    .filter(({ question }) => question.accept.length > 0)
    .map(({ question, ids }) => findPlace(question, ids.slice(0, 10)))
  return {
    first: { hits: places.filter((place) => place === 1).length, of: places.length },
    three: {
      hits: places.filter((place) => place !== undefined && place <= 3).length,
      of: places.length,
    },
    mrr: meanReciprocal(places),
  }
}

function meanReciprocal(places: readonly (number | undefined)[]): number {
  const sum = places.reduce<number>((all, place) => all + (place === undefined ? 0 : 1 / place), 0)
  return sum / places.length
}

/** "97 %"; a dash when there was nothing to hit. */
export const percent = ({ hits, of }: Share): string =>
  of === 0 ? '–' : `${((100 * hits) / of).toFixed(hits === of ? 0 : 1)} %`

export const reciprocal = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(2))
