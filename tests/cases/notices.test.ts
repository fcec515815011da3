import { describe, expect, it } from 'vitest'
import { addSeconds, halfDayOf, isOpen } from '../../src/cases/calendar.ts'
import type { Absence, Case } from '../../src/cases/case.ts'
import { type Moved, move, openCase } from '../../src/cases/moves.ts'
import { type Notice, still } from '../../src/cases/notice.ts'
import type { Region } from '../../src/cases/offices.ts'
import { nextReminder } from '../../src/cases/reminder.ts'
import {
  at,
  company,
  done,
  draft,
  monday,
  offices,
  opened,
  press,
  region,
  regionWith,
  system,
  taken,
} from './setting.ts'

const later = (seconds: number): string => addSeconds(monday, seconds)
function noticesOf(moved: Moved): readonly Notice[] {
  if (moved.kind !== 'moved') throw new Error(moved.kind)
  return moved.notices
}
const find = (moved: Moved, what: string): Notice => {
  const notice = noticesOf(moved).find((n) => n.what === what)
  if (notice === undefined) throw new Error(`no ${what}`)
  return notice
}
const whatOf = (moved: Moved): readonly string[] => noticesOf(moved).map((n) => n.what)

describe('what a move owes', () => {
  it('opening: the office its card, the company its receipt', () => {
    expect(whatOf(openCase(draft, monday, region))).toEqual(['new-case', 'received'])
  })
  it.each([
    ['take', opened, 'mala', {}, ['taken', 'redraw']],
    ['decline', opened, 'mala', { reason: 'no-capacity' }, ['new-case', 'redraw', 'moved']],
    ['note', taken, 'mala', { text: 'a' }, ['redraw']],
    ['not-reached', taken, 'mala', {}, ['tried', 'redraw']],
    ['message-to-company', taken, 'mala', { text: 'a' }, ['message', 'redraw']],
    ['invite-colleague', taken, 'mala', { competence: 'export' }, ['colleague-request', 'redraw']],
    ['close', taken, 'mala', { help: 'advice' }, ['closed', 'redraw']],
  ] as const)('%s', (action, make, office, values, owed) => {
    expect(whatOf(press(make(), action, { by: at(office), values }))).toEqual(owed)
  })
  it('a note never reaches the company', () => {
    const owed = noticesOf(press(taken(), 'note', { by: at('mala'), values: { text: 'hemligt' } }))
    expect(owed.filter((n) => n.to.kind === 'company')).toEqual([])
  })
  it('a reply reaches the owner, or the office while nobody has taken it', () => {
    const reply = { by: company, values: { text: 'hej' } }
    expect(find(press(taken(), 'reply-from-company', reply), 'reply').to).toEqual({
      kind: 'officer',
      officer: 'web:mala:Anna',
    })
    expect(find(press(opened(), 'reply-from-company', reply), 'reply').to).toEqual({
      kind: 'office',
      office: 'mala',
    })
  })
})

describe('a minute to change one’s mind', () => {
  it('a status message is due after a minute', () => {
    expect(find(press(opened(), 'take', { by: at('mala') }), 'taken').due).toBe(later(60))
  })
  it('undoing a close takes the message back, and keeps the one about taking', () => {
    const take = press(opened(), 'take', { by: at('mala') })
    const close = press(taken(), 'close', { by: at('mala'), values: { help: 'advice' } })
    if (close.kind !== 'moved') throw new Error(close.kind)
    expect(still(close.case, find(close, 'closed'), later(60))).toBe(true)
    expect(still(close.case, find(take, 'taken'), later(60))).toBe(false)
    const undone = done(close.case, 'undo', { by: at('mala'), at: later(30) })
    expect(still(undone, find(close, 'closed'), later(60))).toBe(false)
    expect(still(undone, find(take, 'taken'), later(60))).toBe(true)
  })
  it('undoing a decline takes the card and the message back', () => {
    const decline = press(opened(), 'decline', {
      by: at('mala'),
      values: { reason: 'no-capacity' },
    })
    if (decline.kind !== 'moved') throw new Error(decline.kind)
    const undone = done(decline.case, 'undo', { by: at('mala'), at: later(30) })
    for (const what of ['new-case', 'moved'])
      expect(still(undone, find(decline, what), later(60))).toBe(false)
  })
  it('reaching them after all takes back that we tried', () => {
    const tried = press(taken(), 'not-reached', { by: at('mala') })
    if (tried.kind !== 'moved') throw new Error(tried.kind)
    expect(still(tried.case, find(tried, 'tried'), later(60))).toBe(true)
    const reached = done(tried.case, 'reached', { by: at('mala'), at: later(20) })
    expect(still(reached, find(tried, 'tried'), later(60))).toBe(false)
  })
  it('a card is redrawn once, for the newest version', () => {
    const take = press(opened(), 'take', { by: at('mala') })
    expect(still(taken(), find(take, 'redraw'), monday)).toBe(true)
    expect(still(done(taken(), 'reached', { by: at('mala') }), find(take, 'redraw'), monday)).toBe(
      false,
    )
  })
})

interface Told {
  readonly at: string
  readonly steps: string
  readonly offices: string
}

