import type { Blame } from './check-lines.ts'
import type { Knowledge, Offering, Problem } from './knowledge.ts'
import { hasEnded, statusOn } from './open-status.ts'

const staleAfterDays = 180

/** What an editor should look at again: facts checked long ago, and words that the dates have overtaken. */
export function findAged(knowledge: Knowledge, day: string, blame: Blame): readonly Problem[] {
  return [
    ...[...knowledge.offerings.values()].flatMap((offering) => [
      ...findStale(offering.source.checked, day, (message) =>
        blame(`offerings/${offering.id}.yaml`, ['source', 'checked'], message),
      ),
      ...findOvertaken(offering, day, blame),
    ]),
    ...Object.entries(knowledge.activities).flatMap(([id, { from, to = from, source }]) => [
      ...findStale(source.checked, day, (message) =>
        blame('activities.yaml', [id, 'source', 'checked'], message),
      ),
      ...(to !== undefined && to < day
        ? [blame('activities.yaml', [id, 'to'], `is over since ${to}`)]
        : []),
    ]),
    ...findOldContacts(knowledge, day, blame),
  ]
}

function findStale(
  checked: string,
  day: string,
  say: (message: string) => Problem,
): readonly Problem[] {
  const age = Math.round((Date.parse(day) - Date.parse(checked)) / 86_400_000)
  return age > staleAfterDays ? [say(`${checked} is ${age} days ago`)] : []
}

/** Dates win when the bot answers; the word should follow them. */
function findOvertaken(offering: Offering, day: string, blame: Blame): readonly Problem[] {
  const { status, from, to } = offering.open
  const file = `offerings/${offering.id}.yaml`
  if (hasEnded({ to }, day) && status !== 'closed' && status !== 'unknown')
    return [blame(file, ['open', 'to'], `ended ${to}, but the word says ${status}`)]
  if (from !== undefined && status === 'open' && statusOn({ status, from }, day) !== 'open')
    return [blame(file, ['open', 'from'], `begins ${from}, but the word says open`)]
  return []
}

/** Phone numbers and addresses say themselves how old they are. */
function findOldContacts({ offices }: Knowledge, day: string, blame: Blame): readonly Problem[] {
  return Object.entries(offices.offices).flatMap(([id, office]) =>
    (['phone', 'email'] as const).flatMap((way) => {
      const asOf = office[way]?.as_of
      return asOf === undefined || !/^\d{4}(-\d{2}){0,2}$/.test(asOf)
        ? []
        : findStale(asOf, day, (message) =>
            blame('offices.yaml', ['offices', id, way, 'as_of'], `${message}; confirm it`),
          )
    }),
  )
}
