import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawCard } from '../../adapters/slack/case-card.ts'
import { formView } from '../../adapters/slack/forms.ts'
import { drawHome } from '../../adapters/slack/home.ts'
import { cut, split } from '../../adapters/slack/limits.ts'
import { render } from '../../adapters/slack/render.ts'
import type { Action, Case, Field, Reply } from '../../src/index.ts'
import { action, answers, caseCards, few, fieldsUpTo, words } from '../contracts/arbitrary.ts'
import { hostile } from '../contracts/replies.ts'
import { brokenRules, brokenViewRules } from './block-rules.ts'
import { readable } from './harness.ts'

const place = {
  kind: 'direct',
  workspace: 'T1',
  person: { team: 'T1', user: 'U1' },
  scope: 'C1:1.1',
  channel: 'D1',
} as const

describe('within every limit of Slack, whatever the knowledge says', () => {
  test('every answer', () => {
    fc.assert(
      fc.property(fc.noShrink(answers), (answer) => {
        for (const message of render(answer, 'C1:1.1')) {
          expect(brokenRules({ kind: 'message', blocks: message.blocks })).toEqual([])
          expect(message.text.length).toBeGreaterThan(0)
          expect(message.text.length).toBeLessThanOrEqual(4000)
          expect(message.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
        }
      }),
      { numRuns: 100 },
    )
  }, 30_000)

  test('every form', () => {
    const form = fc.record({
      kind: fc.constant('form' as const),
      form: fc.constant('f'),
      title: words,
      intro: words,
      fields: fieldsUpTo(20),
      submit: words,
      cancel: action,
    })
    fc.assert(
      fc.property(form, (one) => {
        const view = formView({ place, form: one, opened: 'press', language: 'sv' })
        expect(brokenViewRules({ ...view })).toEqual([])
      }),
      { numRuns: 200 },
    )
  }, 30_000)

  test('every case card, in one message with all its buttons', () => {
    fc.assert(
      fc.property(fc.noShrink(caseCards), words, (one, headline) => {
        const drawn = drawCard(one, headline)
        expect(brokenRules({ kind: 'message', blocks: drawn.blocks })).toEqual([])
        const values = JSON.stringify(drawn.blocks).match(/"action_id":"case:/g) ?? []
        expect(values).toHaveLength(one.actions.length)
      }),
      { numRuns: 200 },
    )
  }, 30_000)

  test('every home', () => {
    const one = fc.record({
      id: words,
      need: words,
      state: fc.constantFrom('waiting', 'taken', 'closed'),
      promised: words,
      opened: words,
    })
    fc.assert(
      fc.property(few(one), (cases) => {
        expect(brokenViewRules({ ...drawHome('sv', cases as unknown as Case[]) })).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('many small things: 200 short replies, 130 options, 120 fields', () => {
    const short: Reply = { kind: 'text', text: 'kort', tone: 'plain', links: [] }
    const messages = render(
      { language: 'sv', replies: new Array(200).fill(short), receipt: '' },
      '',
    )
    for (const { blocks } of messages) expect(brokenRules({ kind: 'message', blocks })).toEqual([])
    expect(messages.flatMap((one) => one.blocks)).toHaveLength(200)
    const options = Array.from({ length: 130 }, (_, index) => ({
      value: `v${index}`,
      label: `L${index}`,
    }))
    const choice = {
      hint: '',
      value: 'v3',
      required: 'no',
      type: 'choice',
      options,
      error: '',
      autocomplete: '',
    } as const
    const fields = Array.from(
      { length: 120 },
      (_, index): Field => ({ ...choice, name: `n${index}`, label: `F${index}` }),
    )
    const cancel: Action = { kind: 'press', label: 'Avbryt', press: 'x', weight: 'plain' }
    const form = {
      kind: 'form',
      form: 'f',
      title: 'T',
      intro: '',
      fields,
      submit: 'S',
      cancel,
    } as const
    expect(
      brokenViewRules({ ...formView({ place, form, opened: 'press', language: 'sv' }) }),
    ).toEqual([])
  })

  test('cut and split lose nothing but the end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 5, max: 90 }),
        (long, max) => {
          expect(cut(long, max).length).toBeLessThanOrEqual(max)
          const pieces = split(long, max, 1000)
          for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(max)
          expect(pieces.join('').replace(/\s/g, '')).toBe(long.replace(/\s/g, ''))
        },
      ),
    )
  })
})

describe('foreign text is only text', () => {
  test.each([
    hostile,
    '<!here> <!channel> <@U1> <https://evil.example|klicka>',
    '*fet* _kursiv_ `kod` ~struken~ :skull:',
  ])('%s', (said) => {
    const messages = render(
      {
        language: 'sv',
        replies: [{ kind: 'text', text: said, tone: 'plain', links: [] }],
        receipt: '',
      },
      '',
    )
    expect(readable(messages.map((one) => one.blocks))).toBe(said)
    expect(JSON.stringify(messages.map((one) => one.blocks))).not.toContain('mrkdwn')
    expect(messages[0]?.text).not.toMatch(/<[!@h]/)
  })
})
