import type { Task } from 'graphile-worker'
import type { ChannelAdapter } from '../../adapters/channel.ts'
import { dayOf } from '../../adapters/clock.ts'
import { createNotify } from '../../adapters/notify/notify.ts'
import type { Database } from '../../adapters/postgres/database.ts'
import { createDeliverTask } from '../../adapters/postgres/deliver.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import {
  type Answer,
  type CaseAnswer,
  createNavigator,
  type Deed,
  type Incoming,
  type Navigator,
  type Officer,
  type Reply,
  type Store,
  signs,
} from '../../src/index.ts'
import { createFresh, silent } from '../postgres/fresh.ts'
import { openKnowledge } from '../real-knowledge.ts'

export const knowledge = await openKnowledge()

/** Monday 23 November 2026, 09:00 in Stockholm. */
export const monday = '2026-11-23T08:00:00Z'

let made = 0

/** Fresh ids in a row: the last signs count up, so that none comes twice. */
function freshId(length: number): string {
  made += 1
  const digits: string[] = []
  for (let rest = made; digits.length < length; rest = Math.floor(rest / signs.length))
    digits.push(signs[rest % signs.length] ?? '2')
  return digits.join('')
}

/** The navigator on a real database, with a clock that the test sets. */
export interface World {
  readonly database: Database
  readonly store: Store
  readonly navigator: Navigator
  /** Another navigator on the same database, with a store that is changed; as another process would be. */
  readonly beside: (store: Store) => Navigator
  readonly now: () => string
  readonly setClock: (at: string) => void
  readonly passTime: (passing: { readonly minutes: number }) => void
  /** Sends what is owed and due by the world's clock, as the jobs would. Answers what was looked at. */
  readonly deliver: () => Promise<readonly string[]>
  /** A minute in which a status message could have been overtaken, and some more; then what is due is sent. */
  readonly afterMinutes: (minutes?: number) => Promise<void>
  /** Lets time go by as the jobs would see it: reminders looked for, what is due delivered, every so many minutes. */
  readonly live: (until: string, minutes?: number) => Promise<void>
  /** The office that has the case. */
  readonly officeOf: (number: string) => Promise<string | undefined>
  readonly close: () => Promise<void>
}

/** Opens the chats that notices go to beside the web's. */
type OpenChannels = (
  made: Pick<World, 'database' | 'store' | 'navigator'>,
) => Promise<readonly ChannelAdapter[]>

export async function createWorld(
  start = monday,
  openChannels: OpenChannels = async () => [],
): Promise<World> {
  const fresh = await createFresh()
  const database = await fresh.open()
  const store = createStore(database)
  let clock = start
  const now = (): string => clock
  const beside = (on: Store): Navigator =>
    createNavigator({ store: on, outside: { now, dayOf, freshId }, knowledge: () => knowledge })
  const navigator = beside(store)
  const notify = createNotify({
    store,
    navigator,
    channels: await openChannels({ database, store, navigator }),
    webhooks: { urls: {}, secret: '' },
    officeEmails: {},
    publicUrl: 'http://localhost',
    log: silent,
    now,
  })
  const deliverOne = createDeliverTask(database, notify)
  const passTime: World['passTime'] = ({ minutes }) => {
    clock = new Date(Date.parse(clock) + minutes * 60_000).toISOString()
  }
  const deliver = () => deliverDue(database, clock, deliverOne)
  return {
    database,
    store,
    navigator,
    beside,
    now,
    setClock: (at) => {
      clock = at
    },
    passTime,
    deliver,
    afterMinutes: async (minutes = 2) => {
      passTime({ minutes })
      await deliver()
    },
    live: async (until, minutes = 30) => {
      while (clock < until) {
        await navigator.remind()
        await deliver()
        passTime({ minutes })
      }
    },
    officeOf: async (number) => (await store.findCase(number))?.office,
    close: async () => {
      await database.close()
      await fresh.drop()
    },
  }
}

async function deliverDue(database: Database, now: string, task: Task): Promise<readonly string[]> {
  const { rows } = await database.pool.query(
    "select id from lotsen.notices where state = 'owed' and due <= $1 order by due, id",
    [now],
  )
  const helpers = { job: { max_attempts: 25, attempts: 1 } } as Parameters<Task>[1]
  for (const { id } of rows) await task({ id }, helpers)
  return rows.map(({ id }) => id)
}

