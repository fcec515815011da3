import type { Store } from '../../src/index.ts'
import type { ChannelMemory } from '../channel.ts'
import type { Directs } from './directs.ts'
import type { Forms } from './forms.ts'
import type { Inbox } from './inbox.ts'
import type { Installations } from './install.ts'
import type { Person } from './parse.ts'
import type { People } from './people.ts'
import { sweepNotes } from './posting.ts'
import type { Clock } from './settings.ts'

export interface CleanupParts {
  readonly memory: ChannelMemory
  readonly store: Pick<Store, 'dropRoute' | 'findConversation'>
  readonly installations: Installations
  readonly people: People
  readonly directs: Directs
  readonly forms: Forms
  readonly inbox: Inbox
  readonly clock: Clock
}

const channel = 'slack'

/** The app was removed: the token, the offices' channels and what we knew of the people go. */
export async function forgetWorkspace(parts: CleanupParts, workspace: string): Promise<void> {
  const { memory } = parts
  await parts.installations.drop(workspace)
  for (const { id } of await memory.list(channel, `office:${workspace}:`)) {
    await parts.store.dropRoute({ channel, id: id.slice('office:'.length) })
  }
  for (const kind of ['office', 'thread', 'person', 'talk', 'direct', 'form']) {
    await dropAll(memory, `${kind}:${workspace}:`)
  }
  for (const { id } of await memory.list(channel, 'card:')) {
    if (id.includes(`/${workspace}:`)) await memory.drop(channel, id)
  }
}

async function dropAll(memory: ChannelMemory, prefix: string): Promise<void> {
  for (const { id } of await memory.list(channel, prefix)) await memory.drop(channel, id)
}

type Forgetting = Pick<CleanupParts, 'people' | 'directs' | 'forms'>

/** A talk was forgotten: its forms go, and with a person's last talk all that was remembered of the person. */
export async function forgetTalk(
  { people, directs, forms }: Forgetting,
  person: Person,
  talk: string,
): Promise<void> {
  await forms.forget(talk)
  if ((await people.dropTalk(person, talk)) === 'forgotten') await directs.forget(person)
}

/** Now and then: finished events, unopened forms, and people whose every talk was forgotten. */
export async function sweep(parts: CleanupParts): Promise<void> {
  await parts.inbox.sweep()
  await parts.forms.sweep()
  await sweepNotes(parts)
  for (const { id } of await parts.memory.list(channel, 'talk:')) {
    const [who = '', talk = ''] = id.slice('talk:'.length).split('/')
    if ((await parts.store.findConversation(talk)) !== undefined) continue
    const [team = '', user = ''] = who.split(':')
    await forgetTalk(parts, { team, user }, talk)
  }
}
