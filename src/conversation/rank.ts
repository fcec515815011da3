import type { OpenStatus } from '../chat.ts'
import { type Assessment, assess, testArea } from '../eligibility/assess.ts'
import { boundsOf } from '../knowledge/fact-value.ts'
import type { Feature } from '../knowledge/features.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { statusOn } from '../knowledge/open-status.ts'
import { municipalityIds } from '../knowledge/places.ts'
import type { Hit } from '../knowledge/search.ts'
import { withoutCounty } from '../knowledge/twins.ts'
import type { Facts } from './conversation.ts'
import { findHere } from './here.ts'
import { isRefused } from './refused.ts'
import type { Scene } from './step.ts'
import { amountFactor, loanFactor, urgencyFactor, wishFactor } from './wishes.ts'

export interface Candidate {
  readonly offering: Offering
  readonly status: OpenStatus
  readonly assessment: Assessment
  readonly score: number
  /** How like what the person said is to how people ask for it, 0 to 1. */
  readonly likeness: number
  readonly terms: () => readonly string[]
}

export interface Ranked {
  /** What may be shown: in the area, not ended, not ruled out; best first. */
  readonly fitting: readonly Candidate[]
  /** What would have fitted but for one or more facts; best first. */
  readonly ruledOut: readonly Candidate[]
}

/** Taken from a score when the sources are not sure that it can be had, or it helps only indirectly. */
const statusFactor: Readonly<Record<OpenStatus, number>> = {
  open: 1,
  recurring: 1,
  unknown: 0.94,
  paused: 0.9,
  closed: 0,
}
const confidenceFactor = { high: 1, medium: 0.98, low: 0.88 } as const
const kindFactor: Readonly<Partial<Record<Offering['kind'], number>>> = {
  network: 0.93,
  information: 0.95,
  training: 0.98,
}
/** What lies this far below the best no longer answers the question. */
const leastShare = 0.36
const fitsBonus = 1.04
const mostCandidates = 24

export function rank(scene: Scene, features: readonly Feature[]): Ranked {
  const { knowledge, conversation } = scene
  const { open } = findHere(scene)
  const { refused = [] } = conversation
  const keep = (id: string) =>
    open.has(id) && (refused.length === 0 || !isRefused(refused, knowledge.offerings.get(id)))
  const ofLoans = loanFactor(features)
  const found = knowledge.search.find(features, mostCandidates, keep).flatMap((hit) => {
    const offering = knowledge.offerings.get(hit.id)
    if (offering === undefined) return []
    const share = offering.kind === 'loan' ? ofLoans : 1
    return [weigh(scene, offering, { ...hit, score: hit.score * share })]
  })
  const sure = Math.max(0, ...found.map((one) => one.score)) * leastShare
  const candidates = found
    .filter((one) => one.score * fitsBonus >= sure)
    .map((one) => judge(scene, one))
    .filter((one) => !isForOthers(scene, one))
    .sort((a, b) => b.score - a.score || (a.offering.id < b.offering.id ? -1 : 1))
  const least = (candidates[0]?.score ?? 0) * leastShare
  const near = keepOneOfAKind(
    candidates.filter((one) => one.score >= least),
    conversation.place,
  )
  return {
    fitting: near.filter((one) => one.assessment.verdict !== 'no'),
    ruledOut: near.filter((one) => one.assessment.verdict === 'no'),
  }
}

type Weighed = Omit<Candidate, 'assessment'>

function weigh(scene: Scene, offering: Offering, hit: Hit): Weighed {
  const status = statusOn(offering.open, scene.day)
  const factor =
    statusFactor[status] *
    confidenceFactor[offering.source.confidence] *
    (kindFactor[offering.kind] ?? 1) *
    wishFactor(offering, scene.conversation.facts) *
    amountFactor(offering, scene.conversation.facts) *
    urgencyFactor(status, scene.conversation.facts) *
    sizeFactor(offering, scene.conversation.facts) *
    areaFactor(offering.area, scene.conversation.place)
  return { offering, status, score: hit.score * factor, likeness: hit.likeness, terms: hit.terms }
}

/** What is known to fit stands a little before what may fit. */
function judge({ conversation }: Scene, weighed: Weighed): Candidate {
  const assessment = assess(weighed.offering, conversation.facts, conversation.place)
  const fits = assessment.verdict === 'yes' && assessment.because.length > 0
  const { offering, status, score, likeness, terms } = weighed
  return { offering, status, assessment, score: score * (fits ? fitsBonus : 1), likeness, terms }
}

/** What only few firms are: of another trade and not told to be one, a firm hardly is. */
const ofFew = 'sami_reindeer'

const isForOthers = ({ conversation }: Scene, { assessment }: Candidate): boolean =>
  'sector' in conversation.facts && assessment.missing.includes(ofFew)

/**
 * What is made for where the firm is comes before what is for the whole country, the more so the fewer of the ten
 * municipalities it is for; while the place is unknown, that makes it less likely to be for this firm.
 */
function areaFactor(area: Offering['area'], place: string | undefined): number {
  if (area === 'sweden') return 1
  const few = area === 'outside' ? 1 : (fewOfTheTen.get(area) ?? countFew(area))
  return place === undefined ? 1 - farForFew * few : nearBonus + nearForFew * few
}

type Within = Exclude<Offering['area'], string>

/** By area, the share of the ten that it is not for. */
const fewOfTheTen = new WeakMap<Within, number>()

function countFew(area: Within): number {
  const inside = municipalityIds.filter((one) => testArea(area, one) === 'yes').length
  const few = 1 - inside / municipalityIds.length
  fewOfTheTen.set(area, few)
  return few
}

const farForFew = 0.2
const nearForFew = 0.15
const nearBonus = 1.06

/**
 * What costs far more than an offering can give a share of is seldom for it; far less is not worth its papers. Where no
 * sum is told, few small firms need a grant that begins at a large one.
 */
function sizeFactor(offering: Offering, facts: Facts): number {
  const cost = boundsOf(facts.project_cost)
  const {
    min = 0,
    max = Number.POSITIVE_INFINITY,
    share_max: share = 100,
    currency = 'SEK',
    per,
  } = offering.amount ?? {}
  if (currency !== 'SEK' || per !== undefined) return 1
  if (cost === undefined)
    return offering.kind === 'grant' && min >= largeSum ? perhapsTooBigFactor : 1
  return cost.least > (max * 100) / share || cost.most < min ? tooBigFactor : 1
}

const tooBigFactor = 0.55
const largeSum = 300_000
const perhapsTooBigFactor = 0.85

/**
 * Inside its area a local variant takes the general one's place; where the place is unknown the general one stands for
 * its variants, and of two counties' twins only the better is shown.
 */
function keepOneOfAKind(
  candidates: readonly Candidate[],
  place: string | undefined,
): readonly Candidate[] {
  const ids = new Set(candidates.map((one) => one.offering.id))
  const replaced = new Set(
    candidates.flatMap(({ offering, assessment }) =>
      place !== undefined && offering.local_variant_of !== undefined && assessment.verdict !== 'no'
        ? [offering.local_variant_of]
        : [],
    ),
  )
  const seen = new Set<string>()
  return candidates.filter(({ offering }) => {
    if (replaced.has(offering.id)) return false
    if (
      place === undefined &&
      offering.local_variant_of !== undefined &&
      ids.has(offering.local_variant_of)
    )
      return false
    if (place !== undefined) return true
    const twin = withoutCounty(offering.id)
    if (seen.has(twin)) return false
    seen.add(twin)
    return true
  })
}
