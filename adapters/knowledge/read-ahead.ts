import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { builtKept } from './kept.ts'
import { readKnowledge } from './read.ts'

/** Run by itself: reads a knowledge folder only to keep what it was read to say. `npm run build` does, for the first start. */
const script = fileURLToPath(import.meta.url)

if (process.argv[1] === script) {
  const [folder, kept = builtKept] = process.argv.slice(2)
  await readKnowledge(folder, kept)
}

/**
 * Reads and learns what is new in a process of its own, so that answers go on meanwhile: what it kept is then read in a
 * moment. Where it fails, whoever reads next does all by itself and says what is wrong.
 */
export async function readAhead(folder: string, kept: string): Promise<void> {
  const args = [...process.execArgv, script, folder, kept]
  await promisify(execFile)(process.execPath, args).catch(() => undefined)
}
