import { addSeconds } from './calendar.ts'
import {
  type Case,
  type CaseAction,
  type CaseOutcome,
  type ColleagueRequest,
  type Hand,
  type HelpOutcome,
  helpOutcomes,
  type OfficeId,
  type Outcome,
  outcomes,
  type Rating,
  ratings,
} from './case.ts'
import { actorName, actorOf, type CaseEvent } from './event.ts'
import { changesHands } from './legal.ts'

type Step = (current: Case, event: CaseEvent) => Case

function without<K extends keyof Case>(current: Case, ...keys: readonly K[]): Omit<Case, K> {
  const gone: readonly string[] = keys
  return Object.fromEntries(Object.entries(current).filter(([key]) => !gone.includes(key))) as Omit<
    Case,
    K
  >
}

function value(event: CaseEvent, key: string): string {
  return event.values[key] ?? ''
}

function union(a: readonly OfficeId[], b: readonly OfficeId[]): readonly OfficeId[] {
  return [...new Set([...a, ...b])]
}

/** A list as kept in an event's values; no office id has a comma. */
export function readList(text: string): readonly string[] {
  return text === '' ? [] : text.split(',')
}

function handOf(current: Case): Hand {
  const { state, office, municipality, owner, hand, received, promised } = current
  const { declined_by, colleagues, outcome, delayed, first_contact } = current
  return {
    ...{ state, office, municipality, hand, received, promised, declined_by, colleagues },
    ...(owner === undefined ? {} : { owner }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(delayed === undefined ? {} : { delayed }),
    ...(first_contact === undefined ? {} : { first_contact }),
  }
}

function cancelColleagues(current: Case): readonly ColleagueRequest[] {
  return current.colleagues.map((c) => (c.state === 'asking' ? { ...c, state: 'cancelled' } : c))
}

function undoable(
  current: Case,
  event: CaseEvent,
  action: 'close' | 'decline',
): Pick<Case, 'undo'> {
  const actor = actorOf(event)
  if (actor.kind !== 'officer') return {}
  const until = addSeconds(event.at, Number(value(event, 'undo_seconds')))
  return { undo: { action, office: actor.officer.office, until, before: handOf(current) } }
}

/** The case goes to another office to wait there. */
function passOn(current: Case, event: CaseEvent): Case {
  const office = value(event, 'office')
  return {
    ...without(current, 'owner', 'delayed'),
    state: 'waiting',
    office,
    received: event.at,
    promised: value(event, 'promised'),
    seen_by: union(current.seen_by, [office]),
    colleagues: cancelColleagues(current),
  }
}

function attempt(current: Case, event: CaseEvent, reached: 'yes' | 'no'): Case {
  const { at, version } = event
  return { ...current, attempts: [...current.attempts, { at, version, reached }] }
}

function contacted(current: Case, event: CaseEvent): Case {
  return {
    ...without(current, 'delayed'),
    first_contact: current.first_contact ?? event.at,
  }
}

/** What was written along with a close or a decline is for the offices, as a note is. */
function noted(current: Case, event: CaseEvent): Case {
  const text = value(event, 'text')
  if (text === '') return current
  const note = { at: event.at, by: actorName(actorOf(event)), text }
  return { ...current, notes: [...current.notes, note] }
}

/** Who was advised or referred has been met, at the latest now. */
function closed(current: Case, event: CaseEvent): Case {
  const outcome = readOutcome(event)
  const isMet = outcome.help === 'advice' || outcome.help === 'referred'
  const met = isMet ? contacted(current, event) : current
  return {
    ...noted(met, event),
    state: 'closed',
    outcome,
    colleagues: cancelColleagues(current),
    ...undoable(current, event, 'close'),
  }
}

function say(current: Case, event: CaseEvent, from: 'office' | 'company'): Case {
  const message = { at: event.at, from, by: actorName(actorOf(event)), text: value(event, 'text') }
  return { ...current, messages: [...current.messages, message] }
}

/** Changes the open colleague request. */
function request(current: Case, change: (open: ColleagueRequest) => ColleagueRequest): Case {
  const colleagues = current.colleagues.map((c) => (c.state === 'asking' ? change(c) : c))
  return { ...current, colleagues }
}

function askNext(current: Case, event: CaseEvent): Case {
  const office = value(event, 'office')
  if (office === '') return request(current, (open) => ({ ...open, state: 'nobody' }))
  const one = { office, at: event.at, until: value(event, 'until') }
  const asked = request(current, (open) => ({ ...open, asked: [...open.asked, one] }))
  return { ...asked, seen_by: union(current.seen_by, [office]) }
}

function readOutcome(event: CaseEvent): CaseOutcome {
  const known = (word: string): Outcome => outcomes.find((o) => o === word) ?? 'advice'
  const help: HelpOutcome = helpOutcomes.find((o) => o === value(event, 'help')) ?? 'advice'
  const pairs = readList(value(event, 'offerings')).map((pair) => pair.split('='))
  const offerings = Object.fromEntries(pairs.map(([id = '', word = '']) => [id, known(word)]))
  const hours = value(event, 'hours')
  return { help, offerings, ...(hours === '' ? {} : { hours: Number(hours) }) }
}

const steps: Readonly<Record<Exclude<CaseAction, 'open'>, Step>> = {
  take: (current, event) => {
    const actor = actorOf(event)
    if (actor.kind !== 'officer') return current
    const { office } = actor.officer
    return {
      ...current,
      state: 'taken',
      office,
      owner: actor.officer,
      seen_by: union(current.seen_by, [office]),
    }
  },
  decline: (current, event) => ({
    ...noted(passOn(current, event), event),
    municipality: value(event, 'municipality') || current.municipality,
    declined_by: union(current.declined_by, [value(event, 'by_office')]),
    ...undoable(current, event, 'decline'),
  }),
  note: noted,
  reached: (current, event) => contacted(attempt(current, event, 'yes'), event),
  'not-reached': (current, event) => attempt(current, event, 'no'),
  refer: (current, event) => {
    const referral = { at: event.at, to: value(event, 'to') }
    return { ...current, referrals: [...current.referrals, referral] }
  },
  'invite-colleague': (current, event) => {
    const opened = {
      competence: value(event, 'competence'),
      question: value(event, 'question'),
      state: 'asking' as const,
      asked: [],
    }
    return askNext({ ...current, colleagues: [...current.colleagues, opened] }, event)
  },
  'colleague-accept': (current) => request(current, (open) => ({ ...open, state: 'accepted' })),
  'colleague-decline': askNext,
  'colleague-timeout': askNext,
  'message-to-company': (current, event) =>
    contacted(attempt(say(current, event, 'office'), event, 'yes'), event),
  'reply-from-company': (current, event) => say(current, event, 'company'),
  close: closed,
  reopen: (current) => ({ ...without(current, 'outcome', 'rating'), state: 'taken' }),
  undo: (current) => ({
    ...without(current, 'owner', 'outcome', 'delayed', 'first_contact'),
    ...(current.undo?.before ?? handOf(current)),
  }),
  withdraw: (current, event) => ({
    ...current,
    state: 'closed',
    withdrawn: event.at,
    colleagues: cancelColleagues(current),
  }),
  wait: (current, event) => ({
    ...without(current, 'delayed'),
    received: event.at,
    promised: value(event, 'promised'),
  }),
  'next-office': (current, event) => ({
    ...passOn(current, event),
    skipped: union(current.skipped, [current.office]),
  }),
  're-route': passOn,
  'reminder-sent': (current, event) => {
    const offices = readList(value(event, 'offices'))
    const names = readList(value(event, 'steps'))
    const { at, version } = event
    return {
      ...current,
      reminders: [...current.reminders, { at, version, steps: names, offices }],
      seen_by: union(current.seen_by, offices),
      ...(names.includes('company') ? { delayed: at } : {}),
    }
  },
  rate: (current, event) => {
    const how: Rating = ratings.find((r) => r === value(event, 'how')) ?? 'partly'
    return { ...current, rating: { at: event.at, how, text: value(event, 'text') } }
  },
}

function stamped(current: Case, event: CaseEvent): Case {
  const { version, at, what: action, values } = event
  const stamp = { version, action, by: actorOf(event), at }
  const last = { ...stamp, values: JSON.stringify(values) }
  if (!changesHands.has(action)) return { ...current, version, last }
  return action === 'undo'
    ? { ...current, version, last, changed: stamp }
    : { ...current, version, last, changed: stamp, hand: version }
}

/** The case after one more line of its history. */
export function applyEvent(current: Case, event: CaseEvent): Case {
  if (event.what === 'open') return current
  const keepsUndo = !changesHands.has(event.what)
  const stepped = steps[event.what](current, event)
  const fresh = event.what === 'decline' || event.what === 'close'
  return stamped(keepsUndo || fresh ? stepped : without(stepped, 'undo'), event)
}

/** The case an `open` event tells of. */
export function openedBy(event: CaseEvent): Case {
  const draft = JSON.parse(value(event, 'case')) as Case
  const by = actorOf(event)
  const stamp = { version: event.version, action: event.what, by, at: event.at }
  return { ...draft, changed: stamp, last: { ...stamp, values: '' } }
}

/** Rebuilds a case from its history, oldest first; nothing when the history does not begin with `open`. */
export function replayCase(events: readonly CaseEvent[]): Case | undefined {
  const [first, ...rest] = events
  if (first?.what !== 'open') return undefined
  return rest.reduce(applyEvent, openedBy(first))
}
