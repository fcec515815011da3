import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMade } from '../../adapters/knowledge/made.ts'

const learned = {
  traits: ['*', 'å ä', '<place>'],
  weights: Float32Array.from({ length: 24 }, (_, at) => Math.fround(at / 7 - 1.5)),
  parts: { words: new Set(['å']), heads: new Map([['ä', 'ö']]) },
}

let path: string
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'lotsen-made-')), 'read.v8.made')
})
afterEach(() => rm(join(path, '..'), { recursive: true, force: true }))

/** One start: what it has in the end, and whether it had to make it. */
async function start(version: string) {
  let made = false
  const memory = await openMade(path, version)
  const has = memory.recall('kinds', () => {
    made = true
    return learned
  })
  await memory.save()
  return { has, made }
}

describe('what was made before', () => {
  it('is to the last bit what making it anew would give', async () => {
    expect(await start('one')).toStrictEqual({ has: learned, made: true })
    expect(await start('one')).toStrictEqual({ has: learned, made: false })
  })

  it('is not used for another version of the knowledge', async () => {
    await start('one')
    expect((await start('two')).made).toBe(true)
    expect((await start('two')).made).toBe(false)
  })

  it('is not believed when the file has changed', async () => {
    await start('one')
    const text = await readFile(path, 'latin1')
    await writeFile(path, text.replace('<place>', '<plaza>'), 'latin1')
    expect((await start('one')).made).toBe(true)
  })
})
