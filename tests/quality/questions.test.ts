import { expect, test } from 'vitest'
import { openKnowledge } from '../real-knowledge.ts'
import { isNotOffered, questionSets, readQuestions, wordsOf } from './questions.ts'
import { conclude } from './report.ts'

const knowledge = await openKnowledge()
const [tuned, heldBack, fresh] = await Promise.all([
  readQuestions('tuned'),
  readQuestions('held-back'),
  readQuestions('fresh'),
])
const all = [...tuned, ...heldBack, ...fresh]

test('labels name offerings and offices that exist', () => {
  const offices = [...Object.keys(knowledge.offices.offices), 'outside', 'ask']
  const wrong = all.flatMap(({ id, accept, never, office }) => [
    ...[...accept, ...never].filter((one) => !knowledge.offerings.has(one)).map((one) => [id, one]),
    ...(office === undefined || offices.includes(office) ? [] : [[id, office]]),
  ])
  expect(wrong).toEqual([])
})

test('a question about a need or about what has ended says what answers it', () => {
  const asking = ['need-sv', 'need-en', 'typo', 'closed']
  const without = all.filter(
    (one) => asking.includes(one.slice) && one.accept.length === 0 && !isNotOffered(one),
  )
  expect(without.map(({ id }) => id)).toEqual([])
})

test('an id stands for one question, also across the sets', () => {
  const ids = all.map(({ id }) => id)
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
})

test('no fresh question is one that was tuned on', () => {
  const known = new Set(tuned.map((one) => wordsOf(one).toLowerCase()))
  const stale = fresh.filter((one) => known.has(wordsOf(one).toLowerCase()))
  expect(stale.map(({ id }) => id)).toEqual([])
})

test('the conclusion is drawn on each set that is not tuned on, and on no other', () => {
  const lines = conclude(questionSets.map((set) => ({ set, answered: [], judged: [] }))).split('\n')
  expect(lines.map((line) => line.split(':')[0])).toEqual(['On held-back', 'On fresh'])
  expect(conclude([{ set: 'tuned', answered: [], judged: [] }])).toMatch(/^No conclusion/)
})
