import type { ChannelMemory } from '../channel.ts'
import type { Client } from './outbox.ts'
import type { Person } from './parse.ts'
import { createRecent } from './recent.ts'

/** The direct-message channel with a person, opened once. */
export interface Directs {
  readonly open: (
    client: Client,
    to: { readonly workspace: string; readonly person: Person },
  ) => Promise<string>
  readonly forget: (person: Person) => Promise<void>
}

export function createDirects(memory: ChannelMemory): Directs {
  const known = createRecent<string>(5000)
  return {
    open: async (client, { workspace, person }) => {
      const id = `direct:${workspace}:${person.user}`
      const kept = known.find(id) ?? (await memory.find('slack', id))
      if (typeof kept === 'string') return kept
      const { channel } = await client.conversations.open({ users: person.user })
      if (channel?.id === undefined) throw new Error('Slack: conversations.open gave no channel')
      await memory.save('slack', id, channel.id)
      known.keep(id, channel.id)
      return channel.id
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
