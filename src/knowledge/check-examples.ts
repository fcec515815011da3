import { playTurns } from '../conversation/play.ts'
import { assess } from '../eligibility/assess.ts'
import type { Blame } from './check-lines.ts'
import type { Knowledge, Offering, Problem } from './knowledge.ts'
import { statusOn } from './open-status.ts'
import { type MunicipalityId, municipalityName } from './places.ts'
import { withoutCounty } from './twins.ts'

const firstShown = 3

interface Checking {
  readonly knowledge: Knowledge
  readonly day: string
  readonly blame: Blame
}

/** The offering's own examples: the companies judged as the file says, the questions answered with it. */
export function checkExamples({ knowledge, day, blame }: Checking): readonly Problem[] {
  return [...knowledge.offerings.values()].flatMap((offering) =>
    offering.examples.flatMap((example, at) => {
      const file = `offerings/${offering.id}.yaml`
      if (!('company' in example)) {
        if (isAnswered({ knowledge, day }, offering, example.asked)) return []
        const wanted =
          statusOn(offering.open, day) === 'closed'
            ? 'is not answered with this one as closed'
            : `does not have this one among the first ${firstShown}`
        return [blame(file, ['examples', at], `"${example.asked}" ${wanted}`)]
      }
      const verdict = judge(offering, example.company)
      if (verdict === example.answer) return []
      const company = JSON.stringify(example.company)
      return [blame(file, ['examples', at], `${company} is "${verdict}", not "${example.answer}"`)]
    }),
  )
}

/** Offerings that nobody comes to, in none of the ways the file says that people ask for it. */
export function findUnfound({ knowledge, day, blame }: Checking): readonly Problem[] {
  return [...knowledge.offerings.values()].flatMap((offering) => {
    const { asked_as: asked, examples } = offering
    const questions = [
      ...examples.flatMap((example) => ('asked' in example ? [example.asked] : [])),
      ...asked.sv,
      ...asked.en,
      `vad är ${offering.name.sv}?`,
    ]
    return questions.some((question) => isAnswered({ knowledge, day }, offering, question))
      ? []
      : [blame(`offerings/${offering.id}.yaml`, ['asked_as'], 'no question finds it')]
  })
}

/** A municipality is the place; an example that names none is about a company within the area. */
function judge(offering: Offering, company: Readonly<Record<string, unknown>>): string {
  const { municipality, ...told } = company
  const facts = Object.fromEntries(
    Object.entries(told).filter(
      (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
    ),
  )
  const place = municipality === 'outside' ? 'outside:other:outside' : municipality
  return assess(offering, facts, typeof place === 'string' ? place : placeIn(offering)).verdict
}

function placeIn({ area }: Offering): MunicipalityId {
  if (typeof area === 'string') return 'mala'
  if ('municipalities' in area) return area.municipalities[0] ?? 'mala'
  return area.counties.some((county) => county === 'vasterbotten') ? 'mala' : 'arjeplog'
}

/** How a person speaks of what is over; a plain need is rightly answered with what can be had instead. */
const asPast = ['finns det kvar: ', 'is there still: '] as const

/**
 * Asked on the offering's terms: as it stands, or with the municipality told when it is asked for; a local variant
 * answers for the general one and the other way round. One that is closed is found as closed, when told of as past.
 */
function isAnswered(
  { knowledge, day }: Omit<Checking, 'blame'>,
  offering: Offering,
  question: string,
): boolean {
  const closed = statusOn(offering.open, day) === 'closed'
  const talks = closed
    ? [[question], ...asPast.map((words) => [`${words}${question}`])]
    : [[question], [question, municipalityName(placeIn(offering))]]
  return talks.some((turns) => {
    const { shown } = playTurns(knowledge, turns, { now: `${day}T10:00:00Z`, day }).conversation
    return shown
      .slice(0, firstShown)
      .some(({ id, status }) =>
        closed
          ? id === offering.id && status === 'closed'
          : id === offering.id || isVariant(knowledge, id, offering),
      )
  })
}

function isVariant({ offerings }: Knowledge, id: string, offering: Offering): boolean {
  return (
    offerings.get(id)?.local_variant_of === offering.id ||
    offering.local_variant_of === id ||
    withoutCounty(id) === withoutCounty(offering.id)
  )
}
