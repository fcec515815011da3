import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeAnswer } from '../../adapters/terminal/render.ts'
import type { Action, Incoming, Reply } from '../../src/chat.ts'
import { createConversation } from '../../src/conversation/conversation.ts'
import { turn } from '../../src/conversation/turn.ts'
import type { Knowledge } from '../../src/knowledge/knowledge.ts'
import { openKnowledge } from '../real-knowledge.ts'

/** What holds whatever a person, a stale page or an attacker sends. tests/conversation/properties.test.ts has more. */

const now = '2026-11-23T10:00:00Z'
const day = '2026-11-23'
const address = { channel: 'web', id: 'one' } as const
let knowledge: Knowledge

beforeAll(async () => {
  knowledge = await openKnowledge()
})

function createTalk() {
  let conversation = createConversation({ id: 'web:one', address, language: 'sv', now })
  let event = 0
  return {
    now: () => conversation,
    do: (said: object) => {
      event += 1
      const incoming = { event: String(event), address, locale: 'unknown', ...said } as Incoming
      const step = turn({ knowledge, conversation, incoming, now, day, cases: [], absences: [] })
      conversation = step.conversation
      return step
    },
  }
}

function actionsOf(replies: readonly Reply[]): readonly Action[] {
  return writeAnswer({ language: 'sv', replies, receipt: '' }).actions
}

const needs = [
  'lån till en ny maskin',
  'vill anställa i Malå',
  'är NiMR öppet?',
  'ring mig',
  'hej',
  'we need a grant in Arjeplog',
  'vem ringer jag i Umeå',
  'glöm mig',
]

describe('stale buttons', () => {
  test('every button of every earlier answer can be pressed in any later state', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...needs), fc.nat(), fc.nat()), {
          minLength: 1,
          maxLength: 5,
        }),
        (moves) => {
          const talk = createTalk()
          const seen: string[] = []
          const remember = (replies: readonly Reply[]) =>
            seen.push(
              ...actionsOf(replies).flatMap((one) => (one.kind === 'press' ? [one.press] : [])),
            )
          for (const [text, which, again] of moves) {
            remember(talk.do({ kind: 'message', text }).replies)
            for (const at of [which, again]) {
              if (seen.length === 0) continue
              const before = talk.now()
              const press = seen[at % seen.length] ?? ''
              const step = talk.do({ kind: 'press', press })
              expect(step.replies.length + step.effects.length, press).toBeGreaterThan(0)
              // Nothing is sent that was not shown first.
              if (step.effects.some(({ kind }) => kind === 'open-case'))
                expect(before.draft).toMatchObject({ step: 'check' })
              remember(step.replies)
            }
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('an invented one changes nothing that is known', () => {
    const invented = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .tuple(
          fc.constantFrom('answer', 'tell', 'place', 'skip', 'case', 'language'),
          fc.array(fc.string({ maxLength: 12 }), { maxLength: 4 }),
        )
        .map(([kind, rest]) => [kind, ...rest].join('|')),
      fc.constantFrom(
        'answer|__proto__|1',
        'answer|constructor|true',
        'tell|__proto__|what',
        'place|toString|find',
        'skip|hasOwnProperty',
        'place|outside:|find',
      ),
    )
    fc.assert(
      fc.property(invented, (press) => {
        const talk = createTalk()
        talk.do({ kind: 'message', text: 'lån till verkstaden i Malå, vi är 5 anställda' })
        const { facts, needs: told } = talk.now()
        const step = talk.do({ kind: 'press', press })
        expect(step.replies.length + step.effects.length).toBeGreaterThan(0)
        expect(step.effects.filter(({ kind }) => kind !== 'case')).toEqual([])
        expect(talk.now().facts).toEqual(facts)
        expect(talk.now().needs).toEqual(told)
      }),
      { numRuns: 100 },
    )
  })
})

describe('hostile input', () => {
  const strange = [
    '\u202e\u2066Malå\u2069',
    'M\u0061\u030al\u00e5 la\u030an',
    '\ud800',
    '\u0000\u0007\u001b[2J',
    '🏔️'.repeat(500),
    'ﬀ ﬁ ﬂ İ ı ß ſ',
    'Ångström '.repeat(2000),
    '1'.repeat(5000),
    '1 '.repeat(5000),
    // Channels cut at 4000. Longer ones cost their square: said-facts.ts readNumbers reads the whole text.
    'a'.repeat(8000),
    '("((((([[[[{{{{|||***+++???\\\\',
    "'; drop table lotsen.turns; --",
    '<script>alert(1)</script>',
    '{{constructor}} %s %n $(reboot) `id`',
    'https://example.org/'.repeat(300),
    'nr 99999999999999999999',
    'vi är -5 anställda och 1e309 kronor',
    'NaN Infinity undefined null true',
    '__proto__ constructor prototype',
  ]
  test.each(strange.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    '%s',
    (_name, text) => {
      const talk = createTalk()
      const began = performance.now()
      const steps = [
        talk.do({ kind: 'message', text }),
        talk.do({ kind: 'message', text: `lån i Malå ${text}` }),
        talk.do({ kind: 'press', press: text }),
        talk.do({ kind: 'press', press: `answer|${text}|${text}` }),
        talk.do({ kind: 'form', form: text, values: { [text]: text } }),
        talk.do({
          kind: 'form',
          form: 'handoff',
          values: {
            name: text,
            need: text,
            phone: text,
            email: text,
            organisation_number: text,
            consent: text,
          },
        }),
      ]
      expect(performance.now() - began).toBeLessThan(5000)
      for (const step of steps) {
        expect(step.replies.length + step.effects.length).toBeGreaterThan(0)
        for (const value of Object.values(step.conversation.facts)) expect(value).not.toBeNaN()
        for (const one of actionsOf(step.replies))
          if (one.kind === 'press') expect(one.press.length).toBeLessThanOrEqual(255)
      }
    },
  )

  test('forms of any shape', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        fc.dictionary(
          fc.string({ unit: 'binary', maxLength: 20 }),
          fc.string({ unit: 'binary', maxLength: 400 }),
          { maxKeys: 12 },
        ),
        (form, values) => {
          const talk = createTalk()
          talk.do({ kind: 'press', press: 'place|mala|handoff' })
          for (const name of [form, 'handoff']) {
            const step = talk.do({ kind: 'form', form: name, values })
            expect(step.replies.length).toBeGreaterThan(0)
            expect(step.effects).toEqual([])
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('a way to the office', () => {
  const wayOut = (replies: readonly Reply[]) =>
    replies.some((reply) => reply.kind === 'form' || reply.kind === 'summary') ||
    actionsOf(replies).some(
      (one) =>
        one.kind === 'press' && /^(handoff|office|help|place\||ask\||forget|case)/.test(one.press),
    ) ||
    replies.some(
      (reply) => reply.kind === 'text' && /näringslivskontoret|business office/i.test(reply.text),
    )

  test('is in every answer, or one press from it', () => {
    const words = fc.array(
      fc.constantFrom(
        ...needs,
        'nr 2',
        'den',
        'tack',
        'vad är medfinansiering',
        'visa fler',
        '12',
        'Åsele',
        'asdf',
        'mikrolån eller tillväxtlån?',
        'börja om',
        'mina uppgifter',
        'in English',
        'hjälp',
      ),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(words, (messages) => {
        const talk = createTalk()
        for (const text of messages) {
          const { replies } = talk.do({ kind: 'message', text })
          const forgot = replies.some(
            (reply) => reply.kind === 'text' && reply.text.startsWith('Klart'),
          )
          expect(forgot || wayOut(replies), JSON.stringify([messages, text, replies])).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})
