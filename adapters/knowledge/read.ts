import { type Knowledge, loadKnowledge, type Problem } from '../../src/index.ts'
import { hashFiles, knowledgeFolder, readFolder } from './folder.ts'
import { openMade } from './made.ts'
import { readSources } from './readings.ts'

export type Read =
  | {
      readonly kind: 'loaded'
      readonly knowledge: Knowledge
      readonly files: Readonly<Record<string, string>>
    }
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] }

/**
 * Reads a knowledge folder once. A folder that cannot be read is a problem like any other. `kept` is a file for what
 * was read, so that what has not changed is not read again.
 */
export async function readKnowledge(
  folder: string = knowledgeFolder,
  kept?: string,
): Promise<Read> {
  try {
    const files = await readFolder(folder)
    const version = hashFiles(files)
    const readings = await readSources(files, kept)
    const memory = await openMade(kept && `${kept}.made`, version)
    const loaded = loadKnowledge(readings, version, memory.recall)
    if (loaded.kind === 'broken') return loaded
    await memory.save()
    return {
      kind: 'loaded',
      knowledge: loaded.knowledge,
      files: Object.fromEntries(files.map(({ path, text }) => [path, text])),
    }
  } catch (cause) {
    return {
      kind: 'broken',
      problems: [
        {
          file: folder,
          line: 1,
          message: `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
        },
      ],
    }
  }
}
