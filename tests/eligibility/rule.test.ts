import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/conversation/conversation.ts'
import { testRule, type Verdict } from '../../src/eligibility/rule.ts'
import type { FactValue } from '../../src/knowledge/fact-value.ts'
import type { Rule } from '../../src/knowledge/schema.ts'

const small: Rule = { employees: { at_most: 9 } }
const company: Rule = { legal_form: { one_of: ['limited-company', 'partnership'] } }
const notPublic: Rule = { legal_form: { none_of: ['public'] } }
const exports: Rule = { exports: { is: true } }
const rich: Rule = { turnover: { at_least: 10_000_000, currency: 'EUR' } }
const band: Rule = { turnover: { at_least: 10_000_000, at_most: 12_000_000, currency: 'EUR' } }

describe('one criterion', () => {
  test.each<[string, Rule, Facts, Verdict]>([
    ['at the limit', small, { employees: 9 }, 'yes'],
    ['above it', small, { employees: 10 }, 'no'],
    ['not known', small, {}, 'unknown'],
    ['of the wrong type', small, { employees: 'many' }, 'unknown'],
    ['one of', company, { legal_form: 'partnership' }, 'yes'],
    ['none of them', company, { legal_form: 'sole-trader' }, 'no'],
    ['none of', notPublic, { legal_form: 'public' }, 'no'],
    ['not among them', notPublic, { legal_form: 'none' }, 'yes'],
    ['yes', exports, { exports: true }, 'yes'],
    ['no', exports, { exports: false }, 'no'],
    ['a yes that is a word', exports, { exports: 'true' }, 'unknown'],
    ['in euro, surely under', rich, { turnover: 80_000_000 }, 'no'],
    ['in euro, surely over', rich, { turnover: 140_000_000 }, 'yes'],
    ['in euro, by the rate of the day', rich, { turnover: 110_000_000 }, 'unknown'],
    ['in a band of euro that the rate may miss', band, { turnover: 120_000_000 }, 'unknown'],
    ['surely outside a band of euro', band, { turnover: 20_000_000 }, 'no'],
  ])('%s', (_what, rule, facts, verdict) => expect(testRule(rule, facts).verdict).toBe(verdict))
})

describe('several', () => {
  const both: Rule = { all: [small, exports] }
  const either: Rule = { any: [small, exports] }
  test.each<[string, Rule, Facts, Verdict, readonly string[]]>([
    ['all known', both, { employees: 3, exports: true }, 'yes', ['employees', 'exports']],
    ['all, one fails', both, { employees: 30 }, 'no', ['employees']],
    ['all, both fail', both, { employees: 30, exports: false }, 'no', ['employees', 'exports']],
    ['all, one unknown', both, { employees: 3 }, 'unknown', ['employees', 'exports']],
    ['any, one is enough', either, { employees: 3 }, 'yes', ['employees']],
    ['any, one fails', either, { employees: 30 }, 'unknown', ['employees', 'exports']],
    ['any, both fail', either, { employees: 30, exports: false }, 'no', ['employees', 'exports']],
    ['not', { not: small }, { employees: 30 }, 'yes', ['employees']],
    ['not of an unknown', { not: small }, {}, 'unknown', ['employees']],
    ['not not', { not: { not: small } }, { employees: 3 }, 'yes', ['employees']],
  ])('%s', (_what, rule, facts, verdict, because) => {
    const tested = testRule(rule, facts)
    expect(tested.verdict).toBe(verdict)
    expect(tested.criteria.map(({ fact }) => fact)).toEqual(because)
  })
  test.each<[string, Rule, object]>([
    [
      'a band: what lies on either side of it',
      { not: { employees: { at_least: 5, at_most: 9 } } },
      { at_least: 5, at_most: 9, outside: true },
    ],
    [
      'a band twice: the band itself',
      { not: { not: { employees: { at_least: 5, at_most: 9 } } } },
      { at_least: 5, at_most: 9 },
    ],
    [
      'a limit in euro stays in euro',
      { not: { turnover: { at_most: 10, currency: 'EUR' } } },
      { at_least: 11, currency: 'EUR' },
    ],
  ])('negated, %s', (_what, rule, expected) => {
    expect(testRule(rule, {}).criteria.map((one) => one.test)).toEqual([
      { kind: 'number', ...expected },
    ])
  })
})

