import type { Action, Answer, Field, Incoming, OfferingCard, Reply } from '../../src/index.ts'

const press = (label: string, id: string, weight: 'main' | 'plain' = 'plain'): Action => ({
  kind: 'press',
  label,
  press: id,
  weight,
})

const text = (words: string, tone: 'plain' | 'warning' | 'quiet' = 'plain'): Reply => ({
  kind: 'text',
  text: words,
  tone,
  links: [],
})

const source = { label: 'almi.se', url: 'https://www.almi.se/mikrolan' }

const cards: readonly OfferingCard[] = [
  {
    number: 1,
    offering: 'almi-mikrolan',
    name: 'Mikrolån',
    provider: 'Almi Företagspartner',
    status: { code: 'open', label: 'Öppen' },
    eligibility: { code: 'yes', label: 'Passar er' },
    summary: 'Lån för den som startar eller driver ett litet företag och behöver en mindre summa.',
    rows: [
      { label: 'Belopp', value: 'högst 250 000 kr' },
      { label: 'Ränta', value: 'sätts efter bedömning' },
    ],
    reasons: [
      'Ni är 3 anställda; gränsen är 9.',
      'Malå ligger i området.',
      'Lånet får gå till maskiner.',
    ],
    checks: ['Att ni har en egen insats.', 'Att affären bedöms som lönsam.'],
    warning: '',
    source,
    checked: 'kontrollerad 2026-11-23, säker uppgift',
    actions: [press('Så söker ni', 'tell|almi-mikrolan|apply'), { kind: 'link', ...source }],
  },
  {
    number: 2,
    offering: 'region-foretagsstod',
    name: 'Regionalt investeringsstöd för mikro- och småföretag',
    provider: 'Region Västerbotten',
    status: { code: 'recurring', label: 'Öppnar återkommande' },
    eligibility: { code: 'unknown', label: 'Kan passa – mer behöver kontrolleras' },
    summary: 'Bidrag till maskiner, inventarier och byggnader för företag på landsbygden.',
    rows: [{ label: 'Andel', value: 'högst 50 %' }],
    reasons: ['Ni ska köpa en maskin.'],
    checks: ['Företagets omsättning.'],
    warning:
      'Köp eller beställ inget innan ansökan är inlämnad. Det som redan är påbörjat får inget stöd.',
    source: { label: 'regionvasterbotten.se', url: 'https://www.regionvasterbotten.se/' },
    checked: 'kontrollerad 2026-10-02',
    actions: [press('Så söker ni', 'tell|region-foretagsstod|apply')],
  },
  {
    number: 3,
    offering: 'nimr',
    name: 'NiMR – näringslivsutveckling i möjligheternas region',
    provider: 'Region 10',
    status: { code: 'closed', label: 'Stängd sedan mars 2022' },
    eligibility: { code: 'no', label: 'Går inte längre att söka' },
    summary: 'Projektet är avslutat. Det som kom efter är SHIMR.',
    rows: [],
    reasons: ['Projektet avslutades 2022-03-31.'],
    checks: [],
    warning: '',
    source: { label: 'region10.se', url: 'https://region10.se/' },
    checked: 'kontrollerad 2026-11-23',
    actions: [press('Vad kom sedan?', 'tell|nimr|after')],
  },
]

const question: Reply = {
  kind: 'choices',
  text: 'Har ni redan beställt maskinen?',
  because: 'Jag frågar för att 4 av 7 stöd beror på det.',
  options: [
    press('Ja', 'answer|started|yes'),
    press('Nej', 'answer|started|no'),
    press('Vet inte', 'skip|started'),
  ],
}

const field = (given: Partial<Field> & Pick<Field, 'name' | 'label'>): Field => ({
  hint: '',
  value: '',
  required: 'no',
  type: 'text',
  options: [],
  error: '',
  autocomplete: '',
  ...given,
})

function contactForm(values: Readonly<Record<string, string>>, error: string): Reply {
  const value = (name: string): string => values[name] ?? ''
  return {
    kind: 'form',
    form: 'handoff',
    title: 'Vem ska kontoret höra av sig till?',
    intro: 'Du får se allt innan något skickas.',
    fields: [
      field({
        name: 'name',
        label: 'Namn',
        value: value('name'),
        required: 'yes',
        autocomplete: 'name',
      }),
      field({
        name: 'company',
        label: 'Företag',
        value: value('company'),
        autocomplete: 'organization',
      }),
      field({
        name: 'email',
        label: 'E-post',
        hint: 'E-post eller telefon behövs.',
        value: value('email'),
        type: 'email',
        error,
        autocomplete: 'email',
      }),
      field({
        name: 'phone',
        label: 'Telefon',
        value: value('phone'),
        type: 'tel',
        autocomplete: 'tel',
      }),
      field({
        name: 'best_time',
        label: 'När passar det bäst?',
        value: value('best_time'),
        type: 'choice',
        options: [
          { value: 'morning', label: 'Förmiddag' },
          { value: 'afternoon', label: 'Eftermiddag' },
        ],
      }),
      field({ name: 'need', label: 'Vad gäller det?', value: value('need'), type: 'long-text' }),
      field({
        name: 'consent',
        label: 'Jag godkänner att uppgifterna skickas till Malå kommun.',
        hint: 'Du kan när som helst be att de tas bort.',
        value: value('consent'),
        required: 'yes',
        type: 'tick',
      }),
    ],
    submit: 'Fortsätt',
    cancel: press('Avbryt', 'handoff-cancel'),
  }
}

