import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SourceFile } from '../../src/index.ts'
import { root } from '../root.ts'

/** The knowledge that comes with the program. */
export const knowledgeFolder = fileURLToPath(new URL('knowledge/', root))

/** Every YAML file below a folder, in order of path. */
export async function readFolder(folder: string): Promise<readonly SourceFile[]> {
  const entries = await readdir(folder, { recursive: true })
  const paths = entries
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => path.replaceAll('\\', '/'))
  return paths.sort().map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
}

/** A short hash of the files: the knowledge's version, as it stands in receipts. */
export function hashFiles(files: readonly SourceFile[]): string {
  const hash = createHash('sha256')
  for (const { path, text } of files) hash.update(path).update('\0').update(text).update('\0')
  return hash.digest('hex').slice(0, 12)
}
