import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { open, readFile, realpath, rename, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { type Command, commandFor } from './account.ts'
import { type Binaries, explainSpawn } from './binaries.ts'
import { type Home, user } from './cluster.ts'
import { describeFault } from './fault.ts'
import { isServerOf, readPidFile } from './pid-file.ts'

/** Every Lotsen on the server holds this lock shared; who gets it alone is the last one. */
const presence = '7074, 1'

export interface Server {
  readonly config: ClientConfig
  /** A connection that holds the presence lock. */
  readonly client: Client
  /** Fulfilled when that connection is gone. */
  readonly gone: Promise<void>
}

type Visit =
  | { readonly kind: 'ours'; readonly server: Server }
  | { readonly kind: 'foreign' | 'silent' | 'busy' }

const patience = { start: 60_000, elsewhere: 3_000, step: 5 }

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '32MB',
  max_connections: '100',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  // Details, statements and contexts in the server's log would quote what people wrote.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

/** Without `flock`, a second container on the same folder would not see this one's process. */
const flock = '/usr/bin/flock'
const lockedElsewhere = 75

async function connect(config: ClientConfig, home: Home): Promise<Visit> {
  const client = new Client(config)
  client.on('error', () => undefined)
  const gone = new Promise<void>((resolve) => {
    client.once('end', () => resolve())
  })
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('data_directory') as folder")
    const folder = await realpath(rows[0].folder).catch(() => '')
    if (folder !== home.cluster) {
      await client.end()
      return { kind: 'foreign' }
    }
    await client.query(`select pg_advisory_lock_shared(${presence})`)
    return { kind: 'ours', server: { config, client, gone } }
  } catch (error) {
    await client.end().catch(() => undefined)
    const { code } = describeFault(error)
    if (code === '28P01') return { kind: 'foreign' }
    return { kind: /^(57|53)/.test(code) ? 'busy' : 'silent' }
  }
}

function configFor(home: Home, port: number): ClientConfig {
  return { host: '127.0.0.1', port, user, password: home.password, database: 'postgres' }
}

/** The server on our folder: found, not there, or (`stale`) a process id that is someone else's by now. */
async function find(
  home: Home,
): Promise<Visit | { readonly kind: 'none' } | { readonly kind: 'stale'; readonly pid: number }> {
  const file = await readPidFile(home.cluster)
  if (file === undefined) return { kind: 'none' }
  const visit = await connect(configFor(home, file.port), home)
  if (visit.kind === 'ours' || visit.kind === 'busy') return visit
  if (!(await isServerOf(home.cluster, file.pid))) return { kind: 'stale', pid: file.pid }
  if (visit.kind === 'silent') return { kind: 'busy' }
  throw new Error(
    `The server on ${home.cluster} does not take the password in ${home.path}/password: put the right file back, or restore a backup.`,
  )
}

async function findPort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', resolve)
  })
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.')
  return address.port
}

function commandOf(home: Home, binaries: Binaries, port: number): Command {
  const options = Object.entries({ ...settings, port: `${port}` })
  const args = [
    '-D',
    home.cluster,
    ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const locking = [
    '--no-fork',
    '--nonblock',
    `--conflict-exit-code=${lockedElsewhere}`,
    join(home.path, 'lock'),
  ]
  const command = existsSync(flock)
    ? { program: flock, args: [...locking, binaries.postgres, ...args] }
    : { program: binaries.postgres, args }
  return commandFor(home.account, command, [home.path, binaries.postgres])
}

async function openLog(home: Home): Promise<Awaited<ReturnType<typeof open>>> {
  const path = join(home.path, 'server.log')
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > 1_000_000) await rename(path, `${path}.old`)
  const log = await open(path, 'a', 0o600)
  if (home.account.kind === 'other') await log.chown(home.account.uid, home.account.gid)
  return log
}

