import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkFolder } from '../adapters/knowledge/check-folder.ts'
import { knowledgeFolder } from '../adapters/knowledge/folder.ts'
import { type Checked, type Knowledge, playTurns, schemasForEditors } from '../src/index.ts'

/** The real knowledge folder. */

const day = '2026-11-23'
let checked: Checked
let knowledge: Knowledge

beforeAll(async () => {
  const done = await checkFolder(knowledgeFolder, day)
  if (done.kind === 'broken') throw new Error(JSON.stringify(done.errors))
  checked = done
  knowledge = done.knowledge
})

test('the knowledge is whole: references, languages, coverage, places, every example', () => {
  expect(checked.errors).toEqual([])
  const lost = /no question finds it|nothing says it/
  expect(checked.warnings.filter(({ message }) => lost.test(message))).toEqual([])
  expect(knowledge.offerings.size).toBe(153)
})

test('editors complete with schemas that are up to date: npm run check-knowledge -- --schemas', async () => {
  for (const [name, text] of Object.entries(schemasForEditors())) {
    expect(await readFile(`${knowledgeFolder}schema/${name}`, 'utf8'), name).toBe(text)
  }
})

describe('dates win over words', () => {
  const shown = (text: string, on: string) =>
    playTurns(knowledge, [text], { now: `${on}T10:00:00Z`, day: on }).conversation.shown[0]
  test.each([
    ['2021-02-01', 'open'],
    ['2022-03-31', 'open'],
    ['2022-04-01', 'closed'],
    ['2026-11-23', 'closed'],
  ])('NiMR on %s is %s', (on, status) => {
    expect(shown('är NiMR öppet?', on)).toMatchObject({ id: 'region10-nimr-niaa', status })
  })
  test('what came after is told', () => {
    const { answer } = playTurns(knowledge, ['finns NiAA kvar?'], { now: `${day}T10:00:00Z`, day })
    expect(JSON.stringify(answer.replies)).toContain('SHiMR')
  })
})
