import { type Checked, checkKnowledge } from '../../src/editing.ts'
import type { Knowledge } from '../../src/index.ts'
import { keptFor } from './kept.ts'
import { readKnowledge } from './read.ts'
import { readUsedTexts } from './used-texts.ts'

export type CheckedFolder = Checked &
  ({ readonly kind: 'broken' } | { readonly kind: 'loaded'; readonly knowledge: Knowledge })

/** Everything that is wrong with a knowledge folder: what its schemas see, and when they are content the rest. */
export async function checkFolder(folder: string, day: string): Promise<CheckedFolder> {
  const read = await readKnowledge(folder, keptFor(folder))
  if (read.kind === 'broken') return { kind: 'broken', errors: read.problems, warnings: [] }
  const { knowledge } = read
  const files = Object.entries(read.files).map(([path, text]) => ({ path, text }))
  const namespaces = new Set(
    [...knowledge.messages.sv.keys()].map((key) => key.split('.')[0] ?? ''),
  )
  const used = await readUsedTexts(namespaces)
  return { kind: 'loaded', knowledge, ...checkKnowledge({ knowledge, files, day, used }) }
}
