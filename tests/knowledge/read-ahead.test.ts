import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findKept } from '../../adapters/knowledge/kept.ts'
import { readKnowledge } from '../../adapters/knowledge/read.ts'
import { readAhead } from '../../adapters/knowledge/read-ahead.ts'
import { writeFew } from './few.ts'

/** The other process learns; this one must find all of it done. */

const offering = 'offerings/almi-mikrolan.yaml'
let folder: string
let kept: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotsen-ahead-'))
  kept = join(folder, 'kept.v8')
  await writeFew(folder, ['almi-mikrolan', 'almi-foretagslan'])
  vi.stubEnv('NODE_OPTIONS', '--import tsx')
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

test('what another process read and learned is what this one would have', {
  timeout: 120_000,
}, async () => {
  await readAhead(folder, kept)
  const [readings, made] = [await readFile(kept), await readFile(`${kept}.made`)]
  const found = await findKept(`${kept}.made`)
  const read = await readKnowledge(folder, kept)
  expect(read.kind).toBe('loaded')
  expect(found).toBeDefined()
  expect(readings.equals(await readFile(kept))).toBe(true)
  expect(made.equals(await readFile(`${kept}.made`))).toBe(true)
  await rm(kept)
  await rm(`${kept}.made`)
  await readKnowledge(folder, kept)
  expect(isDeepStrictEqual(await findKept(`${kept}.made`), found)).toBe(true)
})

test('what is broken is found by the one who reads next', async () => {
  await writeFile(join(folder, offering), 'name: [')
  await readAhead(folder, kept)
  const read = await readKnowledge(folder, kept)
  expect(read).toMatchObject({ kind: 'broken', problems: [{ file: `knowledge/${offering}` }] })
})
