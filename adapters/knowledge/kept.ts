import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { crc32 } from 'node:zlib'
import { root } from '../root.ts'
import { knowledgeFolder } from './folder.ts'

/** The program as it is written is another than the built one: each has its own. */
const home = new URL(import.meta.url.endsWith('.ts') ? 'dist/ts/' : 'dist/', root)
/** What was kept when the program was built. */
export const builtKept = fileURLToPath(new URL('knowledge-read.v8', home))
const otherKept = fileURLToPath(new URL('knowledge-read-other.v8', home))

/** Where a command keeps what it made of a folder, so that the next one need not: the program's own, or else the last other one. */
export const keptFor = (folder: string = knowledgeFolder): string =>
  resolve(folder) === resolve(knowledgeFolder) ? builtKept : otherKept

/**
 * What was made of the knowledge, kept from one start to the next in a file of its own, or since the build: made by the
 * same program it is to be used; whatever is doubtful about it (another program, cut short, changed) makes it as if
 * it were not there, and is removed, so that no later start reads it in vain.
 */
export async function findKept(path: string): Promise<unknown> {
  const found = await findIn(path)
  if (found !== undefined) return found
  await rm(path, { force: true }).catch(() => undefined)
  return findIn(join(dirname(builtKept), basename(path)))
}

async function findIn(path: string): Promise<unknown> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0))
  const end = bytes.indexOf('\n')
  const body = bytes.subarray(end + 1)
  return bytes.toString('latin1', 0, Math.max(0, end)) === sign(body)
    ? deserialize(body)
    : undefined
}

/** Whose it is, and that it is whole. */
const sign = (body: Uint8Array): string => `${hashProgram()} ${crc32(body)}`

/** A folder that takes no file only makes the next start slower. */
export async function keep(path: string, value: unknown): Promise<void> {
  const body = serialize(value)
  const aside = `${path}.${process.pid}`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(aside, Buffer.concat([Buffer.from(`${sign(body)}\n`), body]))
    await rename(aside, path)
  } catch {
    await rm(aside, { force: true }).catch(() => undefined)
  }
}

let program: string | undefined

/** The code that reads and learns, with the libraries it does so by: changed, it may find other values. */
function hashProgram(): string {
  program ??= readProgram()
  return program
}

function readProgram(): string {
  const require = createRequire(import.meta.url)
  const libraries = ['yaml', 'zod'].map((name) => require(`${name}/package.json`).version as string)
  const parts = [process.versions.v8, ...libraries]
  for (const stemmer of ['swedish', 'english'])
    parts.push(readFileSync(require.resolve(`@orama/stemmers/${stemmer}`), 'utf8'))
  for (const folder of ['../../src/knowledge/', '../../src/activities/']) {
    const url = new URL(folder, import.meta.url)
    for (const name of readdirSync(url).sort())
      parts.push(name, readFileSync(new URL(name, url), 'utf8'))
  }
  return hash(...parts)
}

export function hash(...parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash('sha256')
  for (const part of parts) sum.update(part).update('\0')
  return sum.digest('base64url')
}
