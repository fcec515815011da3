import { sizes } from '../cases/size.ts'
import type { Group, Groups } from './report.ts'
import {
  byMost,
  type Cell,
  count,
  decimal,
  type Section,
  type SectionRow,
  section,
  share,
  type Writing,
  wait,
} from './section.ts'

const groupColumns = [
  'cases',
  'companies',
  'helped',
  'within',
  'late',
  'missed',
  'share',
  'median',
  'p90',
] as const

function groupCells(
  writing: Writing,
  { cases, companies, helped, contact }: Group,
): readonly Cell[] {
  const { within, late, unanswered, median_minutes, p90_minutes } = contact
  return [
    ...[cases, companies, helped, within, late, unanswered].map(count),
    share(within, cases),
    wait(writing, median_minutes),
    wait(writing, p90_minutes),
  ]
}

/** The key figures, one to a line. */
/** Within the promise, late and without contact: together all cases. */
const drawn = [3, 4, 5]

export function summary(writing: Writing): Section {
  const { report, say } = writing
  const { total, standing, hours } = report
  const { contact } = total
  const line = (key: string, cell: Cell): SectionRow => ({
    key,
    label: say(`report.summary.${key}`),
    cells: [cell],
  })
  return {
    ...section(writing, 'summary'),
    columns: [say('report.column.number')],
    rows: [
      line('cases', count(total.cases)),
      line('companies', count(total.companies)),
      line('helped', count(total.helped)),
      line('share', share(contact.within, total.cases)),
      line('median', wait(writing, contact.median_minutes)),
      line('p90', wait(writing, contact.p90_minutes)),
      line('unanswered', count(contact.unanswered)),
      line('not-due', count(contact.not_due)),
      ...(['waiting', 'taken', 'closed', 'withdrawn'] as const).map((state) =>
        line(state, count(standing[state] ?? 0)),
      ),
      line('hours', decimal(writing, hours.sum)),
      line('hours-cases', count(hours.cases)),
    ],
    sum: undefined,
    chart: [],
  }
}

type GroupId = 'municipalities' | 'needs' | 'sizes' | 'languages'

export function byGroup(writing: Writing, id: GroupId, name: (key: string) => string): Section {
  const { report, say } = writing
  const groups = report[id]
  const rows = orderOf(id, groups).map((key): SectionRow => {
    const group = groups[key]
    return { key, label: name(key), cells: group === undefined ? [] : groupCells(writing, group) }
  })
  return {
    ...section(writing, id),
    columns: groupColumns.map((column) => say(`report.column.${column}`)),
    rows,
    sum: { key: 'sum', label: say('report.sum'), cells: groupCells(writing, report.total) },
    chart: drawn,
  }
}

/** Sizes by size, all else by how many, then by name. */
function orderOf(id: GroupId, groups: Groups): readonly string[] {
  if (id === 'sizes') return sizes.filter((size) => size in groups)
  return byMost(Object.fromEntries(Object.entries(groups).map(([key, { cases }]) => [key, cases])))
}
