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
export const threadScope = (channel: string, thread: string): string => `${channel}:${thread}`

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
