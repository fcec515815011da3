import fc from 'fast-check'
import { expect, it } from 'vitest'
import { replayCase } from '../../src/cases/apply.ts'
import { addSeconds, halfDayOf, isBefore, isOpen } from '../../src/cases/calendar.ts'
import type { Actor, Case, CaseAction } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { legalMoves } from '../../src/cases/legal.ts'
import { move, openCase } from '../../src/cases/moves.ts'
import type { Notice } from '../../src/cases/notice.ts'
import { officeOrDuty } from '../../src/cases/offices.ts'
import { nextReminder } from '../../src/cases/reminder.ts'
import { findReceiver, isAway } from '../../src/cases/routing.ts'
import { municipalityIds } from '../../src/knowledge/terms.ts'
import { mayDo, officesWith, refusers } from './model-laws.ts'
import { absences, type Step, step } from './model-steps.ts'
import { draft, monday, officer, regionWith, system } from './setting.ts'

/** An actor with one of the roles that the action asks for, when there is one. */
function actorFor(current: Case, tried: Step): Actor {
  if (tried.whose === 'anyone') return tried.actor
  const { name } = tried.actor.kind === 'officer' ? tried.actor.officer : { name: 'Anna' }
  const { by } = legalMoves[tried.action]
  const role = by[tried.seconds % by.length]
  if (role === 'company' || role === 'system') return { kind: role }
  const fitting = officesWith(current)[role ?? 'owner'] ?? []
  const one = fitting[tried.seconds % Math.max(1, fitting.length)] ?? current.office
  return { kind: 'officer', officer: officer(one, name) }
}

interface Run {
  current: Case
  readonly events: CaseEvent[]
  readonly notices: Map<string, Notice>
  now: string
}

function start(where: ReturnType<typeof regionWith>): Run {
  const { case: current, events, notices } = openCase(draft, monday, where)
  return {
    current,
    events: [...events],
    notices: new Map(notices.map((n) => [n.id, n])),
    now: monday,
  }
}

const passing: ReadonlySet<CaseAction> = new Set(['decline', 'next-office', 're-route'])

function tryStep(run: Run, tried: Step, where: ReturnType<typeof regionWith>): void {
  const before = run.current
  run.now = addSeconds(run.now, tried.seconds)
  const version = tried.age === 'latest' ? 'latest' : Math.max(1, before.version - tried.age)
  const by = actorFor(before, tried)
  const given = {
    case: before,
    action: tried.action,
    actor: by,
    at: run.now,
    version,
    values: tried.values,
    region: where,
  } as const
  const moved = move(given)
  expect(move(given), 'the same press is the same answer').toEqual(moved)
  if (moved.kind !== 'moved') {
    expect(moved.case, 'a press that does nothing changes nothing').toBe(before)
    return
  }
  const [event] = moved.events
  if (event === undefined) {
    expect(moved.case).toBe(before)
    return
  }
  const target = legalMoves[event.what][before.state]
  expect(target, 'only legal moves').not.toBe('refused')
  expect(mayDo(before, event.what, by), `${event.what} by whom it is not for`).toBe(true)
  if (target !== 'before') expect(moved.case.state).toBe(target)
  if (before.state === 'taken' && moved.case.state === 'taken')
    expect(moved.case.owner, 'nobody takes it from its owner').toEqual(before.owner)
  expect(moved.case.version).toBe(before.version + 1)
  const again = move({ ...given, case: moved.case, version: before.version })
  expect(again.kind === 'moved' && again.events.length, 'pressed twice is once').toBe(0)
  for (const notice of moved.notices) {
    expect(run.notices.has(notice.id), `${notice.id} twice`).toBe(false)
    run.notices.set(notice.id, notice)
  }
  run.events.push(...moved.events)
  run.current = moved.case
  if (passing.has(event.what)) checkPassed(run, where)
}

