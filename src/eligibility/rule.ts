import type { Facts } from '../conversation/conversation.ts'
import { boundsOf, type FactValue } from '../knowledge/fact-value.ts'
import type { Rule } from '../knowledge/schema.ts'

/** Yes, no, or unknown because a fact is not known. An unknown fact never becomes a yes or a no. */
export type Verdict = 'yes' | 'no' | 'unknown'

/** One criterion that was tested, in a form that can be explained. */
export interface Criterion {
  readonly fact: string
  readonly test: Test
  readonly verdict: Verdict
}

export type Test =
  | {
      readonly kind: 'number'
      readonly at_least?: number
      readonly at_most?: number
      readonly currency?: 'SEK' | 'EUR'
      /** Below `at_least` or above `at_most` instead of between them. */
      readonly outside?: true
    }
  | {
      readonly kind: 'choice'
      readonly one_of?: readonly string[]
      readonly none_of?: readonly string[]
    }
  | { readonly kind: 'yes-no'; readonly is: boolean }

export interface Tested {
  readonly verdict: Verdict
  readonly criteria: readonly Criterion[]
}

/**
 * What a euro is worth in kronor is not in the catalogue and changes daily. Between these two no limit is decided:
 * a turnover that is under the limit at the one and over it at the other is unknown.
 */
const kronorPerEuro = { least: 9, most: 13 } as const

export function testRule(rule: Rule, facts: Facts): Tested {
  if ('all' in rule)
    return join(
      rule.all.map((part) => testRule(part, facts)),
      'no',
    )
  if ('any' in rule)
    return join(
      rule.any.map((part) => testRule(part, facts)),
      'yes',
    )
  if ('not' in rule) return negate(testRule(rule.not, facts))
  return testLeaf(rule, facts)
}

/** Kleene's three-valued and (`decisive` no) and or (`decisive` yes). */
function join(parts: readonly Tested[], decisive: 'yes' | 'no'): Tested {
  const criteria: Criterion[] = []
  let verdict: Verdict = decisive === 'yes' ? 'no' : 'yes'
  for (const part of parts) {
    criteria.push(...part.criteria)
    if (part.verdict === 'unknown') verdict = 'unknown'
    if (part.verdict === decisive)
      return { verdict: decisive, criteria: listDeciding(parts, decisive) }
  }
  return { verdict, criteria }
}

function listDeciding(parts: readonly Tested[], decisive: 'yes' | 'no'): readonly Criterion[] {
  return parts
    .filter((part) => part.verdict === decisive)
    .flatMap((part) => part.criteria.filter((one) => one.verdict === decisive))
}

function negate(tested: Tested): Tested {
  return {
    verdict: flip(tested.verdict),
    criteria: tested.criteria.map((one) => ({
      ...one,
      test: negateTest(one.test),
      verdict: flip(one.verdict),
    })),
  }
}

function flip(verdict: Verdict): Verdict {
  if (verdict === 'unknown') return 'unknown'
  return verdict === 'yes' ? 'no' : 'yes'
}

function negateTest(test: Test): Test {
  if (test.kind === 'yes-no') return { kind: 'yes-no', is: !test.is }
  if (test.kind === 'choice') {
    return {
      kind: 'choice',
      ...(test.none_of === undefined ? {} : { one_of: test.none_of }),
      ...(test.one_of === undefined ? {} : { none_of: test.one_of }),
    }
  }
  const { at_least: least, at_most: most, outside, ...rest } = test
  if (least !== undefined && most !== undefined) {
    const band = { ...rest, at_least: least, at_most: most }
    return outside === undefined ? { ...band, outside: true } : band
  }
  return {
    ...rest,
    ...(least === undefined ? {} : { at_most: least - 1 }),
    ...(most === undefined ? {} : { at_least: most + 1 }),
  }
}

function testLeaf(
  leaf: Exclude<Rule, { all: Rule[] } | { any: Rule[] } | { not: Rule }>,
  facts: Facts,
): Tested {
  const { fact, test } = readLeaf(leaf)
  const value = facts[fact]
  const verdict = value === undefined ? 'unknown' : decide(test, value)
  return { verdict, criteria: [{ fact, test, verdict }] }
}

interface Leaf {
  readonly fact: string
  readonly test: Test
}

/** Read once: every turn tests the same rules. */
const leaves = new WeakMap<object, Leaf>()

function readLeaf(leaf: object): Leaf {
  const known = leaves.get(leaf)
  if (known !== undefined) return known
  const [[fact, raw] = ['', {}]] = Object.entries(leaf)
  const read = { fact, test: readTest(raw) }
  leaves.set(leaf, read)
  return read
}

function readTest(raw: object): Test {
  if ('is' in raw && typeof raw.is === 'boolean') return { kind: 'yes-no', is: raw.is }
  if ('one_of' in raw && Array.isArray(raw.one_of)) return { kind: 'choice', one_of: raw.one_of }
  if ('none_of' in raw && Array.isArray(raw.none_of))
    return { kind: 'choice', none_of: raw.none_of }
  return { kind: 'number', ...raw }
}

function decide(test: Test, value: FactValue): Verdict {
  switch (test.kind) {
    case 'yes-no':
      return typeof value === 'boolean' ? verdictOf(value === test.is) : 'unknown'
    case 'choice':
      if (typeof value !== 'string') return 'unknown'
      return verdictOf(test.one_of?.includes(value) ?? !(test.none_of?.includes(value) ?? false))
    case 'number': {
      const bounds = boundsOf(value)
      return bounds === undefined ? 'unknown' : decideNumber(test, bounds)
    }
  }
}

function decideNumber(
  test: Test & { kind: 'number' },
  value: { readonly least: number; readonly most: number },
): Verdict {
  const euro = test.currency === 'EUR'
  const low = euro ? value.least / kronorPerEuro.most : value.least
  const high = euro ? value.most / kronorPerEuro.least : value.most
  const { at_least: least = Number.NEGATIVE_INFINITY, at_most: most = Number.POSITIVE_INFINITY } =
    test
  const [inside, beyond] = test.outside ? (['no', 'yes'] as const) : (['yes', 'no'] as const)
  if (low >= least && high <= most) return inside
  return high < least || low > most ? beyond : 'unknown'
}

function verdictOf(fulfilled: boolean): Verdict {
  return fulfilled ? 'yes' : 'no'
}
