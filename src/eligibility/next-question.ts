import type { Facts } from '../conversation/conversation.ts'
import type { CompanyFact, Offering } from '../knowledge/knowledge.ts'
import { assess } from './assess.ts'

export interface NextQuestion {
  readonly fact: string
  /** How many of the candidates depend on it, of how many. */
  readonly depends: number
  readonly of: number
}

interface Asking {
  readonly candidates: readonly Offering[]
  readonly facts: Facts
  readonly place: string | undefined
  readonly askable: ReadonlyMap<string, CompanyFact>
  readonly skipped: readonly string[]
  /** Answers that stand for a place, when the place is unknown. */
  readonly places: readonly string[]
}

/**
 * The fact whose answer splits the candidates most: the expected number of candidates whose verdict an answer decides.
 * Facts that change nothing, are known or were skipped are never asked.
 */
export function findNextQuestion(asking: Asking): NextQuestion | undefined {
  const before = asking.candidates.map((offering) => assess(offering, asking.facts, asking.place))
  const facts = new Set(before.flatMap((one) => one.missing))
  let best: (NextQuestion & { readonly split: number }) | undefined
  for (const fact of facts) {
    if (asking.skipped.includes(fact)) continue
    const answers = listAnswers(asking, fact)
    if (answers.length === 0) continue
    const depends = before.filter((one) => one.missing.includes(fact)).length
    const split = measureSplit(asking, fact, answers)
    if (split > 0 && (best === undefined || split > best.split)) {
      best = { fact, depends, of: asking.candidates.length, split }
    }
  }
  return best && { fact: best.fact, depends: best.depends, of: best.of }
}

function listAnswers(asking: Asking, fact: string): readonly (string | number | boolean)[] {
  if (fact === 'municipality') return asking.places
  const known = asking.askable.get(fact)
  if (known === undefined) return []
  return known.kind === 'yes-no'
    ? [true, false]
    : (known.answers ?? []).map((answer) => answer.value)
}

/** Gini impurity taken away by knowing the answer, summed over the candidates: 0 when nothing is told apart. */
function measureSplit(
  asking: Asking,
  fact: string,
  answers: readonly (string | number | boolean)[],
): number {
  let split = 0
  for (const offering of asking.candidates) {
    const kept = answers.filter((answer) => {
      const place = fact === 'municipality' ? String(answer) : asking.place
      const facts = fact === 'municipality' ? asking.facts : { ...asking.facts, [fact]: answer }
      return assess(offering, facts, place).verdict !== 'no'
    }).length
    const share = kept / answers.length
    split += 2 * share * (1 - share)
  }
  return split
}
