import { localTime } from '../cases/calendar.ts'
import type { Instant } from '../cases/case.ts'
import { shortName } from '../cases/offices.ts'
import { dayInWords } from '../cases/promise.ts'
import type { Language } from '../chat.ts'
import { createSay } from '../conversation/say.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { byCount, crossHelp, nameOfProvider, offerings, unmet } from './count-sections.ts'
import { byGroup, summary } from './group-sections.ts'
import type { Report } from './report.ts'
import type { Writing, Written } from './section.ts'

/** The report in words. */
export function writeReport(report: Report, knowledge: Knowledge, language: Language): Written {
  const say = createSay(knowledge.messages, language)
  const writing: Writing = { report, knowledge, language, say }
  const { from, to, municipality, made } = report.period
  const day = (at: string) =>
    dayInWords(localTime(`${at}T12:00:00Z`).toPlainDate(), '1970-01-01T00:00:00Z', language)
  const place =
    municipality === 'all' ? say('report.all') : shortName(knowledge.offices, municipality)
  return {
    title: say('report.title', { place }),
    subtitle: say('report.subtitle', { from: day(from), to: day(to), made: day(dayIn(made)) }),
    notes: ['cases', 'companies', 'contact', 'erased'].map((note) => say(`report.note.${note}`)),
    sections: [
      summary(writing),
      byGroup(writing, 'municipalities', (id) => shortName(knowledge.offices, id)),
      byGroup(writing, 'needs', (id) => say(`report.need.${id}`)),
      byGroup(writing, 'sizes', (id) => say(`report.size.${id}`)),
      byGroup(writing, 'languages', (id) => say(`report.language.${id}`)),
      byCount(writing, 'referrals', (id) => nameOfProvider(writing, id)),
      byCount(writing, 'help', (id) => say(`report.help.${id}`)),
      offerings(writing),
      crossHelp(writing),
      byCount(writing, 'ratings', (id) => say(`case.rating.${id}`)),
      unmet(writing),
    ],
  }
}

function dayIn(at: Instant): string {
  return localTime(at).toPlainDate().toString()
}
