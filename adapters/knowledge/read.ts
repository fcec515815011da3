import { type Knowledge, loadKnowledge, type Problem } from '../../src/index.ts'
import { hashFiles, knowledgeFolder, readFolder } from './folder.ts'

export type Read =
  | {
      readonly kind: 'loaded'
      readonly knowledge: Knowledge
      readonly files: Readonly<Record<string, string>>
    }
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] }

/** Reads a knowledge folder once. A folder that cannot be read is a problem like any other. */
export async function readKnowledge(folder: string = knowledgeFolder): Promise<Read> {
  try {
    const files = await readFolder(folder)
    const loaded = loadKnowledge(files, hashFiles(files))
    if (loaded.kind === 'broken') return loaded
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
