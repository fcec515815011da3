import type { Offering } from '../knowledge/knowledge.ts'
import type { Scene } from './step.ts'

/** What may be asked that no field of an offering tells, and by what its sentences show that they speak of it. */
const signs = {
  payout:
    /^(?!.*(?:innan|before)).*(?:betalas ut|utbetalning|förskott|i efterhand|paid out|payment|in advance|afterwards)/iu,
  wait: /handläggning|arbetsdag|beslutet tar|processing|working day|decision takes/iu,
  security:
    /borgen|säkerhet|inteckning|collateral|security|surety|floating charge|personal guarantee/iu,
  share:
    /medfinansi|med och finansier|egna pengar|eget arbete|(?<!dig )själv|halva kostnaden|resten|co-financ|own (?:money|work)|itself|yourself|the rest|half the cost/iu,
  vat: /(?<!\p{L})moms|(?<!\p{L})VAT(?!\p{L})/u,
  tax: /skattefri|skattepliktig|beskattas|tax-free|taxable|taxed/iu,
  often: /(?<!\p{L})(?:en gång|flera gånger|gånger|once|times|more than one)(?!\p{L})/iu,
  papers:
    /affärsplan|intyg|registreringsbevis|underlag(?!et)|offert|business plan|certificate|annual accounts|documentation|quote/iu,
  length:
    /(?<!\p{L})(?:löp|pågå|räcker|tiden (?:var|är)|run|last|the time was)\p{L}*|(?:i|på|till|for|over) (?:högst |upp till |ungefär |at most |up to |about )?\S+ (?:veckor|månader|år|weeks|months|years?)(?!\p{L})/iu,
  used: /begagnad|begagnat|second-hand/iu,
  leasing: /leasing|leasa|avbetalning|hyrköp|leased/iu,
} as const
export type Detail = keyof typeof signs

export const isDetail = (aspect: string): aspect is Detail => aspect in signs

/** The offering's own sentences that speak of it; empty when none does. */
export function findDetail({ language }: Scene, offering: Offering, detail: Detail): string {
  const { summary, cost, how_to_apply: apply, deadline, conditions, good_to_know: notes } = offering
  return [summary, cost, apply, deadline]
    .flatMap((text) => text?.[language].split(/(?<=[.!?]) +(?=\p{Lu})/u) ?? [])
    .concat(conditions?.[language] ?? [], notes?.[language] ?? [])
    .filter((sentence) => signs[detail].test(sentence))
    .slice(0, mostSaid)
    .join(' ')
}

const mostSaid = 3
