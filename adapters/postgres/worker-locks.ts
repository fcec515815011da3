import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import type { Client } from 'pg'
import type { Database } from './database.ts'
import { describeFault } from './fault.ts'
import type { Line } from './line.ts'
import { readRows } from './rows.ts'

/** Session locks that tell which workers live: a killed process loses them at once, its jobs are free again. */
export interface WorkerLocks {
  readonly events: WorkerEvents
  /** Frees the jobs of workers that are no more; graphile-worker alone waits four hours. */
  readonly freeJobs: () => Promise<number>
  readonly stop: () => Promise<void>
}

const key = '7075, hashtext($1)'

async function hold(client: Client, worker: string): Promise<void> {
  await readRows(client, `select pg_advisory_lock_shared(${key})`, [worker])
}

async function isDead(client: Client, worker: string): Promise<boolean> {
  const [row] = await readRows<{ free: boolean }>(
    client,
    `select pg_try_advisory_lock(${key}) as free`,
    [worker],
  )
  if (row?.free !== true) return false
  await readRows(client, `select pg_advisory_unlock(${key})`, [worker])
  return true
}

async function freeJobs(client: Client, own: ReadonlySet<string>): Promise<number> {
  const holders = await readRows<{ worker: string }>(
    client,
    "select distinct locked_by as worker from graphile_worker.jobs where locked_at < now() - interval '2 seconds'",
    [],
  )
  const dead: string[] = []
  for (const { worker } of holders) {
    if (!own.has(worker) && (await isDead(client, worker))) dead.push(worker)
  }
  if (dead.length > 0)
    await readRows(client, 'select graphile_worker.force_unlock_workers($1::text[])', [dead])
  return dead.length
}

export async function openWorkerLocks(database: Database): Promise<WorkerLocks> {
  const own = new Set<string>()
  const line: Line = await database.openLine(async (client) => {
    for (const worker of own) await hold(client, worker)
  })
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => {
    own.add(worker.workerId)
    line
      .use((client) => hold(client, worker.workerId))
      .catch((error) => {
        database.log.warn(describeFault(error), 'worker not registered')
      })
  })
  return { events, freeJobs: () => line.use((client) => freeJobs(client, own)), stop: line.stop }
}