/** In a session of its own, so that Ctrl-C reaches Lotsen alone, which stops the server when it is the last. */
async function launch(command: Command, home: Home, stale: number): Promise<ChildProcess> {
  const log = await openLog(home)
  const { program, args, ...identity } = command
  const child = spawn(program, args, {
    ...identity,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log.fd, log.fd],
    // PostgreSQL's own way to be told that the process in a left-over pid file is not a server.
    env: { LC_ALL: 'C', PG_GRANDPARENT_PID: `${stale}` },
  })
  child.unref()
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (cause) => reject(explainSpawn(cause, program)))
  }).finally(() => log.close())
  return child
}

type Outcome = Visit | { readonly kind: 'exited'; readonly code: number | null }

async function start(
  home: Home,
  binaries: Binaries,
  choice: { port: number; stale: number },
): Promise<Outcome> {
  const child = await launch(commandOf(home, binaries, choice.port), home, choice.stale)
  const deadline = Date.now() + patience.start
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const file = await readPidFile(home.cluster)
    if (file?.pid === child.pid && file?.status === 'ready')
      return connect(configFor(home, choice.port), home)
    await pause(patience.step)
  }
  return { kind: 'exited', code: child.exitCode }
}

async function explainExit(home: Home, code: number | null): Promise<Error> {
  const log = await readFile(join(home.path, 'server.log'), 'utf8').catch(() => '')
  const faults = log.split('\n').filter((line) => /FATAL|PANIC|error while loading/.test(line))
  const why = faults.at(-1)?.replace(/^.*?(FATAL|PANIC)/, '$1') ?? `exit code ${code}`
  return new Error(
    `PostgreSQL did not start on ${home.cluster}: ${why}. Look into ${home.path}/server.log; if the folder is damaged, restore a backup or name another folder.`,
  )
}

function usedElsewhere(home: Home): Error {
  return new Error(
    `${home.path} is in use by a Lotsen this one cannot reach (another container?): give both the same DATABASE_URL, or each its own folder.`,
  )
}

/** Finds the server on the folder, or starts it; of several that try at once, one starts it and all share it. */
export async function joinServer(home: Home, binaries: Binaries): Promise<Server> {
  const deadline = Date.now() + patience.start
  let elsewhere = 0
  for (let tries = 0; Date.now() < deadline; ) {
    const found = await find(home)
    if (found.kind === 'ours') return found.server
    if (found.kind !== 'busy') {
      const stale = found.kind === 'stale' ? found.pid : 0
      const outcome = await start(home, binaries, { port: await findPort(), stale })
      if (outcome.kind === 'ours') return outcome.server
      const code = outcome.kind === 'exited' ? outcome.code : 0
      if (code === lockedElsewhere) elsewhere ||= Date.now()
      else if (++tries > 5) throw await explainExit(home, code)
      if (elsewhere > 0 && Date.now() - elsewhere > patience.elsewhere) throw usedElsewhere(home)
    }
    await pause(patience.step * 4 * 2 ** tries)
  }
  throw await explainExit(home, null)
}

async function countOthers(client: Client): Promise<number> {
  const { rows } = await client.query(
    "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
  )
  return rows[0].others
}

/** Stops the server if nobody else uses it; otherwise only leaves. */
export async function leaveServer(server: Server, home: Home, binaries: Binaries): Promise<void> {
  const { client } = server
  await client.query(`select pg_advisory_unlock_shared(${presence})`)
  const { rows } = await client.query(`select pg_try_advisory_lock(${presence}) as last`)
  let others = rows[0].last ? await countOthers(client) : 1
  for (let tries = 0; rows[0].last && others > 0 && tries < 50; tries += 1) {
    await pause(10)
    others = await countOthers(client)
  }
  if (others === 0) await stop(home, binaries)
  await client.end().catch(() => undefined)
}

async function stop(home: Home, binaries: Binaries): Promise<void> {
  const args = ['stop', '-D', home.cluster, '-m', 'fast', '-w', '-t', '60', '-s']
  const {
    program,
    args: all,
    ...identity
  } = commandFor(home.account, { program: binaries.pgCtl, args }, [home.path, binaries.pgCtl])
  const child = spawn(program, all, { ...identity, stdio: 'ignore', env: { LC_ALL: 'C' } })
  await new Promise((resolve) => {
    child.once('close', resolve)
    child.once('error', resolve)
  })
}
