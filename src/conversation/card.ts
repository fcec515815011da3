import type { OfferingCard, OpenStatus, Row } from '../chat.ts'
import { formatDate } from '../date-words.ts'
import { type Assessment, assess } from '../eligibility/assess.ts'
import { explainCriterion } from '../eligibility/explain.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { hasBegun, statusOn } from '../knowledge/open-status.ts'
import { municipalityName } from '../knowledge/places.ts'
import { describeAmount } from './amount.ts'
import { button, joinWords } from './say.ts'
import type { Scene } from './step.ts'

const mostConditions = 3
const mostWords = 3

interface Drawing {
  readonly scene: Scene
  readonly offering: Offering
  readonly number: number
  /** Words of the person's that found it. */
  readonly matched: readonly string[]
  /** Where it was judged before. */
  readonly assessment?: Assessment
}

export function drawOffering(drawing: Drawing): OfferingCard {
  const { scene, offering, number } = drawing
  const { say, language, conversation } = scene
  const { assessment = assess(offering, conversation.facts, conversation.place) } = drawing
  const status = statusOn(offering.open, scene.day)
  return {
    number,
    offering: offering.id,
    name: offering.name[language],
    provider: nameProvider(scene, offering),
    status: { code: status, label: labelStatus(scene, offering) },
    eligibility: judge(scene, status, assessment),
    summary: offering.summary[language],
    rows: listRows(scene, offering, status),
    reasons: status === 'closed' ? [] : listReasons(drawing, assessment),
    checks: listChecks(scene, offering, assessment),
    warning: warnOfStart(scene, offering),
    source: { label: say('card.source'), url: offering.apply_url ?? offering.source.url },
    checked: describeChecked(scene, offering),
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
  if (deadline !== undefined && status !== 'closed')
    rows.push({ label: say('card.deadline'), value: deadline })
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

function warnOfStart({ say }: Scene, { apply_before_start: before, kind }: Offering): string {
  if (before !== true) return ''
  return say(kind === 'wage-subsidy' ? 'card.apply-before-hiring' : 'card.apply-before-start')
}

/** Whether it fits; of what cannot be applied for on the day, only that. */
/** Whoever might have had it: what is closed can be had by nobody. */
function judge(
  { say }: Scene,
  status: OpenStatus,
  { verdict }: Assessment,
): OfferingCard['eligibility'] {
  if (status === 'closed') return { code: 'no', label: say('eligibility.closed') }
  return { code: verdict, label: say(`eligibility.${verdict}`) }
}

function describeChecked({ say, language }: Scene, { source }: Offering): string {
  const checked = say(`card.checked.${source.confidence}`, {
    date: formatDate(source.checked, language),
  })
  return source.page_date === undefined
    ? checked
    : say('card.page-date', { checked, date: formatDate(source.page_date, language) })
}

/** "från 2 januari 2023 till 16 mars 2026", as far as the sources say. */
export function describeDates(
  { say, day, language }: Scene,
  { open }: Offering,
  status: OpenStatus,
): string {
  const [from, to] = [open.from, open.to].map((date) =>
    date === undefined ? undefined : formatDate(date, language),
  )
  if (status === 'unknown' && to === undefined) return ''
  if (from !== undefined && to !== undefined)
    return from === to ? to : say('dates.between', { from, to })
  if (to !== undefined) return say(status === 'closed' ? 'dates.ended' : 'dates.until', { to })
  if (status !== 'closed' || from === undefined) return ''
  return say(hasBegun(open, day) ? 'dates.began' : 'dates.begins', { from })
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
  const fulfilled = assessment.verdict === 'no' ? [] : assessment.because
  for (const criterion of fulfilled.slice(0, 3)) {
    reasons.push(
      explainCriterion({ knowledge, say, language }, criterion, conversation.facts[criterion.fact]),
    )
  }
  const here =
    assessment.outsideArea === 'no' &&
    conversation.place !== undefined &&
    !assessment.missing.includes('municipality')
  if (here && offering.area !== 'sweden') reasons.push(say('reason.area'))
  if (here && offering.local_variant_of !== undefined) reasons.push(say('reason.local'))
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
      .map((fact) => knowledge.facts.get(fact)?.depends[language] ?? fact)
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

export function nameProvider({ knowledge, language }: Scene, { provider }: Offering): string {
  return knowledge.providers.get(provider)?.name[language] ?? provider
}
