import { z } from 'zod'
import type { ChannelMemory } from '../channel.ts'

const reference = z.object({
  serviceUrl: z.string(),
  conversation: z.string(),
  tenant: z.string(),
  bot: z.object({ id: z.string(), name: z.string() }),
  user: z.string(),
})

/** A person's private chat with the bot. */
const person = z.object({
  reference,
  /** Which of the person's conversations free text in the private chat belongs to. */
  speaks: z.string(),
  /** Events and notices lately answered there: the same again is not said twice. */
  said: z.array(z.string()),
})
/** A team's channel that is an office's inbox. */
const link = z.object({ office: z.string(), reference, team: z.string() })
/** In milliseconds, how long a channel waits for the key. */
export const linkingTime = 15 * 60 * 1_000
/** Someone has asked to link a channel and owes the office key. */
const pending = z.object({ office: z.string(), reference, team: z.string(), asked: z.number() })
/** Where a case's card is in an office's channel. */
const card = z.object({
  conversation: z.string(),
  activity: z.string(),
  version: z.number(),
  viewers: z.array(z.string()),
  said: z.array(z.string()),
})

export type Person = z.infer<typeof person>
export type OfficeLink = z.infer<typeof link>
export type CardRecord = z.infer<typeof card>

/** One kind of record in the channel's memory. */
export interface Shelf<T> {
  readonly find: (id: string) => Promise<T | undefined>
  readonly save: (id: string, value: T) => Promise<void>
  readonly drop: (id: string) => Promise<void>
  readonly list: () => Promise<readonly { readonly id: string; readonly value: T }[]>
}

export interface Records {
  readonly people: Shelf<Person>
  /** Where else a person has talked with Lotsen: group chats and threads of channels. */
  readonly talks: Shelf<readonly string[]>
  readonly links: Shelf<OfficeLink>
  readonly pending: Shelf<z.infer<typeof pending>>
  readonly cards: Shelf<CardRecord>
  /** Which case a thread in an office's channel is about. */
  readonly threads: Shelf<string>
  /** Where Lotsen has introduced itself: whose private chat it is, empty for a shared place. */
  readonly welcomes: Shelf<string>
}

export function createRecords(memory: ChannelMemory): Records {
  return {
    people: createShelf(memory, { prefix: 'person:', schema: person }),
    talks: createShelf(memory, { prefix: 'talks:', schema: z.array(z.string()).readonly() }),
    links: createShelf(memory, { prefix: 'office:', schema: link }),
    pending: createShelf(memory, { prefix: 'linking:', schema: pending }),
    cards: createShelf(memory, { prefix: 'card:', schema: card }),
    threads: createShelf(memory, { prefix: 'thread:', schema: z.string() }),
    welcomes: createShelf(memory, { prefix: 'welcome:', schema: z.string() }),
  }
}

/** A record of an older shape is read as none. */
function createShelf<T>(
  memory: ChannelMemory,
  { prefix, schema }: { prefix: string; schema: z.ZodType<T> },
): Shelf<T> {
  const read = (value: unknown): T | undefined => {
    const result = schema.safeParse(value)
    return result.success ? result.data : undefined
  }
  return {
    find: async (id) => read(await memory.find('teams', prefix + id)),
    save: (id, value) => memory.save('teams', prefix + id, value),
    drop: (id) => memory.drop('teams', prefix + id),
    list: async () => {
      const all = await memory.list('teams', prefix)
      return all.flatMap((one) => {
        const value = read(one.value)
        return value === undefined ? [] : [{ id: one.id.slice(prefix.length), value }]
      })
    },
  }
}

const remembered = 20

export function remember(said: readonly string[], id: string): string[] {
  return [...said.filter((one) => one !== id), id].slice(-remembered)
}

export function readReference(ref: string): z.infer<typeof reference> | undefined {
  try {
    const read = reference.safeParse(JSON.parse(ref))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}
