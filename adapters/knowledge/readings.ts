import type { Reading, SourceFile } from '../../src/index.ts'
import { findKept, hash, keep } from './kept.ts'

/**
 * What files were read to say: parsing and checking them takes longer than all else. Only what was found good is kept,
 * under a hash of its path and text, so problems are always found anew with their lines.
 */
type Values = Readonly<Record<string, unknown>>

/** So long other work waits at most: the database server starts meanwhile. */
const patienceMs = 20

/** Reads every file, in turns with other work; `path` is where readings are kept, if anywhere. */
export async function readSources(
  sources: readonly SourceFile[],
  path: string | undefined,
): Promise<readonly Reading[]> {
  const kept = (path === undefined ? {} : ((await findKept(path)) ?? {})) as Values
  const readings: Reading[] = []
  const values: Record<string, unknown> = {}
  let rested = performance.now()
  let news = 0
  for (const source of sources) {
    const key = hash(source.path, source.text)
    const known = kept[key]
    const reading =
      known === undefined
        ? (await import('../../src/editing.ts')).readSource(source)
        : { path: source.path, value: known, problems: [] }
    readings.push(reading)
    if (reading.value !== undefined) values[key] = reading.value
    if (reading.value !== undefined && known === undefined) news++
    if (performance.now() - rested < patienceMs) continue
    await new Promise((resolve) => setImmediate(resolve))
    rested = performance.now()
  }
  if (path !== undefined && news > 0) await keep(path, values)
  return readings
}
