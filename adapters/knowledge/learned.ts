import { z } from 'zod'
import type { Learned } from '../../src/index.ts'
import { findKept, keep } from './kept.ts'

const learnedSchema = z.object({
  version: z.string(),
  traits: z.array(z.string()),
  weights: z.base64(),
})

/** What was learned from a version of the knowledge: learning takes longer than all else once the files are read. */
export async function openLearned(
  path: string | undefined,
  version: string,
): Promise<{
  readonly learn: (make: () => Learned) => Learned
  /** Keeps what was made, if it was not known. */
  readonly save: () => Promise<void>
}> {
  const kept = learnedSchema.safeParse(path === undefined ? undefined : await findKept(path))
  const known = kept.data?.version === version ? kept.data : undefined
  let made: Learned | undefined
  return {
    learn: (make) => {
      if (known !== undefined) return { traits: known.traits, weights: unpack(known.weights) }
      made = make()
      return made
    },
    save: async () => {
      if (path !== undefined && made !== undefined)
        await keep(path, { version, traits: made.traits, weights: pack(made.weights) })
    },
  }
}

function pack({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}

function unpack(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64')
  return new Float32Array(new Uint8Array(bytes).buffer)
}
