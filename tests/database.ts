import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { type Database, openDatabase } from '../adapters/postgres/database.ts'
import { migrate } from '../adapters/postgres/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server's address without a database's name. */
    readonly server: string
  }
}

export const template = 'lotsen_template'
const prefix = 'lotsen-tests-'
const log = pino({ level: 'silent' })

async function findServer(folder: string, server: Database): Promise<string> {
  const [version = ''] = (await readdir(folder)).filter((name) => /^\d+$/.test(name))
  const password = await readFile(join(folder, version, 'password'), 'utf8')
  const { rows } = await server.pool.query("select current_setting('port') as port")
  return `postgres://lotsen:${password}@127.0.0.1:${rows[0].port}`
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A run that was killed could not clean up after itself. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix)
      ? Number(name.slice(prefix.length).split('-')[0])
      : undefined
    if (pid === undefined || isRunning(pid)) continue
    const folder = join(tmpdir(), name)
    const left = await openDatabase({ folder, log }).catch(() => undefined)
    await left?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** One real server for the whole run, with a migrated database that every test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers()
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  const server = await openDatabase({ folder, log })
  const address = await findServer(folder, server)
  await server.pool.query(`create database ${template}`)
  const migrated = await openDatabase({ url: `${address}/${template}`, folder, log })
  await migrate(migrated)
  await migrated.close()
  project.provide('server', address)
  return async () => {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}
