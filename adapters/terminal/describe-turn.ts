import {
  type Answer,
  assess,
  type Knowledge,
  type Played,
  type TurnRecord,
} from '../../src/index.ts'
import { clean, writeAnswer } from './render.ts'

/** What the person did. A form's values are the person's own and are not told. */
export function describeAsked({ incoming }: TurnRecord): string {
  switch (incoming.kind) {
    case 'message':
      return clean(incoming.text)
    case 'press':
      return clean(`[pressed ${incoming.press}]`)
    case 'form':
      return clean(`[sent the form ${incoming.form}]`)
    case 'open':
      return '[opened]'
  }
}

/** Why this was the answer: what was decided, what was known, each rule with its verdict, and what was unknown. */
export function describeHow(
  knowledge: Knowledge,
  { conversation, trace }: Played,
): readonly string[] {
  const { facts, place, shown, needs } = conversation
  const known = Object.entries(facts).map(([fact, value]) => `${fact}=${value}`)
  return [
    'How it came about:',
    `  intent ${trace.intent}; office ${trace.office ?? 'none'}; asked for ${trace.question ?? 'nothing'}`,
    `  need: ${needs.map((need) => clean(need.words)).join(' + ') || 'none'}`,
    `  known: ${[...known, ...(place === undefined ? [] : [`place=${place}`])].join(', ') || 'nothing'}`,
    ...shown.flatMap(({ id, status, eligibility }) => [
      `  ${id}: ${status}, ${eligibility}`,
      ...describeRules(knowledge, id, conversation),
    ]),
    ...(trace.because.length === 0 ? [] : ['  scores and reasons:']),
    ...trace.because.map((line) => `    ${clean(line)}`),
  ]
}

function describeRules(
  knowledge: Knowledge,
  id: string,
  { facts, place }: Played['conversation'],
): readonly string[] {
  const offering = knowledge.offerings.get(id)
  if (offering === undefined) return []
  const { because, missing, outsideArea } = assess(offering, facts, place)
  return [
    ...(outsideArea === 'yes' ? [`    area: no`] : []),
    ...because.map(
      ({ fact, test, verdict }) => `    ${fact} ${describeTest(test)}: ${verdict} (${facts[fact]})`,
    ),
    ...(missing.length === 0 ? [] : [`    unknown: ${missing.join(', ')}`]),
  ]
}

function describeTest({ kind, ...test }: { readonly kind: string }): string {
  return `${kind} ${Object.entries(test)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(' ')}`
}

/** A case has a fresh number each time; everything else must be the same to the letter. */
export function isSame(one: Answer, other: Answer): boolean {
  const plain = (answer: Answer) =>
    writeAnswer({ ...answer, receipt: '' }).text.replace(/\bL-[0-9A-Z]{5}\b/g, 'L-')
  return plain(one) === plain(other)
}
