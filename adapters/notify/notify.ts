import { type Case, type Notice, still } from '../../src/index.ts'
import type { Delivered } from '../postgres/deliver.ts'
import { type Alarm, createAlarms } from './alarms.ts'
import { tryAll } from './attempt.ts'
import type { Desk } from './desk.ts'
import { giveUp, tellUnreached } from './give-up.ts'
import { createMailer } from './mail.ts'
import { placesOf } from './places.ts'
import { checkSettings, type NotifyParts, usualPatience } from './settings.ts'
import { isLost, isReached, sumUp } from './sum-up.ts'

export type { NotifyParts } from './settings.ts'

/** What the jobs need to deliver what is owed. */
export interface Notify {
  /** Throws when a place failed that is worth another try; those that had it are not tried again. */
  readonly deliver: (notice: Notice) => Promise<Delivered>
  /** After the last try: the alarm, and the office is told that the company was not reached. */
  readonly givenUp: (notice: Notice) => Promise<void>
  /** The latest places that did not get a notice, since the start. */
  readonly alarms: () => readonly Alarm[]
}

export function createNotify(parts: NotifyParts): Notify {
  checkSettings(parts)
  const { email, patience = usualPatience } = parts
  const mailer = email === undefined ? undefined : createMailer(email, patience.mail)
  const desk: Desk = { ...parts, patience, mailer, alarms: createAlarms(parts) }
  return {
    deliver: (notice) => deliver(desk, notice),
    givenUp: (notice) => giveUp(desk, notice),
    alarms: desk.alarms.list,
  }
}

/** Someone is there to hear it: not a person who was forgotten, nor one whom the turn itself has told. */
function isAwaited(notice: Notice, current: Case): boolean {
  return current.conversation !== '' && notice.values.said !== 'in-conversation'
}

async function deliver(desk: Desk, notice: Notice): Promise<Delivered> {
  const now = desk.now()
  const current = await desk.store.findCase(notice.case)
  if (current === undefined || !still(current, notice, now)) return { kind: 'moot' }
  const { each, otherwise } = await placesOf(desk, notice, current)
  const first = await tryAll(desk, notice, each)
  const second = isReached(notice, first, now) ? [] : await tryAll(desk, notice, otherwise)
  const attempts = [...first, ...second]
  for (const { kind, place } of attempts) {
    if (kind !== 'gone') continue
    const { name } = place
    await desk.alarms.raise({ notice: notice.id, place: place.kind, why: 'gone', name })
  }
  const nowhere = each.length === 0 && isAwaited(notice, current)
  if (notice.to.kind === 'company' && (nowhere || isLost(attempts)))
    await tellUnreached(desk, notice, current)
  return sumUp(notice, attempts, now)
}