/** Lets the days go by with nobody pressing anything, looking whenever the ladder says so. */
function leaveAlone(
  start: Case,
  where: Region,
  looks: number,
): { told: readonly Told[]; last: Case } {
  let [current, now] = [start, start.opened]
  const told: Told[] = []
  for (let i = 0; i < looks; i += 1) {
    const next = nextReminder(current, now, where)
    if (next.kind === 'none') {
      if (next.look_again === 'never') break
      now = next.look_again
      continue
    }
    const moved = move({
      case: current,
      action: next.action,
      actor: system,
      at: now,
      version: 'latest',
      values: next.values,
      region: where,
    })
    if (moved.kind !== 'moved') throw new Error(moved.kind)
    told.push({
      at: now,
      steps: next.values.steps ?? next.action,
      offices: next.values.offices ?? moved.case.office,
    })
    current = moved.case
  }
  return { told, last: current }
}

describe('the reminder ladder', () => {
  it('office, stand-in with the duty office, an honest message, and then every working day', () => {
    const { told } = leaveAlone(opened('2026-11-23T07:00:00Z'), region, 9)
    expect(told.slice(0, 4)).toEqual([
      { at: '2026-11-23T11:00:00Z', steps: 'office', offices: 'mala' },
      { at: '2026-11-24T07:00:00Z', steps: 'stand-in,duty', offices: 'norsjo,lycksele' },
      { at: '2026-11-24T07:30:00Z', steps: 'company', offices: '' },
      { at: '2026-11-25T07:00:00Z', steps: 'again', offices: 'mala,lycksele' },
    ])
  })

  it.each([
    ['Midsummer', '2026-06-18T10:00:00Z'],
    ['Christmas', '2026-12-23T08:00:00Z'],
    ['the night the clocks go forward', '2026-03-27T12:00:00Z'],
    ['the night the clocks go back', '2026-10-23T12:00:00Z'],
    ['a Saturday', '2026-11-21T12:00:00Z'],
  ])('over %s: never outside hours, at most once per half-day', (_, start) => {
    const { told } = leaveAlone(opened(start), region, 30)
    const reminders = told.filter((t) => t.offices !== '')
    expect(reminders.length).toBeGreaterThan(5)
    expect(new Set(reminders.map((t) => halfDayOf(t.at))).size).toBe(reminders.length)
    for (const { at: time, offices: who } of reminders)
      for (const office of Object.entries(offices.offices).filter(([id]) =>
        who.split(',').includes(id),
      ))
        expect(isOpen(office[1], time)).toBe(true)
    expect(told.filter((t) => t.steps.includes('company'))).toHaveLength(1)
  })

  it('is the one that offices.yaml tells', () => {
    const reminders = [
      { to: 'duty', minutes: -420 },
      { to: 'company', minutes: 0 },
    ] as const
    const where = { ...region, offices: { ...offices, reminders: [...reminders] } }
    const { told } = leaveAlone(opened('2026-11-23T07:00:00Z'), where, 4)
    expect(told.slice(0, 2)).toEqual([
      { at: '2026-11-23T08:00:00Z', steps: 'duty', offices: 'lycksele' },
      { at: '2026-11-23T15:00:00Z', steps: 'company', offices: '' },
    ])
  })

  it('reminds none who declined', () => {
    const declined = done(opened(), 'decline', {
      by: at('mala'),
      values: { reason: 'no-capacity' },
    })
    const { told } = leaveAlone(declined, region, 20)
    expect(told.flatMap((t) => t.offices.split(','))).not.toContain('mala')
  })

  it('is silent once someone has tried to be in touch', () => {
    expect(
      nextReminder(done(taken(), 'not-reached', { by: at('mala') }), later(0), region),
    ).toEqual({ kind: 'none', look_again: 'never' })
  })

  it('reminds the office that took it and then did nothing, and tells the company', () => {
    const { told } = leaveAlone(taken(), region, 6)
    expect(told.slice(0, 2).map((t) => t.steps)).toEqual(['office', 'company'])
    expect(told[0]?.offices).toBe('mala')
  })

  it('a reminder nobody could deliver in time is not sent in the evening', () => {
    const moved = press(opened(), 'reminder-sent', {
      by: system,
      values: { steps: 'office', offices: 'mala' },
    })
    if (moved.kind !== 'moved') throw new Error(moved.kind)
    const reminder = find(moved, 'reminder')
    expect(still(moved.case, reminder, '2026-11-23T15:00:00Z')).toBe(true)
    expect(still(moved.case, reminder, '2026-11-23T17:00:00Z')).toBe(false)
    expect(still(done(moved.case, 'take', { by: at('mala') }), reminder, monday)).toBe(false)
  })
})

describe('an office on leave', () => {
  const leave: Absence = {
    office: 'mala',
    from: '2026-11-23T23:00:00Z',
    to: '2026-12-07T23:00:00Z',
    stand_in: 'asele',
  }
  const where = regionWith([leave])

  it('a case that falls due meanwhile goes to the stand-in, who is reminded as its own office', () => {
    const { told, last } = leaveAlone(opened('2026-11-23T12:00:00Z'), where, 6)
    expect(told[0]).toMatchObject({ steps: 're-route', offices: 'asele' })
    expect(told[1]).toMatchObject({ steps: 'office', offices: 'asele' })
    expect(last.seen_by).toContain('mala')
  })

  it('a case that someone is already helping with stays', () => {
    const current = done(taken(), 'reached', { by: at('mala') })
    expect(nextReminder(current, '2026-11-25T08:00:00Z', where).kind).toBe('none')
  })
})
