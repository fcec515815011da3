import { type Case, ratings } from '../cases/case.ts'
import { readCaseNumber } from '../cases/case-number.ts'
import { fold } from '../knowledge/words.ts'
import { quiet } from './say.ts'
import { type Scene, type Step, step, type Trace } from './step.ts'

const calledByName = /^\s*@?lotsen[\s,:!]+/i
const numberFirst = /^\s*L[\s–-]*[A-Z\d]{5}[\s,.:–-]+(?<rest>\S[\s\S]*)$/iu

/** What a company writes to an office: about the case it names first, or in a talk that the office has begun. */
export function toOffice(scene: Scene, said: string): Step | undefined {
  const rest = numberFirst.exec(said)?.groups?.rest ?? ''
  const number = rest === '' ? undefined : readCaseNumber(said.slice(0, -rest.length))
  const named = scene.cases.find(({ id }) => id === number)
  if (named !== undefined) return sendOn(scene, { to: named, text: rest, told: 'case.sent-on' })
  const talking = findTalking(scene.cases)
  if (talking === undefined || calledByName.test(said)) return undefined
  return sendOn(scene, { to: talking, text: said, told: 'case.to-office' })
}

/** While a person owns the conversation the bot answers only when called by name: of several, the talk last begun. */
function findTalking(cases: readonly Case[]): Case | undefined {
  const begun = cases.filter((one) => one.state === 'taken' && begunAt(one) > 0)
  return begun.toSorted((a, b) => begunAt(b) - begunAt(a))[0]
}

/** When the office that has it wrote, or tried in vain and asked for an answer here; 0 when it has done neither. */
function begunAt({ messages, attempts, received }: Case): number {
  const wrote = messages.findLast(({ from }) => from === 'office')
  const last = attempts.at(-1)
  const begun = [wrote, last?.reached === 'no' ? last : undefined]
  const times = begun.map((one) => (one === undefined ? 0 : Date.parse(one.at)))
  return Math.max(0, ...times.filter((at) => at >= Date.parse(received)))
}

/** The answer to how it went, written instead of pressed. */
export function answerRating(scene: Scene, said: string): Step | undefined {
  const { cases, say } = scene
  const asking = cases.findLast((one) => one.outcome !== undefined && one.rating === undefined)
  if (asking === undefined) return undefined
  const how = ratings.find((one) => isSaid(said, say(`case.rating.${one}`)))
  if (how === undefined) return undefined
  return step(scene, {
    effects: [{ kind: 'case', case: asking.id, action: 'rate', value: how }],
    trace: traceOf(asking, 'how it went'),
  })
}

function isSaid(said: string, words: string): boolean {
  return (
    fold(said)
      .replace(/[^\p{L} ]/gu, '')
      .trim() === fold(words)
  )
}

function traceOf({ id, office }: Case, because: string): Trace {
  return { intent: 'handoff', office, question: null, because: [`${because}: ${id}`] }
}

function sendOn(
  scene: Scene,
  { to, text, told }: { to: Case; text: string; told: 'case.sent-on' | 'case.to-office' },
): Step {
  return step(scene, {
    effects: [{ kind: 'case', case: to.id, action: 'reply-from-company', value: text }],
    replies: [quiet(scene.say(told, { case: to.id }))],
    trace: traceOf(to, 'to the office of'),
  })
}
