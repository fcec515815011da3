import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  lchown,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { type Account, chooseAccount, commandFor } from './account.ts'
import { type Binaries, explainSpawn } from './binaries.ts'
import { isAlive } from './pid-file.ts'

/** A folder of ours: `<folder>/<major>/{cluster,password,server.log,lock}`. */
export interface Home {
  readonly path: string
  readonly cluster: string
  readonly password: string
  readonly account: Account
}

export const user = 'lotsen'

function refuse(folder: string, what: string): Error {
  return new Error(
    `${folder} ${what}: name an empty folder for Lotsen's data, or set DATABASE_URL to a PostgreSQL server of your own.`,
  )
}

async function checkFolder(folder: string, major: string): Promise<void> {
  const names = (await readdir(folder)).filter(
    (name) => !name.startsWith('.') && name !== 'lost+found',
  )
  const versions = names.filter((name) => /^\d+$/.test(name))
  const newer = versions.find((version) => Number(version) > Number(major))
  if (newer !== undefined)
    throw refuse(
      folder,
      `holds data of PostgreSQL ${newer}, newer than the ${major} of this Lotsen (start the newer Lotsen)`,
    )
  if (names.includes(major)) return
  if (versions.length > 0) {
    throw refuse(
      folder,
      `holds data of PostgreSQL ${versions.join(', ')}, which PostgreSQL ${major} cannot read (start the older Lotsen, save with pg_dumpall, load into this one)`,
    )
  }
  if (names.includes('PG_VERSION'))
    throw refuse(folder, 'is the data folder of another PostgreSQL server')
  const other = names.find((name) => !name.startsWith('new-'))
  if (other !== undefined)
    throw refuse(folder, `is not empty and not Lotsen's (it holds "${other}")`)
}

async function give(path: string, account: Account): Promise<void> {
  if (account.kind === 'other') await chown(path, account.uid, account.gid)
}

/** A backup that root put back belongs to root, and PostgreSQL would refuse it. */
async function giveAll(path: string, account: Account): Promise<void> {
  if (account.kind === 'self' || (await stat(path)).uid === account.uid) return
  for (const name of await readdir(path, { recursive: true })) {
    await lchown(join(path, name), account.uid, account.gid)
  }
  await give(path, account)
}

async function runInitdb(binaries: Binaries, staging: string, account: Account): Promise<void> {
  const args = [
    `--pgdata=${join(staging, 'cluster')}`,
    `--username=${user}`,
    `--pwfile=${join(staging, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
    // One call for the whole file system, not one for each of a thousand files.
    ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
  ]
  const command = commandFor(account, { program: binaries.initdb, args }, [
    staging,
    binaries.initdb,
  ])
  const { program, args: all, ...identity } = command
  const child = spawn(program, all, {
    ...identity,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close').catch((cause) => {
    throw explainSpawn(cause, program)
  })
  if (code !== 0) throw new Error(`initdb could not make ${staging}/cluster: ${said.trim()}`)
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}

/** Made aside and moved into place in one step: of two that start at once, one wins and the other uses its. */
async function create(folder: string, major: string, binaries: Binaries): Promise<void> {
  const path = join(folder, major)
  const account = await chooseAccount(path)
  await give(folder, account)
  const staging = join(folder, `new-${process.pid}-${randomBytes(4).toString('hex')}`)
  await mkdir(staging, { mode: 0o700 })
  await give(staging, account)
  const password = join(staging, 'password')
  await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  await give(password, account)
  try {
    await runInitdb(binaries, staging, account)
    await rename(staging, path)
    await syncFolder(folder)
  } catch (cause) {
    await rm(staging, { recursive: true, force: true })
    if (!existsSync(path)) throw cause
  }
}

/** What a start that was killed left behind. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^new-(\d+)-/.exec(name)?.[1]
    if (pid === undefined || isAlive(Number(pid))) continue
    const path = join(folder, name)
    // Another container's start is not among our processes: only what has been lying for a while.
    const made = await stat(path).then((found) => found.mtimeMs, Date.now)
    if (Date.now() - made > 60_000) await rm(path, { recursive: true, force: true })
  }
}

export async function openHome(folder: string, binaries: Binaries): Promise<Home> {
  await mkdir(folder, { recursive: true }).catch((cause) => {
    throw new Error(
      `Cannot make ${folder} (${cause.code}): name a folder Lotsen may write, or set DATABASE_URL.`,
      { cause },
    )
  })
  const real = await realpath(folder)
  await checkFolder(real, binaries.major)
  const path = join(real, binaries.major)
  if (!existsSync(path)) await create(real, binaries.major, binaries)
  await sweep(real)
  const account = await chooseAccount(path)
  await giveAll(path, account)
  const cluster = join(path, 'cluster')
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => 'none')
  const password = await readFile(join(path, 'password'), 'utf8').catch(() => '')
  if (version.trim() !== binaries.major || password === '') {
    throw refuse(
      path,
      `is damaged (version ${version.trim()}, password ${password === '' ? 'missing' : 'there'}; restore a backup)`,
    )
  }
  await chmod(join(path, 'password'), 0o600)
  return { path, cluster, password, account }
}
