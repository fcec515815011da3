import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { officesSchema } from '../../src/knowledge/schema.ts'
import { municipalityIds } from '../../src/knowledge/terms.ts'

const offices = officesSchema.parse(parse(readFileSync('knowledge/offices.yaml', 'utf8')))

describe('knowledge/offices.yaml', () => {
  it('has the ten offices', () => {
    expect(Object.keys(offices.offices).sort()).toEqual([...municipalityIds].sort())
  })

  it.each(municipalityIds)('%s: stand-ins and competences are known, and not itself', (id) => {
    const office = offices.offices[id]
    expect(office.stand_in).not.toContain(id)
    for (const competence of office.competences)
      expect(Object.keys(offices.competences)).toContain(competence)
  })

  it('keeps a date and what it is with every phone and e-mail', () => {
    const shown = Object.values(offices.offices).flatMap((o) => [o.phone, o.email])
    for (const one of shown.filter((s) => s !== undefined)) {
      expect(one.as_of).toMatch(/^20(1[3-9]|2[0-4])/)
      expect(one.what.sv).not.toBe('')
    }
  })
})

describe('the reminder ladder', () => {
  const withLadder = (reminders: typeof offices.reminders) =>
    officesSchema.safeParse({ ...offices, reminders }).error?.issues.map(({ message }) => message)

  it('ends at the company, and has each on one rung', () => {
    expect(withLadder([{ to: 'company', minutes: 60 }])).toBeUndefined()
    expect(withLadder([{ to: 'office', minutes: -60 }])?.[0]).toMatch(/a rung to company is needed/)
    const twice = [
      { to: 'company', minutes: 0 },
      { to: 'company', minutes: 60 },
    ] as const
    expect(withLadder([...twice])?.[0]).toBe('each is reminded on one rung')
  })
})
