import { readdir, readFile } from 'node:fs/promises'
import type { PoolClient } from 'pg'
import { root } from '../root.ts'
import type { Database } from './database.ts'
import { readRows } from './rows.ts'

interface Migration {
  readonly number: number
  readonly name: string
}

const folder = new URL('adapters/postgres/migrations/', root)
const lock = '7074, 2'

async function listMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return names.map((name) => ({ number: Number.parseInt(name, 10), name }))
}

interface State {
  readonly number: number
  readonly jobs: 'there' | 'missing'
}

async function readState(client: PoolClient): Promise<State> {
  const [found] = await readRows<{ ours: string | null; jobs: string | null; encoding: string }>(
    client,
    `select to_regclass('lotsen.migrations')::text as ours, to_regclass('graphile_worker.migrations')::text as jobs,
            current_setting('server_encoding') as encoding`,
    [],
  )
  if (found?.encoding !== 'UTF8') {
    throw new Error(`The database's encoding is ${found?.encoding}: create it with encoding UTF8.`)
  }
  const jobs = found.jobs === null ? 'missing' : 'there'
  if (found.ours === null) return { number: 0, jobs }
  const [row] = await readRows<{ number: number | null }>(
    client,
    'select max(number) as number from lotsen.migrations',
    [],
  )
  return { number: row?.number ?? 0, jobs }
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  const sql = await readFile(new URL(migration.name, folder), 'utf8')
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into lotsen.migrations (number, name) values ($1, $2)', [
      migration.number,
      migration.name,
    ])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed; nothing of it was kept.`, { cause })
  }
}

/** The queue's own tables come first: cases and jobs are written in one transaction from the start. */
async function addJobTables(database: Database): Promise<void> {
  const { runMigrations } = await import('graphile-worker')
  const { createWorkerLogger } = await import('./worker-log.ts')
  await runMigrations({ pgPool: database.pool, logger: createWorkerLogger(database.log) })
}

async function bringUp(client: PoolClient, database: Database): Promise<void> {
  const known = await listMigrations()
  const newest = known.at(-1)?.number ?? 0
  const state = await readState(client)
  if (state.number > newest) {
    throw new Error(
      `The database is at migration ${state.number}, this Lotsen knows ${newest}: start the newer Lotsen, or restore the backup made before it.`,
    )
  }
  if (state.jobs === 'missing') await addJobTables(database)
  if (state.number === 0) {
    await client.query(`create schema if not exists lotsen;
      create table if not exists lotsen.migrations (
        number integer primary key, name text not null, applied timestamptz not null default now())`)
  }
  for (const migration of known) {
    if (migration.number > state.number) await apply(client, migration)
  }
}

/** Brings the database up to this program; several may start at once. */
export async function migrate(database: Database): Promise<void> {
  const client = await database.pool.connect()
  try {
    // The log is written in order: the first commit that anyone is told of makes these durable too.
    await client.query(`select pg_advisory_lock(${lock}); set synchronous_commit = off`)
    await bringUp(client, database)
  } finally {
    await client
      .query(`select pg_advisory_unlock(${lock}); reset synchronous_commit`)
      .catch(() => undefined)
    client.release()
  }
}
