import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readKnowledge } from '../../adapters/knowledge/read.ts'
import { answerLine } from '../../adapters/terminal/answer-line.ts'
import type { Knowledge } from '../../src/index.ts'
import { writeFew } from '../knowledge/few.ts'
import { run } from './program.ts'

/** The contract of `npm run --silent ask -- --json`, which other programs read. */

const day = '2026-11-23'
const offerings = [
  'almi-mikrolan',
  'almi-foretagslan',
  'almi-tillvaxtlan',
  'norrlandsfonden-lan',
  'region-vasterbotten-sis',
  'region10-nimr-niaa',
]
const offices = [
  ...['dorotea', 'asele', 'vilhelmina', 'lycksele', 'storuman', 'sorsele', 'mala', 'norsjo'],
  ...['arvidsjaur', 'arjeplog', 'outside', 'ask'],
] as const
const answer = z.strictObject({
  id: z.union([z.string(), z.number()]).nullable(),
  language: z.enum(['sv', 'en']),
  intent: z.enum(['find', 'offering', 'office', 'handoff', 'smalltalk', 'help', 'outside-scope']),
  offerings: z.array(
    z.strictObject({
      id: z.string(),
      status: z.enum(['open', 'recurring', 'closed', 'paused', 'unknown']),
      eligibility: z.enum(['yes', 'no', 'unknown']),
    }),
  ),
  office: z.enum(offices).nullable(),
  question: z.strictObject({ fact: z.string() }).nullable(),
  reply: z.string().min(1),
  ms: z.number().nonnegative(),
})
const malformed = z.strictObject({ id: z.null(), error: z.string().min(1) })

let knowledge: Knowledge
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotsen-ask-'))
  await writeFew(folder, offerings)
  const read = await readKnowledge(folder)
  if (read.kind === 'broken') throw new Error(JSON.stringify(read.problems))
  knowledge = read.knowledge
})
afterAll(() => rm(folder, { recursive: true }))

const ask = (line: object | string, on = day) =>
  answer.parse(answerLine(knowledge, typeof line === 'string' ? line : JSON.stringify(line), on))

describe('a line', () => {
  test.each([
    [{ id: 1, text: 'behöver låna lite pengar till min firma' }, 'find', null],
    [{ id: 'b', text: 'vem ringer jag i Sorsele?' }, 'office', 'sorsele'],
    [{ id: 'c', text: 'vem ringer jag i Umeå?' }, 'office', 'outside'],
    [{ id: 'd', text: 'vem ringer jag?' }, 'office', 'ask'],
    [{ id: 'e', text: 'hej!' }, 'smalltalk', null],
    [{ id: 'f', text: 'vad kan du?' }, 'help', null],
    [{ id: 'g', text: 'hur blir vädret?' }, 'outside-scope', null],
    [{ id: 'h', text: 'jag vill prata med någon i Malå' }, 'handoff', 'mala'],
    [{ id: 'i', text: 'hur mycket kan man få i mikrolån?' }, 'offering', null],
    [{ id: 'j', text: '' }, expect.any(String), null],
  ])('%j', (line, intent, office) => {
    expect(ask(line)).toMatchObject({ id: line.id, intent, office })
  })
  test('without an id is answered with null', () => {
    expect(ask({ text: 'hej' }).id).toBeNull()
  })
  test('with turns is answered for the last of them, with what was told before', () => {
    const told = ask({ id: 1, turns: ['lån till verkstaden i Malå', 'vi är 25 anställda'] })
    expect(told).toMatchObject({ intent: 'find', office: 'mala' })
    expect(told.offerings.map(({ id }) => id)).not.toContain('almi-mikrolan')
    expect(told.reply).toContain('25')
  })
  test('offerings are those that the reply shows, in its order', () => {
    const { offerings, reply } = ask({ text: 'behöver låna till en ny maskin i Malå' })
    expect(offerings.length).toBeGreaterThan(0)
    const names = offerings.map(({ id }) => knowledge.offerings.get(id)?.name.sv ?? '')
    const places = names.map((name, at) => reply.indexOf(`${at + 1}. ${name}`))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
  })
  test('the question is the fact that the reply asks for', () => {
    const { question, reply } = ask({ text: 'lån till en ny maskin' })
    const fact = knowledge.facts.get(question?.fact ?? '')
    expect(reply).toContain(fact?.ask.sv)
  })
  test('nothing is shown where nothing was found', () => {
    expect(ask({ text: 'hur blir vädret?' }).offerings).toEqual([])
    const turns = ['lån till en maskin', 'vem ringer jag i Sorsele?']
    expect(ask({ turns }).offerings).toEqual([])
  })
  test('in English is answered in English', () => {
    expect(ask({ text: 'I need a loan for a new machine' }).language).toBe('en')
  })
})

describe('as of a day', () => {
  test('NiMR is open on 2021-02-01 and closed today', () => {
    const status = (on: string) => ask({ text: 'är NiMR öppet?' }, on).offerings[0]
    expect(status('2021-02-01')).toMatchObject({ id: 'region10-nimr-niaa', status: 'open' })
    expect(status(day)).toMatchObject({ id: 'region10-nimr-niaa', status: 'closed' })
  })
})

describe('a malformed line', () => {
  test.each([
    'nope',
    '{"id": 1}',
    '{"id": 1, "text": 7}',
    '{"id": 1, "turns": []}',
    '{"id": 1, "turns": ["a", 2]}',
    '{"id": {}, "text": "hej"}',
    '[]',
    'null',
    '"hej"',
    '{"text": "hej"',
  ])('%s', (line) => {
    malformed.parse(answerLine(knowledge, line, day))
  })
})

test('who reads only the first line, as head does, ends it quietly', async () => {
  const typed = '{"text":"hej"}\n'.repeat(2000)
  const ran = await run('terminal/ask', { args: ['--json'], typed, reads: 'first' })
  expect(ran).toMatchObject({ code: 0, err: '' })
})

test('the program answers line for line, in order, and goes on after a malformed one', async () => {
  const lines = ['{"id":1,"text":"är NiMR öppet?"}', 'nope', '', '{"id":"två","text":"hej"}']
  const ran = await run('terminal/ask', {
    args: ['--json', '--as-of', '2021-02-01', '--knowledge', folder],
    typed: lines.join('\n'),
  })
  expect(ran).toMatchObject({ code: 0, err: '' })
  const [first, second, third, ...more] = ran.out.trimEnd().split('\n')
  expect(answer.parse(JSON.parse(first ?? ''))).toMatchObject({ id: 1, intent: 'offering' })
  malformed.parse(JSON.parse(second ?? ''))
  expect(answer.parse(JSON.parse(third ?? ''))).toMatchObject({ id: 'två', intent: 'smalltalk' })
  expect(more).toEqual([])
})

test('the program answers a question in words', async () => {
  const ran = await run('terminal/ask', {
    args: ['--knowledge', folder, 'hur', 'mycket', 'är', 'mikrolån?'],
  })
  expect(ran.code, ran.err).toBe(0)
  expect(ran.out).toMatch(/250.000 kr/)
})
