import type { Case, Notice } from '../../src/index.ts'
import { placesOfCompany } from './company.ts'
import type { Desk } from './desk.ts'
import { placesOfOffice } from './office.ts'
import type { Places } from './place.ts'

export async function placesOf(desk: Desk, notice: Notice, current: Case): Promise<Places> {
  const { to, values } = notice
  switch (to.kind) {
    case 'company':
      return placesOfCompany(desk, notice, current)
    case 'office':
      return placesOfOffice(desk, notice, { current, office: to.office })
    case 'officer':
      return placesOfOffice(desk, notice, { current, office: values.office ?? current.office })
  }
}
