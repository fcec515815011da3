import type { ChannelMemory } from '../channel.ts'
import type { Database } from './database.ts'
import { type Queryable, readRows, toJson } from './rows.ts'

/** What channels keep between messages. It is stored as given: secrets are encrypted by the channel. */
export function createChannelMemory({ pool }: Database): ChannelMemory {
  const write = gather((changes) => writeAll(pool, changes))
  return {
    find: async (channel, id) => {
      const [row] = await readRows<{ value: unknown }>(
        pool,
        'select value from lotsen.channel_memory where channel = $1 and id = $2',
        [channel, id],
      )
      return row?.value
    },
    save: (channel, id, value) => write({ channel, id, value: toJson(value) }),
    drop: (channel, id) => write({ channel, id, value: null }),
    list: (channel, prefix) =>
      readRows<{ id: string; value: unknown }>(
        pool,
        'select id, value from lotsen.channel_memory where channel = $1 and starts_with(id, $2) order by id',
        [channel, prefix],
      ),
  }
}

/** `value` as JSON; null drops it. */
interface Change {
  readonly channel: string
  readonly id: string
  readonly value: string | null
}

/** All in one statement, so in one commit: written for good once it has answered. Each name is there once. */
async function writeAll(on: Queryable, changes: readonly Change[]): Promise<void> {
  await readRows(
    on,
    `with change as (
       select * from unnest($1::text[], $2::text[], $3::jsonb[]) as change (channel, id, value)),
     dropped as (
       delete from lotsen.channel_memory memory using change
        where change.value is null and memory.channel = change.channel and memory.id = change.id)
     insert into lotsen.channel_memory (channel, id, value)
       select channel, id, value from change where value is not null order by channel, id
       on conflict (channel, id) do update set value = excluded.value, saved = now()`,
    [
      changes.map(({ channel }) => channel),
      changes.map(({ id }) => id),
      changes.map(({ value }) => value),
    ],
  )
}

interface Waiting {
  readonly change: Change
  readonly settle: (fault?: { readonly error: unknown }) => void
}

/** Enough that no statement grows without end. */
const mostAtOnce = 200

/**
 * What comes while a write is under way is written together next: under load one commit serves many, with nobody
 * waiting longer than for the write before. Two changes of one name go in the order they came.
 */
function gather(
  writeTogether: (changes: readonly Change[]) => Promise<void>,
): (change: Change) => Promise<void> {
  let waiting: Waiting[] = []
  let state: 'idle' | 'writing' = 'idle'

  function takeNext(): readonly Waiting[] {
    const names = new Set<string>()
    const next: Waiting[] = []
    for (const one of waiting) {
      const name = `${one.change.channel} ${one.change.id}`
      if (names.has(name) || next.length === mostAtOnce) break
      names.add(name)
      next.push(one)
    }
    waiting = waiting.slice(next.length)
    return next
  }

  /** What cannot be written together is tried one by one: nobody suffers for another's change. */
  async function writeSome(some: readonly Waiting[]): Promise<void> {
    try {
      await writeTogether(some.map(({ change }) => change))
      for (const { settle } of some) settle()
    } catch (error) {
      if (some.length > 1) for (const one of some) await writeSome([one])
      else for (const { settle } of some) settle({ error })
    }
  }

  async function writeOn(): Promise<void> {
    state = 'writing'
    while (waiting.length > 0) await writeSome(takeNext())
    state = 'idle'
  }

  return (change) =>
    new Promise((resolve, reject) => {
      const settle: Waiting['settle'] = (fault) =>
        fault === undefined ? resolve() : reject(fault.error)
      waiting.push({ change, settle })
      if (state === 'idle') void writeOn()
    })
}
