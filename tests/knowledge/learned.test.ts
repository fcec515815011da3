import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLearned } from '../../adapters/knowledge/learned.ts'
import type { Learned } from '../../src/index.ts'

const learned: Learned = {
  traits: ['*', 'å ä', '<place>'],
  weights: Float32Array.from({ length: 24 }, (_, at) => Math.fround(at / 7 - 1.5)),
}

let path: string
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'lotsen-learned-')), 'read.json.learned')
})
afterEach(() => rm(join(path, '..'), { recursive: true, force: true }))

/** One start: what it has in the end, and whether it had to learn. */
async function start(version: string) {
  let learnt = false
  const memory = await openLearned(path, version)
  const has = memory.learn(() => {
    learnt = true
    return learned
  })
  await memory.save()
  return { has, learnt }
}

describe('what was learned before', () => {
  it('is to the last bit what learning it anew would be', async () => {
    expect(await start('one')).toStrictEqual({ has: learned, learnt: true })
    expect(await start('one')).toStrictEqual({ has: learned, learnt: false })
  })

  it('is not used for another version of the knowledge', async () => {
    await start('one')
    expect((await start('two')).learnt).toBe(true)
    expect((await start('two')).learnt).toBe(false)
  })

  it('is not believed when the file has changed', async () => {
    await start('one')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('å ä', 'ä å'))
    expect((await start('one')).learnt).toBe(true)
  })
})
