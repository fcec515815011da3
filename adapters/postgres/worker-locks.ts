import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import type { Client } from 'pg'
import type { Database } from './database.ts'
import { describeFault } from './fault.ts'
import type { Line } from './line.ts'
import { readRows } from './rows.ts'

/**
 * Session locks that tell which pools of workers live: a killed process loses its lock at once, its jobs are free again.
 * graphile-worker 0.17 locks a job in the name of the pool, not of the worker that does it.
 */
export interface WorkerLocks {
  readonly events: WorkerEvents
  /** Frees the jobs of pools that are no more; graphile-worker alone waits four hours. */
  readonly freeJobs: () => Promise<number>
  readonly stop: () => Promise<void>
}

const key = '7075, hashtext($1)'

async function hold(client: Client, pool: string): Promise<void> {
  await readRows(client, `select pg_advisory_lock_shared(${key})`, [pool])
}

async function isDead(client: Client, pool: string): Promise<boolean> {
  const [row] = await readRows<{ free: boolean }>(
    client,
    `select pg_try_advisory_lock(${key}) as free`,
    [pool],
  )
  if (row?.free !== true) return false
  await readRows(client, `select pg_advisory_unlock(${key})`, [pool])
  return true
}

async function freeJobs(client: Client, own: ReadonlySet<string>): Promise<number> {
  const holders = await readRows<{ pool: string }>(
    client,
    "select distinct locked_by as pool from graphile_worker.jobs where locked_at < now() - interval '2 seconds'",
    [],
  )
  const dead: string[] = []
  for (const { pool } of holders) {
    if (!own.has(pool) && (await isDead(client, pool))) dead.push(pool)
  }
  if (dead.length > 0)
    await readRows(client, 'select graphile_worker.force_unlock_workers($1::text[])', [dead])
  return dead.length
}

export async function openWorkerLocks(database: Database): Promise<WorkerLocks> {
  const own = new Set<string>()
  const line: Line = await database.openLine(async (client) => {
    for (const pool of own) await hold(client, pool)
  })
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool: { id } }) => {
    own.add(id)
    line
      .use((client) => hold(client, id))
      .catch((error) => {
        database.log.warn(describeFault(error), 'pool of workers not registered')
      })
  })
  return { events, freeJobs: () => line.use((client) => freeJobs(client, own)), stop: line.stop }
}
