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

export type Taken =
  | { readonly kind: 'new' }
  /** Seen before; `response` is what its ack said, once that is known. */
  | { readonly kind: 'seen'; readonly response: unknown }

export interface Inbox {
  readonly take: (key: string, body: Record<string, unknown>) => Promise<Taken>
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
  const recent: Recent<{ response: unknown }> = createRecent(20_000)
  const save = (key: string, entry: Entry) => memory.save(channel, entryId(key), entry)
  const keep = (letter: Letter) =>
    save(letter.key, { state: 'waiting', letter: seal.close(entryId(letter.key), letter) })
  return {
    take: async (key, body) => {
      const known = recent.find(key)
      if (known !== undefined) return { kind: 'seen', response: known.response }
      // Noted before the first await: two deliveries in the same moment are one.
      recent.keep(key, { response: undefined })
      try {
        const entry = entryShape.safeParse(await memory.find(channel, entryId(key)))
        if (entry.success) return { kind: 'seen', response: responseOf(entry.data) }
        await keep({ key, body, tries: 0 })
        return { kind: 'new' }
      } catch (cause) {
        recent.drop(key)
        throw new Error('Slack: the event could not be kept, so it was not acknowledged', { cause })
      }
    },
    retry: (letter) => keep({ ...letter, tries: letter.tries + 1 }),
    finish: async (key, response) => {
      recent.keep(key, { response })
      await save(key, { state: 'done', at: clock.now(), response: response ?? null })
    },
    listWaiting: () => listWaiting(parts),
    sweep: async () => {
      for (const { id, value } of await memory.list(channel, entryId(''))) {
        const entry = entryShape.safeParse(value)
        const done = entry.success && entry.data.state === 'done' ? entry.data.at : clock.now()
        if (clock.now() - done > twoHours) await memory.drop(channel, id)
      }
    },
  }
}

async function listWaiting({ memory, seal }: InboxParts): Promise<readonly Letter[]> {
  const letters: Letter[] = []
  for (const { id, value } of await memory.list(channel, entryId(''))) {
    const entry = entryShape.safeParse(value)
    if (entry.success && entry.data.state === 'done') continue
    const letter =
      entry.success && entry.data.state === 'waiting' ? seal.open(id, entry.data.letter) : undefined
    // Sealed with a key that is no longer ours: nobody can read it, so it is not kept.
    if (isLetter(letter)) letters.push(letter)
    else await memory.drop(channel, id)
  }
  return letters
}

const isLetter = (value: unknown): value is Letter =>
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  'body' in value &&
  'tries' in value

const responseOf = (entry: Entry): unknown =>
  entry.state === 'done' ? (entry.response ?? undefined) : undefined
