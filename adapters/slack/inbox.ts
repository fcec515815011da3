import { z } from 'zod'
import type { ChannelMemory } from '../channel.ts'
import type { Recent } from './recent.ts'
import { createRecent } from './recent.ts'
import type { Seal } from './seal.ts'
import type { Clock } from './settings.ts'

/*
 * Why nothing is lost and nothing is answered twice.
 *
 * Slack wants an answer within 3 s and takes it as "I have it". So the raw event is written to the channel's memory
 * (`inbox:<key>`, sealed) before that answer counts; then the turn runs; then the same entry says it is done.
 *
 *   killed before the inbox is written   no ack went out: Slack delivers again
 *   killed between ack and turn          at start what waits in the inbox is processed
 *   killed between turn and reply        the same, and the navigator gives the answer of the turn it already took
 *   killed between reply and "done"      the same, but every post carries the key as its mark; a second attempt first
 *                                        looks for it and leaves out what is there (posting.ts)
 *   delivered again later                the entry says done: ack, nothing more
 */

export interface Letter {
  readonly key: string
  readonly body: Record<string, unknown>
  readonly tries: number
}

type Taken =
  | { readonly kind: 'new' }
  /** Seen before; `response` is what its ack said, once that is known. */
  | { readonly kind: 'seen'; readonly response: unknown }

interface Arrival {
  readonly key: string
  readonly body: Record<string, unknown>
  readonly delivery: 'first' | 'again'
}

export interface Inbox {
  /** `again` is what Slack itself calls a retry: then another process may have taken the first. */
  readonly take: (arrival: Arrival) => Promise<Taken>
  readonly retry: (letter: Letter) => Promise<void>
  readonly finish: (key: string, response: unknown) => Promise<void>
  readonly listWaiting: () => Promise<readonly Letter[]>
  /** Forgets what was done two hours ago: Slack redelivers for minutes. */
  readonly sweep: () => Promise<void>
}

const channel = 'slack'
const twoHours = 2 * 60 * 60 * 1000
const entryId = (key: string): string => `inbox:${key}`

const entryShape = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting'), letter: z.string() }),
  z.object({ state: z.literal('done'), at: z.number(), response: z.unknown() }),
])
type Entry = z.infer<typeof entryShape>

interface InboxParts {
  readonly memory: ChannelMemory
  readonly seal: Seal
  readonly clock: Clock
}

export function createInbox(parts: InboxParts): Inbox {
  const { memory, seal, clock } = parts
  const recent: Recent<{ response: unknown }> = createRecent(100_000)
  // Once what is kept has been read, a first delivery is known to be new without asking again.
  let read: 'not-yet' | 'all' = 'not-yet'
  // In this process's hands: not to be taken up as something an earlier one left.
  const inHand = new Set<string>()
  const save = (key: string, entry: Entry) => memory.save(channel, entryId(key), entry)
  const isOver = (entry: Entry | undefined, id: string): boolean => {
    if (entry?.state === 'done') return clock.now() - entry.at > twoHours
    return entry === undefined || letterIn(seal, id, entry) === undefined
  }
  const keep = (letter: Letter) =>
    save(letter.key, { state: 'waiting', letter: seal.close(entryId(letter.key), letter) })
  return {
    take: async ({ key, body, delivery }) => {
      const known = recent.find(key)
      if (known !== undefined) return { kind: 'seen', response: known.response }
      // Noted before the first await: two deliveries in the same moment are one.
      recent.keep(key, { response: undefined })
      try {
        if (read === 'not-yet' || delivery === 'again') {
          const entry = entryShape.safeParse(await memory.find(channel, entryId(key)))
          if (entry.success) return { kind: 'seen', response: responseOf(entry.data) }
        }
        inHand.add(key)
        await keep({ key, body, tries: 0 })
        return { kind: 'new' }
      } catch (cause) {
        recent.drop(key)
        inHand.delete(key)
        throw new Error('Slack: the event could not be kept, so it was not acknowledged', { cause })
      }
    },
    retry: (letter) => keep({ ...letter, tries: letter.tries + 1 }),
    finish: async (key, response) => {
      recent.keep(key, { response })
      await save(key, { state: 'done', at: clock.now(), response: response ?? null })
      inHand.delete(key)
    },
    listWaiting: async () => {
      const letters: Letter[] = []
      for (const { id, value } of await memory.list(channel, entryId(''))) {
        const key = id.slice(entryId('').length)
        if (inHand.has(key)) continue
        const entry = entryShape.safeParse(value)
        const letter = entry.success ? letterIn(seal, id, entry.data) : undefined
        recent.keep(key, { response: entry.success ? responseOf(entry.data) : undefined })
        if (letter === undefined) continue
        inHand.add(key)
        letters.push(letter)
      }
      read = 'all'
      return letters
    },
    sweep: async () => {
      for (const { id, value } of await memory.list(channel, entryId(''))) {
        const entry = entryShape.safeParse(value)
        if (isOver(entry.success ? entry.data : undefined, id)) await memory.drop(channel, id)
      }
    },
  }
}

/** Sealed with a key that is no longer ours nobody can read it: then there is none. */
function letterIn(seal: Seal, id: string, entry: Entry): Letter | undefined {
  const letter = entry.state === 'waiting' ? seal.open(id, entry.letter) : undefined
  return isLetter(letter) ? letter : undefined
}

const isLetter = (value: unknown): value is Letter =>
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  'body' in value &&
  'tries' in value

const responseOf = (entry: Entry): unknown =>
  entry.state === 'done' ? (entry.response ?? undefined) : undefined
