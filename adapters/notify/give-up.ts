import { type Case, type Notice, still } from '../../src/index.ts'
import { faultOf, tryAll } from './attempt.ts'
import type { Desk } from './desk.ts'
import { isMarked, markOf } from './marks.ts'
import { placesOfUnreached } from './office.ts'
import type { Place } from './place.ts'
import { placesOf } from './places.ts'

async function missedOf(
  desk: Desk,
  notice: Notice,
  places: readonly Place[],
): Promise<readonly Place[]> {
  const missed: Place[] = []
  for (const place of places) {
    if (!(await isMarked(desk.store, markOf(notice.id, place.name)))) missed.push(place)
  }
  return missed
}

/** After the last try: an alarm for each place, and the office hears when the company was not reached at all. */
export async function giveUp(desk: Desk, notice: Notice): Promise<void> {
  const current = await desk.store.findCase(notice.case)
  if (current === undefined) return
  const { each, otherwise } = await placesOf(desk, notice, current)
  const missed = await missedOf(desk, notice, each)
  const instead = missed.length < each.length ? [] : await missedOf(desk, notice, otherwise)
  for (const { kind, name } of [...missed, ...instead])
    await desk.alarms.raise({ notice: notice.id, place: kind, why: 'given-up', name })
  const lost = missed.length === each.length && still(current, notice, desk.now())
  if (notice.to.kind === 'company' && lost) await tellUnreached(desk, notice, current)
}

/** Once, and as well as it goes: an office that cannot be told either has the alarm and its inbox. */
export async function tellUnreached(desk: Desk, notice: Notice, current: Case): Promise<void> {
  await desk.alarms.raise({ notice: notice.id, place: 'all', why: 'unreached', name: 'all' })
  const id = `${notice.id}:unreached`
  try {
    const places = await placesOfUnreached(desk, notice, current)
    for (const attempt of await tryAll(desk, { id }, places)) {
      if (attempt.kind !== 'failed') continue
      desk.log.warn({ notice: id, place: attempt.place.kind, code: attempt.fault }, 'not told')
    }
  } catch (error) {
    desk.log.warn({ notice: id, code: faultOf(error) }, 'the office was not told')
  }
}
