import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import {
  type CaseSettings,
  createNavigator,
  defaultSettings,
  type Knowledge,
  type Navigator,
  type Store,
} from '../src/index.ts'
import { noteAccesses } from './access.ts'
import { openChannels } from './channels.ts'
import { dayOf } from './clock.ts'
import type { Config } from './config.ts'
import { type WatchedKnowledge, watchKnowledge } from './knowledge/watched.ts'
import { createLookout, type Lookout } from './notify/lookout.ts'
import { createNotify, type Notify } from './notify/notify.ts'
import { outside } from './outside.ts'
import { createChannelMemory } from './postgres/channel-memory.ts'
import type { Database } from './postgres/database.ts'
import type { Jobs } from './postgres/jobs.ts'
import { officeKey, openSecret } from './secret.ts'
import type { OpenStore } from './start-store.ts'
import { createWeb, usualLimits } from './web/web.ts'

export interface Starting {
  readonly config: Config
  readonly log: Logger
  /** On its way: the database server starts while the program is loaded and the knowledge read. */
  readonly opening: Promise<OpenStore>
}

/** knowledge -> store -> navigator -> channels -> jobs -> stop, top to bottom. */
export async function serve({ config, log, opening }: Starting): Promise<void> {
  const secret = await openSecret(config.secret, config.data)
  const changed = async (version: string) =>
    (await opening).store.saveKnowledge(version, knowledge.files())
  const knowledge = await watchKnowledge({
    folder: config.knowledge,
    kept: join(config.data, 'knowledge-read.v8'),
    log,
    changed,
  })
  const { database, store, close } = await opening
  const saved = changed(knowledge.now().version)
  saved.catch(() => undefined)
  const navigator = noteAccesses(
    createNavigator({ store, outside, knowledge: knowledge.now, settings: settingsOf(config) }),
    database,
  )
  const running: Running = { config, log, secret, knowledge, navigator, store, database, saved }
  const { web, channels, notify, lookout, address } = await openDoors(running)
  const carrying = carryOwed(running, { notify, lookout })
  stopOnSignal(async () => {
    await web.close()
    for (const channel of channels) await channel.stop()
    await carrying.then((jobs) => jobs.stop())
    knowledge.stop()
    await close()
  })
  const links = await writeOfficeLinks({
    config,
    secret,
    knowledge,
    publicUrl: config.publicUrl ?? address,
  })
  const { version, offerings } = knowledge.now()
  log.info({ address, knowledge: version, offerings: offerings.size }, 'ready')
  process.stderr.write(
    `\nLotsen: ${config.publicUrl ?? address}\nInbox links of the offices, to be kept secret: ${links}\n\n`,
  )
  process.on('unhandledRejection', (reason) =>
    log.error(
      { error: reason instanceof Error ? reason.name : 'unknown' },
      'a rejection nobody handled',
    ),
  )
  await carrying
}

interface Running {
  readonly config: Config
  readonly log: Logger
  readonly secret: string
  readonly knowledge: WatchedKnowledge
  readonly navigator: Navigator
  readonly store: Store
  readonly database: Database
  /** Replays need it: it is there before anyone is answered. */
  readonly saved: Promise<void>
}

/** The one server, with every channel that is set on it, and what tells people of their cases. */
async function openDoors(running: Running) {
  const { config, log, secret, knowledge, navigator, store, database, saved } = running
  const named = Object.entries(knowledge.now().offices.offices)
  const offices = named.map(([id, office]) => ({ id, name: office.municipality }))
  const memory = createChannelMemory(database)
  const channels = await openChannels({ config, secret, navigator, store, memory, offices, log })
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`
  const { email, officeEmails, webhooks } = config
  const { now } = outside
  const ways = { channels, email, officeEmails, webhooks }
  const telling = { store, navigator, publicUrl, log, now, ...ways }
  const notify = createNotify(telling)
  const lookout = createLookout({ ...telling, pool: database.pool, alarms: notify.alarms })
  const web = await createWeb({
    navigator,
    store,
    log,
    config: webConfig({ config, secret, knowledge, publicUrl }),
    alarms: lookout,
  })
  for (const channel of channels) await channel.mount(web)
  addCalendar(web, knowledge.now)
  await saved
  const address = await web.listen({ host: config.host, port: config.port })
  for (const channel of channels) await channel.start()
  return { web, channels, notify, lookout, address }
}

/** Who comes first is answered before what is owed is carried out. */
const restMs = 300

/** Notices, reminders and retention: owed until done. */
async function carryOwed(
  { config, navigator, database }: Running,
  { notify, lookout }: { notify: Notify; lookout: Lookout },
): Promise<Jobs> {
  await pause(restMs)
  const { startJobs } = await import('./postgres/jobs.ts')
  await lookout.look()
  return startJobs(database, {
    deliver: notify.deliver,
    givenUp: notify.givenUp,
    remind: async () => {
      await navigator.remind()
      await lookout.look()
    },
    keepSince: () => keepSince(config),
  })
}

const settingsOf = ({ gatherSeconds }: Config): CaseSettings => ({
  ...defaultSettings,
  gather_seconds: gatherSeconds,
})

/** What happens for companies, as a calendar to subscribe to: /calendar/lycksele.ics */
function addCalendar(server: FastifyInstance, knowledge: () => Knowledge): void {
  server.get<{ Params: { file: string } }>('/calendar/:file', async (request, reply) => {
    const { createCalendar } = await import('./report/calendar.ts')
    const now = knowledge()
    const calendar = createCalendar(request.params.file.replace(/\.ics$/, ''), {
      knowledge: now,
      activities: now.activities,
      day: dayOf(outside.now()),
    })
    if (calendar === undefined) return reply.callNotFound()
    return reply.type('text/calendar; charset=utf-8').send(calendar)
  })
}

interface Doors {
  readonly config: Config
  readonly secret: string
  readonly knowledge: WatchedKnowledge
  readonly publicUrl: string
}

function webConfig({ config, secret, knowledge, publicUrl }: Doors) {
  const offices = Object.entries(knowledge.now().offices.offices).map(([id, office]) => [
    id,
    { name: office.municipality, key: officeKey(secret, id) },
  ])
  return {
    publicUrl,
    embedOrigins: config.embedOrigins,
    proxies: config.proxies,
    offices: Object.fromEntries(offices),
    privacy: config.privacy,
    limits: usualLimits,
  }
}

function keepSince({ privacy }: Config): {
  conversations: string
  cases: string
  turns: string
  access_log: string
} {
  const before = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString()
  return {
    conversations: before(privacy.conversationDays),
    cases: before(privacy.caseDays),
    turns: before(privacy.conversationDays),
    access_log: before(privacy.caseDays),
  }
}

/** The offices' doors, in a file only the owner reads: a log is no place for keys. */
async function writeOfficeLinks({ config, secret, knowledge, publicUrl }: Doors): Promise<string> {
  const path = join(config.data, 'office-links.txt')
  const lines = Object.entries(knowledge.now().offices.offices).map(
    ([id, office]) =>
      `${office.municipality}: ${publicUrl}/office/${id}?key=${officeKey(secret, id)}`,
  )
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 })
  return path
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}