const check: Reply = {
  kind: 'summary',
  title: 'Det här skickas',
  rows: [
    { label: 'Till', value: 'Näringslivskontoret i Malå' },
    { label: 'Behov', value: 'Köpa en skördare till skogsentreprenadföretaget' },
    { label: 'Namn', value: 'Anna Lindgren' },
  ],
  text: 'Inget skickas förrän du trycker på Skicka.',
  actions: [press('Skicka', 'handoff-send', 'main'), press('Ändra', 'handoff-edit')],
}

const receipt: Reply = {
  kind: 'summary',
  title: 'Ärende L-7K3QX är skickat',
  rows: [{ label: 'Svar senast', value: 'torsdag 26 november 14:00' }],
  text: 'Näringslivskontoret i Malå hör av sig. Du får besked här när någon har tagit ärendet.',
  actions: [press('Mina ärenden', 'my-cases')],
}

const welcome: readonly Reply[] = [
  text(
    'Hej! Berätta vad företaget behöver, med egna ord, så visar jag vilka stöd, lån och rådgivare som passar – och vem på näringslivskontoret som kan hjälpa till.',
  ),
  {
    kind: 'choices',
    text: 'Du kan till exempel fråga:',
    because: '',
    options: [
      press('Jag vill köpa en maskin', 'ask|Jag vill köpa en maskin'),
      press('Jag ska ta över ett åkeri', 'ask|Jag ska ta över ett åkeri'),
      press('Vem ringer jag i Sorsele?', 'ask|Vem ringer jag i Sorsele?'),
    ],
  },
]

const forgetQuestion: Reply = {
  kind: 'choices',
  text: 'Ska allt raderas?',
  because: '',
  options: [press('Ja, radera', 'forget-sure')],
}

const offerings = cards.map((card): Reply => ({ kind: 'offering', card }))

/** Every kind of reply, in every tone, with what a hostile text would try. */
export const everything: readonly Reply[] = [
  {
    kind: 'text',
    text: 'Ring gärna.',
    tone: 'plain',
    links: [{ label: '0953-140 00', url: 'tel:+4695314000' }],
  },
  text('Det är redan beställt: då finns inget stöd.', 'warning'),
  text('Jag förstod Malå kommun.', 'quiet'),
  text(
    '<img src=x onerror=alert(1)> Maskininvesteringsbidragsansökningshandläggningsförordningsbilagan',
  ),
  {
    kind: 'text',
    text: 'Följ inte.',
    tone: 'plain',
    links: [{ label: 'farlig', url: 'javascript:alert(1)' }],
  },
  ...offerings,
  question,
  check,
  contactForm({}, ''),
]

function repliesTo(incoming: Incoming): readonly Reply[] {
  switch (incoming.kind) {
    case 'open':
      return welcome
    case 'form':
      return (incoming.values.email ?? '').includes('@')
        ? [check]
        : [contactForm(incoming.values, 'Skriv en e-postadress, till exempel anna@foretaget.se.')]
    case 'press':
      if (incoming.press === 'handoff') return [contactForm({}, '')]
      if (incoming.press === 'handoff-send') return [receipt]
      if (incoming.press === 'forget-sure') return [text('Nu är allt raderat.')]
      if (incoming.press.startsWith('ask|')) return [...offerings, question]
      if (incoming.press.startsWith('tell|')) return offerings.slice(0, 1)
      return [text('Då vet jag det.', 'quiet'), ...offerings.slice(0, 2)]
    case 'message':
      if (incoming.text === 'allt') return everything
      if (incoming.text === 'glöm mig') return [forgetQuestion]
      if (incoming.text.includes('lån') || incoming.text.includes('maskin'))
        return [text('Tre förslag för tre anställda i Malå:'), ...offerings, question]
      return [
        text(
          `Du skrev ${incoming.text}. Det hittar jag inget om, men kontoret hjälper gärna till.`,
        ),
      ]
  }
}

/** Greets in the language the page came with, as the real one does; the rest of the script is Swedish. */
export function answerTo(incoming: Incoming, receiptCode: string): Answer {
  if (incoming.kind === 'open' && incoming.locale === 'en') {
    return {
      language: 'en',
      replies: [text('Hello! What does your firm need?')],
      receipt: receiptCode,
    }
  }
  const english = incoming.kind === 'press' && incoming.press === 'language|en'
  if (english)
    return { language: 'en', replies: [text('We can go on in English.')], receipt: receiptCode }
  return { language: 'sv', replies: repliesTo(incoming), receipt: receiptCode }
}
