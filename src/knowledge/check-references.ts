import { type Blame, missing } from './check-lines.ts'
import type { Knowledge, Offering, Problem } from './knowledge.ts'

/** Everything that names something else names something that is there. */
export function checkReferences(knowledge: Knowledge, blame: Blame): readonly Problem[] {
  return [
    ...[...knowledge.offerings.values()].flatMap((offering) => [
      ...checkNamed(knowledge, offering, blame),
      ...checkGroups(knowledge, offering, blame),
      ...checkCircles(knowledge, offering, blame),
    ]),
    ...checkActivities(knowledge, blame),
  ]
}

function fileOf(offering: Offering): string {
  return `offerings/${offering.id}.yaml`
}

function checkNamed(knowledge: Knowledge, offering: Offering, blame: Blame): readonly Problem[] {
  const { provider, first_do = [], local_variant_of, succeeded_by } = offering
  const problems: Problem[] = []
  const file = fileOf(offering)
  if (!knowledge.providers.has(provider))
    problems.push(
      blame(file, ['provider'], missing('provider', provider, knowledge.providers.keys())),
    )
  const named: readonly (readonly [readonly PropertyKey[], string | undefined])[] = [
    ...first_do.map((id, at) => [['first_do', at], id] as const),
    [['local_variant_of'], local_variant_of],
    [['succeeded_by'], succeeded_by],
  ]
  for (const [keys, id] of named) {
    if (id !== undefined && !knowledge.offerings.has(id))
      problems.push(blame(file, keys, missing('offering', id, knowledge.offerings.keys())))
  }
  return problems
}

function checkGroups(knowledge: Knowledge, offering: Offering, blame: Blame): readonly Problem[] {
  const groups = knowledge.vocabulary.groupWeight
  return (offering.fits ?? []).flatMap((group, at) =>
    groups.has(`#${group}`)
      ? []
      : [
          blame(
            fileOf(offering),
            ['fits', at],
            missing(
              'group of synonyms.yaml',
              group,
              [...groups.keys()].map((term) => term.slice(1)),
            ),
          ),
        ],
  )
}

/** What leads on from an offering never leads back to it. */
function checkCircles(knowledge: Knowledge, offering: Offering, blame: Blame): readonly Problem[] {
  const ways = {
    succeeded_by: (one: Offering) => (one.succeeded_by === undefined ? [] : [one.succeeded_by]),
    local_variant_of: (one: Offering) =>
      one.local_variant_of === undefined ? [] : [one.local_variant_of],
    first_do: (one: Offering) => one.first_do ?? [],
  } as const
  return Object.entries(ways).flatMap(([key, next]) =>
    leadsBack(knowledge, offering, next)
      ? [blame(fileOf(offering), [key], 'leads back to the offering itself')]
      : [],
  )
}

function leadsBack(
  knowledge: Knowledge,
  offering: Offering,
  next: (one: Offering) => readonly string[],
): boolean {
  const seen = new Set<string>()
  const queue = [...next(offering)]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (id === offering.id) return true
    if (seen.has(id)) continue
    seen.add(id)
    const one = knowledge.offerings.get(id)
    if (one !== undefined) queue.push(...next(one))
  }
  return false
}

function checkActivities(knowledge: Knowledge, blame: Blame): readonly Problem[] {
  return Object.entries(knowledge.activities).flatMap(([id, { offering }]) =>
    offering === undefined || knowledge.offerings.has(offering)
      ? []
      : [
          blame(
            'activities.yaml',
            [id, 'offering'],
            missing('offering', offering, knowledge.offerings.keys()),
          ),
        ],
  )
}
