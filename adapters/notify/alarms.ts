import type { Instant } from '../../src/index.ts'
import { mark, markOf } from './marks.ts'
import type { Place } from './place.ts'
import type { NotifyParts } from './settings.ts'

/** A place that does not get its notices. */
export interface Alarm {
  readonly at: Instant
  readonly notice: string
  readonly place: Place['kind'] | 'all'
  readonly why: 'gone' | 'given-up' | 'unreached'
}

export interface Alarms {
  /** Once per notice and place: one line in the log, and the latest are listed. */
  readonly raise: (alarm: Omit<Alarm, 'at'> & { readonly name: string }) => Promise<void>
  readonly list: () => readonly Alarm[]
}

const kept = 50

export function createAlarms({
  store,
  log,
  now,
}: Pick<NotifyParts, 'store' | 'log' | 'now'>): Alarms {
  let latest: readonly Alarm[] = []
  return {
    raise: async ({ name, ...told }) => {
      const known = await mark(store, markOf(told.notice, `${name}:alarm:${told.why}`))
      if (known === 'seen') return
      latest = [...latest, { ...told, at: now() }].slice(-kept)
      log.error(told, 'a notice does not arrive')
    },
    list: () => latest,
  }
}
