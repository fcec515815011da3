import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { hashFiles, knowledgeFolder, readFolder } from '../adapters/knowledge/folder.ts'
import { readKnowledge } from '../adapters/knowledge/read.ts'
import {
  checkKnowledge,
  type Knowledge,
  loadKnowledge,
  playTurns,
  type SourceFile,
  schemasForEditors,
} from '../src/index.ts'

let files: readonly SourceFile[]
let knowledge: Knowledge
const day = '2026-11-23'

beforeAll(async () => {
  files = await readFolder(knowledgeFolder)
  const read = await readKnowledge()
  if (read.kind === 'broken') throw new Error(JSON.stringify(read.problems))
  knowledge = read.knowledge
})

test('the knowledge is whole: references, languages, coverage, every machine example', () => {
  expect(checkKnowledge(knowledge, day).errors).toEqual([])
  expect(knowledge.offerings.size).toBe(153)
})

test('editors complete with schemas that are up to date', async () => {
  for (const [name, text] of Object.entries(schemasForEditors())) {
    expect(await readFile(`${knowledgeFolder}schema/${name}`, 'utf8'), name).toBe(text)
  }
})

describe('a broken file is told with its line and what was meant', () => {
  const broken = (change: (text: string) => string) => {
    const path = 'offerings/almi-mikrolan.yaml'
    const changed = files.map((file) =>
      file.path === path ? { path, text: change(file.text) } : file,
    )
    const loaded = loadKnowledge(changed, hashFiles(changed))
    return loaded.kind === 'broken'
      ? loaded.problems.map(({ line, message }) => `${line}: ${message}`)
      : []
  }
  test.each([
    [
      'a key that is none',
      (text: string) => text.replace('\nprovider:', '\nprovidr:'),
      /did you mean "provider"/,
    ],
    [
      'a fact that is none',
      (text: string) => text.replace(/employees:/, 'employes:'),
      /did you mean "employees"/,
    ],
    ['a word that is none', (text: string) => text.replace('kind: loan', 'kind: laon'), /loan/],
    ['no YAML at all', (text: string) => `${text}\n  : [`, /\d+: /],
  ])('%s', (_name, change, expected) => {
    const problems = broken(change)
    expect(problems.join('\n')).toMatch(expected)
    expect(problems.every((problem) => /^\d+: /.test(problem))).toBe(true)
  })
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
