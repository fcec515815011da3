import type { CaseState, Language } from '../../src/index.ts'

/** What only Slack has to say: names of its own surfaces. Every sentence of the conversation comes from `knowledge/texts`. */
export interface Words {
  readonly openForm: string
  readonly close: string
  readonly yes: string
  readonly working: string
  readonly why: string
  readonly checks: string
  readonly sentDirectly: string
  readonly formGone: string
  readonly fault: string
  readonly promptsTitle: string
  readonly prompts: readonly string[]
  readonly home: {
    readonly title: string
    readonly can: string
    readonly ask: string
    readonly cases: string
    readonly noCases: string
    readonly openCases: string
    readonly states: Readonly<Record<CaseState, string>>
    readonly promised: string
    readonly data: string
    readonly dataNote: string
    readonly showData: string
    readonly forget: string
  }
  readonly card: {
    readonly need: string
    readonly offerings: string
    readonly notes: string
    readonly history: string
    readonly showContact: string
    readonly noContact: string
    readonly notConnected: string
    readonly pressAgain: string
  }
  readonly connect: {
    readonly usage: string
    readonly unknownOffice: string
    readonly title: string
    readonly key: string
    readonly keyHint: string
    readonly submit: string
    readonly wrongKey: string
    readonly tooMany: string
    readonly shared: string
    readonly inviteMe: string
    readonly connected: string
    readonly afterwards: string
    readonly disconnected: string
    readonly wasNot: string
  }
}

const sv: Words = {
  openForm: 'Öppna formuläret',
  close: 'Stäng',
  yes: 'Ja',
  working: 'letar bland stöden …',
  why: 'Varför det passar',
  checks: 'Kontrolleras',
  sentDirectly: 'Det är personligt, så jag skrev det till dig direkt.',
  formGone: 'Formuläret gäller inte längre. Skriv till mig, så börjar vi om.',
  fault: 'Något gick fel hos mig. Skriv gärna igen om en stund.',
  promptsTitle: 'Fråga till exempel',
  prompts: [
    'Jag behöver låna till en maskin',
    'Vilka stöd finns för att anställa?',
    'Jag vill starta företag',
    'Vem kan jag ringa?',
  ],
  home: {
    title: 'Lotsen',
    can: 'Jag hittar stöd, lån och rådgivning för små företag i inlandet, visar varför något passar och när uppgiften kontrollerades, och kan be näringslivskontoret i din kommun höra av sig. Skriv till mig under Meddelanden, nämn mig i en kanal eller skriv /lots och din fråga.',
    ask: 'Prova att fråga',
    cases: 'Mina ärenden',
    noCases: 'Du har inga ärenden.',
    openCases: 'Öppna mina ärenden',
    states: {
      waiting: 'väntar på kontoret',
      taken: 'någon på kontoret har det',
      closed: 'avslutat',
    },
    promised: 'svar senast',
    data: 'Mina uppgifter',
    dataNote: 'Du kan se allt jag minns om dig och be mig glömma det.',
    showData: 'Visa mina uppgifter',
    forget: 'Glöm mig',
  },
  card: {
    need: 'Behov',
    offerings: 'Visade erbjudanden',
    notes: 'Anteckningar',
    history: 'Händelser',
    showContact: 'Visa kontaktuppgifter',
    noContact: 'Kontaktuppgifterna visas för kontoret som har tagit ärendet.',
    notConnected: 'Kanalen är inte kopplad till något kontor. Skriv /lots kontor koppla <kontor>.',
    pressAgain: 'Formuläret gick inte att öppna. Tryck en gång till.',
  },
  connect: {
    usage:
      'Skriv /lots kontor koppla <kontor> eller /lots kontor koppla bort. I ett kontors kanal också till exempel /lots semester 1–21 juli, Malå tar våra.',
    unknownOffice: 'Jag känner inte till det kontoret. De som finns:',
    title: 'Koppla kanalen',
    key: 'Kontorets nyckel',
    keyHint: 'Med nyckeln blir kanalen inkorg för',
    submit: 'Koppla',
    wrongKey: 'Nyckeln stämmer inte.',
    tooMany: 'För många försök. Vänta en kvart.',
    shared: 'Kanalen delas med en annan organisation. Ärenden får inte visas där.',
    inviteMe: 'Bjud in mig i kanalen först: /invite @Lotsen',
    connected: 'Den här kanalen är nu inkorg för',
    afterwards:
      'När ni är borta: @Lotsen semester 1–21 juli. Vem som kan vad: @Lotsen vem kan export? Med /lots i stället ser bara du svaret.',
    disconnected: 'Den här kanalen är inte längre inkorg för något kontor.',
    wasNot: 'Kanalen var inte kopplad till något kontor.',
  },
}

const en: Words = {
  openForm: 'Open the form',
  close: 'Close',
  yes: 'Yes',
  working: 'is looking among the offerings …',
  why: 'Why it fits',
  checks: 'To be checked',
  sentDirectly: 'That is personal, so I wrote it to you directly.',
  formGone: 'That form is no longer valid. Write to me and we start again.',
  fault: 'Something went wrong on my side. Please write again in a while.',
  promptsTitle: 'Ask, for example',
  prompts: [
    'I need a loan for a machine',
    'What support is there for hiring?',
    'I want to start a business',
    'Who can I call?',
  ],
  home: {
    title: 'Lotsen',
    can: 'I find grants, loans and advice for small firms in the inland, show why something fits and when it was checked, and can ask the business office in your municipality to contact you. Write to me under Messages, mention me in a channel, or type /lots and your question.',
    ask: 'Try asking',
    cases: 'My cases',
    noCases: 'You have no cases.',
    openCases: 'Open my cases',
    states: {
      waiting: 'waiting for the office',
      taken: 'someone at the office has it',
      closed: 'closed',
    },
    promised: 'answer by',
    data: 'My data',
    dataNote: 'You can see everything I remember about you and ask me to forget it.',
    showData: 'Show my data',
    forget: 'Forget me',
  },
  card: {
    need: 'Need',
    offerings: 'Offerings shown',
    notes: 'Notes',
    history: 'History',
    showContact: 'Show contact details',
    noContact: 'The contact details are shown to the office that has taken the case.',
    notConnected: 'This channel belongs to no office. Type /lots kontor koppla <office>.',
    pressAgain: 'The form could not be opened. Press once more.',
  },
  connect: {
    usage:
      "Type /lots kontor koppla <office> or /lots kontor koppla bort. In an office's channel also, for example, /lots away 1–21 July, Malå covers.",
    unknownOffice: 'I do not know that office. There are:',
    title: 'Connect the channel',
    key: "The office's key",
    keyHint: 'With the key this channel becomes the inbox of',
    submit: 'Connect',
    wrongKey: 'That is not the key.',
    tooMany: 'Too many tries. Wait a quarter of an hour.',
    shared: 'This channel is shared with another organisation. Cases may not be shown there.',
    inviteMe: 'Invite me to the channel first: /invite @Lotsen',
    connected: 'This channel is now the inbox of',
    afterwards:
      'When you are away: @Lotsen away 1–21 July. Who knows what: @Lotsen who knows export? With /lots instead only you see the answer.',
    disconnected: 'This channel is no longer the inbox of any office.',
    wasNot: 'This channel belonged to no office.',
  },
}

export const words: Readonly<Record<Language, Words>> = { sv, en }
