import type { Task } from 'graphile-worker'
import type { Instant, Notice } from '../../src/index.ts'
import type { Database } from './database.ts'
import { describeFault, NamelessFault } from './fault.ts'
import { findNotice, noteAttempt, postpone, settle } from './notices.ts'

export type Delivered =
  | { readonly kind: 'sent' }
  | { readonly kind: 'later'; readonly at: Instant }
  | { readonly kind: 'moot' }

export interface Delivering {
  readonly deliver: (notice: Notice) => Promise<Delivered>
  /** Tells that a notice has been given up after its last try. */
  readonly givenUp: (notice: Notice) => Promise<void>
}

function readId(payload: unknown): string {
  if (typeof payload === 'object' && payload !== null && 'id' in payload) return String(payload.id)
  throw new Error('A deliver-notice job without an id.')
}

async function record(database: Database, id: string, result: Delivered): Promise<void> {
  const { pool } = database
  if (result.kind !== 'moot') await noteAttempt(pool, id, null)
  if (result.kind === 'later') await postpone(pool, id, result.at)
  else await settle(pool, id, result.kind)
}

/** A crash between sending and recording sends once more: better twice than never. */
export function createDeliverTask(database: Database, work: Delivering): Task {
  const { pool, log } = database

  async function fail(notice: Notice, error: unknown, left: number): Promise<void> {
    const nameless = new NamelessFault(error)
    await noteAttempt(pool, notice.id, nameless.message)
    log.warn({ ...describeFault(error), notice: notice.id, left }, 'notice not delivered')
    if (left > 0) throw nameless
    await settle(pool, notice.id, 'failed')
    log.error({ notice: notice.id }, 'notice given up')
    await work.givenUp(notice)
  }

  return async (payload, { job }) => {
    const id = readId(payload)
    const found = await findNotice(pool, id)
    if (found?.state !== 'owed') return
    try {
      const result = await work.deliver(found.notice)
      await record(database, id, result)
      log.info({ notice: id, result: result.kind }, 'notice')
    } catch (error) {
      await fail(found.notice, error, job.max_attempts - job.attempts)
    }
  }
}
