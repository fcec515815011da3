import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../adapters/postgres/database.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import type { Knowledge, Store } from '../../src/index.ts'
import { createFresh, type Fresh } from '../postgres/fresh.ts'
import { openKnowledge } from '../real-knowledge.ts'
import { type Answered, createPerson } from './person.ts'
import { type Expected, readTalks } from './talks.ts'

/** Whole talks as a person would have them, through the navigator and a real store; and what holds in each of them. */

const files = await readTalks()
let fresh: Fresh
let database: Database
let store: Store
let knowledge: Knowledge

beforeAll(async () => {
  knowledge = await openKnowledge()
  fresh = await createFresh()
  database = await fresh.open()
  store = createStore(database)
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

for (const { file, talks } of files) {
  describe(file, () => {
    test.each(talks)('$talk', async (talk) => {
      const person = createPerson(store, knowledge, talk)
      let inARow = 0
      for (const [at, turn] of talk.turns.entries()) {
        const answered = await person.do(turn)
        const where = `turn ${at + 1}, ${JSON.stringify({ ...turn, expect: undefined })}:\n${answered.text}\n${answered.trace.because.join('\n')}`
        if (turn.expect !== undefined) check(answered, turn.expect, where)
        inARow =
          answered.trace.intent === 'find' && answered.trace.question !== null ? inARow + 1 : 0
        expect(inARow, `more than two questions in a row, ${where}`).toBeLessThanOrEqual(2)
        checkAlways(answered, where)
      }
    })
  })
}

test('there are enough of them, in both languages', () => {
  const all = files.flatMap(({ talks }) => talks)
  expect(all.length).toBeGreaterThanOrEqual(25)
  expect(all.filter(({ language }) => language === 'en').length).toBeGreaterThanOrEqual(5)
  expect(new Set(all.map(({ talk }) => talk)).size).toBe(all.length)
})

/** What holds in every turn of every talk. */
function checkAlways({ answer, conversation, trace, actions, replayed }: Answered, where: string) {
  expect(replayed, where).toBe('same')
  expect(answer.replies.length, where).toBeGreaterThan(0)
  expect(answer.receipt, where).toMatch(/^[0-9A-Z]{6}$/)
  for (const action of actions)
    if (action.kind === 'press') expect(action.press.length).toBeLessThanOrEqual(255)
  if (trace.intent !== 'find') return
  for (const { id, status, eligibility } of conversation.shown) {
    expect(status, `${id}, ${where}`).not.toBe('closed')
    expect(eligibility, `${id}, ${where}`).not.toBe('no')
  }
}

function check(
  { answer, text, actions, trace, conversation }: Answered,
  wanted: Expected,
  where: string,
) {
  const shown = conversation.shown.map(({ id }) => id)
  if (wanted.language !== undefined) expect(answer.language, where).toBe(wanted.language)
  if (wanted.intent !== undefined) expect(trace.intent, where).toBe(wanted.intent)
  if (wanted.first !== undefined) expect(shown[0], where).toBe(wanted.first)
  if (wanted.asks !== undefined) expect(trace.question, where).toBe(wanted.asks)
  if (wanted.office !== undefined) expect(trace.office, where).toBe(wanted.office)
  if (wanted.place !== undefined) expect(conversation.place ?? null, where).toBe(wanted.place)
  if (wanted.facts !== undefined) expect(conversation.facts, where).toMatchObject(wanted.facts)
  if (wanted.shows?.length === 0) expect(shown, where).toEqual([])
  for (const id of wanted.shows ?? []) expect(shown, where).toContain(id)
  for (const id of wanted.never_shows ?? []) expect(shown, where).not.toContain(id)
  for (const [id, status] of Object.entries(wanted.status ?? {}))
    expect(conversation.shown, where).toContainEqual(expect.objectContaining({ id, status }))
  for (const [id, eligibility] of Object.entries(wanted.eligibility ?? {}))
    expect(conversation.shown, where).toContainEqual(expect.objectContaining({ id, eligibility }))
  const plain = text.replaceAll('\u00a0', ' ')
  for (const words of wanted.reads ?? []) expect(plain, where).toContain(words)
  for (const words of wanted.never_reads ?? []) expect(text, where).not.toContain(words)
  const labels = actions.map(({ label }) => label)
  for (const label of wanted.offers ?? []) expect(labels, where).toContain(label)
  if (wanted.wrong !== undefined) expect(listWrong(answer), where).toEqual(wanted.wrong)
}

function listWrong(answer: Answered['answer']): readonly string[] | undefined {
  const form = answer.replies.find((reply) => reply.kind === 'form')
  return form?.fields.filter((field) => field.error !== '').map((field) => field.name)
}
