import { type Assessment, assess } from '../eligibility/assess.ts'
import { explainCriterion } from '../eligibility/explain.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { statusOn } from '../knowledge/open-status.ts'
import { describeAmount, tellMoney } from './amount.ts'
import { describeArea, describeDates, labelStatus, nameProvider } from './card.ts'
import { findDetail, isDetail } from './detail.ts'
import type { Scene } from './step.ts'
import type { Understood } from './understand.ts'

/** What may be asked about an offering; of several asked at once the first is answered. */
export const aspects = [
  'compare',
  'start',
  'payout',
  'wait',
  'often',
  'deadline',
  'status',
  'repay',
  'security',
  'share',
  'vat',
  'tax',
  'papers',
  'length',
  'used',
  'leasing',
  'cost',
  'amount',
  'apply',
  'link',
  'giver',
  'who',
  'what',
] as const
export type Aspect = (typeof aspects)[number]

/** What is asked of an offering; undefined when nothing is. */
export function readAspect({ intents }: Pick<Understood, 'intents'>): Aspect | undefined {
  return aspects.find((aspect) => intents.includes(`aspect-${aspect}`))
}

/** The direct answer in a sentence or two; empty when the card, or the notes beside, say it. */
export function answerAspect(scene: Scene, offering: Offering, aspect: Aspect): string {
  const { say, language } = scene
  const name = offering.name[language]
  switch (aspect) {
    case 'amount':
      return answerAmount(scene, offering)
    case 'repay':
      return offering.kind === 'loan'
        ? say('tell.repay.loan', { name })
        : say('tell.repay.other', { name, kind: say(`kind.${offering.kind}`).toLowerCase() })
    case 'start':
      return isUnknown(scene, offering, aspect)
        ? sayUnknown(scene, name, aspect)
        : say('tell.start.after', { name })
    case 'cost':
      return offering.cost === undefined
        ? say('tell.no-cost', { name })
        : `${name}: ${offering.cost[language]}`
    case 'apply':
      return offering.how_to_apply === undefined
        ? say('tell.no-apply', { name })
        : `${name}: ${offering.how_to_apply[language]}`
    case 'link':
      return say('tell.link', { name })
    case 'giver':
      return say('tell.giver', { name, provider: nameProvider(scene, offering) })
    case 'deadline':
    case 'status':
      return describeDeadline(scene, offering)
    case 'who':
      return describeWho(scene, offering)
    case 'what':
    case 'compare':
      return ''
    default:
      return isUnknown(scene, offering, aspect)
        ? sayUnknown(scene, name, aspect)
        : `${name}: ${findDetail(scene, offering, aspect)}`
  }
}

/** What the sources do not say; of several it is said at once. */
export function isUnknown(scene: Scene, offering: Offering, aspect: Aspect): boolean {
  if (aspect === 'start') return offering.apply_before_start !== true
  return isDetail(aspect) && findDetail(scene, offering, aspect) === ''
}

export function sayUnknown({ say }: Scene, name: string, aspect: Aspect): string {
  return aspect === 'start'
    ? say('tell.start.unknown', { name })
    : say('tell.no-detail', { name, what: say(`detail.${aspect}`) })
}

/** Nothing for what only has sentences about money: they follow by themselves. */
function answerAmount(scene: Scene, offering: Offering): string {
  const { say, language } = scene
  const name = offering.name[language]
  const amount = describeAmount(scene, offering)
  if (amount !== '') return say('tell.amount', { name, amount })
  if (tellMoney(offering, language).length > 0) return ''
  return say(isHelp(offering) ? `tell.no-money.${offering.kind}` : 'tell.no-amount', { name })
}

/** Help that is not money. */
function isHelp({ kind }: Offering): boolean {
  return ['advice', 'training', 'network', 'information'].includes(kind)
}

function describeDeadline(scene: Scene, offering: Offering): string {
  const { say, language } = scene
  const status = statusOn(offering.open, scene.day)
  const parts = [
    offering.deadline?.[language] ?? '',
    asSentence(describeDates(scene, offering, status)),
  ].filter((part) => part !== '')
  const words = parts.length > 0 ? parts.join(' ') : say(`tell.deadline.${status}`)
  return say('tell.deadline', {
    name: offering.name[language],
    status: labelStatus(scene, offering),
    words,
  })
}

function asSentence(words: string): string {
  return words === '' ? '' : `${words[0]?.toUpperCase()}${words.slice(1)}.`
}

function describeWho(scene: Scene, offering: Offering): string {
  const { say, language, conversation } = scene
  const assessment = assess(offering, conversation.facts, conversation.place)
  const parts = [
    offering.who?.[language] ?? '',
    say('tell.area', { area: describeArea(scene, offering) }),
    assessment.verdict === 'no' && assessment.outsideArea === 'yes'
      ? say('check.outside-area')
      : '',
    explainVerdict(scene, assessment),
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** What was told that stands in the way; empty when nothing does. */
export function explainNo(scene: Scene, offering: Offering): string {
  const assessment = assess(offering, scene.conversation.facts, scene.conversation.place)
  return assessment.verdict === 'no' ? explainVerdict(scene, assessment) : ''
}

/** What was told that decided it; empty when nothing did. */
function explainVerdict(
  { say, language, knowledge, conversation }: Scene,
  { verdict, because }: Assessment,
): string {
  if (verdict === 'unknown' || because.length === 0) return ''
  const criteria = because.map((one) =>
    explainCriterion({ knowledge, say, language }, one, conversation.facts[one.fact]),
  )
  return say(verdict === 'no' ? 'tell.not-you' : 'tell.you', { what: criteria.join(' ') })
}
