import Holidays from 'date-holidays'
import { describe, expect, it } from 'vitest'
import { type DayKind, dayKind } from '../../src/cases/holidays.ts'

const half = new Set(['01-05 12:00', 'easter -3', '04-30 12:00', 'friday after 10-30 12:00'])
const sweden = new Holidays('SE')

/** As a library that others keep sees the year: red days and bank holidays off, the afternoons before some of them. */
function readLibrary(year: number): ReadonlyMap<string, DayKind> {
  const days = new Map<string, DayKind>()
  for (const { date, type, rule } of sweden.getHolidays(year)) {
    const day = date.slice(0, 10)
    if (type === 'public' || type === 'bank') days.set(day, 'off')
    else if (half.has(rule) && !days.has(day)) days.set(day, 'half')
  }
  return days
}

describe('the almanac', () => {
  it('agrees with date-holidays on every day of a hundred years', () => {
    for (let year = 2005; year < 2105; year++) {
      const expected = readLibrary(year)
      for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
        const day = new Date(at).toISOString().slice(0, 10)
        const kind = dayKind(day)
        if (kind !== (expected.get(day) ?? 'ordinary'))
          throw new Error(`${day}: ${kind}, but ${expected.get(day)} there`)
      }
    }
    expect(dayKind('2026-06-19')).toBe('off')
  })
})
