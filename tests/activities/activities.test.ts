import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { createCalendar } from '../../adapters/report/calendar.ts'
import { activitiesSchema } from '../../src/editing.ts'
import { findActivities, readPeriod } from '../../src/index.ts'
import { offices } from '../cases/setting.ts'

const activities = activitiesSchema.parse(parse(readFileSync('knowledge/activities.yaml', 'utf8')))
const readYaml = (path: string) => parse(readFileSync(`knowledge/${path}`, 'utf8'))
const textsIn = (language: 'sv' | 'en') =>
  new Map<string, string>(Object.entries(readYaml(`texts/report.${language}.yaml`)))
const knowledge = { offices, messages: { sv: textsIn('sv'), en: textsIn('en') } }
/** Monday 23 November 2026. */
const now = '2026-11-23T08:00:00Z'
const today = '2026-11-23'

describe('the file', () => {
  test('names offerings that exist, and takes its dates from where they stand', () => {
    for (const { offering, source, from, to = from, dates_assumed } of Object.values(activities)) {
      expect(source.checked <= today).toBe(true)
      if (offering === undefined) continue
      const known = readYaml(`offerings/${offering}.yaml`)
      if (from === undefined || dates_assumed === true) continue
      expect({ from, to }).toEqual({ from: known.open.from, to: known.open.to })
    }
  })

  test('what has no date says so', () => {
    for (const { from, when } of Object.values(activities))
      if (from === undefined) expect(when?.sv).toMatch(/inte sett några datum/)
  })

  test.each([
    [{ when: undefined, from: undefined }, 'needs `from`'],
    [{ from: '2026-02-30' }, 'YYYY-MM-DD'],
    [{ from: '2026-12-04', to: '2026-12-03' }, 'not after'],
    [{ place: ['umea'] }, 'place'],
  ])('%j is refused', (change, message) => {
    const one = { ...activities['euipo-sme-fund-2026'], ...change }
    const read = activitiesSchema.safeParse({ one })
    expect(JSON.stringify(read.error?.issues)).toContain(message)
  })
})

describe('a period in words', () => {
  test.each([
    ['vad händer i Lycksele i vår?', '2027-03-01', '2027-05-31'],
    ['något i vår', '2027-03-01', '2027-05-31'],
    ['kurser till våren', '2027-03-01', '2027-05-31'],
    ['what is on this autumn', '2026-11-23', '2026-11-30'],
    ['nästa höst', '2027-09-01', '2027-11-30'],
    ['next winter', '2026-12-01', '2027-02-28'],
    ['nästa vecka', '2026-11-30', '2026-12-06'],
    ['den här veckan', '2026-11-23', '2026-11-29'],
    ['i helgen', '2026-11-28', '2026-11-29'],
    ['vecka 50', '2026-12-07', '2026-12-13'],
    ['week 2', '2027-01-11', '2027-01-17'],
    ['i december', '2026-12-01', '2026-12-31'],
    ['i november', '2026-11-23', '2026-11-30'],
    ['i maj', '2027-05-01', '2027-05-31'],
    ['in May', '2027-05-01', '2027-05-31'],
    ['mars 2028', '2028-03-01', '2028-03-31'],
    ['4 december', '2026-12-04', '2026-12-04'],
    ['den 4:e december', '2026-12-04', '2026-12-04'],
    ['1–5 februari', '2027-02-01', '2027-02-05'],
    ['2027-01-31', '2027-01-31', '2027-01-31'],
    ['i dag', '2026-11-23', '2026-11-23'],
    ['i morgon', '2026-11-24', '2026-11-24'],
    ['tomorrow', '2026-11-24', '2026-11-24'],
    ['nästa månad', '2026-12-01', '2026-12-31'],
    ['före jul', '2026-11-23', '2026-12-24'],
    ['nästa år', '2027-01-01', '2027-12-31'],
    ['i år', '2026-11-23', '2026-12-31'],
    ['kommande träffar', '2026-11-23', '2027-02-23'],
    ['31 februari 2027', '2027-02-01', '2027-02-28'],
  ])('%s', (text, from, to) => {
    expect(readPeriod(text, now)).toEqual({ from, to })
  })

  test.each([
    'vad händer i vår kommun',
    'i vår by',
    'vi startade i våras',
    'may I ask',
    'frukost i Storuman',
    'vecka 70',
    '',
  ])('%j names none', (text) => {
    expect(readPeriod(text, now)).toBeUndefined()
  })

  test('a day begins in Stockholm, and winter goes on in January', () => {
    expect(readPeriod('i dag', '2026-11-23T23:30:00Z')?.from).toBe('2026-11-24')
    expect(readPeriod('i vinter', '2027-01-10T12:00:00Z')).toEqual({
      from: '2027-01-10',
      to: '2027-02-28',
    })
  })
})

