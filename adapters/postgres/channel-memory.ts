import type { ChannelMemory } from '../channel.ts'
import type { Database } from './database.ts'
import { readRows, toJson } from './rows.ts'

/** What channels keep between messages. It is stored as given: secrets are encrypted by the channel. */
export function createChannelMemory({ pool }: Database): ChannelMemory {
  return {
    find: async (channel, id) => {
      const [row] = await readRows<{ value: unknown }>(
        pool,
        'select value from lotsen.channel_memory where channel = $1 and id = $2',
        [channel, id],
      )
      return row?.value
    },
    save: async (channel, id, value) => {
      await readRows(
        pool,
        `insert into lotsen.channel_memory (channel, id, value) values ($1, $2, $3)
         on conflict (channel, id) do update set value = excluded.value, saved = now()`,
        [channel, id, toJson(value)],
      )
    },
    drop: async (channel, id) => {
      await readRows(pool, 'delete from lotsen.channel_memory where channel = $1 and id = $2', [
        channel,
        id,
      ])
    },
    list: (channel, prefix) =>
      readRows<{ id: string; value: unknown }>(
        pool,
        'select id, value from lotsen.channel_memory where channel = $1 and starts_with(id, $2) order by id',
        [channel, prefix],
      ),
  }
}
