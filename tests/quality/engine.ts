import { readNeed } from '../../src/conversation/needs.ts'
import { rank } from '../../src/conversation/rank.ts'
import { setScene } from '../../src/conversation/scene.ts'
import type { OfferingCard } from '../../src/index.ts'
import { type Knowledge, type Played, playTurns } from '../../src/index.ts'
import type { Question } from './questions.ts'

export interface Day {
  readonly day: string
  readonly now: string
}

/** What is shown of an offering, on a card or in a comparison. */
export type Shown = Pick<OfferingCard, 'offering'> & {
  readonly status: OfferingCard['status']['code']
  readonly eligibility: OfferingCard['eligibility']['code']
}

/** What our engine said to a question's last turn. */
export interface Answered {
  readonly question: Question
  readonly played: Played
  readonly shown: readonly Shown[]
  /** What is shown, and after it what "show more" would bring. */
  readonly ranked: readonly string[]
  /** For all turns together. */
  readonly ms: number
}

export function askEngine(knowledge: Knowledge, question: Question, on: Day): Answered {
  const began = performance.now()
  const played = playTurns(knowledge, question.turns, on)
  const ms = performance.now() - began
  const shown = listShown(played)
  const ranked = [
    ...new Set([...shown.map((one) => one.offering), ...listRest(knowledge, played, on)]),
  ]
  return { question, played, shown, ranked, ms }
}

function listShown({ trace, conversation }: Played): readonly Shown[] {
  if (trace.lists === undefined) return []
  return conversation.shown.map(({ id, ...rest }) => ({ offering: id, ...rest }))
}

function listRest(
  knowledge: Knowledge,
  { conversation, trace }: Played,
  on: Day,
): readonly string[] {
  if (trace.intent !== 'find' || conversation.shown.length === 0) return []
  const scene = setScene(
    { knowledge, conversation, ...on, cases: [], absences: [] },
    conversation.language,
  )
  return rank(scene, readNeed(scene)).fitting.map((one) => one.offering.id)
}
