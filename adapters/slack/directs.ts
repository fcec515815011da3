import { z } from 'zod'
import type { ChannelMemory } from '../channel.ts'
import type { Client } from './outbox.ts'
import type { Person } from './parse.ts'
import { privately } from './places.ts'
import { createRecent } from './recent.ts'

interface With {
  readonly workspace: string
  readonly person: Person
}

/** The direct messages with a person: a channel, opened once, and the talk that goes on there. */
export interface Directs {
  readonly open: (client: Client, to: With) => Promise<string>
  /** The same, for something of this talk: what the person writes there next belongs to it. */
  readonly goOn: (client: Client, to: With & { readonly scope: string }) => Promise<string>
  readonly talkIn: (to: With) => Promise<string>
  readonly forget: (person: Person) => Promise<void>
}

const shape = z.object({ channel: z.string(), scope: z.string() })
const idOf = ({ workspace, person }: With): string => `direct:${workspace}:${person.user}`

export function createDirects(memory: ChannelMemory): Directs {
  const known = createRecent<string>(5000)
  // Not from what this process remembers: another may have said something of another talk since.
  const read = async (to: With) => {
    const kept = shape.safeParse(await memory.find('slack', idOf(to)))
    return kept.success ? kept.data : undefined
  }
  const keep = async (to: With & { readonly scope: string }, channel: string) => {
    await memory.save('slack', idOf(to), { channel, scope: to.scope })
    known.keep(idOf(to), channel)
  }
  const open: Directs['open'] = async (client, to) => {
    const kept = known.find(idOf(to)) ?? (await read(to))?.channel
    if (kept !== undefined) return kept
    const { channel } = await client.conversations.open({ users: to.person.user })
    if (channel?.id === undefined) throw new Error('Slack: conversations.open gave no channel')
    await keep({ ...to, scope: privately }, channel.id)
    return channel.id
  }
  const talkIn: Directs['talkIn'] = async (to) => (await read(to))?.scope ?? privately
  return {
    open,
    talkIn,
    goOn: async (client, to) => {
      const channel = await open(client, to)
      if ((await talkIn(to)) !== to.scope) await keep(to, channel)
      return channel
    },
    forget: async ({ user }) => {
      for (const { id } of await memory.list('slack', 'direct:')) {
        if (!id.endsWith(`:${user}`)) continue
        known.drop(id)
        await memory.drop('slack', id)
      }
    },
  }
}
