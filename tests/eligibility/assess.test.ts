import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/conversation/conversation.ts'
import { assess, testArea } from '../../src/eligibility/assess.ts'
import type { Offering } from '../../src/knowledge/knowledge.ts'
import { statusOn } from '../../src/knowledge/open-status.ts'
import { makeOffering } from './offering.ts'

const vasterbotten = { counties: ['vasterbotten' as const] }
const two = { municipalities: ['mala' as const, 'norsjo' as const] }

describe('the area', () => {
  test.each<[Offering['area'], string | undefined, string]>([
    ['sweden', undefined, 'yes'],
    ['sweden', 'outside:other:Kiruna', 'yes'],
    ['outside', undefined, 'unknown'],
    ['outside', 'mala', 'no'],
    ['outside', 'outside:vasterbotten:Umeå', 'unknown'],
    [vasterbotten, undefined, 'unknown'],
    [vasterbotten, 'mala', 'yes'],
    [vasterbotten, 'arjeplog', 'no'],
    [vasterbotten, 'outside:vasterbotten:Umeå', 'yes'],
    [vasterbotten, 'outside:norrbotten:Luleå', 'no'],
    [vasterbotten, 'outside:other:Sollefteå', 'no'],
    [two, 'norsjo', 'yes'],
    [two, 'sorsele', 'no'],
    [two, 'outside:vasterbotten:Umeå', 'no'],
    [two, undefined, 'unknown'],
  ])('%j, a company in %s: %s', (area, place, verdict) =>
    expect(testArea(area, place)).toBe(verdict),
  )
})

describe('an offering for small firms in Västerbotten, to be applied for before the start', () => {
  const offering = makeOffering({
    area: vasterbotten,
    requires: { all: [{ employees: { at_most: 9 } }, { innovative: { is: true } }] },
    apply_before_start: true,
  })
  test.each<[Facts, string | undefined, string, readonly string[], readonly string[]]>([
    [{}, undefined, 'unknown', ['municipality', 'employees', 'innovative'], []],
    [{ employees: 3 }, 'mala', 'unknown', ['innovative'], ['employees']],
    [
      { employees: 3, innovative: true },
      undefined,
      'unknown',
      ['municipality'],
      ['employees', 'innovative'],
    ],
    [{ employees: 3, innovative: true }, 'mala', 'yes', [], ['employees', 'innovative']],
    [{ employees: 12 }, undefined, 'no', [], ['employees']],
    [{ employees: 12, innovative: false }, 'mala', 'no', [], ['employees', 'innovative']],
    [
      { employees: 3, innovative: true, already_started: true },
      'mala',
      'no',
      [],
      ['already_started'],
    ],
    [
      { employees: 3, innovative: true, already_started: false },
      'mala',
      'yes',
      [],
      ['employees', 'innovative', 'already_started'],
    ],
    [{ employees: 3, innovative: true }, 'arjeplog', 'no', [], []],
  ])('%j in %s: %s', (facts, place, verdict, missing, because) => {
    const assessed = assess(offering, facts, place)
    expect(assessed.verdict).toBe(verdict)
    expect(assessed.missing).toEqual(missing)
    expect(assessed.because.map(({ fact }) => fact)).toEqual(because)
    expect(assessed.outsideArea).toBe(place === 'arjeplog' ? 'yes' : 'no')
  })
})

test('without rules whoever is in the area fits', () => {
  expect(assess(makeOffering({}), {}, undefined)).toEqual({
    verdict: 'yes',
    because: [],
    missing: [],
    outsideArea: 'no',
  })
})

describe('open on a day', () => {
  test.each<[Offering['open'], string, string]>([
    [{ status: 'open' }, '2026-11-23', 'open'],
    [{ status: 'unknown' }, '2026-11-23', 'unknown'],
    [{ status: 'closed' }, '2026-11-23', 'closed'],
    [{ status: 'paused' }, '2026-11-23', 'paused'],
    [{ status: 'recurring' }, '2026-11-23', 'recurring'],
    // Dates win over the word.
    [{ status: 'open', to: '2026-11-23' }, '2026-11-23', 'open'],
    [{ status: 'open', to: '2026-11-22' }, '2026-11-23', 'closed'],
    [{ status: 'unknown', to: '2024' }, '2026-11-23', 'closed'],
    [{ status: 'open', from: '2026-12-01' }, '2026-11-23', 'closed'],
    [{ status: 'closed', to: '2022-03' }, '2022-03-31', 'open'],
    [{ status: 'closed', to: '2022-03' }, '2022-04-01', 'closed'],
    [{ status: 'closed', from: '2020', to: '2021' }, '2019-12-31', 'closed'],
    [{ status: 'closed', from: '2020', to: '2021' }, '2020-01-01', 'open'],
    // A month and a year last to their end, leap years too.
    [{ status: 'open', to: '2024-02' }, '2024-02-29', 'open'],
    [{ status: 'open', to: '2023-02' }, '2023-03-01', 'closed'],
    [{ status: 'open', to: '2024' }, '2024-12-31', 'open'],
    // Between its rounds a recurring one is paused.
    [{ status: 'recurring', from: '2026-09-01', to: '2026-10-15' }, '2026-11-23', 'paused'],
    [{ status: 'recurring', from: '2027-01-15' }, '2026-11-23', 'paused'],
    [{ status: 'recurring', from: '2026-11-01', to: '2026-11-30' }, '2026-11-23', 'recurring'],
  ])('%j on %s: %s', (open, day, status) => expect(statusOn(open, day)).toBe(status))
})
