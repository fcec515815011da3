import { Logger as WorkerLogger } from 'graphile-worker'
import type { Logger } from 'pino'

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

/** graphile-worker's messages name tasks, jobs and our own nameless errors; what else it knows is left out. */
export function createWorkerLogger(log: Logger): WorkerLogger {
  return new WorkerLogger((scope) => (level, message) => {
    const { label, taskIdentifier: task, jobId: job } = scope
    log[levels[level]]({ label, task, job }, message)
  })
}