describe('what happens', () => {
  const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id)

  test('in a place and a period, soonest first, and beside it what has no date', () => {
    const found = findActivities(activities, {
      place: 'lycksele',
      from: '2027-03-01',
      to: '2027-05-31',
    })
    expect(ids(found.dated)).toEqual([
      'transportbidrag-2027-03',
      'omstallningsstudiestod-2027-04',
      'bygdemedel-sommar-2027',
    ])
    expect(ids(found.undated)).toEqual(['region10-workshoppar', 'lycksele-frukostmoten'])
  })

  test('what has begun comes by its last day; what has ended is gone', () => {
    const { dated } = findActivities(activities, { place: 'sorsele', from: today })
    expect(ids(dated).slice(0, 2)).toEqual(['euipo-sme-fund-2026', 'bygdemedel-vinter-2026'])
    expect(ids(findActivities(activities, { from: '2026-12-05', to: '2026-12-31' }).dated)).toEqual(
      ['bygdemedel-vinter-2026'],
    )
  })

  test.each([
    [
      'frukostar för företag',
      ['lycksele-frukostmoten', 'storuman-foretagsfrukost', 'arvidsjaur-byfrukostar'],
    ],
    ['any workshops', ['region10-workshoppar']],
    ['upphandling', ['lycksele-frukostmoten', 'arvidsjaur-upphandling-kickoff']],
  ])('about %s', (text, wanted) => {
    expect(
      ids(findActivities(activities, { from: today, words: text.split(' ') }).undated),
    ).toEqual(wanted)
  })

  test('words that tell nothing hide nothing; themes do', () => {
    const all = findActivities(activities, { place: 'lycksele', from: today })
    expect(
      findActivities(activities, {
        place: 'lycksele',
        from: today,
        words: ['vad', 'händer', 'i', 'Lycksele', 'företag'],
      }),
    ).toEqual(all)
    expect(ids(findActivities(activities, { from: today, themes: ['ip-patent'] }).dated)).toEqual([
      'euipo-sme-fund-2026',
    ])
  })
})

describe('the calendar of a municipality', () => {
  const parts = { knowledge, activities, day: today }

  test('has whole days for what opens and closes, and only what is known', () => {
    const text = createCalendar('sorsele', parts) ?? ''
    const days = [...text.matchAll(/DTSTART;VALUE=DATE:(\d{8})\r\nDTEND;VALUE=DATE:(\d{8})/g)].map(
      ([, from, to]) => `${from} ${to}`,
    )
    expect(days).toEqual([
      '20261204 20261205',
      '20270131 20270201',
      '20270331 20270401',
      '20270401 20270402',
      '20270930 20271001',
      '20271001 20271002',
    ])
    expect(text).toContain('SUMMARY:Sista dag: Bygdemedel söks')
    expect(text).toContain('UID:bygdemedel-vinter-2026-closes@lotsen')
    expect(text.replaceAll('\r\n ', '')).toContain('inte bekräftat för året')
    expect(text).not.toMatch(/frukost|workshop/i)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })

  test('is the same text from the same facts, in another language too', () => {
    expect(createCalendar('mala', parts)).toBe(createCalendar('mala', parts))
    expect(createCalendar('mala', { ...parts, language: 'en' })).toContain(
      'Last day: EUIPO SME Fund',
    )
    expect(createCalendar('umea', parts)).toBeUndefined()
  })

  test.each(['America/Los_Angeles', 'Pacific/Auckland'])('is the same in %s', (zone) => {
    const wanted = createCalendar('mala', parts)
    vi.stubEnv('TZ', zone)
    expect(createCalendar('mala', parts)).toBe(wanted)
    vi.unstubAllEnvs()
  })
})
