import { describe, expect, test } from 'vitest'
import { hasBegun, hasEnded, statusOn } from '../../src/knowledge/open-status.ts'

describe('a date says as much as it says', () => {
  test.each([
    ['2022', '2022-12-31', 'no'],
    ['2022', '2023-01-01', 'yes'],
    ['2022-02', '2022-02-28', 'no'],
    ['2022-02', '2022-03-01', 'yes'],
    ['2022-03-15', '2022-03-15', 'no'],
    ['2022-03-15', '2022-03-16', 'yes'],
  ])('what goes to %s has on %s ended: %s', (to, day, ended) => {
    expect(hasEnded({ to }, day)).toBe(ended === 'yes')
    expect(statusOn({ status: 'closed', to }, day)).toBe(ended === 'yes' ? 'closed' : 'open')
  })

  test.each([
    ['2022', '2021-12-31', 'no'],
    ['2022', '2022-01-01', 'yes'],
    ['2022-02', '2022-01-31', 'no'],
    ['2022-02', '2022-02-01', 'yes'],
    ['2022-03-15', '2022-03-14', 'no'],
    ['2022-03-15', '2022-03-15', 'yes'],
  ])('what goes from %s has on %s begun: %s', (from, day, begun) => {
    expect(hasBegun({ from }, day)).toBe(begun === 'yes')
  })

  test('unknown is never open, and a recurring one rests between its rounds', () => {
    expect(statusOn({ status: 'unknown', from: '2022' }, '2022-06-01')).toBe('unknown')
    expect(statusOn({ status: 'recurring', to: '2022-06' }, '2022-07-01')).toBe('paused')
  })
})
