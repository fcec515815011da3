import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../adapters/postgres/database.ts'
import { type Jobs, type JobWork, startJobs } from '../../adapters/postgres/jobs.ts'
import { findNotice, listNotices, resendNotice, tries } from '../../adapters/postgres/notices.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import type { Notice } from '../../src/index.ts'
import { until } from '../contracts/store-pair.ts'
import { caseOf, noticeOf, secret } from '../contracts/store-samples.ts'
import { dump } from './dump.ts'
import { createFresh, type Fresh } from './fresh.ts'

let fresh: Fresh
let database: Database
let running: Jobs | undefined

beforeEach(async () => {
  fresh = await createFresh()
  database = await fresh.open()
})

afterEach(async () => {
  await running?.stop()
  running = undefined
  await database.close()
  await fresh.drop()
})

const idle: JobWork = {
  deliver: async () => ({ kind: 'sent' }),
  givenUp: async () => undefined,
  remind: async () => undefined,
  keepSince: () => '2000-01-01T00:00:00Z',
}

async function start(work: Partial<JobWork>): Promise<void> {
  running = await startJobs(database, { ...idle, ...work })
}

async function owe(...notices: readonly Notice[]): Promise<void> {
  const store = createStore(database)
  await store.transact((tx) => tx.saveCase({ case: caseOf('L-JOB', 'c'), events: [], notices }))
}

const sample = (what: Notice['what'], due?: string): Notice =>
  noticeOf(caseOf('L-JOB', 'c'), what, due)

async function stateOf(what: string): Promise<string | undefined> {
  return (await findNotice(database.pool, `L-JOB:${what}`))?.state
}

/** Pulls a job's next try to now. */
async function hurry(): Promise<void> {
  await database.pool.query(
    'update graphile_worker._private_jobs set run_at = now() where locked_at is null',
  )
}

describe('what is owed is carried out', () => {
  test('a notice is delivered after its commit, once', async () => {
    const sent: Notice[] = []
    await start({
      deliver: async (notice) => {
        sent.push(notice)
        return { kind: 'sent' }
      },
    })
    await owe(sample('new-case'))
    await until(async () => (await stateOf('new-case')) === 'sent')
    await owe(sample('new-case'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(sent).toEqual([sample('new-case')])
  })

  test('not before it is due; later and moot are heeded', async () => {
    const calls: string[] = []
    await start({
      deliver: async ({ what }) => {
        calls.push(what)
        return what === 'tried' ? { kind: 'later', at: '2999-01-01T00:00:00Z' } : { kind: 'moot' }
      },
    })
    await owe(sample('reminder', '2999-01-01T00:00:00Z'), sample('tried'), sample('moved'))
    await until(async () => (await stateOf('moved')) === 'moot' && calls.includes('tried'))
    await until(async () => (await findNotice(database.pool, 'L-JOB:tried'))?.attempts === 1)
    expect(calls.sort()).toEqual(['moved', 'tried'])
    const { rows } = await database.pool.query(
      "select key, extract(year from run_at)::int as year from graphile_worker.jobs where key is not null and task_identifier = 'deliver-notice' order by key",
    )
    expect(rows).toEqual([
      { key: 'L-JOB:reminder', year: 2999 },
      { key: 'L-JOB:tried', year: 2999 },
    ])
  })

  test('a failure is tried again with growing pauses and leaves no text behind', async () => {
    let left = 2
    await start({
      deliver: async () => {
        left -= 1
        if (left >= 0)
          throw Object.assign(new TypeError(`no mailbox for ${secret}`), { code: 'EENVELOPE' })
        return { kind: 'sent' }
      },
    })
    await owe({ ...sample('new-case'), values: {} })
    await until(async () => (await findNotice(database.pool, 'L-JOB:new-case'))?.attempts === 1)
    const found = await findNotice(database.pool, 'L-JOB:new-case')
    expect(found).toMatchObject({ state: 'owed', last_error: 'TypeError EENVELOPE' })
    const queue = (await dump(database))
      .split('\n')
      .filter((row) => !row.startsWith('lotsen.cases'))
    expect(queue.filter((row) => row.includes('mailbox') || row.includes('Ängström'))).toEqual([])
    await until(async () => {
      await hurry()
      return (await stateOf('new-case')) === 'sent'
    })
    expect(await findNotice(database.pool, 'L-JOB:new-case')).toMatchObject({ attempts: 3 })
  })

  test('after the last try it is failed, told of, and can be sent by hand', async () => {
    const givenUp: string[] = []
    let broken = 'yes'
    await owe(sample('new-case'))
    await database.pool.query('update graphile_worker._private_jobs set attempts = $1', [tries - 1])
    await start({
      deliver: async () => {
        if (broken === 'yes') throw new Error('down')
        return { kind: 'sent' }
      },
      givenUp: async ({ id }) => {
        givenUp.push(id)
      },
    })
    await until(async () => (await stateOf('new-case')) === 'failed' && givenUp.length > 0)
    expect(await listNotices(database.pool, { state: 'failed' })).toHaveLength(1)
    broken = 'no'
    expect(await resendNotice(database.pool, 'L-JOB:new-case')).toBe('owed')
    expect(await resendNotice(database.pool, 'L-NONE:none')).toBe('unknown')
    await until(async () => (await stateOf('new-case')) === 'sent')
    expect(givenUp).toEqual(['L-JOB:new-case'])
  })
})

describe('nothing is owed for ever', () => {
  test('a notice without a job gets one at the next start', async () => {
    await owe(sample('new-case'), sample('received'))
    await database.pool.query(
      "delete from graphile_worker._private_jobs where key = 'L-JOB:new-case'",
    )
    await database.pool.query(
      "update graphile_worker._private_jobs set attempts = max_attempts where key = 'L-JOB:received'",
    )
    await start({})
    await until(async () => (await listNotices(database.pool, { state: 'sent' })).length === 2)
  })

  test('the jobs of a worker that died are free again at once', async () => {
    await owe(sample('new-case'))
    await database.pool.query(
      "update graphile_worker._private_jobs set locked_by = 'worker-dead', locked_at = now() - interval '10 seconds', attempts = 1",
    )
    await start({})
    await until(async () => (await stateOf('new-case')) === 'sent')
  })

  test('the job of a worker that lives is left alone', async () => {
    let release: () => void = () => undefined
    const calls: string[] = []
    await start({
      deliver: ({ id }) => {
        calls.push(id)
        return new Promise((resolve) => {
          release = () => resolve({ kind: 'sent' })
        })
      },
    })
    await owe(sample('new-case'))
    await until(() => calls.length === 1)
    await database.pool.query(
      "update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'",
    )
    const other = await fresh.open()
    const rival = await startJobs(other, {
      ...idle,
      deliver: async ({ id }) => {
        calls.push(`${id} again`)
        return { kind: 'sent' }
      },
    })
    // Long enough for a job that is free to be taken.
    await pause(1_500)
    expect(await stateOf('new-case')).toBe('owed')
    release()
    await until(async () => (await stateOf('new-case')) === 'sent')
    expect(calls).toHaveLength(1)
    await rival.stop()
    await other.close()
  })
})
