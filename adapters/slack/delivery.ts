import { webApi } from '@slack/bolt'
import type { Delivery } from '../channel.ts'
import type { ClientFor } from './install.ts'
import { faultOf } from './log.ts'
import type { Client } from './outbox.ts'
import type { SlackLog } from './settings.ts'

/** The address is gone: nobody will ever read there. */
const gone = new Set([
  'account_inactive',
  'app_uninstalled',
  'channel_not_found',
  'invalid_auth',
  'is_archived',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_found',
  'users_not_found',
])

export const codeOf = (error: unknown): string =>
  error instanceof webApi.WebAPIPlatformError ? String(error.data.error) : ''

function deliveryOf(error: unknown): Delivery {
  if (gone.has(codeOf(error))) return { kind: 'gone' }
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'later', seconds: error.retryAfter }
  return { kind: 'later', seconds: 60 }
}

interface DeliverParts {
  readonly clientFor: ClientFor
  readonly log: SlackLog
}

/** Does the work with the workspace's client; what goes wrong is told as a Delivery, never thrown. */
export async function deliver(
  parts: DeliverParts,
  workspace: string,
  work: (client: Client) => Promise<void>,
): Promise<Delivery> {
  try {
    const client = await parts.clientFor(workspace)
    if (client === 'not-installed') return { kind: 'gone' }
    await work(client)
    return { kind: 'delivered' }
  } catch (error) {
    const delivery = deliveryOf(error)
    parts.log.warn(
      { ...faultOf(error), code: codeOf(error), delivery: delivery.kind },
      'slack: not delivered',
    )
    return delivery
  }
}
