import type { Knowledge, Offering } from '../../src/index.ts'
import type { Answered, Day, Shown } from './engine.ts'
import { isNotOffered, type Question } from './questions.ts'

/** What must never happen, whatever was asked. */
export const faults = [
  'outside area',
  'closed as open',
  'never-list',
  'office',
  'language',
] as const
export type Fault = (typeof faults)[number]

export interface Judged {
  readonly question: Question
  /** The place of the first accepted offering, 1 for the first; undefined beyond the tenth. */
  readonly place: number | undefined
  /** The same among those shown. */
  readonly shownAt: number | undefined
  /** What the slice itself asks for. */
  readonly right: boolean
  readonly faults: readonly Fault[]
}

export function judge(knowledge: Knowledge, answered: Answered, { day }: Day): Judged {
  const { question, shown, ranked } = answered
  const found = listFaults(knowledge, answered, day)
  const shownAt = findPlace(question, shown.map((one) => one.offering).slice(0, 3))
  const place = findPlace(question, ranked.slice(0, 10))
  const right = isRight({ knowledge, answered, day, shownAt, found })
  return { question, place, shownAt, right, faults: found }
}

export function findPlace(question: Question, ids: readonly string[]): number | undefined {
  const at = ids.findIndex((id) => question.accept.includes(id))
  return at === -1 ? undefined : at + 1
}

interface Judging {
  readonly knowledge: Knowledge
  readonly answered: Answered
  readonly day: string
  readonly shownAt: number | undefined
  readonly found: readonly Fault[]
}

function isRight({ knowledge, answered, day, shownAt, found }: Judging): boolean {
  const { question, played, shown } = answered
  const sameIntent = played.trace.intent === question.intent
  const wayOut = played.answer.replies.length > 0
  if (isNotOffered(question))
    return wayOut && !(played.trace.intent === 'offering' && shown.length > 0)
  switch (question.slice) {
    case 'need-sv':
    case 'need-en':
    case 'typo':
      return shownAt !== undefined && isClean(found)
    case 'about':
      return sameIntent && wayOut && (question.accept.length === 0 || shownAt === 1)
    case 'closed':
      return (
        shown.some((one) => tellsClosed(knowledge, question, one, day)) ||
        mentionsClosed(knowledge, question, played.answer)
      )
    case 'place':
      return question.office === undefined ? sameIntent : !found.includes('office')
    case 'handoff':
    case 'smalltalk':
      return sameIntent && shown.length === 0
    case 'outside':
      return sameIntent && shown.length === 0
    case 'eligibility':
    case 'several-turns':
      return (question.accept.length === 0 ? sameIntent : shownAt !== undefined) && isClean(found)
  }
}

const isClean = (found: readonly Fault[]): boolean =>
  !found.includes('never-list') && !found.includes('office')

function tellsClosed(knowledge: Knowledge, question: Question, one: Shown, day: string): boolean {
  const offering = knowledge.offerings.get(one.offering)
  if (offering === undefined || !question.accept.includes(one.offering)) return false
  return one.status === 'closed' && isOver(offering.open, day)
}

/** Told by name, beside what can be had now, that it is closed. */
function mentionsClosed(
  { offerings }: Knowledge,
  { accept }: Question,
  { replies, language }: Answered['played']['answer'],
): boolean {
  const names = accept.flatMap((id) => offerings.get(id)?.name[language] ?? [])
  return replies.some(
    (reply) =>
      reply.kind === 'text' &&
      /stängt|closed/.test(reply.text) &&
      names.some((name) => reply.text.includes(name)),
  )
}

function listFaults(knowledge: Knowledge, answered: Answered, day: string): readonly Fault[] {
  const { question, played, shown } = answered
  const found: Fault[] = []
  const finding = played.trace.intent === 'find'
  for (const one of shown) {
    const offering = knowledge.offerings.get(one.offering)
    if (offering === undefined) continue
    const place = question.office ?? played.conversation.place
    const kept = finding || one.eligibility !== 'no'
    if (kept && isElsewhere(offering.area, place)) found.push('outside area')
    const saysOpen = one.status === 'open' || one.status === 'recurring'
    if (isOver(offering.open, day) && (saysOpen || finding)) found.push('closed as open')
    if (kept && question.never.includes(one.offering)) found.push('never-list')
  }
  if (question.office !== undefined && played.trace.office !== question.office) found.push('office')
  if (played.answer.language !== question.language) found.push('language')
  return found
}

const norrbotten = ['arvidsjaur', 'arjeplog']
const noMunicipality = ['ask', 'outside']

/** Written anew and not taken from `src`, so that a mistake there is seen here. */
function isElsewhere(area: Offering['area'], place: string | undefined): boolean {
  if (area === 'sweden' || place === undefined || noMunicipality.includes(place)) return false
  if (area === 'outside') return !place.startsWith('outside:')
  const [, outside] = /^outside:([^:]*)/.exec(place) ?? []
  const county = outside ?? (norrbotten.includes(place) ? 'norrbotten' : 'vasterbotten')
  if ('counties' in area) return !area.counties.some((one) => one === county)
  return !area.municipalities.some((one) => one === place)
}

/** Ended, not yet begun, or closed without a date; a recurring one comes back. Written anew as well. */
function isOver({ status, from, to }: Offering['open'], day: string): boolean {
  if (status === 'recurring') return false
  if (to !== undefined && day.slice(0, to.length) > to) return true
  if (from !== undefined && day.slice(0, from.length) < from) return true
  return status === 'closed' && to === undefined
}
