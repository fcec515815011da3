import { describe, expect, it } from 'vitest'
import { addSeconds } from '../../src/cases/calendar.ts'
import type { Case } from '../../src/cases/case.ts'
import { describeStale } from '../../src/cases/history.ts'
import { nextReminder } from '../../src/cases/reminder.ts'
import { municipalityIds } from '../../src/knowledge/terms.ts'
import {
  at,
  company,
  done,
  monday,
  officer,
  opened,
  press,
  region,
  sceneAt,
  system,
  taken,
} from './setting.ts'

const later = (seconds: number): string => addSeconds(monday, seconds)
const noCapacity = { reason: 'no-capacity' }

describe('taking', () => {
  it('gives the case one owner', () => {
    expect(taken()).toMatchObject({
      state: 'taken',
      office: 'mala',
      owner: officer('mala'),
      version: 2,
    })
  })

  it('pressed twice is once', () => {
    const again = press(taken(), 'take', { by: at('mala'), version: 1 })
    expect(again).toMatchObject({ kind: 'moved', events: [], notices: [] })
  })

  it('tells a second person who was first and when', () => {
    const first = done(opened(), 'take', { by: at('mala'), at: '2026-11-23T09:42:10Z' })
    const second = press(first, 'take', {
      by: at('mala', 'Bo'),
      version: 1,
      at: '2026-11-23T09:43:00Z',
    })
    if (second.kind !== 'stale') throw new Error(second.kind)
    expect(describeStale(second, sceneAt('2026-11-23T09:43:00Z'))).toBe(
      'Redan taget av Malå 10:42.',
    )
    expect(describeStale(second, sceneAt('2026-11-23T09:43:00Z', 'en'))).toBe(
      'Already taken by Malå 10:42.',
    )
  })

  it('is for the office that has it, and those reminded of it', () => {
    expect(press(opened(), 'take', { by: at('norsjo') })).toMatchObject({
      kind: 'refused',
      why: 'not-yours',
    })
    const reminded = done(opened(), 'reminder-sent', {
      by: system,
      values: { steps: 'stand-in', offices: 'norsjo' },
    })
    expect(done(reminded, 'take', { by: at('norsjo') })).toMatchObject({
      office: 'norsjo',
      owner: { office: 'norsjo' },
    })
  })

  it('is still possible from a card drawn before a note or a reminder', () => {
    const noted = done(opened(), 'note', { by: at('mala', 'Bo'), values: { text: 'ring fm' } })
    expect(done(noted, 'take', { by: at('mala'), version: 1 }).state).toBe('taken')
  })
})

describe('declining', () => {
  it('needs a reason from the list, and words for "other"', () => {
    expect(press(opened(), 'decline', { by: at('mala') })).toMatchObject({ why: 'missing-reason' })
    expect(
      press(opened(), 'decline', { by: at('mala'), values: { reason: 'other' } }),
    ).toMatchObject({ why: 'missing-text' })
  })

  it('goes at once to the next office, with the promise kept', () => {
    const passed = done(opened(), 'decline', { by: at('mala'), values: noCapacity })
    expect(passed).toMatchObject({
      state: 'waiting',
      office: 'norsjo',
      declined_by: ['mala'],
      promised: opened().promised,
    })
  })

  it('goes to the right municipality when it is named', () => {
    const values = { reason: 'wrong-municipality', municipality: 'dorotea' }
    expect(done(opened(), 'decline', { by: at('mala'), values })).toMatchObject({
      office: 'dorotea',
      municipality: 'dorotea',
    })
  })

  it('gives the new office time when the promise is nearly up', () => {
    const time = '2026-11-24T07:20:00Z'
    const passed = done(opened(), 'decline', { by: at('mala'), values: noCapacity, at: time })
    expect(passed.promised).toBe('2026-11-24T09:30:00Z')
  })

  it('chain ends at the duty office, which cannot pass it on when nobody is left', () => {
    let current: Case = opened()
    const path = [current.office]
    for (let i = 0; i < 20; i += 1) {
      const moved = press(current, 'decline', {
        by: at(current.office),
        values: noCapacity,
        at: later(i * 90),
      })
      if (moved.kind !== 'moved') {
        expect(moved).toMatchObject({ kind: 'refused', why: 'nobody-left' })
        break
      }
      current = moved.case
      path.push(current.office)
    }
    expect(path[0]).toBe('mala')
    expect(new Set(path.slice(0, -1)).size).toBe(municipalityIds.length)
    expect(path.at(-1)).toBe('lycksele')
    expect(current).toMatchObject({ state: 'waiting', office: 'lycksele' })
    expect(done(current, 'take', { by: at('lycksele') }).owner?.office).toBe('lycksele')
  })
})

