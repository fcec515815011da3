import type { OpenStatus, Reply } from '../chat.ts'
import type { Feature } from '../knowledge/features.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { wishes } from '../knowledge/terms.ts'
import type { Facts } from './conversation.ts'
import { describePlace, isOfTheTen, phoneOf } from './place.ts'
import { text } from './say.ts'
import type { Scene } from './step.ts'

/** "Bidrag, inte lån": what is of another kind than wished for comes last, and is left out where there is enough else. */
export function wishFactor({ kind }: Offering, { wish }: Facts): number {
  return wishes[String(wish)]?.includes(kind) === false ? unwishedFactor : 1
}

/** "Finns det bidrag?": a loan is the poorer answer to who asks for a grant and says nothing of loans. */
export function loanFactor(features: readonly Feature[]): number {
  const asks = (way: string) =>
    features.some(({ term, weight }) => term === way && weight >= saidNow)
  return asks('#grant') && !asks('#loan') ? otherWayFactor : 1
}

/** "Något mindre": the lower the most that can be had, the sooner it comes; what has no sum told lies between. */
export function amountFactor({ amount }: Offering, { size }: Facts): number {
  if (size !== 'smaller' && size !== 'larger') return 1
  const { max, currency = 'SEK' } = amount ?? {}
  if (max === undefined || currency !== 'SEK') return unknownAmountFactor
  const step = amountSteps.findIndex((most) => max <= most)
  const small = step < 0 ? amountSteps.length : step
  return mostAmountFactor - perStep * (size === 'smaller' ? small : amountSteps.length - small)
}

/** When it is urgent, what can be applied for now comes first. */
export function urgencyFactor(status: OpenStatus, { urgency }: Facts): number {
  return urgency === 'now' && status !== 'open' ? waitingFactor : 1
}

/** Who is in a hurry is told whom to call. */
export function tellUrgency(scene: Scene): readonly Reply[] {
  const { conversation, say } = scene
  if (conversation.facts.urgency !== 'now') return []
  const place = conversation.place ?? ''
  const phone = isOfTheTen(place) ? phoneOf(scene, place) : ''
  const call =
    phone === '' ? '' : ` ${say('find.urgent-call', { municipality: describePlace(place), phone })}`
  return [text(`${say('find.urgent')}${call}`)]
}

const unwishedFactor = 0.25
/** What a word for a way to be helped weighs in the newest need; in an older one it weighs less. */
const saidNow = 0.4
const otherWayFactor = 0.85
const amountSteps = [60_000, 300_000, 1_000_000, 5_000_000]
const mostAmountFactor = 1.3
const perStep = 0.15
const unknownAmountFactor = 0.85
const waitingFactor = 0.8
