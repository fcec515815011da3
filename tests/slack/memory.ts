import { existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { ChannelMemory } from '../../adapters/channel.ts'

export interface TestMemory extends ChannelMemory {
  /** Everything kept, as it lies there: to prove what does not lie there in clear. */
  readonly dump: () => string
  readonly ids: () => readonly string[]
}

export const createMapMemory = (): TestMemory => overMap(new Map(), () => {})

/** One line per change, in the kernel's hands before the promise resolves: a kill -9 loses nothing. */
export function createFileMemory(path: string): TestMemory {
  const kept = new Map<string, unknown>()
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  for (const line of lines.filter((one) => one.endsWith(']'))) {
    const [id, value] = JSON.parse(line) as [string, unknown]
    if (value === null) kept.delete(id)
    else kept.set(id, value)
  }
  const file = openSync(path, 'a')
  return overMap(kept, (id, value) => writeSync(file, `${JSON.stringify([id, value])}\n`))
}

function overMap(
  kept: Map<string, unknown>,
  changed: (id: string, value: unknown) => void,
): TestMemory {
  return {
    find: async (_channel, id) => kept.get(id),
    save: async (_channel, id, value) => {
      kept.set(id, value)
      changed(id, value)
    },
    drop: async (_channel, id) => {
      kept.delete(id)
      changed(id, null)
    },
    list: async (_channel, prefix) =>
      [...kept]
        .filter(([id]) => id.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, value]) => ({ id, value })),
    dump: () => JSON.stringify([...kept]),
    ids: () => [...kept.keys()],
  }
}
