import type { Language } from '../../src/index.ts'
import type { Delivery } from '../channel.ts'
import type { Lanes } from '../lanes.ts'
import type { Reference } from './call.ts'
import type { Card } from './card.ts'
import type { Connector, Sent } from './connector.ts'
import type { Heard, Place } from './parse.ts'
import type { Records } from './records.ts'
import { type Shown, toActivity } from './render.ts'
import type { Clock, Log, TeamsParts, Times } from './settings.ts'

/** Everything the owner's and the office's side work with. */
export interface Desk extends Pick<TeamsParts, 'config' | 'navigator' | 'store'> {
  readonly records: Records
  readonly connector: Connector
  readonly lanes: Lanes
  readonly log: Log
  readonly clock: Clock
  readonly times: Times
}

/** One activity, read. */
export interface Hearing<H extends Heard = Heard> {
  readonly heard: H
  readonly place: Place
  readonly event: string
  /** The message whose card was pressed. */
  readonly pressedOn: string
}

/** What the HTTP call is answered with; only invokes read it. */
export type Response =
  | { readonly kind: 'done' }
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'not-ours' }

export const done: Response = { kind: 'done' }

export function languageOf(place: Place): Language {
  return place.locale === 'unknown' ? 'sv' : place.locale
}

/** Posts in order and stops at the first that cannot be sent. */
export async function postAll(
  desk: Desk,
  to: Reference,
  what: { readonly shown: readonly Shown[]; readonly language: Language },
): Promise<Sent> {
  let last: Sent = { kind: 'sent', id: '', conversation: to.conversation }
  for (const one of what.shown) {
    last = await desk.connector.post(to, toActivity(one, what.language))
    if (last.kind !== 'sent') return last
  }
  return last
}

const muchLater = 3_600

export function toDelivery(sent: Sent): Delivery {
  switch (sent.kind) {
    case 'sent':
      return { kind: 'delivered' }
    case 'wrong':
      return { kind: 'later', seconds: muchLater }
    case 'gone':
    case 'later':
      return sent
  }
}
