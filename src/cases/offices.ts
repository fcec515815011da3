import type { z } from 'zod'
import type { officesSchema } from '../knowledge/schema.ts'
import type { Absence, OfficeId } from './case.ts'
import type { CaseSettings } from './settings.ts'

/** `knowledge/offices.yaml` as read. */
export type Offices = z.infer<typeof officesSchema>
export type Office = Offices['offices'][keyof Offices['offices']]

/** What every decision about a case may look at beside the case itself. */
export interface Region {
  readonly offices: Offices
  readonly absences: readonly Absence[]
  readonly settings: CaseSettings
  /** Open cases per office; an office left out has none. */
  readonly load: Readonly<Record<OfficeId, number>>
}

export function listOfficeIds(offices: Offices): readonly OfficeId[] {
  return Object.keys(offices.offices)
}

export function findOffice(offices: Offices, id: OfficeId): Office | undefined {
  return Object.entries(offices.offices).find(([key]) => key === id)?.[1]
}

/** The office, or the duty office for an id nobody knows any longer: never nobody. */
export function officeOrDuty(offices: Offices, id: OfficeId): Office {
  return findOffice(offices, id) ?? offices.offices[offices.duty]
}

/** "Åsele": how an office is called in one word. */
export function shortName(offices: Offices, id: OfficeId): string {
  return findOffice(offices, id)?.municipality ?? id
}
