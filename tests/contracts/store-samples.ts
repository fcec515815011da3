import type {
  Answer,
  Case,
  CaseEvent,
  Contact,
  Conversation,
  Incoming,
  Message,
  Notice,
  TurnRecord,
} from '../../src/index.ts'

/** Stands in every text a person or an office wrote; after "forget me" it must be nowhere. */
export const secret = 'Åsa Ängström 😀 070-555 66 77'

export const at = '2026-11-23T12:00:00Z'

export function answerOf(text: string): Answer {
  return {
    language: 'sv',
    receipt: 'R1',
    replies: [{ kind: 'text', text, tone: 'plain', links: [] }],
  }
}

export function conversationOf(id: string): Conversation {
  return {
    id,
    address: { channel: 'web', id },
    language: 'sv',
    stage: { kind: 'open' },
    facts: { employees: 4 },
    place: 'mala',
    needs: [],
    shown: [],
    offset: 0,
    about: secret,
    skipped: [],
    asked: 0,
    cases: [],
    turns: 1,
    last: at,
  }
}

function incomingOf(event: string, text = secret): Incoming {
  const address = { channel: 'web', id: 'c1' } as const
  return { event, address, locale: 'sv', kind: 'message', text }
}

export function turnOf(receipt: string, conversation: string): TurnRecord {
  return {
    receipt,
    conversation,
    at,
    knowledge: 'k1',
    before: conversationOf(conversation),
    cases: [],
    absences: [],
    incoming: incomingOf(`event ${receipt}`),
    answer: answerOf(secret),
  }
}

export function messageOf(conversation: string, text = secret): Message {
  return { conversation, at, said: { by: 'person', text } }
}

const contact: Contact = {
  name: secret,
  company: secret,
  organisation_number: secret,
  phone: secret,
  email: secret,
  best_time: secret,
}

export function caseOf(id: string, conversation: string): Case {
  const by = {
    kind: 'officer',
    officer: { id: 'web:mala', name: secret, office: 'mala' },
  } as const
  const stamp = { version: 1, action: 'note', by, at } as const
  return {
    id,
    version: 1,
    state: 'waiting',
    office: 'mala',
    municipality: 'mala',
    conversation,
    language: 'sv',
    need: secret,
    themes: ['investment'],
    facts: [{ label: 'Företag', value: secret }],
    size: '2-9',
    offerings: [{ id: 'almi-mikrolan', name: 'Mikrolån', status: 'open', eligibility: 'yes' }],
    contact,
    consent: { text: secret, at },
    opened: at,
    received: at,
    promised: at,
    hand: 1,
    declined_by: [],
    skipped: [],
    seen_by: ['mala'],
    changed: stamp,
    last: { ...stamp, values: JSON.stringify({ text: secret }) },
    notes: [{ at, by: secret, text: secret }],
    messages: [{ at, from: 'company', by: 'company', text: secret }],
    attempts: [{ at, version: 1, reached: 'no' }],
    referrals: [{ at, to: secret }],
    colleagues: [{ competence: 'export', question: secret, state: 'asking', asked: [] }],
    reminders: [],
    rating: { at, how: 'good', text: secret },
  }
}

export function eventOf(one: Case): CaseEvent {
  const values = {
    case: JSON.stringify(one),
    office: one.office,
    by_name: secret,
    by_office: 'mala',
    text: secret,
  }
  return {
    case: one.id,
    version: one.version,
    at: one.opened,
    by: 'web:mala',
    what: 'open',
    values,
  }
}

export function noticeOf(one: Case, what: Notice['what'], due = at): Notice {
  const to =
    what === 'received'
      ? ({ kind: 'company', conversation: one.conversation } as const)
      : ({ kind: 'office', office: one.office } as const)
  return {
    id: `${one.id}:${what}`,
    case: one.id,
    to,
    what,
    due,
    values: { version: '1', text: secret },
  }
}

export function openingOf(one: Case): {
  readonly case: Case
  readonly events: readonly CaseEvent[]
  readonly notices: readonly Notice[]
} {
  return {
    case: one,
    events: [eventOf(one)],
    notices: [noticeOf(one, 'new-case'), noticeOf(one, 'received')],
  }
}
