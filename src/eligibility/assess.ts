import type { Facts } from '../conversation/conversation.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { type Criterion, testRule, type Verdict } from './rule.ts'

export interface Assessment {
  readonly verdict: Verdict
  /** What decided it: the failed ones of a no, all of a yes. */
  readonly because: readonly Criterion[]
  /** Facts that could still change it. */
  readonly missing: readonly string[]
  /** Whether the place is what speaks against it. */
  readonly outsideArea: 'yes' | 'no'
}

const counties: Readonly<Record<string, string>> = {
  arvidsjaur: 'norrbotten',
  arjeplog: 'norrbotten',
}

/** Whether a place is within an offering's area. The place is one of the ten ids, `outside:<county>:<name>` or undefined. */
export function testArea(area: Offering['area'], place: string | undefined): Verdict {
  if (area === 'sweden') return 'yes'
  if (place === undefined) return 'unknown'
  if (area === 'outside') return place.startsWith('outside:') ? 'unknown' : 'no'
  if (place.startsWith('outside:')) {
    const county = place.split(':')[1] ?? ''
    return 'counties' in area && includes(area.counties, county) ? 'yes' : 'no'
  }
  const holds =
    'municipalities' in area
      ? includes(area.municipalities, place)
      : includes(area.counties, counties[place] ?? 'vasterbotten')
  return holds ? 'yes' : 'no'
}

const includes = (all: readonly string[], one: string): boolean => all.includes(one)

/** What has begun before the application is not supported, where the offering says so. */
function testNotStarted(offering: Offering, facts: Facts): readonly Criterion[] {
  if (offering.apply_before_start !== true || facts.already_started === undefined) return []
  const verdict = facts.already_started === true ? 'no' : 'yes'
  return [{ fact: 'already_started', test: { kind: 'yes-no', is: false }, verdict }]
}

export function assess(offering: Offering, facts: Facts, place: string | undefined): Assessment {
  const inArea = testArea(offering.area, place)
  if (inArea === 'no') return { verdict: 'no', because: [], missing: [], outsideArea: 'yes' }
  const rule =
    offering.requires === undefined
      ? { verdict: 'yes' as const, criteria: [] }
      : testRule(offering.requires, facts)
  const criteria = [...rule.criteria, ...testNotStarted(offering, facts)]
  const failed = criteria.filter((one) => one.verdict === 'no')
  const started = failed.some((one) => one.fact === 'already_started')
  if (rule.verdict === 'no' || started)
    return { verdict: 'no', because: failed, missing: [], outsideArea: 'no' }
  const unknown =
    rule.verdict === 'unknown'
      ? criteria.filter((one) => one.verdict === 'unknown').map((one) => one.fact)
      : []
  const missing = [...new Set(inArea === 'unknown' ? ['municipality', ...unknown] : unknown)]
  return {
    verdict: missing.length > 0 ? 'unknown' : 'yes',
    because: criteria.filter((one) => one.verdict === 'yes'),
    missing,
    outsideArea: 'no',
  }
}
