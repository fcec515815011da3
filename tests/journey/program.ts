import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The real program as a child process. */
export interface Program {
  readonly url: string
  readonly pid: number
  /** As a power cut would: nothing is finished, nothing is said. */
  readonly kill: () => Promise<void>
  /** As the owner would: everything under way is finished. */
  readonly stop: () => Promise<void>
  readonly gone: Promise<void>
}

/** A data folder that programs are started on, one after another or several at once. */
export interface Home {
  readonly data: string
  readonly start: () => Promise<Program>
  /** The way into an office's inbox, with its key, as the owner reads it in the folder. */
  readonly inbox: (office: string) => Promise<string>
  readonly clean: () => Promise<void>
}

/** `settings` are the deployment's, LOTSEN_ left out: without DATABASE_URL the program runs its own server in the folder. */
export async function createHome(settings: Readonly<Record<string, string>>): Promise<Home> {
  const data = await mkdtemp(join(tmpdir(), `lotsen-tests-${process.pid}-`))
  const running = new Set<ChildProcess>()

  async function start(): Promise<Program> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'adapters/main.ts'], {
      env: environment({ DATA: data, PORT: '0', LOG_LEVEL: 'error', ...settings }),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    running.add(child)
    const gone = once(child, 'exit').then(() => {
      running.delete(child)
    })
    const url = await findAddress(child)
    const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
      child.kill(signal)
      await gone
    }
    return { url, pid: child.pid ?? 0, kill: end('SIGKILL'), stop: end('SIGTERM'), gone }
  }

  return {
    data,
    start,
    inbox: async (office) => {
      const links = await readFile(join(data, 'office-links.txt'), 'utf8')
      return new RegExp(`http\\S+/office/${office}\\?\\S+`).exec(links)?.[0] ?? ''
    },
    clean: async () => {
      const all = [...running].map((child) => once(child, 'exit'))
      for (const child of running) child.kill('SIGKILL')
      await Promise.all(all)
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Nothing of the deployment that the tests happen to run in. */
function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('LOTSEN_') && name !== 'PORT' && name !== 'DATABASE_URL',
  )
  const ours = Object.entries(settings).map(([name, value]) => [`LOTSEN_${name}`, value])
  return Object.fromEntries([...given, ...ours])
}

function findAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const address = /Lotsen: (http:\S+)/.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('exit', () =>
      reject(new Error(`the program ended before it was ready: ${said.slice(-500)}`)),
    )
  })
}
