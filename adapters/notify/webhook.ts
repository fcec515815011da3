import { createHmac } from 'node:crypto'
import type { Case } from '../../src/index.ts'
import type { Delivery } from '../channel.ts'
import { delivered } from './place.ts'

/**
 * A webhook is a POST of JSON with these headers:
 *
 *   lotsen-notice:    the notice's id; the same id twice is the same notice, sent again after a doubt
 *   lotsen-timestamp: seconds since 1970, when it was signed
 *   lotsen-signature: v1=<hex of HMAC-SHA256 over "<timestamp>.<body>" with LOTSEN_WEBHOOK_SECRET>
 *
 * A receiver compares in constant time, refuses timestamps older than five minutes, and answers 2xx within ten seconds.
 * 410 says it is gone for good; 429 and 503 may say `retry-after`; everything else is tried again. Redirects are not
 * followed. The body names no person: the case page does, behind the office's key.
 */
export interface WebhookBody {
  readonly notice: string
  /** Which kind of notice, such as `new-case`, `redraw` (it changed) or `reply`. */
  readonly what: string
  readonly at: string
  readonly office: string
  readonly url: string
  readonly case: Pick<
    Case,
    'id' | 'version' | 'state' | 'office' | 'municipality' | 'themes' | 'opened' | 'promised'
  >
}

export interface Hook {
  readonly url: string
  readonly secret: string
  readonly patience: number
}

function sign(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`
}

export async function callWebhook(hook: Hook, content: WebhookBody): Promise<Delivery> {
  const body = JSON.stringify(content)
  const timestamp = String(Math.floor(Date.parse(content.at) / 1000))
  const response = await fetch(hook.url, {
    method: 'POST',
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(hook.patience),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Lotsen',
      'lotsen-notice': content.notice,
      'lotsen-timestamp': timestamp,
      'lotsen-signature': sign(hook.secret, timestamp, body),
    },
  })
  await response.body?.cancel()
  return readResponse(response)
}

const longestPause = 3600

function readResponse({ ok, status, headers }: Response): Delivery {
  if (ok) return delivered
  if (status === 410) return { kind: 'gone' }
  const seconds = Number(headers.get('retry-after') ?? '')
  if ((status === 429 || status === 503) && seconds > 0)
    return { kind: 'later', seconds: Math.min(seconds, longestPause) }
  throw Object.assign(new Error('the webhook refused'), { code: `HTTP ${status}` })
}
