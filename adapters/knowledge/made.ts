import type { Recall } from '../../src/index.ts'
import { findKept, keep } from './kept.ts'

interface Made {
  readonly version: string
  readonly made: ReadonlyMap<string, unknown>
}

/** What was made and learned from a version of the knowledge: it takes longer than all else once the files are read. */
export async function openMade(
  path: string | undefined,
  version: string,
): Promise<{
  readonly recall: Recall
  /** Keeps what was made, if it was not known. */
  readonly save: () => Promise<void>
}> {
  const kept = (path === undefined ? undefined : await findKept(path)) as Made | undefined
  const known = kept?.version === version ? kept.made : new Map<string, unknown>()
  const made = new Map(known)
  return {
    recall: (name, make) => {
      if (!made.has(name)) made.set(name, make())
      return made.get(name) as ReturnType<typeof make>
    },
    save: async () => {
      if (path !== undefined && made.size > known.size)
        await keep(path, { version, made } satisfies Made)
    },
  }
}
