import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whom the server runs as. PostgreSQL refuses root; then it runs as the folder's owner, or as `postgres`. */
export type Account =
  | { readonly kind: 'self' }
  | { readonly kind: 'other'; readonly uid: number; readonly gid: number }

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

async function findUser(name: string): Promise<Account | undefined> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const line = users.split('\n').find((user) => user.startsWith(`${name}:`))
  const [, , uid, gid] = (line ?? '').split(':')
  return uid === undefined || gid === undefined
    ? undefined
    : { kind: 'other', uid: Number(uid), gid: Number(gid) }
}

async function createUser(name: string): Promise<Account> {
  try {
    await run('groupadd', ['--system', '--force', name])
    await run('useradd', [
      '--system',
      '--gid',
      name,
      '--home-dir',
      '/',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ])
  } catch (cause) {
    throw new Error(
      `PostgreSQL does not run as root and the account "${name}" could not be made: start Lotsen as an ordinary user, or set DATABASE_URL.`,
      { cause },
    )
  }
  const made = await findUser(name)
  if (made === undefined)
    throw new Error(`The account "${name}" was made but is not in /etc/passwd.`)
  return made
}

/** `home` is the folder with the data, if it is there yet. */
export async function chooseAccount(home: string): Promise<Account> {
  const self = process.getuid?.()
  const owner = existsSync(home) ? statSync(home) : undefined
  if (self === undefined) return { kind: 'self' }
  if (self !== 0) {
    if (owner === undefined || owner.uid === self) return { kind: 'self' }
    throw new Error(
      `${home} belongs to user ${owner.uid} and Lotsen runs as user ${self}: start it as that user, or give the folder away with chown -R ${self} ${dirname(home)}.`,
    )
  }
  if (owner !== undefined && owner.uid !== 0)
    return { kind: 'other', uid: owner.uid, gid: owner.gid }
  return (await findUser('postgres')) ?? (await createUser('postgres'))
}

function canPass(folder: string, who: { readonly uid: number; readonly gid: number }): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === who.uid) return (mode & 0o100) !== 0
  return (mode & (gid === who.gid ? 0o010 : 0o001)) !== 0
}

function canReach(folder: string, who: { readonly uid: number; readonly gid: number }): boolean {
  const above = dirname(folder)
  return canPass(folder, who) && (above === folder || canReach(above, who))
}

const setpriv = '/usr/bin/setpriv'
const reading = ['--inh-caps=-all,+dac_read_search', '--ambient-caps=-all,+dac_read_search']

/** How `account` runs a program; `folders` are what it must get at, which root may have closed (a checkout in /root). */
export function commandFor(
  account: Account,
  command: Command,
  folders: readonly string[],
): Command {
  if (account.kind === 'self') return command
  const { uid, gid } = account
  const closed = folders.find((folder) => !canReach(folder, account))
  if (closed === undefined) return { ...command, uid, gid }
  if (!existsSync(setpriv)) {
    throw new Error(
      `PostgreSQL runs as user ${uid}, who may not enter ${closed}: start Lotsen as an ordinary user, move it, or set DATABASE_URL.`,
    )
  }
  const change = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
  ]
  return { program: setpriv, args: [...change, ...reading, '--', command.program, ...command.args] }
}
