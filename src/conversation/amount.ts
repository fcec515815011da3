import type { Language } from '../chat.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { formatMoney, formatMoneyBetween } from './say.ts'
import type { Scene } from './step.ts'

type Amount = NonNullable<Offering['amount']>

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

function describeSum({ say, language }: Scene, { min, max, currency = 'SEK' }: Amount): string {
  if (min !== undefined && max !== undefined)
    return formatMoneyBetween({ least: min, most: max, currency }, language)
  if (max !== undefined) return say('amount.at-most', { max: formatMoney(max, currency, language) })
  return min === undefined
    ? ''
    : say('amount.at-least', { min: formatMoney(min, currency, language) })
}

/** What a share is a share of, where it is not the cost. */
const sharesOf: Partial<Record<Offering['kind'], string>> = {
  guarantee: 'credit',
  'tax-relief': 'base',
  'wage-subsidy': 'pay',
}

/** The offering's own sentences about money: what holds for which case, and how old a figure is. */
export function tellMoney(offering: Offering, language: Language): readonly string[] {
  const { summary, cost, good_to_know: notes } = offering
  return [
    ...(offering.amount === undefined ? [summary[language]] : []),
    ...(cost === undefined ? [] : [cost[language]]),
    ...(notes?.[language] ?? []),
  ].filter((sentence) => money.test(sentence))
}

const money = /\d[^.]*(?:\bkr\b|kronor|euro|procent|öre\b|per cent)|(?:SEK|EUR) ?\d/iu
