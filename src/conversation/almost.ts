import type { Reply } from '../chat.ts'
import { explainCriterion } from '../eligibility/explain.ts'
import type { Criterion } from '../eligibility/rule.ts'
import type { Facts } from './conversation.ts'
import type { Candidate } from './rank.ts'
import { quiet } from './say.ts'
import type { Scene } from './step.ts'

/** What a firm may change about itself; none grows younger, is at the idea again, or becomes a municipality. */
const changeable = ['stage', 'project_cost', 'unemployed', 'exports', 'innovative', 'hiring']
const formsOfFirms = ['sole-trader', 'limited-company', 'partnership', 'economic-association']

/** The best that one changed fact would open, when it scores at least so much. */
export function findAlmost(
  { conversation }: Scene,
  ruledOut: readonly Candidate[],
  least: number,
): Candidate | undefined {
  return ruledOut.find(
    ({ assessment: { because }, score }) =>
      score >= least &&
      because.length === 1 &&
      because.every((one) => isWithinReach(one, conversation.facts)),
  )
}

/** What would open it. */
export function sayAlmost(scene: Scene, near: Candidate | undefined): readonly Reply[] {
  const { knowledge, say, language, conversation } = scene
  const criterion = near?.assessment.because[0]
  if (near === undefined || criterion === undefined) return []
  const what = explainCriterion(
    { knowledge, say, language },
    criterion,
    conversation.facts[criterion.fact],
  )
  return [quiet(say('find.almost', { offering: near.offering.name[language], what }))]
}

function isWithinReach({ fact, test }: Criterion, { stage }: Facts): boolean {
  if (fact === 'stage' && stage === 'running') return false
  if (changeable.includes(fact)) return true
  if (fact !== 'legal_form' || test.kind !== 'choice') return false
  return test.one_of === undefined || test.one_of.some((form) => formsOfFirms.includes(form))
}
