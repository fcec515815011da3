import { setTimeout as pause } from 'node:timers/promises'
import { Client, type ClientConfig, Pool } from 'pg'
import type { Logger } from 'pino'
import { findBinaries } from './binaries.ts'
import { openHome } from './cluster.ts'
import { describeFault } from './fault.ts'
import { keepLine, type Line, type LineOptions } from './line.ts'
import { joinServer, leaveServer, type Server } from './server.ts'

export interface DatabaseOptions {
  /** A server of one's own; without it PostgreSQL from npm runs on `folder`. */
  readonly url?: string
  readonly folder: string
  readonly log: Logger
}

export interface Database {
  readonly pool: Pool
  readonly log: Logger
  /** A lasting connection beside the pool, for LISTEN and session locks. */
  readonly openLine: (up: LineOptions['up']) => Promise<Line>
  /** Ends every connection, and the server if it is ours and nobody else uses it. */
  readonly close: () => Promise<void>
}

interface Host {
  /** Where the server is now: started again, it may have moved to another port. */
  readonly config: () => ClientConfig
  readonly leave: () => Promise<void>
}

const limits = {
  application_name: 'lotsen',
  keepAlive: true,
  connectionTimeoutMillis: 10_000,
  idle_in_transaction_session_timeout: 60_000,
  lock_timeout: 30_000,
}

/** Keeps our server running as long as we are: it is found or started again when it went away. */
async function hostOwn(folder: string, log: Logger): Promise<Host> {
  const binaries = await findBinaries()
  const home = await openHome(folder, binaries)
  let server = await joinServer(home, binaries)
  let leaving = false
  let joining: Promise<void> = Promise.resolve()

  async function rejoin(): Promise<void> {
    while (!leaving) {
      try {
        return watch(await joinServer(home, binaries))
      } catch (error) {
        log.error({ ...describeFault(error), folder: home.path }, 'database server gone')
        await pause(1_000)
      }
    }
  }

  function watch(joined: Server): void {
    server = joined
    server.gone.then(() => {
      if (!leaving) joining = rejoin()
    })
  }

  watch(server)
  return {
    config: () => server.config,
    leave: async () => {
      leaving = true
      await joining
      await leaveServer(server, home, binaries).catch((error) => {
        log.warn(describeFault(error), 'database server not stopped')
      })
    },
  }
}

export async function openDatabase({ url, folder, log }: DatabaseOptions): Promise<Database> {
  const host: Host =
    url === undefined
      ? await hostOwn(folder, log)
      : { config: () => ({ connectionString: url }), leave: async () => undefined }
  const config = (): ClientConfig => ({ ...host.config(), ...limits })
  const pool = new Pool({
    max: 10,
    connectionTimeoutMillis: limits.connectionTimeoutMillis,
    Client: class extends Client {
      constructor() {
        super(config())
      }
    },
  })
  pool.on('connect', (client) => {
    // A client that is checked out when its connection breaks would otherwise end the process.
    client.on('error', () => undefined)
  })
  pool.on('error', (error) => log.warn(describeFault(error), 'idle database connection lost'))
  const lines = new Set<Line>()
  let closed: Promise<void> | undefined

  async function close(): Promise<void> {
    await Promise.all([...lines].map((line) => line.stop()))
    await pool.end()
    await host.leave()
  }

  return {
    pool,
    log,
    openLine: async (up) => {
      const line = await keepLine({ config, log, up })
      lines.add(line)
      return { ...line, stop: () => line.stop().finally(() => lines.delete(line)) }
    },
    close: () => {
      closed ??= close()
      return closed
    },
  }
}
