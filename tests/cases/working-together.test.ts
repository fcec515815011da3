import { describe, expect, it } from 'vitest'
import { blankCase, blankEvent } from '../../adapters/postgres/identity.ts'
import { replayCase } from '../../src/cases/apply.ts'
import { addSeconds, addWorkingTime } from '../../src/cases/calendar.ts'
import type { Case } from '../../src/cases/case.ts'
import { type CaseEvent, openCase } from '../../src/cases/moves.ts'
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
  system,
  taken,
} from './setting.ts'

describe('asking a colleague', () => {
  const ask = (current: Case, time = monday): Case =>
    done(current, 'invite-colleague', {
      by: at('mala'),
      values: { competence: 'procurement', question: 'LOU?' },
      at: time,
    })
  const askedNow = (current: Case): string => current.colleagues.at(-1)?.asked.at(-1)?.office ?? ''

  it('asks one at a time until someone says yes', () => {
    const first = ask(taken())
    expect(askedNow(first)).toBe('arvidsjaur')
    expect(
      press(first, 'invite-colleague', { by: at('mala'), values: { competence: 'export' } }),
    ).toMatchObject({ why: 'already-asking' })
    const second = done(first, 'colleague-decline', { by: at('arvidsjaur') })
    expect(askedNow(second)).toBe('lycksele')
    const helped = done(second, 'colleague-accept', { by: at('lycksele') })
    expect(helped.colleagues[0]?.state).toBe('accepted')
    expect(helped.owner?.office).toBe('mala')
  })

  it('asks the next one when time is out, and not before', () => {
    const first = ask(taken())
    const until = addWorkingTime(offices.offices.arvidsjaur, monday, 240)
    expect(first.colleagues[0]?.asked[0]?.until).toBe(until)
    expect(
      press(first, 'colleague-timeout', { by: system, at: addSeconds(monday, 60) }),
    ).toMatchObject({
      why: 'too-early',
    })
    expect(askedNow(done(first, 'colleague-timeout', { by: system, at: until }))).toBe('lycksele')
  })

  it('asks all nine others once and then tells the owner that nobody could', () => {
    let current = ask(taken())
    const asked = new Set([askedNow(current)])
    for (let i = 0; i < 8; i += 1) {
      current = done(current, 'colleague-decline', { by: at(askedNow(current)) })
      asked.add(askedNow(current))
    }
    expect(asked.size).toBe(9)
    const last = press(current, 'colleague-decline', { by: at(askedNow(current)) })
    if (last.kind !== 'moved') throw new Error(last.kind)
    expect(last.case.colleagues[0]?.state).toBe('nobody')
    expect(last.notices).toContainEqual(
      expect.objectContaining({
        what: 'colleague-nobody',
        to: { kind: 'officer', officer: 'web:mala:Anna' },
      }),
    )
  })

  it('answers a late yes politely', () => {
    const second = done(ask(taken()), 'colleague-decline', { by: at('arvidsjaur') })
    const late = press(second, 'colleague-accept', { by: at('arvidsjaur'), version: 3 })
    expect(late).toMatchObject({ kind: 'stale' })
  })
})

describe('the company', () => {
  const late = (): Case =>
    done(opened(), 'reminder-sent', { by: system, values: { steps: 'company', offices: '' } })

  it('may wait, or go to the next office, only when it is late', () => {
    expect(press(opened(), 'wait', { by: company })).toMatchObject({ why: 'not-late' })
    const waiting = done(late(), 'wait', { by: company, at: '2026-11-24T12:00:00Z' })
    expect(waiting.promised).toBe('2026-11-25T11:30:00Z')
    expect(done(late(), 'next-office', { by: company })).toMatchObject({
      office: 'norsjo',
      skipped: ['mala'],
    })
  })

  it('is told who took it when its choice is stale', () => {
    const current = late()
    const took = done(current, 'take', { by: at('mala') })
    expect(press(took, 'next-office', { by: company, version: current.version })).toMatchObject({
      kind: 'stale',
      action: 'take',
    })
  })

  it('rates a closed case once', () => {
    const closed = done(taken(), 'close', { by: at('mala'), values: { help: 'advice' } })
    const rated = done(closed, 'rate', { by: company, values: { how: 'good' } })
    expect(rated.rating).toMatchObject({ how: 'good' })
    expect(
      press(rated, 'rate', { by: company, values: { how: 'good' }, version: 3 }),
    ).toMatchObject({ events: [] })
  })
})

describe('history', () => {
  it('replays to the state, also after the person is forgotten', () => {
    const first = openCase(draft, monday, region)
    const told = [...first.events]
    let current = first.case
    const play = (action: Parameters<typeof press>[1], how: Parameters<typeof press>[2]): void => {
      const moved = press(current, action, how)
      if (moved.kind !== 'moved') throw new Error(moved.kind)
      told.push(...moved.events)
      current = moved.case
    }
    play('take', { by: at('mala') })
    play('note', { by: at('mala'), values: { text: 'Eva ringde' } })
    play('message-to-company', { by: at('mala'), values: { text: 'Hej Eva' } })
    play('reply-from-company', { by: company, values: { text: 'Hej, Eva här' } })
    play('invite-colleague', {
      by: at('mala'),
      values: { competence: 'export', question: 'Eva undrar' },
    })
    play('refer', { by: at('mala'), values: { provider: 'Evas bror' } })
    play('close', { by: at('mala'), values: { help: 'referred', text: 'Eva nöjd' } })
    expect(replayCase(told)).toEqual(current)
    const scrubbed = told.map((event) => blankEvent(event) as CaseEvent)
    const left = [scrubbed, blankCase(current)]
    expect(JSON.stringify(left)).not.toMatch(/Eva|Ek|070|svarv|"web:1"/)
    expect(replayCase(scrubbed)).toMatchObject({
      state: 'closed',
      size: '2-9',
      outcome: { help: 'referred' },
    })
  })
})
