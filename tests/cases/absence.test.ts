import { describe, expect, it } from 'vitest'
import { endAbsences, readAbsence } from '../../src/cases/absence.ts'
import { describeAbsence, listAbsencesInWords } from '../../src/cases/absence-receipt.ts'
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
    ['på tjänsteresa 1-3/7', midnight('2026-06-30'), midnight('2026-07-03'), undefined],
    ['semester 29/6–10/7', midnight('2026-06-28'), midnight('2026-07-10'), undefined],
    [
      'semester den 1:a till den 21:a juli',
      midnight('2026-06-30'),
      midnight('2026-07-21'),
      undefined,
    ],
    [
      'stängt torsdag 25 och fredag 26 juni',
      midnight('2026-06-24'),
      midnight('2026-06-26'),
      undefined,
    ],
    ['fredag den 26 juni är vi borta', midnight('2026-06-25'), midnight('2026-06-26'), undefined],
    ['mån 6 juli–fre 24 juli ledigt', midnight('2026-07-05'), midnight('2026-07-24'), undefined],
    ['borta fre–mån', midnight('2026-06-18'), midnight('2026-06-22'), undefined],
    ['borta mån–ons', midnight('2026-06-21'), midnight('2026-06-24'), undefined],
    ['borta tisdag, onsdag och torsdag', midnight('2026-06-15'), midnight('2026-06-18'), undefined],
    [
      'vi tar semester vecka 28, 29 och 30',
      midnight('2026-07-05'),
      midnight('2026-07-26'),
      undefined,
    ],
    ['vacation weeks 28 to 30', midnight('2026-07-05'), midnight('2026-07-26'), undefined],
    ['tjänstledig hela juli', midnight('2026-06-30'), midnight('2026-07-31'), undefined],
    ['borta två veckor från måndag', midnight('2026-06-21'), midnight('2026-07-05'), undefined],
    ['semester tre veckor, 6–24 juli', midnight('2026-07-05'), midnight('2026-07-24'), undefined],
    ['ledig resten av veckan', now, midnight('2026-06-21'), undefined],
    ['ledig imorgon eftermiddag', '2026-06-16T10:00:00Z', midnight('2026-06-16'), undefined],
    ['off Friday morning', midnight('2026-06-18'), '2026-06-19T10:00:00Z', undefined],
    ['stängt mellan jul och nyår', '2026-12-24T23:00:00Z', '2026-12-31T23:00:00Z', undefined],
    ['ingen på plats i morgon', midnight('2026-06-15'), midnight('2026-06-16'), undefined],
    ['not in tomorrow', midnight('2026-06-15'), midnight('2026-06-16'), undefined],
    ['på kurs onsdag och torsdag', midnight('2026-06-16'), midnight('2026-06-18'), undefined],
    [
      'nästa vecka är vi på mässa, skicka till Malå',
      midnight('2026-06-21'),
      midnight('2026-06-28'),
      'mala',
    ],
    [
      'annual leave 13 July – 7 August, cases to Norsjö please',
      midnight('2026-07-12'),
      midnight('2026-08-07'),
      'norsjo',
    ],
    [
      'kan Norsjö ta våra 6-10 juli, vi är lediga',
      midnight('2026-07-05'),
      midnight('2026-07-10'),
      'norsjo',
    ],
    ['åter på kontoret måndag 22 juni', now, midnight('2026-06-21'), undefined],
    ['returning 22 June', now, midnight('2026-06-21'), undefined],
  ])('%s', (text, from, to, stand_in) => {
    const absence = { office: 'asele', from, to, ...(stand_in === undefined ? {} : { stand_in }) }
    expect(read(text)).toEqual({ kind: 'absence', absence })
  })

  it.each([
    ['tillbaka nu'],
    ['Nu är jag tillbaka igen'],
    ['back now'],
    ["I'm back"],
    ['tillbaka från semestern'],
    ['back from holiday'],
  ])('%s', (text) => {
    expect(read(text)).toMatchObject({ kind: 'back', office: 'asele', from: now })
  })

  it.each([
    ['vi är inte borta nästa vecka', midnight('2026-06-21'), midnight('2026-06-28')],
    ['ingen semester vecka 28', midnight('2026-07-05'), midnight('2026-07-12')],
    ['we are not away on Friday after all', midnight('2026-06-18'), midnight('2026-06-19')],
    ['ta bort semestern', now, '9999-12-31T00:00:00Z'],
    ['semestern är inställd', now, '9999-12-31T00:00:00Z'],
    ['cancel my holiday', now, '9999-12-31T00:00:00Z'],
  ])('%s: there after all', (text, from, to) => {
    expect(read(text)).toEqual({ kind: 'called-off', office: 'asele', from, to })
  })

  it.each([['vem är borta nästa vecka?'], ['Vilka har semester i juli'], ['who is away?']])(
    '%s: a question sets nothing',
    (text) => {
      expect(read(text)).toEqual({ kind: 'who' })
    },
  )

  it.each([
    ['semester', 'when'],
    ['semester i juli någon gång', 'when'],
    ['borta från 1 juli', 'dates'],
    ['semester 21–1 juli', 'dates'],
    ['borta 1 juni-3 juni', 'dates'],
    ['borta i tre dagar', 'dates'],
    ['ledig en dag nästa vecka', 'dates'],
    ['semester två veckor i juli', 'dates'],
    ['borta fredag 25 juni', 'dates'],
    ['borta i morgon, Malå tar inte våra', 'who'],
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
  const absenceOf = (text: string, office = 'asele') => {
    const reading = read(text, office)
    if (reading.kind !== 'absence') throw new Error(reading.kind)
    return reading.absence
  }

  it('is a receipt with the day they are back and the stand-in', () => {
    expect(describeAbsence(absenceOf('semester 1–21 juli, Malå tar våra'), sceneAt(now))).toBe(
      'Näringslivsfunktionen, Åsele kommun är borta 1 juli–21 juli och tillbaka onsdag 22 juli 08:00. Utvecklingsavdelningen, Malå kommun tar nya ärenden och dem vars svarstid går ut under tiden.',
    )
  })

  it('names who really takes them when the stand-in is away too', () => {
    const others = [absenceOf('stängt 22 juni–31 juli', 'mala')]
    const absence = absenceOf('semester 1–21 juli, Malå tar våra')
    expect(describeAbsence(absence, sceneAt(now), others)).toContain(
      'Malå är också borta då. Näringslivskontoret, Vilhelmina kommun tar nya ärenden',
    )
  })

  it('says when nobody in the region is there', () => {
    const others = Object.keys(offices.offices)
      .filter((office) => office !== 'asele')
      .map((office) => absenceOf('stängt 1–21 juli', office))
    expect(describeAbsence(absenceOf('stängt 1–21 juli'), sceneAt(now), others)).toContain(
      'Inget kontor är på plats då',
    )
  })

  it('is listed, soonest first', () => {
    const all = [
      absenceOf('stängt 22 juni–31 juli', 'mala'),
      absenceOf('sjuk idag, Vilhelmina tar mina'),
    ]
    expect(listAbsencesInWords(all, sceneAt(now))).toBe(
      'Åsele är borta 15 juni, Vilhelmina tar ärendena.\nMalå är borta 22 juni–31 juli.',
    )
    expect(listAbsencesInWords([], sceneAt(now))).toBe('Ingen frånvaro är inlagd.')
  })
})

describe('there after all', () => {
  const stay = (text: string) => {
    const reading = read(text)
    if (reading.kind !== 'back' && reading.kind !== 'called-off') throw new Error(reading.kind)
    return reading
  }
  const going = { office: 'asele', from: '2026-06-10T22:00:00Z', to: midnight('2026-07-19') }
  const coming = { office: 'asele', from: midnight('2026-07-31'), to: midnight('2026-08-10') }
  const all = [going, coming, { ...going, office: 'mala' }]

  it('back ends the absence that goes on, and leaves the coming one', () => {
    expect(endAbsences(all, stay('tillbaka nu'), now)).toEqual([{ ...going, to: now }])
  })

  it('called off, all of the office go', () => {
    expect(endAbsences(all, stay('ta bort semestern'), now)).toEqual([
      { ...going, to: now },
      { ...coming, to: now },
    ])
  })

  it('a week in the middle leaves what is before and after it', () => {
    expect(endAbsences(all, stay('vi är inte borta vecka 27'), now)).toEqual([
      { ...going, to: midnight('2026-06-28') },
      { ...going, from: midnight('2026-07-05') },
    ])
  })
})
