import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { describeFault, isPassing } from './fault.ts'

type Result<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'again'; readonly cause: unknown }

const pauses = [0, 20, 100, 250, 500, 1_000, 1_500]

async function commit(client: PoolClient): Promise<void> {
  try {
    await client.query('commit')
  } catch (cause) {
    // The server may have kept it: the channel asks again with the same event, which tells.
    throw new Error(
      'The connection broke while committing; it is unknown whether the turn was kept.',
      { cause },
    )
  }
}

async function attempt<Value>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Value>,
): Promise<Result<Value>> {
  let client: PoolClient
  try {
    client = await pool.connect()
  } catch (cause) {
    if (isPassing(cause)) return { kind: 'again', cause }
    throw cause
  }
  let broken = false
  try {
    await client.query('begin')
    const value = await work(client)
    await commit(client)
    return { kind: 'done', value }
  } catch (cause) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    if (isPassing(cause)) return { kind: 'again', cause }
    throw cause
  } finally {
    client.release(broken)
  }
}

/** Runs `work` in one transaction; after a deadlock, a lost connection or an id that was taken, from the start. */
export async function transact<Value>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Value>,
): Promise<Value> {
  let last: unknown
  for (const wait of pauses) {
    await pause(wait)
    const result = await attempt(pool, work)
    if (result.kind === 'done') return result.value
    last = result.cause
  }
  throw new Error(
    `The database did not answer after ${pauses.length} tries (${describeFault(last).code}).`,
    {
      cause: last,
    },
  )
}
