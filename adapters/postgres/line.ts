import { setTimeout as pause } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import type { Logger } from 'pino'
import { describeFault } from './fault.ts'

/** One lasting connection that is made again whenever it breaks. */
export interface Line {
  /** Uses the connection, one after another. */
  readonly use: <Value>(work: (client: Client) => Promise<Value>) => Promise<Value>
  readonly stop: () => Promise<void>
}

export interface LineOptions {
  /** Asked for every new connection: a server that was started again may have moved. */
  readonly config: () => ClientConfig
  readonly log: Logger
  /** What to do on every new connection, such as LISTEN. */
  readonly up: (client: Client) => Promise<void>
}

const pauses = { first: 50, longest: 5_000, ping: 30_000 }

interface Call {
  readonly client: Client
  /** Fulfilled when the connection is gone, also when that was before anyone asked. */
  readonly gone: Promise<void>
}

async function dial({ config, up }: LineOptions): Promise<Call> {
  const client = new Client(config())
  client.on('error', () => undefined)
  const gone = new Promise<void>((resolve) => {
    client.once('end', () => resolve())
  })
  try {
    await client.connect()
    await up(client)
    return { client, gone }
  } catch (cause) {
    await client.end().catch(() => undefined)
    throw cause
  }
}

/** A connection that died without a word (a router in between) shows only when it is used. */
function keepPinging(call: Call, use: Line['use']): void {
  const ping = setInterval(() => {
    const late = setTimeout(() => call.client.end().catch(() => undefined), pauses.ping / 2)
    use(() => call.client.query('select 1'))
      .catch(() => undefined)
      .finally(() => clearTimeout(late))
  }, pauses.ping)
  ping.unref()
  const stop = (): void => clearInterval(ping)
  call.gone.then(stop, stop)
}

export async function keepLine(options: LineOptions): Promise<Line> {
  let call = await dial(options)
  let stopped = false
  const stopping = new AbortController()
  let queue: Promise<unknown> = Promise.resolve()

  const use: Line['use'] = (work) => {
    const result = queue.then(() => work(call.client))
    queue = result.catch(() => undefined)
    return result
  }

  async function redial(): Promise<void> {
    for (let wait = pauses.first; !stopped; wait = Math.min(wait * 2, pauses.longest)) {
      try {
        call = await dial(options)
        options.log.info('database connection back')
        return
      } catch (error) {
        options.log.warn(describeFault(error), 'database connection lost')
        await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }

  async function live(): Promise<void> {
    while (!stopped) {
      keepPinging(call, use)
      await call.gone
      if (!stopped) await redial()
    }
    await call.client.end().catch(() => undefined)
  }

  const life = live()
  return {
    use,
    stop: async () => {
      stopped = true
      stopping.abort()
      await call.client.end().catch(() => undefined)
      await life
    },
  }
}
