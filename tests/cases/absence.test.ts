import { describe, expect, it } from 'vitest'
import { describeAbsence, endAbsences, readAbsence } from '../../src/cases/absence.ts'
import { offices, sceneAt } from './setting.ts'

/** Monday 15 June 2026, 10:00 in Stockholm; midnight there is 22:00 UTC the day before. */
const now = '2026-06-15T08:00:00Z'
const read = (text: string, office = 'asele') => readAbsence({ text, office, now, offices })
const midnight = (day: string): string => `${day}T22:00:00Z`

describe('readAbsence', () => {
  it.each([
    ['semester 1–21 juli, Malå tar våra', midnight('2026-06-30'), midnight('2026-07-21'), 'mala'],
    [
      'Semester 1 juli - 21 juli. Mala täcker',
      midnight('2026-06-30'),
      midnight('2026-07-21'),
      'mala',
    ],
    ['ledig från 1/7 till 21/7', midnight('2026-06-30'), midnight('2026-07-21'), undefined],
    [
      'borta 2026-07-01 till och med 2026-07-21',
      midnight('2026-06-30'),
      midnight('2026-07-21'),
      undefined,
    ],
    ['borta i morgon', midnight('2026-06-15'), midnight('2026-06-16'), undefined],
    ['borta idag och i morgon', now, midnight('2026-06-16'), undefined],
    ['sjuk idag', now, midnight('2026-06-15'), undefined],
    ['är sjuk, Vilhelmina tar mina', now, midnight('2026-06-15'), 'vilhelmina'],
    ['vabbar', now, midnight('2026-06-15'), undefined],
    ['borta i eftermiddag', '2026-06-15T10:00:00Z', midnight('2026-06-15'), undefined],
    ['borta till fredag', now, midnight('2026-06-19'), undefined],
    ['borta hela veckan', now, midnight('2026-06-21'), undefined],
    ['borta nästa vecka', midnight('2026-06-21'), midnight('2026-06-28'), undefined],
    [
      'semester vecka 28-30, Lycksele svarar',
      midnight('2026-07-05'),
      midnight('2026-07-26'),
      'lycksele',
    ],
    ['semester v. 28', midnight('2026-07-05'), midnight('2026-07-12'), undefined],
    ['borta, tillbaka 5 augusti', now, midnight('2026-08-04'), undefined],
    ['tillbaka på torsdag', now, midnight('2026-06-17'), undefined],
    [
      'semester 20 december till 7 januari',
      '2026-12-19T23:00:00Z',
      '2027-01-07T23:00:00Z',
      undefined,
    ],
    [
      'away 3-5 August, Lycksele covers',
      midnight('2026-08-02'),
      midnight('2026-08-05'),
      'lycksele',
    ],
    ['on leave July 1 to July 21', midnight('2026-06-30'), midnight('2026-07-21'), undefined],
    [
      'vacation July 1-21, Arvidsjaur takes ours',
      midnight('2026-06-30'),
      midnight('2026-07-21'),
      'arvidsjaur',
    ],
    ['out of office tomorrow', midnight('2026-06-15'), midnight('2026-06-16'), undefined],
    ['off on Friday', midnight('2026-06-18'), midnight('2026-06-19'), undefined],
    ['sick today', now, midnight('2026-06-15'), undefined],
    ['away until 21 July', now, midnight('2026-07-21'), undefined],
    ['away 3-5 March', '2027-03-02T23:00:00Z', '2027-03-05T23:00:00Z', undefined],
    ['Malå tar våra 1-21 juli', midnight('2026-06-30'), midnight('2026-07-21'), 'mala'],
  ])('%s', (text, from, to, stand_in) => {
    const absence = { office: 'asele', from, to, ...(stand_in === undefined ? {} : { stand_in }) }
    expect(read(text)).toEqual({ kind: 'absence', absence })
  })

  it.each([['tillbaka nu'], ['Nu är jag tillbaka igen'], ['back now'], ["I'm back"]])(
    '%s',
    (text) => {
      expect(read(text)).toEqual({ kind: 'back', office: 'asele', at: now })
    },
  )

  it.each([
    ['semester', 'when'],
    ['semester i juli någon gång', 'when'],
    ['borta från 1 juli', 'dates'],
    ['semester 21–1 juli', 'dates'],
    ['borta 1 juni-3 juni', 'dates'],
    ['borta i morgon, Anna tar våra', 'who'],
    ['borta i morgon, Malå', 'who'],
    ['Malå är borta i morgon', 'who'],
    ['borta i morgon, Åsele tar våra', 'other-office'],
  ])('%s: asks %s', (text, ask) => {
    expect(read(text)).toEqual({ kind: 'question', ask })
  })

  it.each([['hej'], ['kan du ta ärendet i morgon?'], ['31 februari'], [''], ['💥'.repeat(500)]])(
    '%s is not about being away',
    (text) => {
      expect(read(text)).toEqual({ kind: 'not-understood' })
    },
  )

  it('is not fooled by days that do not exist', () => {
    expect(read('borta 31 februari')).toEqual({ kind: 'question', ask: 'when' })
    expect(read('borta 99/99-0/0')).toEqual({ kind: 'question', ask: 'when' })
  })
})

describe('an absence in words', () => {
  it('is a receipt with the stand-in', () => {
    const reading = read('semester 1–21 juli, Malå tar våra')
    if (reading.kind !== 'absence') throw new Error(reading.kind)
    expect(describeAbsence(reading.absence, sceneAt(now))).toBe(
      'Näringslivsfunktionen, Åsele kommun är borta 1 juli–21 juli. Utvecklingsavdelningen, Malå kommun tar nya ärenden och dem som faller ut under tiden.',
    )
  })

  it('ends when the office is back', () => {
    const absence = { office: 'asele', from: '2026-06-10T22:00:00Z', to: midnight('2026-06-20') }
    expect(endAbsences([absence, { ...absence, office: 'mala' }], 'asele', now)).toEqual([
      { ...absence, to: now },
    ])
  })
})
