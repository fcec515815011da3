import type { Instant, Notice } from '../../src/index.ts'
import type { Delivered } from '../postgres/deliver.ts'
import type { Attempt } from './attempt.ts'

const nextRouteAfter = 15 * 60
const longestPause = 15 * 60
const patience = 4 * 24 * 60 * 60

/** Which places failed and how, in codes that the queue and the log may keep. */
class Undelivered extends Error {
  override readonly name = 'Undelivered'
  readonly code: string
  constructor(faults: readonly string[]) {
    const code = faults.join('; ')
    super(`A notice did not arrive everywhere: ${code}`)
    this.code = code
  }
}

/** In seconds. */
function ageOf(notice: Notice, now: Instant): number {
  return (Date.parse(now) - Date.parse(notice.due)) / 1000
}

/** A place that only fails for now is waited for a while before the next route is taken. */
export function isReached(notice: Notice, attempts: readonly Attempt[], now: Instant): boolean {
  if (attempts.some(({ kind, place }) => kind === 'done' && place.kind !== 'webhook')) return true
  const hopeful = attempts.some(({ kind, place }) => place.kind !== 'webhook' && kind !== 'gone')
  return hopeful && ageOf(notice, now) < nextRouteAfter
}

/** Nobody will ever read it anywhere. */
export function isLost(attempts: readonly Attempt[]): boolean {
  return attempts.length > 0 && attempts.every(({ kind }) => kind === 'gone')
}

/** "Later" is asked for by rate limits; a place that has said so for days has failed. */
function faultsOf(notice: Notice, attempts: readonly Attempt[], now: Instant): readonly string[] {
  const lost = notice.to.kind === 'company' && isLost(attempts)
  const old = ageOf(notice, now) > patience
  return attempts.flatMap((one) => {
    if (one.kind === 'failed') return [`${one.place.kind} ${one.fault}`]
    const given = (one.kind === 'later' && old) || (one.kind === 'gone' && lost)
    return given ? [`${one.place.kind} ${one.kind}`] : []
  })
}

/** Throws when a place failed that is worth another try. */
export function sumUp(notice: Notice, attempts: readonly Attempt[], now: Instant): Delivered {
  const faults = faultsOf(notice, attempts, now)
  if (faults.length > 0) throw new Undelivered(faults)
  const pauses = attempts.flatMap((one) => (one.kind === 'later' ? [one.seconds] : []))
  if (pauses.length === 0) return { kind: 'sent' }
  // The pauses grow with the notice's age.
  const seconds = Math.max(...pauses, Math.min(ageOf(notice, now) / 4, longestPause))
  return { kind: 'later', at: new Date(Date.parse(now) + seconds * 1000).toISOString() }
}
