import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../terminal/program.ts'
import { writeFew } from './few.ts'

/** `npm run check-knowledge` as an editor meets it. */

let folder: string
const check = (...args: readonly string[]) =>
  run('knowledge/check', { args: ['--knowledge', folder, ...args] })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotsen-check-'))
  await writeFew(folder, ['almi-mikrolan', 'almi-foretagslan'])
})
afterAll(() => rm(folder, { recursive: true }))

test('content: warnings only, exit 0; facts grow old; schemas are written', async () => {
  const later = await check('--as-of', '2027-08-01', '--schemas')
  expect(later.code, later.out + later.err).toBe(0)
  expect(later.out).not.toContain('error:')
  expect(later.out).toMatch(
    /^warning: knowledge\/offerings\/almi-mikrolan\.yaml:\d+: source\.checked: 2026-11-23 is 251 days ago$/m,
  )
  expect(later.out).toMatch(/ 2 offerings, .* as of 2027-08-01: 0 errors, \d+ warnings\n$/)
  expect(await readdir(join(folder, 'schema'))).toContain('offering.schema.json')
})

test('not content: every problem on a line of its own, exit 1', async () => {
  const file = join(folder, 'offerings/almi-mikrolan.yaml')
  const good = await readFile(file, 'utf8')
  await writeFile(file, good.replace('provider:', 'providr:'))
  const broken = await check()
  expect(broken.code).toBe(1)
  expect(broken.out).toContain(
    'error: knowledge/offerings/almi-mikrolan.yaml:3: no key "providr" here; did you mean "provider"?\n',
  )
  expect(broken.out).toMatch(/^not usable as of .*: [12] errors, 0 warnings$/m)
})

test('what is no day is said', async () => {
  const day = await check('--as-of', 'yesterday')
  expect(day).toMatchObject({ code: 1, out: '' })
  expect(day.err).toContain('--as-of yesterday: not a day; write YYYY-MM-DD')
})
