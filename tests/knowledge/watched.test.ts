import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type WatchedKnowledge, watchKnowledge } from '../../adapters/knowledge/watched.ts'
import { writeFew } from './few.ts'

/** An editor at work while the bot runs. */

const file = 'offerings/almi-mikrolan.yaml'
let folder: string
let watched: WatchedKnowledge
let logged: Record<string, unknown>[]
let versions: string[]

const log = pino(
  { level: 'info' },
  new Writable({
    write(line, _encoding, done) {
      logged.push(JSON.parse(String(line)) as Record<string, unknown>)
      done()
    },
  }),
)
const patiently = { timeout: 8000, interval: 20 }
const nameNow = () => watched.now().offerings.get('almi-mikrolan')?.name.sv
const watchFolder = () =>
  watchKnowledge({ folder, log, changed: async (version) => void versions.push(version) })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotsen-knowledge-'))
  await writeFew(folder, ['almi-mikrolan', 'almi-foretagslan'])
  logged = []
  versions = []
})

afterEach(async () => {
  watched?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a broken file leaves the last good knowledge in force; the mended one is taken up', async () => {
  watched = await watchFolder()
  const before = watched.now()
  const good = await readFile(join(folder, file), 'utf8')

  await writeFile(join(folder, file), good.replace('provider: almi', 'providr: almi'))
  await vi.waitFor(
    () =>
      expect(logged.map(({ msg }) => msg)).toContainEqual(
        'knowledge not changed: the last good one stays in force',
      ),
    patiently,
  )
  expect(watched.now()).toBe(before)
  expect(logged).toContainEqual(
    expect.objectContaining({
      level: 50,
      file: `knowledge/${file}`,
      line: 3,
      msg: 'knowledge: no key "providr" here; did you mean "provider"?',
    }),
  )
  expect(versions).toEqual([])

  await writeFile(join(folder, file), good.replace('sv: Mikrolån', 'sv: Pyttelån'))
  await vi.waitFor(() => expect(nameNow()).toBe('Pyttelån'), patiently)
  expect(watched.now().version).not.toBe(before.version)
  expect(watched.files()[file]).toContain('Pyttelån')
  await vi.waitFor(() => expect(versions).toEqual([watched.now().version]), patiently)
})

test('a file that is new, or replaced as many editors and git do, is followed every time', async () => {
  watched = await watchFolder()
  const text = await readFile(join(folder, file), 'utf8')
  await writeFile(join(folder, '.swap'), text.replace('sv: Mikrolån', 'sv: Ersatt'))
  await writeFile(join(folder, 'offerings/new-one.yaml'), text)
  await rename(join(folder, '.swap'), join(folder, file))
  await vi.waitFor(() => expect(nameNow()).toBe('Ersatt'), patiently)
  await vi.waitFor(() => expect(watched.now().offerings.has('new-one')).toBe(true), patiently)
  await rm(join(folder, 'offerings/new-one.yaml'))
  await writeFile(join(folder, file), text.replace('sv: Mikrolån', 'sv: Skrivet'))
  await vi.waitFor(() => expect(nameNow()).toBe('Skrivet'), patiently)
  await vi.waitFor(() => expect(watched.now().offerings.has('new-one')).toBe(false), patiently)
  expect(JSON.stringify(logged)).not.toContain('Skrivet')
})

test('a folder that is broken from the start is an error that says where', async () => {
  await writeFile(join(folder, file), 'name: [')
  await expect(watchFolder()).rejects.toThrow(/knowledge\/offerings\/almi-mikrolan\.yaml:\d+: /)
  folder = await mkdtemp(join(tmpdir(), 'lotsen-knowledge-'))
  await rm(folder, { recursive: true })
  await expect(watchFolder()).rejects.toThrow(/cannot be read/)
})
