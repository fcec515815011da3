import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Incoming } from '../../src/chat.ts'
import { createConversation } from '../../src/conversation/conversation.ts'
import { turn } from '../../src/conversation/turn.ts'
import { assess } from '../../src/eligibility/assess.ts'
import type { FactValue } from '../../src/knowledge/fact-value.ts'
import type { Knowledge } from '../../src/knowledge/knowledge.ts'
import { openKnowledge } from '../real-knowledge.ts'

let knowledge: Knowledge
const now = '2026-11-23T10:00:00Z'
const day = '2026-11-23'
const address = { channel: 'web', id: 'one' } as const

beforeAll(async () => {
  knowledge = await openKnowledge()
})

const facts = fc.record(
  {
    employees: fc.integer({ min: 0, max: 400 }),
    turnover: fc.integer({ min: 0, max: 1_000_000_000 }),
    company_age: fc.integer({ min: 0, max: 40 }),
    owner_age: fc.integer({ min: 16, max: 80 }),
    project_cost: fc.integer({ min: 0, max: 20_000_000 }),
    legal_form: fc.constantFrom('sole-trader', 'limited-company', 'non-profit', 'none'),
    stage: fc.constantFrom('idea', 'starting', 'running'),
    sector: fc.constantFrom('agriculture', 'manufacturing', 'grocery', 'tourism', 'it'),
    already_started: fc.boolean(),
    unemployed: fc.boolean(),
    sami_reindeer: fc.boolean(),
    exports: fc.boolean(),
    innovative: fc.boolean(),
  },
  { requiredKeys: [] },
)

test('what is decided stays decided when more becomes known: unknown never was a yes or a no', () => {
  const offerings = [...knowledge.offerings.values()]
  fc.assert(
    fc.property(
      fc.constantFrom(...offerings),
      facts,
      fc.option(fc.constantFrom('mala', 'arjeplog'), { nil: undefined }),
      (offering, known, place) => {
        const all = known as Record<string, FactValue>
        const after = assess(offering, all, place).verdict
        for (const left of Object.keys(all)) {
          const { [left]: _gone, ...fewer } = all
          const before = assess(offering, fewer, place).verdict
          // What is begun is asked about only when it is told: a red line, not a missing fact.
          if (before !== 'unknown' && left !== 'already_started') expect(after).toBe(before)
        }
      },
    ),
    { numRuns: 400 },
  )
})

const message = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        'lån',
        'maskin',
        'Malå',
        '5',
        'anställda',
        'nr',
        '2',
        'den',
        'glöm mig',
        'NiMR',
        'hjälp',
        'ring mig',
        'ja',
        'nej',
        'tack',
        '250 000',
        '92332',
        'english',
        'börja om',
        '\u0000',
        '🙂',
      ),
      { maxLength: 12 },
    )
    .map((words) => words.join(' ')),
  fc.constant('å'.repeat(9000)),
)
const press = fc.oneof(
  fc.string({ maxLength: 260 }),
  fc.constantFrom(
    'more',
    'handoff',
    'handoff-send',
    'handoff-edit',
    'handoff-cancel',
    'answer|employees|5',
    'answer|employees|x',
    'answer|nothing|1',
    'skip|employees',
    'place|mala|find',
    'place|unknown|handoff',
    'place|outside:Umeå|office',
    'tell|almi-mikrolan|what',
    'tell|gone|amount',
    'forget',
    'forget-sure',
    'my-data',
    'my-cases',
    'case|L-00000|withdraw|1',
    'language|en',
    'restart',
  ),
)
const said = fc.oneof(
  message.map((text) => ({ kind: 'message' as const, text })),
  press.map((id) => ({ kind: 'press' as const, press: id })),
  fc
    .dictionary(
      fc.constantFrom('name', 'need', 'phone', 'email', 'consent', 'organisation_number'),
      fc.string({ unit: 'binary', maxLength: 60 }),
    )
    .map((values) => ({ kind: 'form' as const, form: 'handoff', values })),
)

function play(all: readonly object[]) {
  let conversation = createConversation({ id: 'web:one', address, language: 'sv', now })
  const steps = all.map((one, at) => {
    const incoming = { event: String(at), address, locale: 'unknown', ...one } as Incoming
    const step = turn({ knowledge, conversation, incoming, now, day, cases: [], absences: [] })
    conversation = step.conversation
    return step
  })
  return { conversation, steps }
}

test('no input of any kind throws, and every one is answered or sent', () => {
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 6 }), (all) => {
      for (const step of play(all).steps) {
        expect(step.replies.length + step.effects.length).toBeGreaterThan(0)
        for (const { eligibility, status } of step.conversation.shown) {
          expect(['yes', 'no', 'unknown']).toContain(eligibility)
          if (step.trace.intent === 'find') expect(status).not.toBe('closed')
        }
      }
    }),
    { numRuns: 150 },
  )
}, 180_000)

test('every path reaches an office: asked for a person, there is a form or the question which office', () => {
  fc.assert(
    fc.property(fc.array(said, { maxLength: 4 }), (all) => {
      const { steps } = play([
        ...all,
        { kind: 'press', press: 'restart' },
        { kind: 'press', press: 'handoff' },
        { kind: 'press', press: 'place|unknown|handoff' },
      ])
      expect(steps.at(-1)?.replies.some((reply) => reply.kind === 'form')).toBe(true)
    }),
    { numRuns: 100 },
  )
}, 120_000)

test('the same turn is the same turn', () => {
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 4 }), (all) => {
      expect(play(all).steps.at(-1)).toEqual(play(all).steps.at(-1))
    }),
    { numRuns: 60 },
  )
}, 120_000)

test('at most two questions in a row', () => {
  const { steps } = play([
    { kind: 'message', text: 'vi behöver bidrag till en ny maskin' },
    { kind: 'press', press: 'skip|municipality' },
    { kind: 'press', press: 'skip|employees' },
    { kind: 'press', press: 'skip|legal_form' },
  ])
  expect(steps.map((step) => step.trace.question !== null)).toEqual([
    true,
    true,
    false,
    expect.any(Boolean),
  ])
})
