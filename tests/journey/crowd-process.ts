import { pino } from 'pino'
import { createNotify } from '../../adapters/notify/notify.ts'
import { outside } from '../../adapters/outside.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { startJobs } from '../../adapters/postgres/jobs.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import { defaultSettings } from '../../src/cases/settings.ts'
import { type Answer, createNavigator, type Incoming } from '../../src/index.ts'
import { openKnowledge } from '../real-knowledge.ts'
import { type Errand, type Given, idOf } from './crowd.ts'

/** Lotsen's navigator and jobs without its channels, to be killed: does the errands it is sent, and answers each. */
const given = JSON.parse(process.argv[2] ?? '{}') as Given

// Every call tells which process made it, as every letter does by its greeting.
const { fetch } = globalThis
globalThis.fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...init?.headers, 'x-process': given.name } })

const knowledge = await openKnowledge()
const log = pino({ level: 'silent' })
const database = await openDatabase({ url: given.database, folder: '', log })
const store = createStore(database)
const navigator = createNavigator({
  store,
  outside,
  knowledge: () => knowledge,
  settings: { ...defaultSettings, gather_seconds: 1 },
})
const notify = createNotify({
  store,
  navigator,
  channels: [],
  email: { url: `${given.smtp}?name=${given.name}`, from: 'lotsen@example.org' },
  webhooks: { urls: given.hooks, secret: 'a secret of this test' },
  officeEmails: {},
  publicUrl: 'https://lotsen.example',
  log,
  now: outside.now,
})
await startJobs(database, {
  deliver: notify.deliver,
  givenUp: notify.givenUp,
  remind: async () => void (await navigator.remind()),
  keepSince: () => '2000-01-01T00:00:00Z',
})

function numberIn(answer: Answer): string {
  const summary = answer.replies.find((reply) => reply.kind === 'summary')
  if (summary?.kind !== 'summary') throw new Error(`no case: ${JSON.stringify(answer.replies)}`)
  return summary.title
}

/** The same events however often the errand is done: a channel delivers again what was not acknowledged. */
async function open({ person, office, email }: Errand & { kind: 'open' }): Promise<string> {
  const say = (step: string, said: object) =>
    navigator.receive({
      event: `${person}:${step}`,
      address: { channel: 'web', id: person },
      locale: 'sv',
      ...said,
    } as Incoming)
  await say('place', { kind: 'press', press: `place|${office}|handoff` })
  const values = { need: 'Vi behöver råd', name: 'Åsa', company: '', organisation_number: '' }
  const contact = { phone: '070-123 45 67', email, best_time: '', consent: 'yes' }
  await say('form', { kind: 'form', form: 'handoff', values: { ...values, ...contact } })
  return numberIn(await say('send', { kind: 'press', press: 'handoff-send' }))
}

async function take({ number, office }: Errand & { kind: 'take' }): Promise<string> {
  const officer = { id: `web:${office}`, name: '', office }
  const press = { case: number, version: 1, action: 'take', values: {}, officer }
  const { kind } = await navigator.act({ ...press, event: `take:${number}` })
  if (kind !== 'moved') throw new Error(`take: ${kind}`)
  return number
}

process.on('message', (errand: Errand) => {
  const done = errand.kind === 'open' ? open(errand) : take(errand)
  const id = idOf(errand)
  done.then(
    (number) => process.send?.({ id, number }),
    (error: unknown) => process.send?.({ id, fault: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
