import { describe, expect, it } from 'vitest'
import { addWorkingTime, isOpen, nextOpening, workingMinutes } from '../../src/cases/calendar.ts'
import type { Office } from '../../src/cases/offices.ts'
import { promiseInWords, promiseOf } from '../../src/cases/promise.ts'
import { offices } from './setting.ts'

const mala = offices.offices.mala
const bridged: Office = { ...mala, bridge_days: 'off' }
/** Open all round the clock, so that the nights the clocks change are working time. */
const always: Office = {
  ...mala,
  hours: {
    mon: { from: '00:00', to: '23:59' },
    sat: { from: '00:00', to: '23:59' },
    sun: { from: '00:00', to: '23:59' },
  },
}
const utc = (text: string): string => `${text}:00Z`

describe('addWorkingTime', () => {
  it.each([
    ['within a day', '2026-11-23T08:00', 60, '2026-11-23T09:00'],
    ['from before opening', '2026-11-23T03:00', 60, '2026-11-23T08:00'],
    ['to the very end of a day', '2026-11-23T07:00', 510, '2026-11-23T15:30'],
    ['into the next day', '2026-11-23T15:00', 60, '2026-11-24T07:30'],
    ['over a weekend', '2026-11-20T15:00', 60, '2026-11-23T07:30'],
    ['from a Saturday', '2026-11-21T12:00', 30, '2026-11-23T07:30'],
    ['over Midsummer eve, a Friday', '2026-06-18T14:00', 60, '2026-06-22T06:30'],
    ['over Christmas, from the 23rd', '2026-12-23T15:00', 60, '2026-12-28T07:30'],
    ['over New Year', '2026-12-30T15:00', 60, '2027-01-04T07:30'],
    ['over Epiphany, whose eve is a half-day', '2027-01-05T10:30', 60, '2027-01-07T07:30'],
    ['over Easter, from noon on Maundy Thursday', '2026-04-02T09:30', 60, '2026-04-07T06:30'],
    ['over Walpurgis eve and the first of May', '2026-04-30T09:30', 60, '2026-05-04T06:30'],
    ['the day before All Saints closes at noon', '2026-10-30T10:30', 60, '2026-11-02T07:30'],
    ['the National Day on a weekday', '2028-06-05T14:00', 60, '2028-06-07T06:30'],
    ['a bridge day is worked', '2026-05-13T14:00', 60, '2026-05-15T06:30'],
    ['over the night the clocks go forward', '2026-03-27T15:00', 60, '2026-03-30T06:30'],
    ['over the night the clocks go back', '2026-10-23T14:00', 60, '2026-10-26T07:30'],
    ['backwards within a day', '2026-11-23T09:00', -60, '2026-11-23T08:00'],
    ['backwards over a weekend', '2026-11-23T07:30', -60, '2026-11-20T15:00'],
    ['backwards from a Sunday', '2026-11-22T12:00', -30, '2026-11-20T15:00'],
    ['nothing', '2026-11-22T12:00', 0, '2026-11-22T12:00'],
  ])('%s', (_, from, minutes, to) => {
    expect(addWorkingTime(mala, utc(from), minutes)).toBe(utc(to))
  })

  it('leaves out bridge days for an office that closes on them', () => {
    expect(addWorkingTime(bridged, utc('2026-05-13T14:00'), 60)).toBe(utc('2026-05-18T06:30'))
  })

  it.each([
    [
      '23 hours on the day the clocks go forward',
      '2026-03-28T23:00',
      '2026-03-29T22:00',
      23 * 60 - 1,
    ],
    ['25 hours on the day the clocks go back', '2026-10-24T22:00', '2026-10-25T23:00', 25 * 60 - 1],
  ])('%s', (_, from, to, minutes) => {
    expect(workingMinutes(always, utc(from), utc(to))).toBe(minutes)
    expect(addWorkingTime(always, utc(from), 180)).toBe(
      new Date(Date.parse(utc(from)) + 180 * 60_000).toISOString().replace('.000', ''),
    )
  })

  it('and workingMinutes agree', () => {
    for (let minutes = 1; minutes < 6000; minutes += 97) {
      const to = addWorkingTime(mala, utc('2026-12-18T09:10'), minutes)
      expect(workingMinutes(mala, utc('2026-12-18T09:10'), to)).toBe(minutes)
      expect(addWorkingTime(mala, to, -minutes)).toBe(utc('2026-12-18T09:10'))
    }
  })
})

describe('isOpen and nextOpening', () => {
  it.each([
    ['2026-11-23T07:00', 'open'],
    ['2026-11-23T06:59', 'closed'],
    ['2026-11-23T15:30', 'closed'],
    ['2026-06-19T09:00', 'closed'],
    ['2026-12-24T09:00', 'closed'],
    ['2026-04-30T11:00', 'closed'],
    ['2026-04-30T09:00', 'open'],
  ])('%s is %s', (time, state) => {
    expect(isOpen(mala, utc(time))).toBe(state === 'open')
  })

  it('opens next after Midsummer', () => {
    expect(nextOpening(mala, utc('2026-06-18T20:00'))).toBe(utc('2026-06-22T06:00'))
  })
})

describe('a promise', () => {
  it.each([
    ['Monday morning', '2026-11-23T07:00', '2026-11-23T15:00'],
    ['is rounded up to the half hour', '2026-11-23T07:10', '2026-11-23T15:30'],
    ['goes on the next day', '2026-11-23T08:00', '2026-11-24T07:30'],
    ['a Saturday', '2026-11-21T12:00', '2026-11-23T15:00'],
    ['the day before Midsummer eve', '2026-06-18T12:00', '2026-06-22T11:30'],
    ['little Christmas eve', '2026-12-23T13:00', '2026-12-28T12:30'],
  ])('%s', (_, at, promised) => {
    expect(promiseOf(offices.promise, mala, utc(at))).toBe(utc(promised))
  })

  it.each([
    ['2026-11-26T13:00', 'före torsdag 14:00', 'before Thursday 14:00'],
    ['2026-11-24T09:30', 'i morgon före 10:30', 'before 10:30 tomorrow'],
    ['2026-11-23T13:00', 'i dag före 14:00', 'before 14:00 today'],
    ['2026-11-29T09:00', 'före söndag 10:00', 'before Sunday 10:00'],
    ['2026-11-30T09:00', 'före måndag 30 november 10:00', 'before Monday 30 November 10:00'],
    ['2027-01-04T09:00', 'före måndag 4 januari 2027 10:00', 'before Monday 4 January 2027 10:00'],
  ])('%s in words', (promised, sv, en) => {
    const now = utc('2026-11-23T08:00')
    expect(promiseInWords(utc(promised), now, 'sv')).toBe(sv)
    expect(promiseInWords(utc(promised), now, 'en')).toBe(en)
  })
})
