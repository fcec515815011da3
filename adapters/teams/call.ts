import { request } from 'undici'
import type { Times } from './settings.ts'
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

export type Outgoing = Readonly<Record<string, unknown>>

export interface Call {
  readonly method: 'POST' | 'PUT'
  readonly to: Reference
  readonly path: string
  readonly body: Outgoing
}

export type Tried =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly retryAfter: string
      readonly body: unknown
    }
  /** `never`: nothing can have arrived. `perhaps`: it may have been posted. */
  | { readonly kind: 'broken'; readonly arrived: 'never' | 'perhaps' }

/** One call to Teams, once. */
export async function attempt(
  by: { readonly token: FindToken; readonly times: Times },
  { method, to, path, body }: Call,
): Promise<Tried> {
  const bearer = await by.token().catch(() => undefined)
  if (bearer === undefined) return { kind: 'broken', arrived: 'never' }
  try {
    const {
      statusCode,
      headers,
      body: answer,
    } = await request(`${to.serviceUrl.replace(/\/*$/, '/')}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(bearer === '' ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify(body),
      headersTimeout: by.times.call,
      bodyTimeout: by.times.call,
    })
    const said = await answer.text()
    return {
      kind: 'answered',
      status: statusCode,
      retryAfter: String(headers['retry-after'] ?? ''),
      body: readJson(said),
    }
  } catch (error) {
    return { kind: 'broken', arrived: neverLeft(error) ? 'never' : 'perhaps' }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const unreached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_INVALID_ARG',
  'ERR_INVALID_URL',
])

function neverLeft(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && unreached.has(code)
}
