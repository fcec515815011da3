import type { CaseAnswer, CaseButton, CaseCard, CasePress, Field } from '../../src/index.ts'

export interface CaseWork {
  readonly cards: Map<string, CaseCard>
}

const field = (given: Partial<Field> & Pick<Field, 'name' | 'label'>): Field => ({
  hint: '',
  value: '',
  required: 'yes',
  type: 'text',
  options: [],
  error: '',
  autocomplete: '',
  ...given,
})

const take: CaseButton = { action: 'take', label: 'Ta ärendet', weight: 'main', fields: [] }
const reached: CaseButton = {
  action: 'reached',
  label: 'Jag nådde företaget',
  weight: 'main',
  fields: [],
}
const notReached: CaseButton = {
  action: 'not-reached',
  label: 'Nådde inte',
  weight: 'plain',
  fields: [],
}
const note: CaseButton = {
  action: 'note',
  label: 'Anteckna',
  weight: 'plain',
  fields: [
    field({
      name: 'text',
      label: 'Intern anteckning',
      hint: 'Syns aldrig för företaget.',
      type: 'long-text',
    }),
  ],
}
const decline: CaseButton = {
  action: 'decline',
  label: 'Lämna ifrån',
  weight: 'danger',
  fields: [
    field({
      name: 'reason',
      label: 'Varför?',
      type: 'choice',
      options: [
        { value: 'wrong-municipality', label: 'Fel kommun' },
        { value: 'no-capacity', label: 'Vi hinner inte' },
      ],
    }),
  ],
}
const close: CaseButton = {
  action: 'close',
  label: 'Avsluta',
  weight: 'plain',
  fields: [
    field({
      name: 'help',
      label: 'Hur gick det?',
      type: 'choice',
      options: [
        { value: 'advice', label: 'Fick råd' },
        { value: 'referred', label: 'Hänvisad vidare' },
      ],
    }),
    field({ name: 'hours', label: 'Tid i timmar', required: 'no' }),
  ],
}

const whileWaiting = [take, note, decline]
const whileTaken = [reached, notReached, note, close]

const card = (given: Partial<CaseCard> & Pick<CaseCard, 'case' | 'title' | 'state'>): CaseCard => ({
  version: 1,
  language: 'sv',
  need: 'Vi ska köpa en begagnad skördare och undrar om det finns något bidrag eller lån. Leverans i februari.',
  rows: [
    { label: 'Lovat svar', value: 'torsdag 26 november 14:00' },
    { label: 'Kommun', value: 'Malå' },
    { label: 'Anställda', value: '3' },
  ],
  offerings: [{ label: 'Mikrolån (öppen)', url: 'https://www.almi.se/mikrolan' }],
  contact: [
    { label: 'Namn', value: 'Anna Lindgren' },
    { label: 'Telefon', value: '070-123 45 67' },
    { label: 'E-post', value: 'anna@exempel.se' },
  ],
  notes: [],
  history: [{ at: '2026-11-23T22:10:00Z', text: 'Kom in från webbchatten' }],
  actions: whileWaiting,
  ...given,
})

const waiting = { code: 'waiting', label: 'Väntar på Malå' } as const
const ahead = {
  at: '2026-11-26T13:00:00Z',
  label: 'Svar före torsdag 14:00',
  late: 'no',
} as const
const late = {
  at: '2026-11-20T13:00:00Z',
  label: 'Försenat: lovat svar före fredag 20 november 14:00',
  late: 'yes',
} as const
const taken = { code: 'taken', label: 'Taget av Malå 10:42' } as const
const closed = { code: 'closed', label: 'Avslutat: fick råd' } as const

export const firstCases: readonly CaseCard[] = [
  card({ case: 'L-7K3QX', title: 'Köpa skördare – Lindgrens Skog AB', state: waiting, due: late }),
  card({
    case: 'L-9M2TP',
    title: 'Start a café in Malå',
    state: waiting,
    due: ahead,
    version: 3,
  }),
  card({
    case: 'L-4H8RD',
    title: 'Ta över åkeriet efter pappa',
    state: taken,
    version: 2,
    actions: whileTaken,
    notes: [{ at: '2026-11-23T10:05:00Z', by: 'Malå', text: 'Ringde, återkommer på måndag.' }],
  }),
  card({
    case: 'L-2C6VB',
    title: 'Solceller på verkstaden',
    state: closed,
    version: 5,
    actions: [note],
  }),
]

/** Just enough of the real moves to drive the page. */
export function moveCase(work: CaseWork, press: CasePress): CaseAnswer {
  const before = work.cards.get(press.case)
  if (before === undefined) return { kind: 'unknown-case', message: 'Ärendet finns inte.' }
  if (before.version !== press.version) {
    return { kind: 'stale', message: 'Redan taget av Åsele 10:42.', card: before }
  }
  if (press.action === 'close' && !/^\d*$/.test(press.values.hours ?? '')) {
    return {
      kind: 'refused',
      message: 'Avslutades inte.',
      card: { ...before, actions: withHoursError(before) },
    }
  }
  const after = move(before, press)
  work.cards.set(press.case, after)
  return { kind: 'moved', message: 'Klart.', card: after }
}

const withHoursError = ({ actions }: CaseCard): readonly CaseButton[] =>
  actions.map((button) => ({
    ...button,
    fields: button.fields.map((one) =>
      one.name === 'hours' ? { ...one, error: 'Skriv hela timmar, till exempel 3.' } : one,
    ),
  }))

function move(before: CaseCard, press: CasePress): CaseCard {
  const at = '2026-11-24T09:42:00Z'
  const by = press.officer.name
  const next = {
    ...before,
    version: before.version + 1,
    history: [...before.history, { at, text: `${press.action}: ${by}` }],
  }
  if (press.action === 'take') return { ...next, state: taken, actions: whileTaken }
  if (press.action === 'close') return { ...next, state: closed, actions: [note] }
  if (press.action === 'note')
    return { ...next, notes: [...next.notes, { at, by, text: press.values.text ?? '' }] }
  return next
}
