import { webApi } from '@slack/bolt'
import { createLanes, type Lanes } from '../lanes.ts'
import {
  type Draft,
  type Letterhead,
  lookUp,
  type Mark,
  type Posted,
  type PostingParts,
  postNoted,
} from './posting.ts'
import type { Clock } from './settings.ts'

export type { Client, Draft, Letterhead, Mark, Posted } from './posting.ts'

/** All writing to Slack's channels: one message a second in each, `Retry-After` obeyed, short faults outlived. */
export interface Outbox {
  /** Posts once per mark: after a fault or a restart it is looked for before it is sent again. */
  readonly post: (to: Letterhead, draft: Draft, mark: Mark) => Promise<Posted>
  /** For what Slack counts otherwise: updates, and what only one person sees. */
  readonly call: <T>(work: () => Promise<T>) => Promise<T>
  readonly idle: () => Promise<void>
}

const spacing = 1000
const tries = 4
const longestPatience = 60

export function createOutbox(parts: PostingParts): Outbox {
  const { clock } = parts
  const lanes = createLanes()
  const pace = createPace(clock, lanes)
  return {
    call: (work) => persist(clock, work),
    post: (to, draft, mark) =>
      pace(to.channel, () => {
        let now = mark
        return persist(clock, async () => {
          const found = await lookUp(parts, to, now)
          if (found !== 'absent') return found
          if (now.kind === 'fresh') now = { ...mark, kind: 'perhaps-posted' }
          return postNoted(parts, to, { draft, mark })
        })
      }),
    idle: lanes.idle,
  }
}

type Pace = <T>(channel: string, work: () => Promise<T>) => Promise<T>

function createPace(clock: Clock, lanes: Lanes): Pace {
  const freeAt = new Map<string, number>()
  return (channel, work) =>
    lanes.run(channel, async () => {
      const wait = (freeAt.get(channel) ?? 0) - clock.now()
      if (wait > 0) await clock.sleep(wait)
      try {
        return await work()
      } finally {
        freeAt.set(channel, clock.now() + spacing)
        if (freeAt.size > 5000) dropPast(freeAt, clock.now())
      }
    })
}

function dropPast(freeAt: Map<string, number>, now: number): void {
  for (const [channel, at] of freeAt) if (at < now) freeAt.delete(channel)
}

/** What Slack says will pass, passes: 429 after its own time, 5xx and broken connections after ours. */
async function persist<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (error) {
      const pause = pauseAfter(error, tried)
      if (pause === undefined || tried === tries) throw error
      await clock.sleep(pause)
    }
  }
}

function pauseAfter(error: unknown, tried: number): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return error.retryAfter <= longestPatience ? error.retryAfter * 1000 : undefined
  }
  const passing =
    error instanceof webApi.WebAPIRequestError ||
    (error instanceof webApi.WebAPIHTTPError && error.statusCode >= 500)
  return passing ? 250 * 2 ** tried : undefined
}
