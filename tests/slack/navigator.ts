import type {
  Answer,
  CaseAnswer,
  CaseButton,
  CaseCard,
  CasePress,
  Field,
  Incoming,
  Navigator,
  Officer,
  Reply,
} from '../../src/index.ts'
import { everyReply, press } from '../contracts/replies.ts'

/** A navigator that says what it is told to: every reply kind on demand, and one case that can be moved. */
export interface ScriptedNavigator
  extends Pick<Navigator, 'receive' | 'act' | 'drawCase' | 'hearOffice' | 'isOfficeWord'> {
  readonly heard: Incoming[]
  readonly acted: CasePress[]
  /** What offices wrote to Lotsen itself. */
  readonly told: Parameters<Navigator['hearOffice']>[0][]
  /** Called when a hand-off is sent, before the receipt. */
  readonly whenSent: { call: (incoming: Incoming) => Promise<void> }
  readonly whenWritten: { call: (text: string) => Promise<void> }
  readonly setCase: (change: Partial<CaseState>) => void
}

interface CaseState {
  version: number
  state: 'waiting' | 'taken' | 'closed'
  owner: string
  notes: string[]
}

/** Keeps turns between processes, for the tests that kill one. */
export interface TurnMemory {
  readonly find: (event: string) => Answer | undefined
  readonly keep: (event: string, answer: Answer) => void
}

export const caseId = 'L-7K3QX'

export function createScriptedNavigator(turns: TurnMemory = createTurnMap()): ScriptedNavigator {
  const heard: Incoming[] = []
  const acted: CasePress[] = []
  const told: Parameters<Navigator['hearOffice']>[0][] = []
  const current: CaseState = { version: 1, state: 'waiting', owner: '', notes: [] }
  const whenSent = { call: async (_incoming: Incoming) => {} }
  const whenWritten = { call: async (_text: string) => {} }
  const seen = new Map<string, CaseAnswer>()
  const draw = (viewer: Officer): CaseCard => drawCase(current, viewer)
  return {
    heard,
    acted,
    told,
    whenSent,
    whenWritten,
    setCase: (change) => Object.assign(current, change),
    receive: async (incoming) => {
      heard.push(incoming)
      const earlier = turns.find(incoming.event)
      if (earlier !== undefined) return earlier
      const answer = await respond(incoming, whenSent.call)
      turns.keep(incoming.event, answer)
      return answer
    },
    act: async (pressed) => {
      const known = seen.get(pressed.event)
      if (known !== undefined) return known
      acted.push(pressed)
      const answer = await move(current, pressed, { draw, whenWritten })
      seen.set(pressed.event, answer)
      return answer
    },
    drawCase: async (id, viewer) => (id === caseId ? draw(viewer) : undefined),
    isOfficeWord: (text) => text.startsWith('semester'),
    hearOffice: async (word) => {
      told.push(word)
      return `Kontoret skrev: ${word.text}`
    },
  }
}

const createTurnMap = (): TurnMemory => {
  const kept = new Map<string, Answer>()
  return { find: (event) => kept.get(event), keep: (event, answer) => void kept.set(event, answer) }
}

const said = (...replies: Reply[]): Answer => ({ language: 'sv', replies, receipt: 'R1' })
export const line = (text: string): Reply => ({ kind: 'text', text, tone: 'plain', links: [] })
const reply = (name: string): Reply => everyReply[name] ?? line(`no reply ${name}`)

async function respond(
  incoming: Incoming,
  whenSent: (incoming: Incoming) => Promise<void>,
): Promise<Answer> {
  switch (incoming.kind) {
    case 'open':
      return said(line('Välkommen!'))
    case 'message':
      return hear(incoming.text)
    case 'form':
      return checkForm(incoming.values)
    case 'press':
      if (incoming.press === 'handoff')
        return said(line('Då behöver jag några uppgifter.'), reply('form'))
      if (incoming.press === 'handoff-send') {
        await whenSent(incoming)
        return said({
          ...(reply('summary') as Extract<Reply, { kind: 'summary' }>),
          title: `Ditt ärende ${caseId}`,
        })
      }
      return said(line(`Tryckt: ${incoming.press}`))
  }
}

async function hear(text: string): Promise<Answer> {
  const [word = '', rest = ''] = text.split(' ')
  if (word === 'långsam') await new Promise((resolve) => setTimeout(resolve, Number(rest)))
  if (word === 'trasig') throw new Error('the navigator is broken')
  if (text === 'glöm mig, ja') return { ...said(line('Allt är borta.')), forgotten: 'yes' }
  if (word === 'english') return { ...said(line('Hello!')), language: 'en' }
  if (word === 'allt') return said(...Object.values(everyReply))
  if (text.includes('maskin')) {
    const offer = {
      kind: 'choices' as const,
      text: 'Ska jag be kontoret höra av sig?',
      because: '',
    }
    return said(reply('text'), reply('offering'), {
      ...offer,
      options: [press('Be kontoret höra av sig', 'handoff'), press('Visa fler', 'more')],
    })
  }
  return said(everyReply[word] ?? line(`Svar på: ${text}`))
}

