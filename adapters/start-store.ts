import { join } from 'node:path'
import { pino } from 'pino'
import type { Store } from '../src/index.ts'
import { type Config, readConfig } from './config.ts'
import { type Database, openDatabase } from './postgres/database.ts'
import { migrate } from './postgres/migrate.ts'
import { createStore } from './postgres/store.ts'

export interface OpenStore {
  readonly database: Database
  readonly store: Store
  readonly close: () => Promise<void>
}

/** The database, brought up to this program, and the store on it. */
export async function openStore(
  config: Config = readConfig(),
  log = pino({ level: 'warn' }, pino.destination(2)),
): Promise<OpenStore> {
  const database = await openDatabase({
    ...(config.databaseUrl === undefined ? {} : { url: config.databaseUrl }),
    folder: join(config.data, 'postgres'),
    log,
  })
  await migrate(database)
  return { database, store: createStore(database), close: database.close }
}
