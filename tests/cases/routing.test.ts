import { describe, expect, it } from 'vitest'
import type { Absence } from '../../src/cases/case.ts'
import { findColleagues, listCompetence } from '../../src/cases/colleagues.ts'
import { checkCoverage } from '../../src/cases/coverage.ts'
import { findReceiver } from '../../src/cases/routing.ts'
import { municipalityIds } from '../../src/knowledge/terms.ts'
import { monday, offices } from './setting.ts'

const away = (office: string, stand_in?: string): Absence => ({
  office,
  from: '2026-11-20T00:00:00Z',
  to: '2026-12-01T00:00:00Z',
  ...(stand_in === undefined ? {} : { stand_in }),
})
const everyone = municipalityIds.map((id) => away(id))

function receiver(given: {
  municipality?: string
  absences?: readonly Absence[]
  declined?: readonly string[]
  at?: string
}) {
  const { municipality = 'mala', absences = [], declined = [], at = monday } = given
  return findReceiver({ offices, municipality, absences, declined, at })
}

describe('findReceiver', () => {
  it.each([
    ['its own office', {}, 'mala', 'own'],
    ['the stand-in when away', { absences: [away('mala')] }, 'norsjo', 'stand-in'],
    ['whom the absence names', { absences: [away('mala', 'asele')] }, 'asele', 'stand-in'],
    [
      'the stand-in of a stand-in',
      { absences: [away('mala', 'asele'), away('asele', 'dorotea')] },
      'dorotea',
      'stand-in',
    ],
    ['not who declined', { declined: ['mala', 'norsjo'] }, 'lycksele', 'stand-in'],
    ['the duty office outside the ten', { municipality: 'outside:Umeå' }, 'lycksele', 'duty'],
    [
      'the duty office at last',
      { municipality: 'arjeplog', declined: ['arjeplog', 'arvidsjaur', 'sorsele'] },
      'lycksele',
      'duty',
    ],
    [
      'the nearest other when the duty office declined too',
      { municipality: 'arjeplog', declined: ['arjeplog', 'arvidsjaur', 'sorsele', 'lycksele'] },
      'mala',
      'nearest',
    ],
    ['the duty office when all declined', { declined: municipalityIds }, 'lycksele', 'last-resort'],
    ['the duty office when all are away', { absences: everyone }, 'lycksele', 'last-resort'],
  ])('%s', (_, given, office, because) => {
    expect(receiver(given)).toMatchObject({ office, because })
  })

  it('says when nobody is there', () => {
    expect(receiver({ absences: everyone }).live).toBe('no')
    expect(receiver({ absences: everyone.slice(1) }).live).toBe('yes')
  })

  it('sends a case on the evening before an absence to the stand-in', () => {
    const tomorrow = { office: 'mala', from: '2026-11-23T23:00:00Z', to: '2026-11-30T23:00:00Z' }
    expect(receiver({ absences: [tomorrow], at: '2026-11-23T14:00:00Z' }).office).toBe('mala')
    expect(receiver({ absences: [tomorrow], at: '2026-11-23T18:00:00Z' }).office).toBe('norsjo')
  })
})

describe('checkCoverage', () => {
  const calm = { absences: [], at: monday, unreachable: [] }
  it('finds nothing wrong with the offices as they are', () => {
    expect(checkCoverage(offices, calm)).toEqual([])
  })
  it('finds every municipality uncovered when all are away, also later', () => {
    const later = everyone.map((a) => ({
      ...a,
      from: '2026-12-01T00:00:00Z',
      to: '2026-12-05T00:00:00Z',
    }))
    expect(checkCoverage(offices, { ...calm, absences: everyone })).toHaveLength(10)
    expect(checkCoverage(offices, { ...calm, absences: later })).toHaveLength(10)
  })
  it('finds a receiver that nothing reaches', () => {
    const found = checkCoverage(offices, { ...calm, unreachable: ['sorsele'] })
    expect(found).toEqual([
      { kind: 'no-route', municipality: 'sorsele', office: 'sorsele', at: monday },
    ])
  })
})

describe('findColleagues', () => {
  const search = {
    offices,
    competence: 'procurement',
    language: 'sv',
    asked: [],
    openLoad: {},
    from: 'mala',
    absences: [],
    at: monday,
  } as const
  it('asks those who know first, the nearest of them first, then the others', () => {
    const found = findColleagues(search)
    expect(found.map((c) => c.knows)).toEqual([
      ...Array(3).fill('yes'),
      ...Array(6).fill('unknown'),
    ])
    expect(found.slice(0, 3).map((c) => c.office)).toEqual(['arvidsjaur', 'lycksele', 'asele'])
  })
  it('lets open load decide between those about as near', () => {
    const busy = findColleagues({ ...search, openLoad: { arvidsjaur: 9 } })
    expect(busy.slice(0, 2).map((c) => c.office)).toEqual(['lycksele', 'arvidsjaur'])
  })
  it('leaves out who was asked or is away', () => {
    const found = findColleagues({ ...search, asked: ['lycksele'], absences: [away('arvidsjaur')] })
    expect(found[0]?.office).toBe('asele')
    expect(found).toHaveLength(7)
  })
})

describe('listCompetence', () => {
  it.each([
    ['upphandling', 'procurement'],
    ['upphandlingar', 'procurement'],
    ['Tourism', 'tourism'],
    ['serviceplan', 'local-service'],
  ])('%s is %s', (word, competence) => {
    expect(listCompetence(offices, word).map((c) => c.competence)).toContain(competence)
  })
  it('says honestly that nobody has listed a competence', () => {
    expect(listCompetence(offices, 'export')).toEqual([
      expect.objectContaining({ competence: 'export', offices: [] }),
    ])
    expect(listCompetence(offices, 'quark')).toEqual([])
  })
})
