import { type CronItem, parseCronItems, run, type Task } from 'graphile-worker'
import type { Instant } from '../../src/index.ts'
import type { Database } from './database.ts'
import { createDeliverTask, type Delivering } from './deliver.ts'
import { describeFault, NamelessFault } from './fault.ts'
import { oweAgain } from './notices.ts'
import { eraseOld, type Limits } from './retention.ts'
import { openWorkerLocks, type WorkerLocks } from './worker-locks.ts'
import { createWorkerLogger } from './worker-log.ts'

export interface JobWork extends Delivering {
  /** Looks at every open case and owes the reminders that are due; every five minutes. */
  readonly remind: () => Promise<void>
  /** What is older than this goes; asked every night. */
  readonly keepSince: () => Instant | Limits
}

export interface Jobs {
  readonly stop: () => Promise<void>
}

const crontab: readonly CronItem[] = [
  { task: 'remind', match: '*/5 * * * *', options: { jobKey: 'remind', maxAttempts: 3 } },
  { task: 'erase-old', match: '20 1 * * *', options: { jobKey: 'erase-old', maxAttempts: 10 } },
]

const atOnce = 4
const sweepEvery = 10_000

/** Gives jobs back that a crash took: those of dead workers, and owed notices that have none. */
async function sweep({ log, pool }: Database, locks: WorkerLocks): Promise<void> {
  try {
    const freed = await locks.freeJobs()
    const added = await oweAgain(pool)
    if (freed + added > 0) log.warn({ freed, added }, 'jobs recovered')
  } catch (error) {
    log.warn(describeFault(error), 'jobs not looked after; tried again soon')
  }
}

/** Errors of the outside world stay out of the queue's tables. */
function nameless(database: Database, name: string, work: () => Promise<void>): Task {
  return async () => {
    let failure: NamelessFault | undefined
    try {
      await work()
    } catch (error) {
      database.log.error({ ...describeFault(error), task: name }, 'task failed')
      failure = new NamelessFault(error)
    }
    if (failure !== undefined) throw failure
  }
}

/** Carries out what is owed, until stopped; several processes may do so at once. */
export async function startJobs(database: Database, work: JobWork): Promise<Jobs> {
  const { log, pool } = database
  const locks = await openWorkerLocks(database)
  const runner = await run({
    pgPool: pool,
    logger: createWorkerLogger(log),
    events: locks.events,
    concurrency: atOnce,
    pollInterval: 1_000,
    noHandleSignals: true,
    parsedCronItems: parseCronItems([...crontab]),
    taskList: {
      'deliver-notice': createDeliverTask(database, work),
      remind: nameless(database, 'remind', work.remind),
      'erase-old': nameless(database, 'erase-old', async () => {
        log.info(await eraseOld(database, work.keepSince()), 'old data erased')
      }),
    },
  })
  runner.promise.catch((error) => log.error(describeFault(error), 'jobs stopped'))
  await sweep(database, locks)
  const sweeping = setInterval(() => sweep(database, locks), sweepEvery)
  return {
    stop: async () => {
      clearInterval(sweeping)
      await runner.stop()
      await locks.stop()
    },
  }
}
