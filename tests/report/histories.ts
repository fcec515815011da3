import type { Actor, CaseAction } from '../../src/cases/case.ts'
import { askedOffice } from '../../src/cases/legal.ts'
import { type Case, type CaseEvent, move, type NewCase, openCase } from '../../src/cases/moves.ts'
import { sizeOf } from '../../src/cases/size.ts'
import type { Knowledge } from '../../src/index.ts'
import { municipalityIds } from '../../src/knowledge/terms.ts'
import { draft, officer, region } from '../cases/setting.ts'

/** The same numbers for the same seed (mulberry32). */
function createDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const minute = 60_000
const employees = ['', 0, 1, 4, 30, 120, 400]

interface Rolling {
  readonly roll: () => number
  readonly pick: <T>(all: readonly T[]) => T
  readonly knowledge: Knowledge
}

function draftOf({ roll, pick, knowledge }: Rolling, at: number): NewCase {
  const language = roll() < 0.2 ? 'en' : 'sv'
  const known = [...knowledge.offerings.values()]
  const shown = Array.from({ length: Math.floor(roll() * 4) }, () => pick(known))
  // Every third company comes a second time, in the same talk or with the same number.
  const same = at % 3 === 2 ? at - 1 : at
  return {
    ...draft,
    id: `L-${String(at).padStart(5, '0')}`,
    municipality: pick(municipalityIds),
    conversation: `web:${same}`,
    language,
    themes: shown[0]?.themes ?? [],
    facts: [],
    size: sizeOf(pick(employees)),
    offerings: shown.map((one) => ({
      id: one.id,
      name: one.name[language],
      status: roll() < 0.3 ? 'closed' : 'open',
      eligibility: pick(['yes', 'no', 'unknown'] as const),
    })),
    contact: { ...draft.contact, organisation_number: at % 5 === 0 ? '556677-8899' : '' },
  }
}

type Step = readonly [Exclude<CaseAction, 'open'>, Actor, Readonly<Record<string, string>>]

/** Possible at almost any time, and the end of the talk or of this office's turn. */
const rare: ReadonlySet<CaseAction> = new Set(['withdraw', 'decline', 'reminder-sent', 'reopen'])

function listSteps({ pick }: Rolling, current: Case): readonly Step[] {
  const anyone: Actor = { kind: 'officer', officer: officer(pick(municipalityIds)) }
  const own: Actor = { kind: 'officer', officer: officer(current.owner?.office ?? current.office) }
  const asked: Actor = { kind: 'officer', officer: officer(askedOffice(current) ?? 'mala') }
  const company: Actor = { kind: 'company' }
  const offering = current.offerings[0]?.id ?? 'none'
  return [
    ['take', own, {}],
    ['take', own, {}],
    ['take', anyone, {}],
    ['decline', own, { reason: 'no-capacity' }],
    ['decline', own, { reason: 'wrong-municipality', municipality: pick(municipalityIds) }],
    ['reached', own, {}],
    ['reached', own, {}],
    ['not-reached', own, {}],
    ['message-to-company', own, { text: 'Hej' }],
    ['refer', own, { offering }],
    ['refer', own, { provider: pick(['Almi Nord', 'Kalle på banken', 'Vinnova']) }],
    ['invite-colleague', own, { competence: 'export' }],
    ['colleague-accept', asked, {}],
    ['colleague-decline', asked, {}],
    [
      'close',
      own,
      {
        help: pick(['advice', 'referred', 'no-help-needed', 'unreachable']),
        hours: pick(['', '1,5', '3']),
        [`offering.${offering}`]: pick(['applied', 'got-it', 'refused', 'did-nothing']),
      },
    ],
    ['reopen', own, {}],
    ['undo', own, {}],
    ['withdraw', company, {}],
    ['rate', company, { how: pick(['good', 'partly', 'not']) }],
    ['reminder-sent', { kind: 'system' }, { steps: 'office', offices: current.office }],
  ]
}

/** Cases as they might go over a year, by the real moves: every event a legal one. */
export function createHistories(knowledge: Knowledge, cases: number): readonly CaseEvent[] {
  const roll = createDice(7)
  const pick = <T>(all: readonly T[]): T => {
    const one = all[Math.floor(roll() * all.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  const rolling = { roll, pick, knowledge }
  const events: CaseEvent[] = []
  for (let at = 0; at < cases; at++) {
    let now = Date.parse('2026-01-02T08:00:00Z') + roll() * 320 * 24 * 60 * minute
    const opened = openCase(draftOf(rolling, at), new Date(now).toISOString(), region)
    events.push(...opened.events)
    let current = opened.case
    const steps = Math.floor(roll() * 9)
    for (let step = 0; step < steps; step++) {
      // Soon enough to take it back, or hours later.
      now += roll() < 0.3 ? minute / 3 : roll() ** 3 * 30 * 60 * minute
      const at = new Date(now).toISOString()
      const tries = listSteps(rolling, current).map((one) => ({
        one,
        turn: roll() * (rare.has(one[0]) ? 20 : 1),
      }))
      for (const { one } of tries.toSorted((a, b) => a.turn - b.turn)) {
        const [action, actor, values] = one
        const moved = move({ case: current, action, actor, at, version: 'latest', values, region })
        if (moved.kind !== 'moved' || moved.events.length === 0) continue
        events.push(...moved.events)
        current = moved.case
        break
      }
    }
  }
  return events.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
