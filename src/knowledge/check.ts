import { checkCoverage } from '../cases/coverage.ts'
import { playTurns } from '../conversation/play.ts'
import { assess } from '../eligibility/assess.ts'
import type { Knowledge, Offering, Problem } from './knowledge.ts'
import { lastDay, statusOn } from './open-status.ts'

/** What an editor should mend (`errors`) or look at (`warnings`). */
export interface Checked {
  readonly errors: readonly Problem[]
  readonly warnings: readonly Problem[]
}

const staleAfterDays = 180
const firstShown = 3

/** Everything that a schema cannot see. `day` is "YYYY-MM-DD". */
export function checkKnowledge(knowledge: Knowledge, day: string): Checked {
  const all = [...knowledge.offerings.values()]
  return {
    errors: [
      ...all.flatMap((offering) => checkReferences(knowledge, offering)),
      ...checkMessages(knowledge),
      ...checkOffices(knowledge, day),
      ...all.flatMap((offering) => checkCompanies(offering)),
    ],
    warnings: [
      ...all.flatMap((offering) => checkAsked(knowledge, offering, day)),
      ...all.flatMap((offering) => checkAge(offering, day)),
    ],
  }
}

function at(offering: Offering, message: string): Problem {
  return { file: `knowledge/offerings/${offering.id}.yaml`, line: 1, message }
}

function checkReferences(knowledge: Knowledge, offering: Offering): readonly Problem[] {
  const problems: Problem[] = []
  if (!knowledge.providers.has(offering.provider))
    problems.push(at(offering, `no provider "${offering.provider}" in providers.yaml`))
  for (const [key, ids] of Object.entries({
    first_do: offering.first_do ?? [],
    local_variant_of: offering.local_variant_of === undefined ? [] : [offering.local_variant_of],
    succeeded_by: offering.succeeded_by === undefined ? [] : [offering.succeeded_by],
  })) {
    for (const id of ids)
      if (!knowledge.offerings.has(id)) problems.push(at(offering, `${key}: no offering "${id}"`))
  }
  for (const group of offering.fits ?? []) {
    if (!knowledge.vocabulary.groupWeight.has(`#${group}`))
      problems.push(at(offering, `fits: no group "${group}" in synonyms.yaml`))
  }
  if (isOwnSuccessor(knowledge, offering))
    problems.push(at(offering, 'succeeded_by: goes round in a circle'))
  return problems
}

function isOwnSuccessor(knowledge: Knowledge, offering: Offering): boolean {
  const seen = new Set<string>()
  for (
    let next = offering.succeeded_by;
    next !== undefined;
    next = knowledge.offerings.get(next)?.succeeded_by
  ) {
    if (next === offering.id || seen.has(next)) return true
    seen.add(next)
  }
  return false
}

/** Both languages have the same sentences, with the same blanks. */
function checkMessages({ messages }: Knowledge): readonly Problem[] {
  const blanks = (sentence: string) =>
    [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort().join(' ')
  const problems: Problem[] = []
  for (const [from, to] of [
    ['sv', 'en'],
    ['en', 'sv'],
  ] as const) {
    for (const [key, sentence] of messages[from]) {
      const other = messages[to].get(key)
      if (other === undefined)
        problems.push({ file: 'knowledge/texts', line: 1, message: `"${key}" is missing in ${to}` })
      else if (from === 'sv' && blanks(sentence) !== blanks(other))
        problems.push({
          file: 'knowledge/texts',
          line: 1,
          message: `"${key}" has other blanks in en`,
        })
    }
  }
  return problems
}

/** Every municipality has a live receiver, and nobody is its own stand-in. */
function checkOffices({ offices }: Knowledge, day: string): readonly Problem[] {
  const file = 'knowledge/offices.yaml'
  const coverage = checkCoverage(offices, { absences: [], at: `${day}T10:00:00Z`, unreachable: [] })
  const known = new Set(Object.keys(offices.competences))
  return [
    ...coverage.map((problem) => ({
      file,
      line: 1,
      message: `coverage: ${JSON.stringify(problem)}`,
    })),
    ...Object.entries(offices.offices).flatMap(([id, office]) => [
      ...(office.stand_in.some((other) => other === id)
        ? [{ file, line: 1, message: `${id} is its own stand-in` }]
        : []),
      ...office.competences
        .filter((one) => !known.has(one))
        .map((one) => ({ file, line: 1, message: `${id}: no competence "${one}"` })),
    ]),
  ]
}

/** The machine examples of the rule. */
function checkCompanies(offering: Offering): readonly Problem[] {
  return offering.examples.flatMap((example) => {
    if (!('company' in example)) return []
    const { municipality, ...facts } = example.company
    const known = Object.fromEntries(
      Object.entries(facts).filter(([, value]) => value !== undefined),
    ) as Record<string, string | number | boolean>
    const place = municipality ?? placeIn(offering)
    const verdict = assess(offering, known, place).verdict
    return verdict === example.answer
      ? []
      : [
          at(
            offering,
            `example ${JSON.stringify(example.company)}: ${verdict}, not ${example.answer}`,
          ),
        ]
  })
}

/** An example that names no place is about a company within the area. */
function placeIn({ area }: Offering): string {
  if (area === 'sweden') return 'mala'
  if ('municipalities' in area) return area.municipalities[0] ?? 'mala'
  return area.counties.some((county) => county === 'vasterbotten') ? 'mala' : 'arjeplog'
}

/** The questions of the file: among the first three, or told of as ended. */
function checkAsked(knowledge: Knowledge, offering: Offering, day: string): readonly Problem[] {
  if (statusOn(offering.open, day) === 'closed') return []
  const asked = offering.examples.flatMap((example) => ('asked' in example ? [example.asked] : []))
  const missed = asked.filter((question) => {
    const { conversation } = playTurns(knowledge, [question], { now: `${day}T10:00:00Z`, day })
    return !conversation.shown
      .slice(0, firstShown)
      .some((one) => one.id === offering.id || isTwin(knowledge, one.id, offering))
  })
  if (missed.length === 0) return []
  const none = missed.length === asked.length ? 'no question finds it; ' : ''
  return [
    at(
      offering,
      `${none}not among the first three for: ${missed.map((question) => `"${question}"`).join(', ')}`,
    ),
  ]
}

/** A local variant or the general one it stands for answers as well. */
function isTwin(knowledge: Knowledge, id: string, offering: Offering): boolean {
  const other = knowledge.offerings.get(id)
  const bare = (one: string) => one.replace(/-(vasterbotten|norrbotten)(?=-|$)/, '')
  return (
    other !== undefined &&
    (other.local_variant_of === offering.id ||
      offering.local_variant_of === id ||
      bare(id) === bare(offering.id))
  )
}

function checkAge(offering: Offering, day: string): readonly Problem[] {
  const age = (Date.parse(day) - Date.parse(offering.source.checked)) / 86_400_000
  const { to } = offering.open
  const ended = to !== undefined && day > lastDay(to) && offering.open.status !== 'closed'
  return [
    ...(age > staleAfterDays
      ? [at(offering, `checked ${offering.source.checked}, ${Math.round(age)} days ago`)]
      : []),
    ...(ended ? [at(offering, `ended ${to}, but the word says ${offering.open.status}`)] : []),
  ]
}
