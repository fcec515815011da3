import fc from 'fast-check'
import type { Action, Field, Reply, Row } from '../../src/index.ts'
import { hostile } from '../contracts/replies.ts'

/** Text as nobody should write it: empty, markup, mentions, control characters, emoji, tens of thousands of characters. */
export const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '\n',
      hostile,
      '<!channel>',
      '"'.repeat(3100),
      '\u0000\u202e',
      '😀'.repeat(1600),
      '&<>'.repeat(1500),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.string({ maxLength: 12 }), fc.integer({ min: 0, max: 1500 }))
      .map(([word, times]) => `${word} `.repeat(times)),
  },
)
export const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    '',
    'javascript:alert(1)',
    'tel:+46950',
    `https://x.se/${'a'.repeat(4000)}`,
    'inte en länk',
  ),
)
export const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('press' as const),
    label: text,
    press: fc.string({ maxLength: 255 }),
    weight: fc.constantFrom('main' as const, 'plain' as const),
  }),
  fc.record({ kind: fc.constant('link' as const), label: text, url }),
)
export const row: fc.Arbitrary<Row> = fc.record({ label: text, value: text })
export const few = <T>(one: fc.Arbitrary<T>, maxLength = 8) => fc.array(one, { maxLength })
export const field: fc.Arbitrary<Field> = fc.record({
  name: fc.stringMatching(/^[a-z_]{1,40}$/),
  label: text,
  hint: text,
  value: text,
  required: fc.constantFrom('yes' as const, 'no' as const),
  type: fc.constantFrom(
    'text' as const,
    'tel' as const,
    'email' as const,
    'long-text' as const,
    'choice' as const,
    'tick' as const,
  ),
  options: fc.array(fc.record({ value: fc.string({ maxLength: 60 }), label: text }), {
    minLength: 1,
    maxLength: 130,
  }),
  error: text,
  autocomplete: fc.constant(''),
})
export const reply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text,
    tone: fc.constantFrom('plain' as const, 'warning' as const, 'quiet' as const),
    links: few(fc.record({ label: text, url }), 40),
  }),
  fc.record({
    kind: fc.constant('offering' as const),
    card: fc.record({
      number: fc.integer({ min: 1, max: 99 }),
      offering: fc.constant('x'),
      name: text,
      provider: text,
      status: fc.record({ code: fc.constant('open' as const), label: text }),
      eligibility: fc.record({ code: fc.constant('yes' as const), label: text }),
      summary: text,
      rows: few(row, 30),
      reasons: few(text, 30),
      checks: few(text, 30),
      warning: text,
      source: fc.record({ label: text, url }),
      checked: text,
      actions: few(action, 30),
    }),
  }),
  fc.record({
    kind: fc.constant('choices' as const),
    text,
    because: text,
    options: few(action, 120),
  }),
  fc.record({
    kind: fc.constant('form' as const),
    form: fc.constant('f'),
    title: text,
    intro: text,
    fields: few(field),
    submit: text,
    cancel: action,
  }),
  fc.record({
    kind: fc.constant('summary' as const),
    title: text,
    rows: few(row, 40),
    text,
    actions: few(action),
  }),
)
