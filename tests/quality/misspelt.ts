import type { Knowledge } from '../../src/index.ts'
import { askEngine, type Day } from './engine.ts'
import { judge } from './judge.ts'
import { createRandom, misspell, type Random } from './misspell.ts'
import type { Question } from './questions.ts'
import type { Measured } from './report.ts'
import { percent } from './score.ts'
import { drawTable } from './table.ts'

/** A slip in every so many words. */
const doses = { light: 6, heavy: 3 } as const
/** How often each question is misspelt anew. */
const variants = 3
const seed = 7

/** Of the needs that are answered right as they stand, how many still are when misspelt, and what became of the others. */
export function drawMisspelt(knowledge: Knowledge, { judged }: Measured, on: Day): string {
  const needs = judged
    .filter(
      ({ question, right }) =>
        right && question.accept.length > 0 && question.slice.startsWith('need-'),
    )
    .map(({ question }) => question)
  const body = Object.entries(doses).map(([dose, every]) => {
    const random = createRandom(seed)
    const asked = needs.flatMap((question) =>
      Array.from({ length: variants }, () => misspellAll(question, every, random)),
    )
    const answered = asked.map((question) => askEngine(knowledge, question, on))
    const missed = answered.filter((one) => judge(knowledge, one, on).shownAt === undefined)
    const took = (intent: string) =>
      String(missed.filter(({ played }) => played.trace.intent === intent).length)
    const hits = asked.length - missed.length
    return [
      `${dose}: a slip in ${every} words`,
      String(asked.length),
      percent({ hits, of: asked.length }),
      ...['find', 'outside-scope', 'handoff'].map(took),
    ]
  })
  return drawTable(
    ['needs misspelt', 'n', 'hit@3', 'other offerings', 'turned down', 'handed over'],
    body,
  )
}

const misspellAll = (question: Question, every: number, random: Random): Question => ({
  ...question,
  turns: question.turns.map((text) => misspell(text, { ...question, random, every })),
})
