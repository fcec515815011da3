import { fileURLToPath } from 'node:url'
import { readKnowledge } from '../adapters/knowledge/read.ts'
import { root } from '../adapters/root.ts'
import type { Knowledge } from '../src/index.ts'

const kept = fileURLToPath(new URL('dist/tests/knowledge-read.v8', root))

/** A folder's knowledge, by default the program's own; what it was read to say is kept from one test file to the next. */
export async function openKnowledge(folder?: string): Promise<Knowledge> {
  const read = await readKnowledge(folder, kept)
  if (read.kind === 'broken') throw new Error(JSON.stringify(read.problems, null, 1))
  return read.knowledge
}