const leaf: fc.Arbitrary<Rule> = fc.oneof(
  fc.integer({ min: 0, max: 50 }).map((at_most): Rule => ({ employees: { at_most } })),
  fc.integer({ min: 0, max: 50 }).map((at_least): Rule => ({ company_age: { at_least } })),
  fc.integer({ min: 1, max: 40 }).map(
    (millions): Rule => ({
      turnover: { at_most: millions * 1_000_000, currency: 'EUR' },
    }),
  ),
  fc.constantFrom<Rule[]>(company, notPublic, exports, { hiring: { is: false } }),
)
const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('rule'), { minLength: 1, maxLength: 4 }).map((all): Rule => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 4 }).map((any): Rule => ({ any })),
    tie('rule').map((not): Rule => ({ not })),
  ),
}))
const everything = fc.record({
  employees: fc.integer({ min: 0, max: 60 }),
  company_age: fc.integer({ min: 0, max: 60 }),
  turnover: fc.integer({ min: 0, max: 600_000_000 }),
  legal_form: fc.constantFrom('limited-company', 'partnership', 'public', 'none'),
  exports: fc.boolean(),
  hiring: fc.boolean(),
})

describe('any rule', () => {
  const some = (all: Readonly<Record<string, FactValue>>, kept: readonly boolean[]): Facts =>
    Object.fromEntries(Object.entries(all).filter((_, at) => kept[at] === true))
  const kept = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 })

  test('what is decided stays decided whatever becomes known', () => {
    fc.assert(
      fc.property(rule, everything, kept, (of, all, which) => {
        const before = testRule(of, some(all, which)).verdict
        if (before !== 'unknown') expect(testRule(of, all).verdict).toBe(before)
      }),
      { numRuns: 2000 },
    )
  })

  test('what a range decides, every number in it decides', () => {
    const range = fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
      .map(([one, other]) => ({ at_least: Math.min(one, other), at_most: Math.max(one, other) }))
    const place = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(rule, everything, range, place, (of, all, employees, at) => {
        const { at_least: least, at_most: most } = employees
        const { verdict } = testRule(of, { ...all, employees })
        const inside = Math.round(least + at * (most - least))
        if (verdict !== 'unknown')
          expect(testRule(of, { ...all, employees: inside }).verdict).toBe(verdict)
      }),
      { numRuns: 2000 },
    )
  })

  test('not turns a yes and a no around and leaves unknown; all and any are each other negated', () => {
    fc.assert(
      fc.property(rule, rule, everything, kept, (one, other, all, which) => {
        const facts = some(all, which)
        const opposite = { yes: 'no', no: 'yes', unknown: 'unknown' } as const
        expect(testRule({ not: one }, facts).verdict).toBe(opposite[testRule(one, facts).verdict])
        expect(testRule({ not: { all: [one, other] } }, facts).verdict).toBe(
          testRule({ any: [{ not: one }, { not: other }] }, facts).verdict,
        )
      }),
      { numRuns: 500 },
    )
  })

  test('an unknown names a fact that is not known, or a sum in euro', () => {
    fc.assert(
      fc.property(rule, everything, kept, (of, all, which) => {
        const facts = some(all, which)
        const { verdict, criteria } = testRule(of, facts)
        if (verdict !== 'unknown') return
        const open = criteria.filter((one) => one.verdict === 'unknown')
        expect(open.length).toBeGreaterThan(0)
        for (const { fact } of open) if (fact !== 'turnover') expect(facts[fact]).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })
})
