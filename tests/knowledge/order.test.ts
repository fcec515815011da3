import { expect, test } from 'vitest'
import { readSource } from '../../src/editing.ts'
import { loadKnowledge, playTurns, type Reading } from '../../src/index.ts'
import { readFew } from './few.ts'

const few = ['almi-mikrolan', 'almi-foretagslan', 'norrlandsfonden-lan', 'region-vasterbotten-sis']
const on = { day: '2026-11-23', now: '2026-11-23T10:00:00.000Z' }

function answer(readings: readonly Reading[]) {
  const loaded = loadKnowledge(readings, 'x')
  if (loaded.kind === 'broken') throw new Error(JSON.stringify(loaded.problems))
  return playTurns(loaded.knowledge, ['vi är 5 anställda i Malå och vill köpa en ny svarv'], on)
}

/** A database gives a version's files back in an order of its own. */
test('the same files in another order answer the same, to the last score', {
  timeout: 60_000,
}, async () => {
  const readings = (await readFew(few)).map(readSource)
  expect(answer(readings.toReversed()).trace).toEqual(answer(readings).trace)
})
