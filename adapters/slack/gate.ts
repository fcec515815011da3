import { ErrorCode, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { createLanes } from '../lanes.ts'
import { eventKey } from './event-key.ts'
import type { Inbox, Letter } from './inbox.ts'
import { faultOf } from './log.ts'
import type { Clock, SlackLog } from './settings.ts'

/** Where Bolt's receiver hands over an event. */
type Process = (event: ReceiverEvent) => Promise<void>

/** First time, or once more after a fault or a restart: then posts look whether they were made already. */
export type Attempt = 'first' | 'again' | 'last'

/** Stands between Bolt's receiver and Bolt's app: kept durably, acknowledged, processed, dropped; in that order. */
export interface Gate {
  readonly pass: Process
  /** Takes up what a killed process left behind. */
  readonly resume: () => Promise<void>
  readonly idle: () => Promise<void>
  /** No more retries in this process; what waits is in the inbox. */
  readonly close: () => void
}

interface GateParts {
  readonly inbox: Inbox
  readonly process: Process
  readonly log: SlackLog
  readonly clock: Clock
}

const pauses = [1_000, 5_000, 30_000, 120_000]

export function createGate(parts: GateParts): Gate {
  let state: 'open' | 'closed' = 'open'
  const people = createLanes()
  const work = (letter: Letter, event: ReceiverEvent): Promise<void> =>
    people.run(laneOf(letter.body), () => attempt(parts, letter, event))
  const again = (letter: Letter): Promise<void> => {
    const attempt: Attempt = letter.tries < pauses.length ? 'again' : 'last'
    return work(letter, { body: letter.body, ack: async () => {}, customProperties: { attempt } })
  }
  const settle = async (letter: Letter, first: Promise<void>): Promise<void> => {
    try {
      await first
    } catch (error) {
      await later(parts, {
        letter,
        error,
        again: async (next) => {
          if (state === 'open') await settle(next, again(next))
        },
      })
    }
  }
  return {
    pass: async (event) => {
      try {
        await receive(parts, event, (letter, kept) => settle(letter, work(letter, kept)))
      } catch (error) {
        parts.log.error(faultOf(error), 'slack: an event was not taken')
        throw error
      }
    },
    resume: async () => {
      const letters = await parts.inbox.listWaiting()
      if (letters.length > 0) parts.log.info({ events: letters.length }, 'slack: resuming')
      await Promise.all(letters.map((letter) => settle(letter, again(letter))))
    },
    idle: people.idle,
    close: () => {
      state = 'closed'
    },
  }
}

async function receive(
  parts: GateParts,
  event: ReceiverEvent,
  work: (letter: Letter, event: ReceiverEvent) => Promise<void>,
): Promise<void> {
  if (isTransient(event.body)) return parts.process(event)
  if (event.body.type === 'app_rate_limited') {
    parts.log.error({ workspace: event.body.team_id }, 'slack: events are held back')
    return acknowledge(parts, event, undefined)
  }
  const key = eventKey(event.body)
  const delivery = (event.retryNum ?? 0) > 0 ? 'again' : 'first'
  const taken = await parts.inbox.take({ key, body: event.body, delivery })
  if (taken.kind === 'seen') return acknowledge(parts, event, taken.response)
  // A modal's ack carries its validation, so it waits for the turn (forms.ts sees to the 3 s).
  if (event.body.type !== 'view_submission') await acknowledge(parts, event, undefined)
  await work({ key, body: event.body, tries: 0 }, event)
}

/** A lost connection between event and ack is no fault: the event is kept, and Slack's retry is known by its key. */
async function acknowledge(
  parts: GateParts,
  event: ReceiverEvent,
  response: unknown,
): Promise<void> {
  try {
    await event.ack(response)
  } catch (error) {
    parts.log.warn(faultOf(error), 'slack: the ack was not heard')
  }
}

async function attempt(parts: GateParts, letter: Letter, event: ReceiverEvent): Promise<void> {
  let response: unknown
  let answered = event.body.type === 'view_submission' ? 'no' : 'yes'
  const ack: ReceiverEvent['ack'] = async (said?: unknown) => {
    if (answered === 'yes') return
    answered = 'yes'
    response = said
    await acknowledge(parts, event, said)
  }
  const properties = {
    attempt: 'first',
    ...event.customProperties,
    key: letter.key,
    arrived: parts.clock.now(),
  }
  await parts.process({ ...event, ack, customProperties: properties })
  await parts.inbox.finish(letter.key, response)
}

interface Failed {
  readonly letter: Letter
  readonly error: unknown
  readonly again: (letter: Letter) => Promise<void>
}

async function later(parts: GateParts, { letter, error, again }: Failed): Promise<void> {
  const pause = pauses[letter.tries]
  parts.log.error({ ...faultOf(error), tries: letter.tries + 1 }, 'slack: a turn failed')
  try {
    if (pause === undefined || isUnauthorized(error)) {
      return await parts.inbox.finish(letter.key, undefined)
    }
    await parts.inbox.retry(letter)
  } catch (cause) {
    parts.log.error(faultOf(cause), 'slack: the inbox cannot be written')
  }
  void wait(parts, pause ?? 0, () => again({ ...letter, tries: letter.tries + 1 }))
}

/** Not installed there (any more): trying again changes nothing. */
const isUnauthorized = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === ErrorCode.AuthorizationError

async function wait(parts: GateParts, pause: number, then: () => Promise<void>): Promise<void> {
  try {
    await parts.clock.sleep(pause)
    await then()
  } catch (error) {
    parts.log.error(faultOf(error), 'slack: a retry failed')
  }
}

/** The office key is never written down, not even sealed: that modal is answered at once or sent again. */
const isTransient = (body: Record<string, unknown>): boolean => {
  const view = body.view
  return (
    typeof view === 'object' &&
    view !== null &&
    'callback_id' in view &&
    view.callback_id === 'connect'
  )
}

function laneOf(body: Record<string, unknown>): string {
  const event = body.event ?? body
  const user =
    typeof event === 'object' && event !== null && 'user' in event ? event.user : undefined
  if (typeof user === 'string') return user
  if (typeof user === 'object' && user !== null && 'id' in user) return String(user.id)
  return String(body.user_id ?? '')
}

/** A receiver whose events go through `through` on their way to Bolt's app. */
export function gateReceiver(inner: Receiver, through: (process: Process) => Process): Receiver {
  return {
    init: (app) => {
      const process = through((event) => app.processEvent(event))
      // Bolt's receivers use nothing else of the app.
      inner.init(Object.assign(Object.create(app), { processEvent: process }))
    },
    start: (...args) => inner.start(...args),
    stop: (...args) => inner.stop(...args),
  }
}
