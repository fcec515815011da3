import { join } from 'node:path'
import Fastify from 'fastify'
import { pino } from 'pino'
import { outside } from '../../adapters/outside.ts'
import { createChannelMemory } from '../../adapters/postgres/channel-memory.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { migrate } from '../../adapters/postgres/migrate.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import { createSlack } from '../../adapters/slack/slack.ts'
import { createNavigator } from '../../src/index.ts'
import { openKnowledge } from '../real-knowledge.ts'
import { createScriptedNavigator } from './navigator.ts'
import { plainConfig } from './plain-config.ts'

/** Lotsen on PostgreSQL, in a process of its own: `bench-lotsen.ts <channel|everything> <folder> <api url>`. */
const [extent = '', folder = '', apiUrl = ''] = process.argv.slice(2)
const log = pino({ level: 'silent' })
const database = await openDatabase({ folder: join(folder, 'postgres'), log })
await migrate(database)
const store = createStore(database)
const knowledge = extent === 'everything' ? await openKnowledge() : undefined
const slack = createSlack({
  config: plainConfig(apiUrl),
  navigator:
    knowledge === undefined
      ? createScriptedNavigator()
      : createNavigator({ store, outside, knowledge: () => knowledge }),
  store,
  memory: createChannelMemory(database),
  log,
})
const server = Fastify()
await slack.mount(server)
const base = await server.listen({ port: 0, host: '127.0.0.1' })
await slack.start()
process.on('SIGTERM', () => {
  void database.close().then(() => process.exit(0))
})
process.stdout.write(`${base}\n`)