/** In their hours, once per half-day, nobody who is away and nobody who said no and no longer has it. */
function checkReminder(run: Run, after: Case, where: ReturnType<typeof regionWith>): void {
  const { now } = run
  const offices = after.reminders.at(-1)?.offices ?? []
  for (const id of offices) {
    expect(isOpen(officeOrDuty(where.offices, id), now), `${id} outside hours`).toBe(true)
    expect(isAway({ ...where, at: now }, id), `${id} is away`).toBe(false)
    const refused = refusers(run.events).includes(id) && id !== after.office
    expect(refused, `${id} had declined`).toBe(false)
  }
  const same = after.reminders.filter(
    (r) => r.offices.length > 0 && halfDayOf(r.at) === halfDayOf(now),
  )
  if (offices.length > 0) expect(same, 'once per half-day').toHaveLength(1)
}

function sweep(run: Run, where: ReturnType<typeof regionWith>): void {
  for (let left = 5; left > 0; left -= 1) {
    const next = nextReminder(run.current, run.now, where)
    if (next.kind === 'none') {
      if (next.look_again !== 'never') expect(isBefore(run.now, next.look_again)).toBe(true)
      return
    }
    const given = {
      case: run.current,
      actor: system,
      at: run.now,
      version: 'latest',
      region: where,
    } as const
    const moved = move({ ...given, action: next.action, values: next.values })
    if (moved.kind !== 'moved') throw new Error(`${next.action}: ${JSON.stringify(moved)}`)
    if (next.action === 'reminder-sent') checkReminder(run, moved.case, where)
    run.events.push(...moved.events)
    run.current = moved.case
  }
  throw new Error('the sweep does not come to rest')
}

/** Whom a case is passed to: somebody who is there and has not said no, while there is such a one. */
function checkPassed(run: Run, where: ReturnType<typeof regionWith>): void {
  const { current, now } = run
  const past = [...refusers(run.events), ...current.skipped]
  const free = municipalityIds.filter(
    (id) => !past.includes(id) && !isAway({ ...where, at: now }, id),
  )
  if (free.length > 0) expect(free, `passed to ${current.office}`).toContain(current.office)
}

function checkCase(run: Run, where: ReturnType<typeof regionWith>): void {
  const { current, now } = run
  expect(replayCase(run.events), 'history replays to the state').toEqual(current)
  expect(current.state === 'taken' ? current.owner !== undefined : true, 'taken by someone').toBe(
    true,
  )
  expect(
    current.state === 'waiting' ? current.owner : undefined,
    'never an owner while waiting',
  ).toBeUndefined()
  if (current.state === 'taken') expect(current.owner?.office, 'never two').toBe(current.office)
  if (current.state !== 'waiting') return
  expect(Number.isNaN(Date.parse(current.promised)), 'a due time').toBe(false)
  const declined = current.declined_by
  const { offices } = where
  const receiver = findReceiver({
    offices,
    municipality: current.municipality,
    absences: where.absences,
    declined,
    at: now,
  })
  const somebody = municipalityIds.some(
    (id) => !isAway({ offices, absences: where.absences, at: now }, id),
  )
  expect(receiver.live).toBe(somebody ? 'yes' : 'no')
  if (!somebody || !isAway({ offices, absences: where.absences, at: now }, current.office)) return
  // The office is away, and back before the promised time.
  expect(
    where.absences.some(
      (a) =>
        a.office === current.office &&
        isBefore(current.promised, a.to) &&
        !isBefore(now, a.from) &&
        isBefore(now, a.to),
    ),
  ).toBe(false)
}

it('keeps its laws whatever several people press, in any order', () => {
  const runs = fc.property(
    absences,
    fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }),
    (away, steps) => {
      const where = regionWith(away)
      const run = start(where)
      for (const tried of steps) {
        tryStep(run, tried, where)
        sweep(run, where)
        checkCase(run, where)
      }
    },
  )
  fc.assert(runs, { numRuns: 120 })
}, 60_000)
