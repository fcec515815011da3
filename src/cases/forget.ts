import type { Case } from './case.ts'
import type { CaseEvent } from './event.ts'

const gone = ''
const noContact: Case['contact'] = {
  name: gone,
  company: gone,
  organisation_number: gone,
  phone: gone,
  email: gone,
  best_time: gone,
}

/** What people wrote themselves; the rest of an event is what was done, not who asked. */
const written: ReadonlySet<string> = new Set(['text', 'question', 'provider', 'to'])

/**
 * A case without the person: contact, need, facts and every text are gone; state, offices, times and outcome stay
 * for the statistics. What is left of the history still replays to what is left of the case.
 */
export function forgetPerson(current: Case): Case {
  const rating = current.rating
  return {
    ...forgetDraft(current),
    notes: current.notes.map((n) => ({ ...n, text: gone })),
    messages: current.messages.map((m) => ({ ...m, text: gone })),
    referrals: current.referrals.map((r) => ({ ...r, to: gone })),
    colleagues: current.colleagues.map((c) => ({ ...c, question: gone })),
    last: { ...current.last, values: forgetValues(current.last.values) },
    ...(rating === undefined ? {} : { rating: { ...rating, text: gone } }),
    ...(current.undo === undefined ? {} : { undo: forgetUndo(current.undo) }),
  }
}

function forgetUndo(undo: NonNullable<Case['undo']>): NonNullable<Case['undo']> {
  const colleagues = undo.before.colleagues.map((c) => ({ ...c, question: gone }))
  return { ...undo, before: { ...undo.before, colleagues } }
}

function forgetDraft(current: Case): Case {
  return { ...current, conversation: gone, need: gone, facts: [], contact: noContact }
}

function forgetValues(values: string): string {
  if (values === '') return values
  return JSON.stringify(scrub(JSON.parse(values) as Record<string, string>))
}

function scrub(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([key, v]) => [key, written.has(key) ? gone : v]),
  )
}

/** The same for a line of history. */
export function forgetInEvent(event: CaseEvent): CaseEvent {
  const values = scrub(event.values)
  if (event.what !== 'open') return { ...event, values }
  const draft = JSON.parse(event.values.case ?? '{}') as Case
  return { ...event, values: { ...values, case: JSON.stringify(forgetDraft(draft)) } }
}
