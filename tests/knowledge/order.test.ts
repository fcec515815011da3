import { expect, test } from 'vitest'
import { loadKnowledge, playTurns, type SourceFile } from '../../src/index.ts'
import { readFew } from './few.ts'

const few = ['almi-mikrolan', 'almi-foretagslan', 'norrlandsfonden-lan', 'region-vasterbotten-sis']
const on = { day: '2026-11-23', now: '2026-11-23T10:00:00.000Z' }

function answer(files: readonly SourceFile[]) {
  const loaded = loadKnowledge(files, 'x')
  if (loaded.kind === 'broken') throw new Error(JSON.stringify(loaded.problems))
  return playTurns(loaded.knowledge, ['vi är 5 anställda i Malå och vill köpa en ny svarv'], on)
}

/** A database gives a version's files back in an order of its own. */
test('the same files in another order answer the same, to the last score', {
  timeout: 60_000,
}, async () => {
  const files = await readFew(few)
  expect(answer(files.toReversed()).trace).toEqual(answer(files).trace)
})
