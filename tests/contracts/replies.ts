import type { Action, Field, Reply } from '../../src/index.ts'

/** Text that every kind of markup would like to interpret. */
export const hostile =
  'Anna & <b>Söner</b> *AB* _x_ `y` ~z~ <!here> @channel [klick](http://x.example) &amp; :skull:'

export const press = (label: string, id: string): Action => ({
  kind: 'press',
  label,
  press: id,
  weight: 'plain',
})

const field = (one: Pick<Field, 'name' | 'type'> & Partial<Field>): Field => ({
  label: `Fältet ${one.name}`,
  hint: '',
  value: '',
  required: 'no',
  options: [],
  error: '',
  autocomplete: '',
  ...one,
})

const text: Reply = {
  kind: 'text',
  text: `Jag hittade två stöd.\n${hostile}`,
  tone: 'plain',
  links: [{ label: 'Malå kommun', url: 'https://www.mala.se/?a=1&b=2' }],
}

const offering: Reply = {
  kind: 'offering',
  card: {
    number: 1,
    offering: 'almi-mikrolan',
    name: 'Mikrolån & <mer>',
    provider: 'Almi Nord',
    status: { code: 'open', label: 'Öppet' },
    eligibility: { code: 'yes', label: 'Passar er' },
    summary: 'Lån för små behov.',
    rows: [
      { label: 'Belopp', value: 'högst 250 000 kr' },
      { label: 'Andel', value: '100 %' },
    ],
    reasons: ['Ni är färre än 10.', `Ni finns i Malå. ${hostile}`],
    checks: ['Banken säger nej.'],
    warning: 'Börja inte innan du har sökt.',
    source: { label: 'almi.se', url: 'https://www.almi.se/mikrolan' },
    checked: 'Kontrollerad 2026-11-23, säker källa',
    actions: [
      press('Mer om villkoren', 'tell|almi-mikrolan|conditions'),
      { kind: 'link', label: 'Ansök', url: 'https://www.almi.se/sok' },
    ],
  },
}

const choices: Reply = {
  kind: 'choices',
  text: 'Hur många anställda har ni?',
  because: 'Jag frågar för att 4 av 7 beror på det.',
  options: [
    press('Bara jag', 'answer|employees|1'),
    press('2 till 9', 'answer|employees|9'),
    press('Vet inte', 'skip|employees'),
  ],
}

const form: Reply = {
  kind: 'form',
  form: 'handoff',
  title: 'Be Malå höra av sig',
  intro: 'Det här skickas till näringslivskontoret.',
  fields: [
    field({ name: 'name', type: 'text', hint: 'För- och efternamn', required: 'yes' }),
    field({ name: 'phone', type: 'tel' }),
    field({ name: 'email', type: 'email' }),
    field({
      name: 'time',
      type: 'choice',
      options: [
        { value: 'am', label: 'Förmiddag' },
        { value: 'pm', label: 'Eftermiddag' },
        { value: '', label: 'Spelar ingen roll' },
      ],
    }),
    field({ name: 'need', type: 'long-text', hint: 'Med egna ord' }),
    field({ name: 'consent', type: 'tick', label: 'Ja, skicka uppgifterna', required: 'yes' }),
  ],
  submit: 'Granska',
  cancel: press('Avbryt', 'handoff-cancel'),
}

const summary: Reply = {
  kind: 'summary',
  title: 'Ditt ärende L-7K3QX',
  rows: [
    { label: 'Kontor', value: 'Malå' },
    { label: 'Namn', value: hostile },
  ],
  text: 'Malå hör av sig senast onsdag.',
  actions: [press('Ta tillbaka', 'case|L-7K3QX|withdraw|')],
}

/** One reply of every kind, for every channel's contract. */
export const everyReply: Readonly<Record<string, Reply>> = {
  text,
  warning: { kind: 'text', text: 'Börja inte ännu.', tone: 'warning', links: [] },
  quiet: { kind: 'text', text: 'Jag är en maskin.', tone: 'quiet', links: [] },
  offering,
  choices,
  form,
  summary,
}
