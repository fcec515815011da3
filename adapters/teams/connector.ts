import type { Pace } from './pace.ts'
import type { Clock, Log, Times } from './settings.ts'
import type { FindToken } from './token.ts'

/** Where to write: kept as JSON, refreshed by every activity. */
export interface Reference {
  readonly serviceUrl: string
  readonly conversation: string
  readonly tenant: string
  readonly bot: { readonly id: string; readonly name: string }
  /** The person in a personal chat; empty elsewhere. */
  readonly user: string
}

export type Sent =
  | { readonly kind: 'sent'; readonly id: string; readonly conversation: string }
  /** The bot may not write there any more, or it is not there. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'later'; readonly seconds: number }
  /** Teams will never take this; a fault of ours, logged. */
  | { readonly kind: 'wrong'; readonly status: number }

export type Outgoing = Readonly<Record<string, unknown>>

/** The four calls of the Bot Framework's REST interface that the bot makes. */
export interface Connector {
  readonly post: (to: Reference, activity: Outgoing) => Promise<Sent>
  readonly update: (to: Reference, id: string, activity: Outgoing) => Promise<Sent>
  /** Starts a personal chat, or a thread in a team's channel. */
  readonly create: (to: Reference, parameters: Outgoing) => Promise<Sent>
}

interface Call {
  readonly method: 'POST' | 'PUT'
  readonly to: Reference
  readonly path: string
  readonly body: Outgoing
}

type Tried =
  | { readonly kind: 'answered'; readonly response: Response }
  /** `never`: nothing can have arrived. `perhaps`: it may have been posted. */
  | { readonly kind: 'broken'; readonly arrived: 'never' | 'perhaps' }

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

async function send(parts: Parts, call: Call): Promise<Sent> {
  const { clock, pace, times, log } = parts
  for (let round = 1; ; round += 1) {
    await pace(call.to.conversation, call.to.tenant)
    const tried = await attempt(parts, call)
    const status = tried.kind === 'answered' ? tried.response.status : 0
    if (tried.kind === 'answered' && tried.response.ok) return readSent(tried.response, call)
    if (tried.kind === 'answered') await tried.response.body?.cancel()
    const asked = tried.kind === 'answered' ? readRetryAfter(tried.response, clock) : 0
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

async function attempt({ token, times }: Parts, { method, to, path, body }: Call): Promise<Tried> {
  const bearer = await token().catch(() => undefined)
  if (bearer === undefined) return { kind: 'broken', arrived: 'never' }
  try {
    const response = await fetch(`${to.serviceUrl.replace(/\/*$/, '/')}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(bearer === '' ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(times.call),
      redirect: 'error',
    })
    return { kind: 'answered', response }
  } catch (error) {
    return { kind: 'broken', arrived: neverLeft(error) ? 'never' : 'perhaps' }
  }
}

const unreached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
])

function neverLeft(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
  return typeof cause?.code === 'string' && unreached.has(cause.code)
}

function mayRepeat(tried: Tried, call: Call): boolean {
  if (tried.kind === 'answered') return again.has(tried.response.status)
  return tried.arrived === 'never' || call.method === 'PUT'
}

function judge(tried: Tried, pause: number): Sent {
  const later = { kind: 'later', seconds: Math.max(5, Math.ceil(pause)) } as const
  if (tried.kind === 'broken') return later
  const { status } = tried.response
  if (status === 403 || status === 404) return { kind: 'gone' }
  if (again.has(status) || status === 401 || status === 408 || status >= 500) return later
  return { kind: 'wrong', status }
}

async function readSent(response: Response, call: Call): Promise<Sent> {
  const said: unknown = await response.json().catch(() => ({}))
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
function readRetryAfter(response: Response, clock: Clock): number {
  const header = response.headers.get('retry-after')
  if (header === null) return 0
  if (/^\d+(\.\d+)?$/.test(header)) return Number(header)
  const date = Date.parse(header)
  return Number.isNaN(date) ? 0 : Math.max(0, (date - clock.now()) / 1_000)
}
