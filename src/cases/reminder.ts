import {
  addWorkingTime,
  halfDayOf,
  isBefore,
  isOpen,
  laterOf,
  nextHalfDay,
  nextOpening,
  toEpoch,
} from './calendar.ts'
import type { Case, Instant, OfficeId } from './case.ts'
import { hasBeenContacted } from './guard.ts'
import { officeOrDuty, type Region } from './offices.ts'
import { findAbsence, findReceiver, isAway, listStandIns } from './routing.ts'
import type { LadderTarget } from './settings.ts'

/** What is to be done about a case now, as the system's own press; or when to look again. */
export type Reminding =
  | {
      readonly kind: 'act'
      readonly action: 'reminder-sent' | 're-route' | 'withdraw'
      readonly values: Readonly<Record<string, string>>
    }
  | { readonly kind: 'none'; readonly look_again: Instant | 'never' }

interface Rung {
  readonly to: LadderTarget | 'again'
  readonly at: Instant
  readonly offices: readonly OfficeId[]
}

/** A case needs reminding of until someone has tried to be in touch. */
function needsReminding(current: Case): boolean {
  return current.state !== 'closed' && !hasBeenContacted(current)
}

function isMuted(current: Case, office: OfficeId): boolean {
  return current.declined_by.includes(office) && office !== current.office
}

/** Who hears on each rung; nobody when they declined or are away. */
function hearers(
  current: Case,
  at: Instant,
  region: Region,
): Readonly<Record<Rung['to'], readonly OfficeId[]>> {
  const where = { offices: region.offices, absences: region.absences, at }
  const there = (o: OfficeId): boolean => !isMuted(current, o) && !isAway(where, o)
  const office = [current.office].filter(there)
  const standIns = listStandIns(where, current.office).filter(there).slice(0, 1)
  const duty = [region.offices.duty].filter(there)
  if (current.state === 'taken')
    return { office, 'stand-in': [], duty: [], company: [], again: office }
  return {
    office,
    'stand-in': standIns,
    duty,
    company: [],
    again: [...new Set([...office, ...duty])],
  }
}

/** The rungs not yet climbed since this office got the case; after the last one, again once every working day. */
function rungsLeft(current: Case, at: Instant, region: Region): readonly Rung[] {
  const since = current.reminders.filter(
    (r) => !isBefore(r.at, current.received) && r.version > current.hand,
  )
  const done = new Set(since.flatMap((r) => r.steps))
  const who = hearers(current, at, region)
  const office = officeOrDuty(region.offices, current.office)
  const respite = addWorkingTime(office, current.received, region.settings.respite_minutes)
  const left = region.offices.reminders
    .filter(({ to }) => !done.has(to) && (to === 'company' || who[to].length > 0))
    .map(({ to, minutes }): Rung => {
      const time = addWorkingTime(office, current.promised, minutes)
      return { to, at: laterOf(time, respite), offices: who[to] }
    })
  const last = since.at(-1)
  if (left.length > 0 || last === undefined || who.again.length === 0) return left
  const day = region.offices.promise.working_hours * 60
  return [{ to: 'again', at: addWorkingTime(office, last.at, day), offices: who.again }]
}

function earliestOf(times: readonly Instant[]): Instant | undefined {
  return times.toSorted((a, b) => toEpoch(a) - toEpoch(b))[0]
}

function isBlocked(current: Case, at: Instant): boolean {
  const last = current.reminders.findLast((r) => r.offices.length > 0)
  return last !== undefined && halfDayOf(last.at) === halfDayOf(at)
}

/** When a rung can be climbed at the earliest: its time, the next free half-day, the hearer's hours. */
function earliest(current: Case, rung: Rung, given: { at: Instant; region: Region }): Instant {
  const { at, region } = given
  const time = laterOf(rung.at, at)
  const free = rung.to !== 'company' && isBlocked(current, time) ? nextHalfDay(time) : time
  const hearersOf = rung.offices.length === 0 ? [current.office] : rung.offices
  const openings = hearersOf.map((o) => nextOpening(officeOrDuty(region.offices, o), free))
  return earliestOf(openings) ?? free
}

/** A case that falls due while its office is away goes to whoever is there. */
function findReroute(current: Case, at: Instant, region: Region): OfficeId | undefined {
  const { offices, absences } = region
  const absence = findAbsence({ offices, absences, at }, current.office)
  if (absence === undefined || !isBefore(current.promised, absence.to)) return undefined
  const declined = [...current.declined_by, ...current.skipped, current.office]
  const { municipality } = current
  const receiver = findReceiver({ offices, municipality, absences, declined, at })
  return receiver.live === 'yes' && receiver.office !== current.office ? receiver.office : undefined
}

function remind(
  current: Case,
  rungs: readonly Rung[],
  given: { at: Instant; region: Region },
): Reminding {
  const { at, region } = given
  const open = (o: OfficeId): boolean => isOpen(officeOrDuty(region.offices, o), at)
  const now = rungs.filter((rung) => !isBefore(at, earliest(current, rung, given)))
  const offices = [...new Set(now.flatMap((r) => r.offices))].filter(open)
  const steps = now.map((r) => r.to)
  if (steps.length > 0)
    return {
      kind: 'act',
      action: 'reminder-sent',
      values: { steps: steps.join(','), offices: offices.join(',') },
    }
  const times = rungs.map((rung) => earliest(current, rung, given))
  return { kind: 'none', look_again: earliestOf(times) ?? 'never' }
}

/** Looked at when it is time and again at the moment of sending: who is to be reminded of this case now? */
export function nextReminder(current: Case, at: Instant, region: Region): Reminding {
  if (!needsReminding(current)) return { kind: 'none', look_again: 'never' }
  // Its person has been forgotten: there is nobody left to be in touch with.
  if (current.conversation === '') return { kind: 'act', action: 'withdraw', values: {} }
  const reroute = findReroute(current, at, region)
  if (reroute !== undefined) return { kind: 'act', action: 're-route', values: { office: reroute } }
  const reminding = remind(current, rungsLeft(current, at, region), { at, region })
  if (reminding.kind === 'act') return reminding
  // Someone leaving or coming back changes who is reminded.
  const changes = region.absences.flatMap((a) => [a.from, a.to]).filter((t) => isBefore(at, t))
  const known = reminding.look_again === 'never' ? [] : [reminding.look_again]
  return { kind: 'none', look_again: earliestOf([...known, ...changes]) ?? 'never' }
}
