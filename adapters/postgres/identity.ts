/** What stays of a case when its person is forgotten: what the statistics need, and nothing that tells who it was. */
type Kept =
  | 'kept'
  | 'dropped'
  /** An id of ours stays, a free text does not. */
  | 'kept-if-id'
  /** A whole case as JSON, in the line that opened it. */
  | 'case'
  | { readonly [key: string]: Kept }

const officer: Kept = { id: 'kept', office: 'kept', title: 'kept' }
const stamp: Kept = {
  version: 'kept',
  action: 'kept',
  at: 'kept',
  by: { kind: 'kept', officer },
}

const keptOfCase: Kept = {
  id: 'kept',
  version: 'kept',
  state: 'kept',
  office: 'kept',
  municipality: 'kept',
  language: 'kept',
  themes: 'kept',
  size: 'kept',
  offerings: 'kept',
  consent: { at: 'kept' },
  opened: 'kept',
  received: 'kept',
  promised: 'kept',
  hand: 'kept',
  owner: officer,
  first_contact: 'kept',
  declined_by: 'kept',
  skipped: 'kept',
  seen_by: 'kept',
  changed: stamp,
  last: stamp,
  attempts: 'kept',
  referrals: { at: 'kept', to: 'kept-if-id' },
  colleagues: { competence: 'kept', state: 'kept', asked: 'kept' },
  reminders: 'kept',
  delayed: 'kept',
  undo: 'dropped',
  withdrawn: 'kept',
  outcome: 'kept',
  rating: { at: 'kept', how: 'kept' },
}

const keptOfEvent: Kept = {
  case: 'kept',
  version: 'kept',
  at: 'kept',
  by: 'kept',
  what: 'kept',
  values: {
    case: 'case',
    // Without a name, the office stands for it.
    by_name: 'dropped',
    by_office: 'kept',
    by_title: 'kept',
    because: 'kept',
    offering: 'kept',
    office: 'kept',
    municipality: 'kept',
    promised: 'kept',
    reason: 'kept',
    undo_seconds: 'kept',
    to: 'kept-if-id',
    competence: 'kept',
    until: 'kept',
    help: 'kept',
    hours: 'kept',
    offerings: 'kept',
    how: 'kept',
    steps: 'kept',
    offices: 'kept',
  },
}

const keptOfNotice: Kept = {
  id: 'kept',
  case: 'kept',
  what: 'kept',
  due: 'kept',
  until: 'kept',
  to: { kind: 'kept', office: 'kept', officer: 'kept' },
  values: { version: 'kept', office: 'kept', promised: 'kept', how: 'kept', helper: 'kept' },
}

function blankJson(text: string): string {
  try {
    return JSON.stringify(blankCase(JSON.parse(text)))
  } catch {
    return ''
  }
}

function blankText(text: string, kept: Kept | undefined): string {
  if (kept === 'case') return blankJson(text)
  return kept === 'kept-if-id' && /^[a-z0-9-]{1,60}$/.test(text) ? text : ''
}

/** Anything not named is blanked but keeps its shape, so that what reads it needs no special case. */
function blank(value: unknown, kept: Kept | undefined): unknown {
  if (kept === 'kept') return value
  const inner = typeof kept === 'object' ? kept : undefined
  if (Array.isArray(value))
    return inner === undefined ? [] : value.map((item) => blank(item, inner))
  if (typeof value === 'string') return blankText(value, kept)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => inner?.[key] !== 'dropped')
  return Object.fromEntries(entries.map(([key, item]) => [key, blank(item, inner?.[key])]))
}

export function blankCase(data: unknown): unknown {
  return blank(data, keptOfCase)
}

export function blankEvent(data: unknown): unknown {
  return blank(data, keptOfEvent)
}

export function blankNotice(data: unknown): unknown {
  return blank(data, keptOfNotice)
}
