import { replayCase } from '../cases/apply.ts'
import { workingMinutes } from '../cases/calendar.ts'
import type { Case, Instant, OfficeId, Outcome, Rating } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import { officeOrDuty } from '../cases/offices.ts'
import type { Size } from '../cases/size.ts'
import type { Language } from '../chat.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { type Given, listGiven } from './cross-help.ts'
import { groupBy } from './group-by.ts'
import { findProvider } from './provider.ts'

type Standing = 'waiting' | 'taken' | 'closed' | 'withdrawn'

/** What the report needs to know of one case, read from its history and nothing else. */
export interface CaseRecord {
  readonly id: string
  readonly municipality: string
  readonly office: OfficeId
  /** The first theme of what was shown first; `other` when nothing was. */
  readonly need: string
  readonly size: Size
  readonly language: Language
  readonly standing: Standing
  /** The same for two cases of one company; a company that was erased is known by its case only. */
  readonly company: string
  readonly opened: Instant
  /** What the company was promised first: a later promise does not mend a broken one. */
  readonly promised: Instant
  readonly contacted?: { readonly at: Instant; readonly minutes: number }
  readonly outcome?: Outcome
  readonly offerings: Readonly<Record<string, Outcome>>
  readonly hours?: number
  readonly rating?: Rating
  /** Providers referred to, one for each referral. */
  readonly referrals: readonly string[]
  readonly given: readonly Given[]
  /** `no` when everything that was shown was closed or not for this company. */
  readonly offered: 'yes' | 'no' | 'nothing-shown'
}

/** One record per case that was opened in the history, oldest first. */
export function readRecords(
  events: readonly CaseEvent[],
  knowledge: Knowledge,
): readonly CaseRecord[] {
  const records = [...groupBy(events, (event) => event.case).values()].flatMap((history) => {
    const ordered = history.toSorted((a, b) => a.version - b.version)
    const record = readRecord(ordered, knowledge)
    return record === undefined ? [] : [record]
  })
  return records.toSorted((a, b) => Date.parse(a.opened) - Date.parse(b.opened))
}

function readRecord(history: readonly CaseEvent[], knowledge: Knowledge): CaseRecord | undefined {
  const first = replayCase(history.slice(0, 1))
  const last = replayCase(history)
  if (first === undefined || last === undefined) return undefined
  const office = officeOrDuty(knowledge.offices, first.office)
  const at = last.first_contact
  const { outcome, rating } = last
  return {
    id: last.id,
    municipality: last.municipality,
    office: last.office,
    need: first.themes[0] ?? 'other',
    size: first.size,
    language: first.language,
    standing: last.withdrawn === undefined ? last.state : 'withdrawn',
    company: companyOf(first),
    opened: first.opened,
    promised: first.promised,
    ...(at === undefined
      ? {}
      : { contacted: { at, minutes: workingMinutes(office, first.opened, at) } }),
    ...(outcome === undefined ? {} : { outcome: outcome.help }),
    offerings: outcome?.offerings ?? {},
    ...(outcome?.hours === undefined ? {} : { hours: outcome.hours }),
    ...(rating === undefined ? {} : { rating: rating.how }),
    referrals: history
      .filter(({ what }) => what === 'refer')
      .map((event) => findProvider(event, knowledge)),
    given: listGiven(history),
    offered: offeredBy(first),
  }
}

function companyOf({ contact, conversation, id }: Case): string {
  const number = contact.organisation_number.replace(/\D/g, '').slice(-10)
  if (number.length === 10) return `number:${number}`
  return conversation === '' ? `case:${id}` : `talk:${conversation}`
}

function offeredBy({ offerings }: Case): CaseRecord['offered'] {
  if (offerings.length === 0) return 'nothing-shown'
  return offerings.some((one) => one.status !== 'closed' && one.eligibility !== 'no') ? 'yes' : 'no'
}
