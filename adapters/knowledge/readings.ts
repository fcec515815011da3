import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { type Reading, readSource, type SourceFile } from '../../src/index.ts'

/**
 * What files were read to say, kept from one start to the next: parsing and checking them takes longer than all else.
 * Only what was found good is kept, under a hash of its path and text, so problems are always found anew with their
 * lines. Whatever is doubtful about the kept file (another program, cut short, changed) makes it as if it were not there.
 */
interface Kept {
  readonly program: string
  readonly values: Readonly<Record<string, unknown>>
}

const noneKept: Kept['values'] = {}
/** So long other work waits at most: the database server starts meanwhile. */
const patienceMs = 20

/** Reads every file, in turns with other work; `path` is where readings are kept, if anywhere. */
export async function readSources(
  sources: readonly SourceFile[],
  path: string | undefined,
): Promise<ReadonlyMap<SourceFile, Reading>> {
  const program = path === undefined ? '' : await hashProgram()
  const kept = path === undefined ? noneKept : await findKept(path, program)
  const readings = new Map<SourceFile, Reading>()
  const values: Record<string, unknown> = {}
  let rested = performance.now()
  let news = 0
  for (const source of sources) {
    const key = hash(source.path, source.text)
    const known = kept[key]
    const reading = known === undefined ? readSource(source) : { value: known, problems: [] }
    readings.set(source, reading)
    if (reading.value !== undefined) values[key] = reading.value
    if (reading.value !== undefined && known === undefined) news++
    if (performance.now() - rested < patienceMs) continue
    await new Promise((resolve) => setImmediate(resolve))
    rested = performance.now()
  }
  // A folder that takes no file only makes the next start slower.
  if (path !== undefined && news > 0) await keep(path, { program, values }).catch(() => undefined)
  return readings
}

async function findKept(path: string, program: string): Promise<Kept['values']> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const end = text.indexOf('\n')
  const body = text.slice(end + 1)
  if (text.slice(0, end) !== hash(program, body)) return noneKept
  return JSON.parse(body) as Kept['values']
}

async function keep(path: string, { program, values }: Kept): Promise<void> {
  const body = JSON.stringify(values)
  const aside = `${path}.${process.pid}`
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeFile(aside, `${hash(program, body)}\n${body}`, { mode: 0o600 })
    await rename(aside, path)
  } catch (cause) {
    await rm(aside, { force: true })
    throw cause
  }
}

/** The code that reads and checks, with the libraries it does so by: changed, it may find other values. */
async function hashProgram(): Promise<string> {
  const require = createRequire(import.meta.url)
  const parts = ['yaml', 'zod'].map((name) => require(`${name}/package.json`).version as string)
  for (const folder of ['../../src/knowledge/', '../../src/activities/']) {
    const url = new URL(folder, import.meta.url)
    for (const name of (await readdir(url)).sort())
      parts.push(name, await readFile(new URL(name, url), 'utf8'))
  }
  return hash(...parts)
}

function hash(...parts: readonly string[]): string {
  const sum = createHash('sha256')
  for (const part of parts) sum.update(part).update('\0')
  return sum.digest('base64url')
}
