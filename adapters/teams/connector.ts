import { attempt, type Call, type Outgoing, type Reference, type Tried } from './call.ts'
import type { Pace } from './pace.ts'
import type { Clock, Log, Times } from './settings.ts'
import type { FindToken } from './token.ts'

export type Sent =
  | { readonly kind: 'sent'; readonly id: string; readonly conversation: string }
  /** The bot may not write there any more, or it is not there. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'later'; readonly seconds: number }
  /** Teams will never take this; a fault of ours, logged. */
  | { readonly kind: 'wrong'; readonly status: number }

/** The four calls of the Bot Framework's REST interface that the bot makes. */
export interface Connector {
  readonly post: (to: Reference, activity: Outgoing) => Promise<Sent>
  readonly update: (to: Reference, id: string, activity: Outgoing) => Promise<Sent>
  /** Starts a personal chat, or a thread in a team's channel. */
  readonly create: (to: Reference, parameters: Outgoing) => Promise<Sent>
}

interface Parts {
  readonly token: FindToken
  readonly pace: Pace
  readonly clock: Clock
  readonly times: Times
  readonly log: Log
}

const tries = 5
const again = new Set([412, 429, 502, 504])
const longestPause = 30

export function createConnector(parts: Parts): Connector {
  const conversation = (to: Reference) => `v3/conversations/${encodeURIComponent(to.conversation)}`
  return {
    post: (to, body) =>
      send(parts, { method: 'POST', to, path: `${conversation(to)}/activities`, body }),
    update: (to, id, body) =>
      send(parts, {
        method: 'PUT',
        to,
        path: `${conversation(to)}/activities/${encodeURIComponent(id)}`,
        body: { ...body, id },
      }),
    create: (to, body) => send(parts, { method: 'POST', to, path: 'v3/conversations', body }),
  }
}

const unanswered = { status: 0, retryAfter: '' }
const isGood = (status: number) => status >= 200 && status < 300

async function send(parts: Parts, call: Call): Promise<Sent> {
  const { clock, pace, times, log } = parts
  for (let round = 1; ; round += 1) {
    await pace(call.to.conversation, call.to.tenant)
    const tried = await attempt(parts, call)
    const { status, retryAfter } = tried.kind === 'answered' ? tried : unanswered
    if (tried.kind === 'answered' && isGood(status)) return readSent(tried.body, call)
    const asked = readRetryAfter(retryAfter, clock)
    const pause = Math.max(
      asked,
      (times.pause / 1_000) * 2 ** (round - 1) * (1 + clock.random() / 2),
    )
    // One doubt remains: a POST whose 502 or 504 hid a success is posted twice. Teams asks for the retry and knows
    // no idempotency key; 412, 429 and refused connections post nothing, and a PUT twice is a PUT once. After a
    // connection broken halfway a POST is not repeated here: whoever owns the notice tries later.
    if (!mayRepeat(tried, call) || round === tries || pause > longestPause) {
      log.warn(
        { event: 'teams.not-sent', method: call.method, status, round },
        'a call to Teams failed',
      )
      return judge(tried, pause)
    }
    log.info(
      { event: 'teams.retry', method: call.method, status, round, pause },
      'a call to Teams is tried again',
    )
    await clock.sleep(pause * 1_000)
  }
}

function mayRepeat(tried: Tried, call: Call): boolean {
  if (tried.kind === 'answered') return again.has(tried.status)
  return tried.arrived === 'never' || call.method === 'PUT'
}

function judge(tried: Tried, pause: number): Sent {
  const later = { kind: 'later', seconds: Math.max(5, Math.ceil(pause)) } as const
  if (tried.kind === 'broken') return later
  const { status } = tried
  if (status === 403 || status === 404) return { kind: 'gone' }
  if (again.has(status) || status === 401 || status === 408 || status >= 500) return later
  return { kind: 'wrong', status }
}

function readSent(said: unknown, call: Call): Sent {
  const read = (key: string): string => {
    const value =
      typeof said === 'object' && said !== null ? (said as Record<string, unknown>)[key] : undefined
    return typeof value === 'string' ? value : ''
  }
  if (call.path !== 'v3/conversations')
    return { kind: 'sent', id: read('id'), conversation: call.to.conversation }
  return { kind: 'sent', id: read('activityId'), conversation: read('id') }
}

/** Seconds, or a date; absent is 0. */
function readRetryAfter(header: string, clock: Clock): number {
  if (/^\d+(\.\d+)?$/.test(header)) return Number(header)
  const date = Date.parse(header)
  return Number.isNaN(date) ? 0 : Math.max(0, (date - clock.now()) / 1_000)
}
