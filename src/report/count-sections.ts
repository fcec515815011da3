import { officeOrDuty, shortName } from '../cases/offices.ts'
import type { Counts } from './report.ts'
import {
  byMost,
  type Cell,
  count,
  type Section,
  type SectionRow,
  section,
  share,
  total,
  type Writing,
} from './section.ts'

export function byCount(
  writing: Writing,
  id: 'referrals' | 'help' | 'ratings',
  name: (key: string) => string,
): Section {
  const { report, say } = writing
  const counts = report[id]
  const all = total(counts)
  const cells = (value: number): readonly Cell[] => [count(value), share(value, all)]
  return {
    ...section(writing, id),
    columns: [say('report.column.number'), say('report.column.part')],
    rows: byMost(counts).map((key) => ({ key, label: name(key), cells: cells(counts[key] ?? 0) })),
    sum: { key: 'sum', label: say('report.sum'), cells: cells(all) },
    chart: [0],
  }
}

export function nameOfProvider({ knowledge, language, say }: Writing, id: string): string {
  return knowledge.providers.get(id)?.name[language] ?? say(`report.provider.${id}`)
}

const offeringOutcomes = ['applied', 'got-it', 'refused', 'did-nothing'] as const

export function offerings(writing: Writing): Section {
  const { report, knowledge, language, say } = writing
  const all = Object.entries(report.offerings).toSorted(
    ([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1),
  )
  const cells = (counts: Counts): readonly Cell[] => [
    ...offeringOutcomes.map((one) => count(counts[one] ?? 0)),
    count(total(counts)),
  ]
  const sums = Object.fromEntries(
    offeringOutcomes.map((one) => [
      one,
      all.reduce((sum, [, counts]) => sum + (counts[one] ?? 0), 0),
    ]),
  )
  return {
    ...section(writing, 'offerings'),
    columns: [...offeringOutcomes.map((one) => say(`case.outcome.${one}`)), say('report.sum')],
    rows: all.map(([id, counts]) => ({
      key: id,
      label: knowledge.offerings.get(id)?.name[language] ?? id,
      cells: cells(counts),
    })),
    sum: { key: 'sum', label: say('report.sum'), cells: cells(sums) },
    chart: offeringOutcomes.map((_, at) => at),
  }
}

const helpColumns = [
  'gave_as_colleague',
  'gave_instead',
  'got_as_colleague',
  'got_instead',
] as const

export function crossHelp(writing: Writing): Section {
  const { report, knowledge, say } = writing
  const all = report.cross_help
  return {
    ...section(writing, 'cross-help'),
    columns: helpColumns.map((column) => say(`report.column.${column}`)),
    rows: all.map((one) => ({
      key: one.office,
      label: officeOrDuty(knowledge.offices, one.office).municipality,
      cells: helpColumns.map((column) => count(one[column])),
    })),
    sum: {
      key: 'sum',
      label: say('report.sum'),
      cells: helpColumns.map((column) => count(all.reduce((sum, one) => sum + one[column], 0))),
    },
    chart: [],
  }
}

export function unmet(writing: Writing): Section {
  const { report, knowledge, say } = writing
  const { groups, hidden } = report.unmet
  const place = (id: string) =>
    id in knowledge.offices.offices ? shortName(knowledge.offices, id) : say(`report.place.${id}`)
  const rows = groups.map(
    ({ need, municipality, people }): SectionRow => ({
      key: `${need}/${municipality}`,
      label: `${say(`report.need.${need}`)}, ${place(municipality)}`,
      cells: [count(people)],
    }),
  )
  const rest: SectionRow = {
    key: 'hidden',
    label: say('report.unmet.hidden', { groups: hidden.groups }),
    cells: [count(hidden.people)],
  }
  return {
    ...section(writing, 'unmet'),
    columns: [say('report.column.people')],
    rows: hidden.groups === 0 ? rows : [...rows, rest],
    sum: undefined,
    chart: [0],
  }
}
