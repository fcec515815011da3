import fc from 'fast-check'
import type {
  Action,
  Answer,
  CaseButton,
  CaseCard,
  Field,
  OfferingCard,
  Reply,
  Row,
} from '../../src/index.ts'
import { hostile } from './replies.ts'

/** Knowledge as bad as it gets: markup, control characters, half characters, and far too long. */
const bad = fc.constantFrom(
  hostile,
  '1. en\n2. två\n- tre',
  '{{DATE(2026-11-23)}} {{TIME(x)}}',
  '<!here> <!channel> <@U1> <https://evil.example|klicka>',
  '*fet* _kursiv_ `kod` ~struken~ :skull:',
  '&<>'.repeat(1_500),
  ' ',
  '# Rubrik\n> citat',
  '\u0000\u001b[31m\u202etxet\u2066',
  '\ud800 halv',
  '"\\'.repeat(4_000),
  '漢字'.repeat(5_000),
  '👩‍👩‍👧'.repeat(2_000),
  'a\n'.repeat(9_000),
  'ordutanmellanslag'.repeat(2_000),
  '',
)
export const words = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), bad)
export const few = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof(fc.array(one, { maxLength: 4 }), fc.array(one, { minLength: 40, maxLength: 60 }))
const id = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 })
const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    'javascript:alert(1)',
    'tel:+46950',
    'not a url',
    `https://x.example/${'y'.repeat(5_000)}`,
    '',
  ),
)

const row: fc.Arbitrary<Row> = fc.record({ label: words, value: words })
const link = fc.record({ label: words, url })
export const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('press' as const),
    label: words,
    press: fc.string({ minLength: 1, maxLength: 255 }),
    weight: fc.constantFrom('main' as const, 'plain' as const),
  }),
  fc.record({ kind: fc.constant('link' as const), label: words, url }),
)

const fieldOf = (name: fc.Arbitrary<string>): fc.Arbitrary<Field> =>
  fc.record({
    name,
    label: words,
    hint: words,
    value: words,
    required: fc.constantFrom('yes' as const, 'no' as const),
    type: fc.constantFrom('text', 'tel', 'email', 'long-text', 'choice', 'tick'),
    options: few(fc.record({ value: fc.oneof(id, fc.constant('')), label: words })),
    error: words,
    autocomplete: fc.constant(''),
  })
/** How many fields and buttons there are is ours to decide; what they say is not. */
export const fieldsUpTo = (maxLength: number) =>
  fc.uniqueArray(fieldOf(id), { selector: (one) => one.name, maxLength })

const card: fc.Arbitrary<OfferingCard> = fc.record({
  number: fc.integer({ min: 1, max: 20 }),
  offering: id,
  name: words,
  provider: words,
  status: fc.record({ code: fc.constantFrom('open', 'closed', 'unknown'), label: words }),
  eligibility: fc.record({ code: fc.constantFrom('yes', 'no', 'unknown'), label: words }),
  summary: words,
  rows: few(row),
  reasons: few(words),
  checks: few(words),
  warning: words,
  source: link,
  checked: words,
  actions: few(action),
})

const reply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: words,
    tone: fc.constantFrom('plain', 'warning', 'quiet'),
    links: few(link),
  }),
  fc.record({ kind: fc.constant('offering' as const), card }),
  fc.record({
    kind: fc.constant('choices' as const),
    text: words,
    because: words,
    options: few(action),
  }),
  fc.record({
    kind: fc.constant('form' as const),
    form: id,
    title: words,
    intro: words,
    fields: fieldsUpTo(14),
    submit: words,
    cancel: action,
  }),
  fc.record({
    kind: fc.constant('summary' as const),
    title: words,
    rows: few(row),
    text: words,
    actions: few(action),
  }),
)

export const answers: fc.Arbitrary<Answer> = fc.record({
  language: fc.constantFrom('sv' as const, 'en' as const),
  replies: fc.array(reply, { minLength: 1, maxLength: 7 }),
  receipt: fc.constant('R'),
})

const button: fc.Arbitrary<CaseButton> = fc.record({
  action: id,
  label: words,
  weight: fc.constantFrom('main', 'plain', 'danger'),
  fields: fieldsUpTo(6),
})

export const caseCards: fc.Arbitrary<CaseCard> = fc.record({
  case: fc.constant('L-7K3QX'),
  version: fc.nat(),
  language: fc.constantFrom('sv' as const, 'en' as const),
  title: words,
  state: fc.record({ code: fc.constantFrom('waiting', 'taken', 'closed'), label: words }),
  need: words,
  rows: few(row),
  offerings: few(link),
  contact: few(row),
  notes: few(fc.record({ at: words, by: words, text: words })),
  history: few(fc.record({ at: words, text: words })),
  actions: fc.uniqueArray(button, { selector: (one) => one.action, maxLength: 8 }),
})
