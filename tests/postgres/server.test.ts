import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { until } from '../contracts/store-pair.ts'
import { silent as log } from './fresh.ts'

interface Sitter {
  readonly process: ChildProcessWithoutNullStreams
  readonly said: { readonly port?: string; readonly started?: string; readonly refused?: string }
}

// One folder for all: the first test makes it, each leaves it without a server.
let root: string
let folder: string
const sitters: ChildProcessWithoutNullStreams[] = []

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lotsen-server-'))
  folder = join(root, 'postgres')
})

afterEach(async () => {
  for (const child of sitters.splice(0)) child.kill('SIGKILL')
  const pid = await findServer()
  if (pid !== undefined) await stop(pid, 'SIGINT')
})

afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 10 }))

async function findServer(): Promise<number | undefined> {
  const path = join(folder, '18', 'cluster', 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(() => '')
  return text === '' ? undefined : Number(text.split('\n')[0])
}

/** Only ever a server this test started: its id stands in our own temporary folder. */
async function stop(pid: number, signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
  process.kill(pid, signal)
  if (signal === 'SIGINT') await until(async () => (await findServer()) !== pid)
}

async function sit(): Promise<Sitter> {
  const script = new URL('./sit.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder])
  sitters.push(child)
  const [line] = await once(child.stdout, 'data')
  return { process: child, said: JSON.parse(String(line)) }
}

async function leave(sitter: Sitter): Promise<void> {
  sitter.process.stdin.write('\n')
  await once(sitter.process, 'exit')
}

test('several that start at once on a fresh folder share one server', async () => {
  const [one, two, three] = await Promise.all([sit(), sit(), sit()])
  expect(one.said).toMatchObject({ port: expect.any(String) })
  expect(two.said).toEqual(one.said)
  expect(three.said).toEqual(one.said)
  const pid = await findServer()
  await Promise.all([leave(one), leave(two)])
  expect(await findServer()).toBe(pid)
  await leave(three)
  expect(await findServer()).toBeUndefined()
})

test('the folder is closed to others, commits are synced, the last one to leave stops the server', async () => {
  const database = await openDatabase({ folder, log })
  const { rows } = await database.pool.query('show fsync')
  expect(rows).toEqual([{ fsync: 'on' }])
  expect((await stat(join(folder, '18', 'password'))).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, '18'))).mode & 0o077).toBe(0)
  await database.close()
  expect(await findServer()).toBeUndefined()
  const again = await openDatabase({ folder, log })
  await again.pool.query('select 1')
  await again.close()
})

test('killed with -9, Lotsen finds its own server again and stops it in the end', async () => {
  const killed = await sit()
  killed.process.kill('SIGKILL')
  await once(killed.process, 'exit')
  const next = await sit()
  expect(next.said).toEqual(killed.said)
  await leave(next)
  expect(await findServer()).toBeUndefined()
})

test('a server that was killed is started again under those who use it, with all it had promised', async () => {
  const database = await openDatabase({ folder, log })
  await database.pool.query('create table kept (n integer)')
  let written = 0
  for (let round = 1; round <= 3; round += 1) {
    const killed = await findServer()
    setTimeout(() => stop(killed ?? 0, 'SIGKILL'), 30 * round)
    const write = async (): Promise<void> => {
      await database.pool.query('insert into kept values ($1)', [written + 1])
      written += 1
    }
    await until(() =>
      write().then(
        () => false,
        () => true,
      ),
    )
    await until(async () => (await findServer()) !== killed)
    await until(() =>
      database.pool.query('select 1').then(
        () => true,
        () => false,
      ),
    )
    const { rows } = await database.pool.query(
      'select count(distinct n)::int as kept from kept where n <= $1',
      [written],
    )
    expect(rows).toEqual([{ kept: written }])
  }
  await database.close()
})

test('a folder that is locked by a Lotsen out of reach is refused', async () => {
  await (await openDatabase({ folder, log })).close()
  const other = spawn('/usr/bin/flock', ['--no-fork', join(folder, '18', 'lock'), 'sleep', '60'])
  await once(other, 'spawn')
  await pause(100)
  const opening = openDatabase({ folder, log })
  await expect(opening).rejects.toThrow(/another container.*DATABASE_URL/)
  other.kill('SIGKILL')
  await once(other, 'exit')
})

test('a process id in a left-over file that is somebody else is not taken for the server', async () => {
  await (await openDatabase({ folder, log })).close()
  const left = [
    `${process.pid}`,
    join(folder, '18', 'cluster'),
    '1',
    '1',
    '',
    '127.0.0.1',
    '',
    'ready',
  ]
  const path = join(folder, '18', 'cluster', 'postmaster.pid')
  await writeFile(path, `${left.join('\n')}\n`)
  const database = await openDatabase({ folder, log })
  await database.pool.query('select 1')
  expect(await findServer()).not.toBe(process.pid)
  await database.close()
})

test('a copied folder gets a server of its own, though the original runs', async () => {
  const original = await openDatabase({ folder, log })
  const copy = join(root, 'copy')
  await cp(folder, copy, { recursive: true, preserveTimestamps: true })
  const port = async (pool: typeof original.pool): Promise<string> =>
    (await pool.query('show port')).rows[0].port
  const other = await openDatabase({ folder: copy, log })
  expect(await port(other.pool)).not.toBe(await port(original.pool))
  await other.close()
  await original.pool.query('select 1')
  await original.close()
})

test('folders that are not ours, damaged or of another version are refused, untouched', async () => {
  const folder = join(root, 'other')
  const open = (): Promise<unknown> => openDatabase({ folder, log })
  await mkdir(folder)
  await writeFile(join(folder, 'thesis.doc'), 'x')
  await expect(open()).rejects.toThrow(/thesis\.doc.*DATABASE_URL/)
  await rm(join(folder, 'thesis.doc'))
  await writeFile(join(folder, 'PG_VERSION'), '16')
  await expect(open()).rejects.toThrow('another PostgreSQL server')
  await rm(join(folder, 'PG_VERSION'))
  await mkdir(join(folder, '17'))
  await expect(open()).rejects.toThrow(/PostgreSQL 17.*pg_dumpall/)
  await rm(join(folder, '17'), { recursive: true })
  await mkdir(join(folder, '18'))
  await expect(open()).rejects.toThrow('damaged')
  await rm(join(folder, '18'), { recursive: true })
  await writeFile(join(root, 'file'), 'x')
  await expect(openDatabase({ folder: join(root, 'file'), log })).rejects.toThrow('Cannot make')
})

test('a damaged data folder is told as such', async () => {
  await (await openDatabase({ folder, log })).close()
  await rm(join(folder, '18', 'cluster', 'global', 'pg_control'))
  await expect(openDatabase({ folder, log })).rejects.toThrow(/did not start.*server\.log/)
})
