import type { OfferingCard, OpenStatus, Row } from '../chat.ts'
import { type Assessment, assess } from '../eligibility/assess.ts'
import { explainCriterion } from '../eligibility/explain.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { hasBegun, statusOn } from '../knowledge/open-status.ts'
import { municipalityName } from '../knowledge/places.ts'
import { button, formatMoney, joinWords } from './say.ts'
import type { Scene } from './step.ts'

const mostConditions = 3
const mostWords = 3

interface Drawing {
  readonly scene: Scene
  readonly offering: Offering
  readonly number: number
  /** Words of the person's that found it. */
  readonly matched: readonly string[]
}

export function drawOffering({ scene, offering, number, matched }: Drawing): OfferingCard {
  const { say, language, knowledge, conversation } = scene
  const assessment = assess(offering, conversation.facts, conversation.place)
  const status = statusOn(offering.open, scene.day)
  return {
    number,
    offering: offering.id,
    name: offering.name[language],
    provider: knowledge.providers.get(offering.provider)?.name[language] ?? offering.provider,
    status: { code: status, label: labelStatus(scene, offering) },
    eligibility: { code: assessment.verdict, label: say(`eligibility.${assessment.verdict}`) },
    summary: offering.summary[language],
    rows: listRows(scene, offering, status),
    reasons: listReasons({ scene, offering, number, matched }, assessment),
    checks: listChecks(scene, offering, assessment),
    warning: offering.apply_before_start === true ? say('card.apply-before-start') : '',
    source: { label: say('card.source'), url: offering.apply_url ?? offering.source.url },
    checked: say(`card.checked.${offering.source.confidence}`, { date: offering.source.checked }),
    actions: [
      button(say('card.tell-more'), { kind: 'tell', offering: offering.id, aspect: 'what' }),
      button(say('card.how-to-apply'), { kind: 'tell', offering: offering.id, aspect: 'apply' }),
    ],
  }
}

function listRows(scene: Scene, offering: Offering, status: OpenStatus): readonly Row[] {
  const { say, language } = scene
  const rows: Row[] = [{ label: say('card.kind'), value: say(`kind.${offering.kind}`) }]
  const amount = describeAmount(scene, offering)
  if (amount !== '') rows.push({ label: say('card.amount'), value: amount })
  const deadline = offering.deadline?.[language]
  if (deadline !== undefined) rows.push({ label: say('card.deadline'), value: deadline })
  const dates = describeDates(scene, offering, status)
  if (dates !== '') rows.push({ label: say('card.period'), value: dates })
  const after =
    offering.succeeded_by === undefined
      ? undefined
      : scene.knowledge.offerings.get(offering.succeeded_by)
  if (after !== undefined)
    rows.push({ label: say('card.succeeded-by'), value: after.name[language] })
  return rows
}

/** "Öppet"; of what has not begun, not that it is closed. */
export function labelStatus({ say, day }: Scene, { open }: Offering): string {
  return say(`status.${hasBegun(open, day) ? statusOn(open, day) : 'not-begun'}`)
}

/** "högst 7 100 kr per månad, högst 10 % av underlaget"; empty when the sources give no amount. */
export function describeAmount(scene: Scene, { kind, amount = {} }: Offering): string {
  const { per, share_max: share } = amount
  const sum = describeSum(scene, amount)
  const parts: string[] = []
  if (sum !== '')
    parts.push(per === undefined ? sum : scene.say(`amount.per-${per}`, { amount: sum }))
  if (share !== undefined)
    parts.push(scene.say(`amount.share-of.${sharesOf[kind] ?? 'cost'}`, { share }))
  return parts.join(', ')
}

function describeSum({ say, language }: Scene, amount: NonNullable<Offering['amount']>): string {
  const { min, max, currency = 'SEK' } = amount
  const money = (sum: number) => formatMoney(sum, currency, language)
  if (min !== undefined && max !== undefined)
    return say('amount.between', { min: money(min), max: money(max) })
  if (max !== undefined) return say('amount.at-most', { max: money(max) })
  return min === undefined ? '' : say('amount.at-least', { min: money(min) })
}

