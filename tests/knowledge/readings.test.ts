import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { knowledgeFolder, readFolder } from '../../adapters/knowledge/folder.ts'
import { readSources } from '../../adapters/knowledge/readings.ts'
import { readSource } from '../../src/editing.ts'
import type { SourceFile } from '../../src/index.ts'

const sources = await readFolder(knowledgeFolder)
const fresh = sources.map((source) => readSource(source))

let folder: string
let kept: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotsen-readings-'))
  kept = join(folder, 'data', 'readings.v8')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const read = (files: readonly SourceFile[] = sources) => readSources(files, kept)

const isSameFile = async (before: { ino: number }) => (await stat(kept)).ino === before.ino

describe('what was read before', () => {
  it('says to the letter what reading it anew would', async () => {
    expect(await read()).toStrictEqual(fresh)
    const before = await stat(kept)
    expect(await read()).toStrictEqual(fresh)
    expect(await isSameFile(before)).toBe(true)
    expect(await readdir(join(folder, 'data'))).toEqual(['readings.v8'])
  })

  it('is not used for a file that has changed, and the others stay known', async () => {
    const [first, ...rest] = sources
    if (first === undefined) throw new Error('no files')
    await read()
    const before = await stat(kept)
    const added = { path: first.path, text: `${first.text}\n# a remark\n` }
    expect(await read([added, ...rest])).toStrictEqual(fresh)
    expect(await isSameFile(before)).toBe(false)
  })

  it('hides no problem: what is wrong is found each time with its line', async () => {
    const broken = sources.map((source) =>
      source.path === 'facts.yaml' ? { ...source, text: `${source.text}\nbroken: [` } : source,
    )
    const at = broken.findIndex((source) => source.path === 'facts.yaml')
    const expected = readSource(broken[at] as SourceFile)
    expect(expected.problems.length).toBeGreaterThan(0)
    for (let time = 0; time < 2; time++) expect((await read(broken))[at]).toStrictEqual(expected)
  })

  it.each([
    ['is cut short', (text: string) => text.slice(0, text.length / 2)],
    ['is empty', () => ''],
    ['is nothing of the kind', () => 'nonsense\nnonsense'],
    ['has one changed letter', (text: string) => text.replace('Mikrol', 'Makrol')],
    ['was written by another program', (text: string) => text.replace(/^.*\n/, 'other\n')],
  ])('is not believed when the file %s', async (_how, damage) => {
    await read()
    const text = await readFile(kept, 'latin1')
    expect(damage(text)).not.toBe(text)
    await writeFile(kept, damage(text), 'latin1')
    expect(await read()).toStrictEqual(fresh)
    expect(await readFile(kept, 'latin1')).toBe(text)
  })

  it('is done without where no file can be written', async () => {
    await writeFile(join(folder, 'data'), 'a file where a folder should be')
    expect(await read()).toStrictEqual(fresh)
  })
})
