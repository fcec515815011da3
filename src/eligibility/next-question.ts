import type { Facts } from '../conversation/conversation.ts'
import type { FactValue } from '../knowledge/fact-value.ts'
import type { CompanyFact, Offering } from '../knowledge/knowledge.ts'
import { type Assessment, assess, testArea } from './assess.ts'

export interface NextQuestion {
  readonly fact: string
  /** How many of the candidates depend on it, of how many. */
  readonly depends: number
  readonly of: number
}

/** An offering, and how it was judged by the facts and the place. */
interface Judged {
  readonly offering: Offering
  readonly assessment: Assessment
}

interface Asking {
  readonly candidates: readonly Judged[]
  readonly facts: Facts
  readonly place: string | undefined
  readonly askable: ReadonlyMap<string, CompanyFact>
  readonly skipped: readonly string[]
  /** Answers that stand for a place, when the place is unknown. */
  readonly places: readonly string[]
}

const leastShare = 0.25
const shownFirst = 3

/**
 * The fact whose answer splits the candidates most: the expected number of candidates whose verdict an answer decides.
 * Facts that change nothing, are known or were skipped are never asked.
 */
export function findNextQuestion(asking: Asking): NextQuestion | undefined {
  const facts = new Set(asking.candidates.flatMap(({ assessment }) => assessment.missing))
  let best: (NextQuestion & { readonly split: number }) | undefined
  for (const fact of facts) {
    if (asking.skipped.includes(fact) || asking.facts[fact] !== undefined) continue
    const answers = listAnswers(asking, fact)
    if (answers.length === 0) continue
    const isMissing = ({ assessment }: Judged) => assessment.missing.includes(fact)
    const open = asking.candidates.filter((one) => isMissing(one) || mayForbid(one.offering, fact))
    if (!matters(asking.candidates, open)) continue
    // No answer can tell more apart than half of those it decides.
    if (best !== undefined && open.length / 2 <= best.split) continue
    const split = measureSplit({ ...asking, candidates: open }, fact, answers)
    if (split > 0 && (best === undefined || split > best.split)) {
      const depends = asking.candidates.filter(isMissing).length
      best = { fact, depends, of: asking.candidates.length, split }
    }
  }
  return best && { fact: best.fact, depends: best.depends, of: best.of }
}

/** One of those shown depends on it: the first, or with it a fair share of all. */
function matters(candidates: readonly Judged[], open: readonly Judged[]): boolean {
  const shown = open.filter((one) => candidates.indexOf(one) < shownFirst)
  const isFirst = shown.some((one) => one === candidates[0])
  return isFirst || (shown.length > 0 && open.length >= candidates.length * leastShare)
}

/** What must not have begun is no rule of its own, and so never missing. */
function mayForbid(offering: Offering, fact: string): boolean {
  return fact === 'already_started' && offering.apply_before_start === true
}

function listAnswers(asking: Asking, fact: string): readonly FactValue[] {
  if (fact === 'municipality') return asking.places
  const known = asking.askable.get(fact)
  if (known === undefined) return []
  return known.kind === 'yes-no'
    ? [true, false]
    : (known.answers ?? []).map((answer) => answer.value)
}

/** Gini impurity taken away by knowing the answer, summed over the candidates: 0 when nothing is told apart. */
function measureSplit(
  { candidates, facts, place }: Asking,
  fact: string,
  answers: readonly FactValue[],
): number {
  const mayFit = answers.map((answer) => {
    if (fact === 'municipality') {
      return (offering: Offering) => testArea(offering.area, String(answer)) !== 'no'
    }
    const learnt = { ...facts, [fact]: answer }
    return (offering: Offering) => assess(offering, learnt, place).verdict !== 'no'
  })
  return candidates.reduce((split, { offering }) => {
    const share = mayFit.filter((fits) => fits(offering)).length / answers.length
    return split + 2 * share * (1 - share)
  }, 0)
}
