import { type CoverageProblem, checkCoverage } from '../cases/coverage.ts'
import { type Blame, missing } from './check-lines.ts'
import type { Knowledge, Problem } from './knowledge.ts'
import { municipalityIds } from './terms.ts'

const file = 'offices.yaml'

/** Every municipality has a live receiver, nobody is its own stand-in, and every competence is known. */
export function checkOffices(
  { offices }: Knowledge,
  day: string,
  blame: Blame,
): readonly Problem[] {
  const coverage = checkCoverage(offices, { absences: [], at: `${day}T10:00:00Z`, unreachable: [] })
  const known = Object.keys(offices.competences)
  return [
    ...coverage.map((problem) => describe(problem, blame)),
    ...(offices.offices[offices.duty] === undefined
      ? [blame(file, ['duty'], missing('office', offices.duty, municipalityIds))]
      : []),
    ...Object.entries(offices.offices).flatMap(([id, office]) => [
      ...office.competences.flatMap((competence, at) =>
        known.includes(competence)
          ? []
          : [
              blame(
                file,
                ['offices', id, 'competences', at],
                missing('competence', competence, known),
              ),
            ],
      ),
      ...office.stand_in.flatMap((standIn, at) =>
        office.stand_in.indexOf(standIn) === at
          ? []
          : [blame(file, ['offices', id, 'stand_in', at], `${standIn} stands there twice`)],
      ),
      ...Object.entries(office.hours).flatMap(([weekday, hours]) =>
        hours !== undefined && hours.from >= hours.to
          ? [blame(file, ['offices', id, 'hours', weekday], 'opens after it closes')]
          : [],
      ),
    ]),
  ]
}

function describe(problem: CoverageProblem, blame: Blame): Problem {
  switch (problem.kind) {
    case 'no-live-receiver':
      return blame(
        file,
        ['offices', problem.municipality],
        `nobody receives its cases at ${problem.at}; see hours, stand_in and duty`,
      )
    case 'no-route':
      return blame(file, ['offices', problem.office], 'no notice reaches it')
    case 'own-stand-in':
      return blame(
        file,
        ['offices', problem.office, 'stand_in'],
        'an office cannot stand in for itself',
      )
    case 'unknown-stand-in':
      return blame(
        file,
        ['offices', problem.office, 'stand_in'],
        missing('office', problem.stand_in, municipalityIds),
      )
  }
}