describe('undo', () => {
  const declined = (): Case => done(opened(), 'decline', { by: at('mala'), values: noCapacity })
  const closed = (): Case => done(taken(), 'close', { by: at('mala'), values: { help: 'advice' } })

  it.each([
    ['a decline within a minute', declined, 60, 'moved'],
    ['a decline after a minute', declined, 61, 'refused'],
    ['a close within a minute', closed, 60, 'moved'],
    ['a close after a minute', closed, 61, 'refused'],
  ])('%s', (_, make, seconds, kind) => {
    expect(press(make(), 'undo', { by: at('mala'), at: later(seconds) }).kind).toBe(kind)
  })

  it('restores office, owner and promise', () => {
    expect(done(declined(), 'undo', { by: at('mala') })).toMatchObject({
      state: 'waiting',
      office: 'mala',
      declined_by: [],
      hand: 1,
    })
    const back = done(closed(), 'undo', { by: at('mala') })
    expect(back).toMatchObject({ state: 'taken', owner: officer('mala') })
    expect(back).not.toHaveProperty('outcome')
  })

  it('is for who did it, and only until someone else has taken it', () => {
    expect(press(declined(), 'undo', { by: at('norsjo') })).toMatchObject({
      kind: 'refused',
      why: 'not-yours',
    })
    const took = done(declined(), 'take', { by: at('norsjo') })
    expect(press(took, 'undo', { by: at('mala'), version: 2 })).toMatchObject({
      kind: 'stale',
      action: 'take',
    })
  })

  it('pressed twice is once', () => {
    const back = done(closed(), 'undo', { by: at('mala') })
    expect(press(back, 'undo', { by: at('mala'), version: 3 })).toMatchObject({
      kind: 'moved',
      events: [],
    })
  })
})

describe('working on a case', () => {
  it('keeps the first contact', () => {
    const reached = done(taken(), 'reached', { by: at('mala'), at: later(600) })
    const again = done(reached, 'reached', { by: at('mala'), at: later(1200) })
    expect(again.first_contact).toBe(later(600))
    expect(again.attempts).toHaveLength(2)
  })

  it('takes the same note from the same card once, another one as another', () => {
    const once = done(taken(), 'note', { by: at('mala'), values: { text: 'a' } })
    expect(
      press(once, 'note', { by: at('mala'), values: { text: 'a' }, version: 2 }),
    ).toMatchObject({ kind: 'moved', events: [] })
    expect(
      done(once, 'note', { by: at('mala'), values: { text: 'b' }, version: 2 }).notes,
    ).toHaveLength(2)
  })

  it('whom it advised it has met, at the latest when closing; opened again nobody waits for it', () => {
    const closed = done(taken(), 'close', { by: at('mala'), values: { help: 'advice' } })
    expect(closed.first_contact).toBe(monday)
    const again = done(closed, 'reopen', { by: at('mala') })
    expect(nextReminder(again, later(1_000_000), region)).toMatchObject({ look_again: 'never' })
    expect(done(closed, 'undo', { by: at('mala') }).first_contact).toBeUndefined()
    const missed = { help: 'unreachable' }
    expect(done(taken(), 'close', { by: at('mala'), values: missed }).first_contact).toBeUndefined()
  })

  it('what is written with a decline or a close is noted for the offices', () => {
    const values = { reason: 'other', text: 'Vi känner ägaren' }
    const passed = done(opened(), 'decline', { by: at('mala'), values })
    expect(passed.notes).toMatchObject([{ by: 'Anna', text: 'Vi känner ägaren' }])
    const told = { help: 'advice', text: 'Ringer i maj' }
    expect(done(taken(), 'close', { by: at('mala'), values: told }).notes).toMatchObject([
      { text: 'Ringer i maj' },
    ])
  })

  it('closes with an outcome per offering and hours', () => {
    const values = {
      help: 'advice',
      'offering.almi-mikrolan': 'applied',
      'offering.other': 'got-it',
      hours: '1,5',
    }
    expect(done(taken(), 'close', { by: at('mala'), values }).outcome).toEqual({
      help: 'advice',
      offerings: { 'almi-mikrolan': 'applied' },
      hours: 1.5,
    })
    expect(press(taken(), 'close', { by: at('mala') })).toMatchObject({ why: 'missing-outcome' })
    expect(
      press(taken(), 'close', { by: at('mala'), values: { help: 'advice', hours: 'många' } }),
    ).toMatchObject({ why: 'bad-hours' })
  })

  it('refers to an offering of the case or to anyone named', () => {
    const referred = done(taken(), 'refer', {
      by: at('mala'),
      values: { offering: 'almi-mikrolan' },
    })
    expect(
      done(referred, 'refer', { by: at('mala'), values: { provider: 'Almi' } }).referrals.map(
        (r) => r.to,
      ),
    ).toEqual(['Mikrolån', 'Almi'])
    expect(press(taken(), 'refer', { by: at('mala') })).toMatchObject({ why: 'missing-referral' })
  })

  it('is reopened by the office that closed it, not after the company withdrew', () => {
    const closed = done(taken(), 'close', { by: at('mala'), values: { help: 'advice' } })
    expect(done(closed, 'reopen', { by: at('mala', 'Bo') })).toMatchObject({
      state: 'taken',
      owner: officer('mala'),
    })
    const withdrawn = done(taken(), 'withdraw', { by: company })
    expect(press(withdrawn, 'reopen', { by: at('mala') })).toMatchObject({
      kind: 'refused',
      why: 'withdrawn',
    })
  })
})
