import { z } from 'zod'
import type { Address } from '../../src/index.ts'
import { type Person, personId } from './parse.ts'

/**
 * Where an answer goes. A talk is a person's own everywhere in private (direct messages, /lots, shortcuts) and another
 * in every channel thread, so that what was told in private never shows as a reason in public.
 */
export type Place = {
  /** The workspace whose installation speaks; with Slack Connect not always the person's own. */
  readonly workspace: string
  readonly person: Person
  readonly scope: string
} & (
  | { readonly kind: 'direct'; readonly channel: string; readonly thread?: string }
  | { readonly kind: 'thread'; readonly channel: string; readonly thread: string }
  /** Only the person sees it, wherever it is. */
  | {
      readonly kind: 'ephemeral'
      readonly channel: string
      readonly thread?: string
      readonly respond?: string
    }
)

export const privately = ''

interface Presence {
  readonly person: Person
  readonly channel: string
}

/** Seen by that person only, wherever it was asked. */
export const asidePlace = (
  workspace: string,
  { person, channel, respond }: Presence & { readonly respond: string | undefined },
): Place => ({
  kind: 'ephemeral',
  workspace,
  person,
  scope: privately,
  channel,
  ...(respond === undefined ? {} : { respond }),
})

/** The thread of a channel where it was said. */
export const threadPlace = (
  workspace: string,
  { person, channel, thread }: Presence & { readonly thread: string },
): Place => ({
  kind: 'thread',
  workspace,
  person,
  scope: `${channel}:${thread}`,
  channel,
  thread,
})

const refShape = z.object({ workspace: z.string(), team: z.string(), user: z.string() })
export type Ref = z.infer<typeof refShape>

export function addressOf(place: Place): Address {
  const { workspace, person, scope } = place
  const ref: Ref = { workspace, team: person.team, user: person.user }
  const id = scope === privately ? personId(person) : `${personId(person)}:${scope}`
  return { channel: 'slack', id, ref: JSON.stringify(ref) }
}

/** How the store names the conversation at an address. */
export const conversationAt = (address: Address): string => `${address.channel}:${address.id}`

/** The other way: which of a person's talks an address or a conversation is. */
export function scopeOf(person: Person, id: string): string {
  const own = personId(person)
  return id.slice(id.indexOf(own) + own.length + 1)
}

export function readRef(address: Address): Ref | undefined {
  return readJson(refShape, address.ref ?? '')
}

const routeShape = z.object({ workspace: z.string(), channel: z.string() })

/** An office's channel; its id is unique within Slack. */
export type Room = z.infer<typeof routeShape>
export const roomId = (room: Room): string => `${room.workspace}:${room.channel}`
export const readRoom = (ref: string): Room | undefined => readJson(routeShape, ref)

export function readJson<T>(shape: z.ZodType<T>, text: string): T | undefined {
  try {
    const read = shape.safeParse(JSON.parse(text))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}
