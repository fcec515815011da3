import { renderCase } from '../../adapters/teams/case-card.ts'
import { renderAnswer, renderChosen, toCard } from '../../adapters/teams/render.ts'
import type { Action, OfferingCard, Reply } from '../../src/index.ts'
import { everyReply, hostile, press } from '../contracts/replies.ts'
import { caseCard } from './fake-cases.ts'

const main = (label: string, id: string): Action => ({
  kind: 'press',
  label,
  press: id,
  weight: 'main',
})

const loan: OfferingCard = {
  number: 1,
  offering: 'almi-mikrolan',
  name: 'Mikrolån',
  provider: 'Almi Nord',
  status: { code: 'open', label: 'Öppet' },
  eligibility: { code: 'yes', label: 'Passar er' },
  summary:
    'Ett mindre lån för den som startar eller driver ett litet företag och inte får hela lånet i banken.',
  rows: [
    { label: 'Belopp', value: 'högst 250 000 kr' },
    { label: 'Andel', value: 'upp till 100 %' },
  ],
  reasons: ['Ni är färre än 10 anställda.', 'Företaget finns i Malå.'],
  checks: ['Att banken inte ger hela lånet.'],
  warning: '',
  source: { label: 'almi.se', url: 'https://www.almi.se/mikrolan' },
  checked: 'kontrollerad 2026-11-23, säker källa',
  actions: [
    press('Hur ansöker jag?', 'tell|almi-mikrolan|apply'),
    { kind: 'link', label: 'Till ansökan', url: 'https://www.almi.se/sok' },
  ],
}

const check: OfferingCard = {
  ...loan,
  number: 2,
  offering: 'region-investeringsstod',
  name: 'Investeringsstöd för mikroföretag i inlandet',
  provider: 'Region Västerbotten',
  status: { code: 'recurring', label: 'Öppnar igen 1 februari' },
  eligibility: { code: 'unknown', label: 'Kanske: två frågor kvar' },
  warning: 'Börja inte innan du har sökt. Det du redan har köpt räknas inte.',
}

const answer: readonly Reply[] = [
  { kind: 'text', text: 'Jag hittade två stöd som kan passa er i Malå.', tone: 'plain', links: [] },
  { kind: 'offering', card: loan },
  { kind: 'offering', card: check },
]

const question: Reply = {
  kind: 'choices',
  text: 'Hur många anställda har ni?',
  because: 'Jag frågar för att 4 av 7 stöd beror på det.',
  options: [
    press('Bara jag', 'answer|employees|1'),
    press('2 till 9', 'answer|employees|9'),
    press('10 till 49', 'answer|employees|49'),
    press('Vet inte', 'skip|employees'),
  ],
}

const places: Reply = {
  kind: 'choices',
  text: 'I vilken kommun finns företaget?',
  because: '',
  options: [
    'Arjeplog',
    'Arvidsjaur',
    'Dorotea',
    'Lycksele',
    'Malå',
    'Norsjö',
    'Sorsele',
    'Storuman',
    'Vilhelmina',
    'Åsele',
  ].map((name) => press(name, `place|${name}|find`)),
}

const suggestions: Reply = {
  kind: 'choices',
  text: 'Några exempel:',
  because: '',
  options: [
    'Vi behöver köpa en ny maskin',
    'Min pappa går i pension och jag ska ta över företaget',
  ].map((text) => press(text, `ask|${text}`)),
}

const form = everyReply.form as Extract<Reply, { kind: 'form' }>
const faulty: Reply = {
  ...form,
  fields: form.fields.map((field) =>
    field.name === 'phone' ? { ...field, value: '0953', error: 'Numret är för kort.' } : field,
  ),
}

const receipt: Reply = {
  kind: 'summary',
  title: 'Ditt ärende L-7K3QX är skickat',
  rows: [
    { label: 'Kontor', value: 'Malå näringslivskontor, 0953-140 00' },
    { label: 'Namn', value: 'Anna Andersson' },
    { label: 'Behov', value: 'Vi vill anställa en snickare.' },
  ],
  text: 'Kontoret hör av sig senast onsdag 25 november kl. 12.',
  actions: [main('Mina ärenden', 'my-cases'), press('Ta tillbaka', 'case|L-7K3QX|withdraw|')],
}

const warned: Reply = {
  kind: 'text',
  text: 'Börja inte ännu. Sök först, annars kan stödet utebli.',
  tone: 'warning',
  links: [{ label: 'Läs mer hos Tillväxtverket', url: 'https://tillvaxtverket.se/' }],
}
const odd: Reply = {
  kind: 'text',
  text: `${hostile}\n# inte en rubrik\n- inte en lista\n{{DATE(2026-11-23T10:00:00Z)}}`,
  tone: 'quiet',
  links: [],
}

const eva = { id: 'teams:eva', name: 'Eva Ek', office: 'mala' }

function drawn(replies: readonly Reply[]): object {
  const [first] = renderAnswer({ language: 'sv', replies, receipt: 'R' }, '')
  if (first === undefined) throw new Error('nothing was drawn')
  return toCard(first, 'sv')
}

/** A card of every kind, as people will meet it. */
export const samples: Readonly<Record<string, object>> = {
  offerings: drawn(answer),
  question: drawn([question]),
  suggestions: drawn([suggestions]),
  places: drawn([places]),
  warning: drawn([warned]),
  hostile: drawn([odd]),
  form: drawn([form]),
  'form with a fault': drawn([faulty]),
  receipt: drawn([receipt]),
  chosen: renderChosen({ text: 'Hur många anställda har ni?', label: '2 till 9' }, 'sv'),
  'case waiting': renderCase(caseCard({ version: 1, owner: undefined, viewer: eva }), {
    message: '',
    viewers: [],
  }),
  'case taken': renderCase(caseCard({ version: 2, owner: eva, viewer: eva }), {
    message: 'Du har tagit ärendet.',
    viewers: ['29:eva'],
  }),
}
