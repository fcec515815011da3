import { keptFor } from '../adapters/knowledge/kept.ts'
import { readKnowledge } from '../adapters/knowledge/read.ts'
import type { Knowledge } from '../src/index.ts'

/** A folder's knowledge, by default the program's own; what it was read to say is kept from one test file to the next. */
export async function openKnowledge(folder?: string): Promise<Knowledge> {
  const read = await readKnowledge(folder, keptFor(folder))
  if (read.kind === 'broken') throw new Error(JSON.stringify(read.problems, null, 1))
  return read.knowledge
}