/** Someone at the web chat. */
export interface Person {
  readonly conversation: string
  readonly incoming: (deed: Deed, event?: string) => Incoming
  readonly do: (deed: Deed, event?: string) => Promise<Answer>
  readonly say: (text: string) => Promise<Answer>
  readonly press: (press: string, event?: string) => Promise<Answer>
  /** Everything said in the conversation outside turns: what the office and the notices brought. */
  readonly heard: () => Promise<readonly string[]>
}

let people = 0

export function createPerson(world: World): Person {
  people += 1
  const id = `p${people}`
  const address = { channel: 'web', id } as const
  let events = 0
  const incoming: Person['incoming'] = (deed, event) => {
    events += 1
    return { event: event ?? `web:${id}:${events}`, address, locale: 'sv', ...deed }
  }
  const act: Person['do'] = (deed, event) => world.navigator.receive(incoming(deed, event))
  return {
    conversation: `web:${id}`,
    incoming,
    do: act,
    say: (text) => act({ kind: 'message', text }),
    press: (press, event) => act({ kind: 'press', press }, event),
    heard: async () => {
      const all = await world.store.listMessages(`web:${id}`, 0)
      return all.flatMap(({ said }) =>
        said.by !== 'person' && said.answer.receipt === '' ? [wordsOf(said.answer)] : [],
      )
    },
  }
}

export const contact = {
  need: 'Vi vill köpa en ny svarv till verkstaden i Malå',
  name: 'Åsa Öberg',
  company: 'Öbergs Mekaniska AB',
  organisation_number: '',
  phone: '070-123 45 67',
  email: '',
  best_time: 'förmiddagar',
  consent: 'yes',
}

/** As far as the summary of what will be sent. */
export async function fillIn(person: Person, where = 'Malå'): Promise<void> {
  const need = contact.need.replace('Malå', where)
  await person.say(need)
  await person.press('handoff')
  await person.do({ kind: 'form', form: 'handoff', values: { ...contact, need } })
}

/** A case handed over; answers its number. */
export async function handOff(person: Person, where = 'Malå'): Promise<string> {
  await fillIn(person, where)
  return numberIn(await person.press('handoff-send'))
}

export function numberIn(answer: Answer): string {
  const receipt = answer.replies.find(
    (reply) => reply.kind === 'summary' && /^L-\w{5}$/.test(reply.title),
  )
  if (receipt?.kind !== 'summary') throw new Error(`no case number in: ${wordsOf(answer)}`)
  return receipt.title
}

function wordsIn(reply: Reply): string {
  switch (reply.kind) {
    case 'text':
    case 'choices':
      return reply.text
    case 'offering':
      return reply.card.name
    case 'form':
      return reply.title
    case 'summary':
      return `${reply.title}: ${reply.text}`
  }
}

export const wordsOf = (answer: Answer): string => answer.replies.map(wordsIn).join(' ')

/** The presses an answer offers, by their labels. */
export function pressesIn(answer: Answer): Readonly<Record<string, string>> {
  const actions = answer.replies.flatMap((reply) => {
    if (reply.kind === 'choices') return reply.options
    return reply.kind === 'summary' ? reply.actions : []
  })
  return Object.fromEntries(
    actions.flatMap((action) => (action.kind === 'press' ? [[action.label, action.press]] : [])),
  )
}

export function officer(office: string, name = 'Anna'): Officer {
  return { id: `web:${office}:${name}`, name, office, title: 'företagslots' }
}

/** Someone at an office, who presses what the newest card shows unless a version is given. */
export interface Desk {
  readonly officer: Officer
  readonly act: (
    id: string,
    action: string,
    how?: {
      readonly values?: Readonly<Record<string, string>>
      readonly version?: number
      readonly event?: string
    },
  ) => Promise<CaseAnswer>
  readonly say: (text: string) => Promise<string>
  readonly cases: () => Promise<readonly string[]>
}

let presses = 0

export function createDesk(world: World, office: string, name = 'Anna'): Desk {
  const who = officer(office, name)
  return {
    officer: who,
    act: async (id, action, { values = {}, version, event } = {}) => {
      presses += 1
      const card = version === undefined ? await world.navigator.drawCase(id, who) : undefined
      return world.navigator.act({
        event: event ?? `press:${presses}`,
        case: id,
        version: version ?? card?.version ?? 0,
        action,
        values,
        officer: who,
      })
    },
    say: (text) => {
      presses += 1
      return world.navigator.hearOffice({ event: `word:${presses}`, officer: who, text })
    },
    cases: async () => (await world.navigator.listCards(who)).map((card) => card.case),
  }
}