function checkForm(values: Readonly<Record<string, string>>): Answer {
  const form = reply('form')
  if (form.kind !== 'form') return said()
  if (values.phone === 'långsam')
    return new Promise((resolve) => setTimeout(resolve, 3000, said(line('Till slut.')))) as never
  if (/\d{6}/.test((values.phone ?? '').replace(/\D/g, ''))) {
    const rows = Object.entries(values).map(([label, value]) => ({ label, value: value || '–' }))
    const actions = [press('Skicka', 'handoff-send'), press('Ändra', 'handoff')]
    return said({
      kind: 'summary',
      title: 'Stämmer det här?',
      rows,
      text: 'Inget skickas förrän du säger till.',
      actions,
    })
  }
  const fields = form.fields.map((field) => ({
    ...field,
    value: values[field.name] ?? '',
    error: field.name === 'phone' ? 'Skriv ett nummer vi kan ringa.' : '',
  }))
  return said({ ...form, fields })
}

interface Moving {
  readonly draw: (viewer: Officer) => CaseCard
  readonly whenWritten: { call: (text: string) => Promise<void> }
}

async function move(
  current: CaseState,
  pressed: CasePress,
  { draw, whenWritten }: Moving,
): Promise<CaseAnswer> {
  const { officer, values } = pressed
  const answer = (kind: CaseAnswer['kind'], message: string): CaseAnswer => ({
    kind,
    message,
    card: draw(officer),
  })
  if (pressed.case !== caseId) return { kind: 'unknown-case', message: 'Det ärendet finns inte.' }
  if (pressed.version !== current.version)
    return answer('stale', `Redan taget av ${current.owner || 'någon'}.`)
  if (pressed.action === 'write' && (values.text ?? '').length < 5)
    return answer('refused', 'Skriv lite mer.')
  if (pressed.action === 'take') Object.assign(current, { state: 'taken', owner: officer.name })
  if (pressed.action === 'note') current.notes.push(values.text ?? '')
  if (pressed.action === 'close') current.state = 'closed'
  if (pressed.action === 'write') await whenWritten.call(values.text ?? '')
  current.version += 1
  return answer('moved', pressed.action === 'take' ? 'Ärendet är ditt.' : 'Klart.')
}

const text: Field = {
  name: 'text',
  label: 'Text',
  hint: '',
  value: '',
  required: 'yes',
  type: 'long-text',
  options: [],
  error: '',
  autocomplete: '',
}

const actionsIn: Readonly<Record<CaseState['state'], readonly CaseButton[]>> = {
  waiting: [{ action: 'take', label: 'Jag tar det', weight: 'main', fields: [] }],
  taken: [
    { action: 'note', label: 'Anteckna', weight: 'plain', fields: [text] },
    {
      action: 'write',
      label: 'Skriv till företaget',
      weight: 'plain',
      fields: [{ ...text, label: 'Meddelande' }],
    },
    { action: 'close', label: 'Avsluta', weight: 'danger', fields: [] },
  ],
  closed: [],
}

function drawCase(current: CaseState, viewer: Officer): CaseCard {
  // As the real one: anyone of the office that took it, the channel itself too.
  const mine = current.state === 'taken' && viewer.office === 'mala'
  const labels = { waiting: 'Väntar', taken: `Taget av ${current.owner}`, closed: 'Avslutat' }
  return {
    case: caseId,
    version: current.version,
    language: 'sv',
    title: `Ärende ${caseId}, Malå`,
    state: { code: current.state, label: labels[current.state] },
    need: 'Behöver låna till en maskin',
    rows: [
      { label: 'Anställda', value: '4' },
      { label: 'Lovat svar', value: 'onsdag 12:00' },
    ],
    offerings: [{ label: 'Mikrolån', url: 'https://www.almi.se/mikrolan' }],
    contact: mine
      ? [
          { label: 'Namn', value: 'Anna' },
          { label: 'Telefon', value: '0950-123 45' },
        ]
      : [],
    notes: current.notes.map((note) => ({ at: '2026-11-23T10:00:00Z', by: 'Mala', text: note })),
    history: [{ at: '2026-11-23T09:00:00Z', text: 'Ärendet kom in.' }],
    actions: actionsIn[current.state],
  }
}
