import { fileURLToPath } from 'node:url'
import { readKnowledge } from '../adapters/knowledge/read.ts'
import { root } from '../adapters/root.ts'
import type { Knowledge } from '../src/index.ts'

const kept = fileURLToPath(new URL('dist/tests/knowledge-read.json', root))

/** The program's own knowledge; what it was read to say is kept from one test file to the next. */
export async function openKnowledge(): Promise<Knowledge> {
  const read = await readKnowledge(undefined, kept)
  if (read.kind === 'broken') throw new Error(JSON.stringify(read.problems, null, 1))
  return read.knowledge
}
