import { createHmac, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The deployment's one secret, from which keys are derived: what is set, or one made once and kept in the data folder. */
export async function openSecret(set: string | undefined, folder: string): Promise<string> {
  if (set !== undefined) return set
  const path = join(folder, 'secret')
  await mkdir(folder, { recursive: true })
  try {
    await writeFile(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return (await readFile(path, 'utf8')).trim()
}

/** A key for one purpose, 256 bits: no purpose's key tells another's. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return createHmac('sha256', secret).update(purpose).digest()
}

/** The unguessable key of an office's inbox. */
export function officeKey(secret: string, office: string): string {
  return deriveKey(secret, `office:${office}`).toString('base64url')
}
