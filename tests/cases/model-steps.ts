import fc from 'fast-check'
import { addSeconds } from '../../src/cases/calendar.ts'
import { type Absence, type Actor, actions, type CaseAction } from '../../src/cases/case.ts'
import { municipalityIds } from '../../src/knowledge/terms.ts'
import { monday, officer } from './setting.ts'

const office = fc.constantFrom(...municipalityIds)
const person = fc.record({ office, name: fc.constantFrom('Anna', 'Bo') })
const actor: fc.Arbitrary<Actor> = fc.oneof(
  {
    weight: 6,
    arbitrary: person.map((p) => ({
      kind: 'officer' as const,
      officer: officer(p.office, p.name),
    })),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'company' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'system' as const }) },
)
/** Somebody who matters to the case, so that most presses lead somewhere. */
const whose = fc.constantFrom('anyone', 'fitting', 'fitting', 'fitting', 'fitting')
const pressed = actions.filter((a): a is Exclude<CaseAction, 'open'> => a !== 'open')
/** What ends a case is rarer, so that runs are long; what begins one is commoner. */
const weights: Partial<Record<CaseAction, number>> = { take: 8, withdraw: 1, decline: 2 }
const often = pressed.flatMap((a) => Array.from({ length: weights[a] ?? 3 }, () => a))

const values = fc.record({
  text: fc.constantFrom('', 'hej'),
  reason: fc.constantFrom('wrong-municipality', 'no-capacity', 'other', 'nonsense'),
  municipality: fc.constantFrom('', 'dorotea', 'atlantis'),
  competence: fc.constantFrom('procurement', 'export', 'nonsense'),
  help: fc.constantFrom('advice', 'advice', 'unreachable', ''),
  'offering.almi-mikrolan': fc.constantFrom('', 'got-it', 'x=y,z'),
  hours: fc.constantFrom('', '', '', '1,5', '-2', 'x'),
  provider: fc.constantFrom('', 'Almi'),
  how: fc.constantFrom('good', 'bad'),
  steps: fc.constantFrom('office', 'stand-in', 'company', 'office,company', ''),
  offices: fc.constantFrom('mala', 'norsjo,lycksele', 'atlantis', ''),
})

export const step = fc.record({
  action: fc.constantFrom(...often),
  actor,
  whose,
  values,
  seconds: fc.oneof(
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 0, max: 90 }),
    fc.integer({ min: 0, max: 200_000 }),
  ),
  /** How many versions old the card is from which it is pressed. */
  age: fc.constantFrom(0, 0, 0, 1, 2, 'latest' as const),
})
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

export const absences: fc.Arbitrary<readonly Absence[]> = fc.array(
  fc
    .record({
      office,
      from: fc.integer({ min: 0, max: 10 }),
      days: fc.integer({ min: 1, max: 10 }),
      stand_in: fc.option(office, { nil: undefined }),
    })
    .map(({ office: who, from, days, stand_in }) => ({
      office: who,
      from: addSeconds(monday, from * 86_400),
      to: addSeconds(monday, (from + days) * 86_400),
      ...(stand_in === undefined ? {} : { stand_in }),
    })),
  { maxLength: 12 },
)
