import type { CaseButton, CaseCard, Field, Officer } from '../../src/index.ts'

const field = (one: Pick<Field, 'name' | 'type' | 'label'> & Partial<Field>): Field => ({
  hint: '',
  value: '',
  required: 'yes',
  options: [],
  error: '',
  autocomplete: '',
  ...one,
})

const text = (action: string, label: string): CaseButton => ({
  action,
  label,
  weight: 'plain',
  fields: [field({ name: 'text', type: 'long-text', label: 'Text' })],
})

const close: CaseButton = {
  action: 'close',
  label: 'Avsluta',
  weight: 'danger',
  fields: [
    field({
      name: 'help',
      type: 'choice',
      label: 'Hur gick det?',
      options: [
        { value: 'applied', label: 'Företaget sökte' },
        { value: 'advice', label: 'Rådgivning räckte' },
        { value: 'unreachable', label: 'Gick inte att nå' },
      ],
    }),
    field({ name: 'hours', type: 'text', label: 'Timmar', required: 'no' }),
  ],
}

const plain = (action: string, label: string): CaseButton => ({
  action,
  label,
  weight: 'plain',
  fields: [],
})

const waiting: readonly CaseButton[] = [
  { action: 'take', label: 'Jag tar det', weight: 'main', fields: [] },
  text('note', 'Anteckna'),
]
const taken: readonly CaseButton[] = [
  plain('reached', 'Fick tag på'),
  plain('not-reached', 'Fick inte tag på'),
  text('note', 'Anteckna'),
  text('write', 'Skriv till företaget'),
  close,
]

/** The one case of these tests, as a viewer sees it. */
export function caseCard({
  version,
  owner,
  viewer,
}: {
  version: number
  owner: Officer | undefined
  viewer: Officer
}): CaseCard {
  return {
    case: 'L-7K3QX',
    version,
    language: 'sv',
    title: 'Snickeri i Malå vill anställa',
    state:
      owner === undefined
        ? { code: 'waiting', label: 'Väntar på kontoret' }
        : { code: 'taken', label: `Taget av ${owner.name}` },
    need: 'Vi vill anställa en snickare och undrar vilka stöd som finns.',
    rows: [
      { label: 'Kommun', value: 'Malå' },
      { label: 'Anställda', value: '4' },
      { label: 'Lovat svar', value: 'onsdag 25 november kl. 12' },
    ],
    offerings: [{ label: 'Nystartsjobb', url: 'https://arbetsformedlingen.se/nystartsjobb' }],
    contact:
      owner?.id === viewer.id
        ? [
            { label: 'Telefon', value: '070-123 45 67' },
            { label: 'E-post', value: 'anna_b@example.se' },
          ]
        : [],
    notes: [{ at: '23 nov 22:10', by: 'Eva', text: 'Ringde, inget svar.' }],
    history: [{ at: '23 nov 21:00', text: 'Ärendet kom in.' }],
    actions: owner === undefined ? waiting : taken,
  }
}
