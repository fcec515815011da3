import type { Notice } from '../../src/index.ts'
import { isMarked, mark, markOf } from './marks.ts'
import type { Place } from './place.ts'
import type { NotifyParts } from './settings.ts'

/** What became of one place. `fault` is a code that may be logged: it names nobody. */
export type Attempt =
  | { readonly kind: 'done'; readonly place: Place }
  | { readonly kind: 'gone'; readonly place: Place }
  | { readonly kind: 'later'; readonly place: Place; readonly seconds: number }
  | { readonly kind: 'failed'; readonly place: Place; readonly fault: string }

/** A code that tells what went wrong; messages of mail servers name their receivers, so they are left out. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const response = 'responseCode' in error ? ` ${error.responseCode}` : ''
  if ('code' in error) return `${error.code}${response}`
  return error.cause === undefined ? error.name : faultOf(error.cause)
}

async function attempt(parts: NotifyParts, notice: string, place: Place): Promise<Attempt> {
  const name = markOf(notice, place.name)
  try {
    if (await isMarked(parts.store, name)) return { kind: 'done', place }
    const delivery = await place.send()
    if (delivery.kind === 'later') return { ...delivery, place }
    if (delivery.kind === 'gone') return { kind: 'gone', place }
    await mark(parts.store, name, place.keep)
    return { kind: 'done', place }
  } catch (error) {
    return { kind: 'failed', place, fault: faultOf(error) }
  }
}

/** All at the same time: one that hangs delays nobody else. */
export async function tryAll(
  parts: NotifyParts,
  notice: Pick<Notice, 'id'>,
  places: readonly Place[],
): Promise<readonly Attempt[]> {
  return Promise.all(places.map((place) => attempt(parts, notice.id, place)))
}