/** What a share is a share of, where it is not the cost. */
const sharesOf: Partial<Record<Offering['kind'], string>> = {
  guarantee: 'credit',
  'tax-relief': 'base',
  'wage-subsidy': 'pay',
}

export function describeDates({ say, day }: Scene, offering: Offering, status: OpenStatus): string {
  const { from, to } = offering.open
  if (status === 'unknown' && to === undefined) return ''
  if (from !== undefined && to !== undefined) return say('dates.between', { from, to })
  if (to !== undefined) return say(status === 'closed' ? 'dates.ended' : 'dates.until', { to })
  if (status !== 'closed' || from === undefined) return ''
  return say(hasBegun(offering.open, day) ? 'dates.began' : 'dates.begins', { from })
}

function listReasons(
  { scene, offering, matched }: Drawing,
  assessment: Assessment,
): readonly string[] {
  const { say, language, knowledge, conversation } = scene
  const reasons: string[] = []
  if (matched.length > 0)
    reasons.push(
      say('reason.words', {
        words: joinWords(
          matched.slice(0, mostWords).map((word) => `”${word}”`),
          say('and'),
        ),
      }),
    )
  for (const criterion of assessment.because.slice(0, 3)) {
    reasons.push(
      explainCriterion({ knowledge, say, language }, criterion, conversation.facts[criterion.fact]),
    )
  }
  if (
    offering.area !== 'sweden' &&
    assessment.outsideArea === 'no' &&
    conversation.place !== undefined &&
    !assessment.missing.includes('municipality')
  ) {
    reasons.push(say('reason.area'))
  }
  if (offering.local_variant_of !== undefined) reasons.push(say('reason.local'))
  return reasons
}

function listChecks(scene: Scene, offering: Offering, assessment: Assessment): readonly string[] {
  const { say, language, knowledge } = scene
  const checks: string[] = []
  const status = statusOn(offering.open, scene.day)
  if (status === 'unknown') checks.push(say('check.status'))
  if (assessment.outsideArea === 'yes') checks.push(say('check.outside-area'))
  if (assessment.verdict === 'no') {
    for (const criterion of assessment.because) {
      checks.push(
        say('check.failed', {
          what: explainCriterion(
            { knowledge, say, language },
            criterion,
            scene.conversation.facts[criterion.fact],
          ),
        }),
      )
    }
  }
  if (assessment.missing.includes('municipality'))
    checks.push(say('check.municipality', { area: describeArea(scene, offering) }))
  if (offering.requires !== undefined && assessment.verdict === 'unknown') {
    const names = assessment.missing
      .filter((fact) => fact !== 'municipality')
      .map((fact) => knowledge.facts.get(fact)?.name[language] ?? fact)
    if (names.length > 0) checks.push(say('check.facts', { facts: joinWords(names, say('and')) }))
  }
  const first = (offering.first_do ?? []).map(
    (id) => knowledge.offerings.get(id)?.name[language] ?? id,
  )
  if (first.length > 0) checks.push(say('check.first', { offering: joinWords(first, say('and')) }))
  return [...checks, ...(offering.conditions?.[language] ?? []).slice(0, mostConditions)]
}

/** "Västerbotten", "Malå och Norsjö", "hela landet" */
export function describeArea({ say }: Scene, offering: Offering): string {
  if (typeof offering.area === 'string') return say(`area.${offering.area}`)
  if ('counties' in offering.area)
    return joinWords(
      offering.area.counties.map((county) => say(`county.${county}`)),
      say('and'),
    )
  const names = offering.area.municipalities.map((id) => municipalityName(id))
  return names.length === 10 ? say('area.region10') : joinWords(names, say('and'))
}
