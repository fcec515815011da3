import { type Checked, checkKnowledge, readSource } from '../../src/editing.ts'
import { type Knowledge, loadKnowledge } from '../../src/index.ts'
import { hashFiles, readFolder } from './folder.ts'
import { readUsedTexts } from './used-texts.ts'

export type CheckedFolder = Checked &
  ({ readonly kind: 'broken' } | { readonly kind: 'loaded'; readonly knowledge: Knowledge })

/** Everything that is wrong with a knowledge folder: what its schemas see, and when they are content the rest. */
export async function checkFolder(folder: string, day: string): Promise<CheckedFolder> {
  const files = await readFolder(folder)
  const loaded = loadKnowledge(files.map(readSource), hashFiles(files))
  if (loaded.kind === 'broken') return { kind: 'broken', errors: loaded.problems, warnings: [] }
  const { knowledge } = loaded
  const namespaces = new Set(
    [...knowledge.messages.sv.keys()].map((key) => key.split('.')[0] ?? ''),
  )
  const used = await readUsedTexts(namespaces)
  return { kind: 'loaded', knowledge, ...checkKnowledge({ knowledge, files, day, used }) }
}
