import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer } from '../../src/index.ts'

/** The real program as a child process, on a database of its own. */
export interface Program {
  readonly url: string
  readonly kill: () => Promise<void>
  /** The way into an office's inbox, with its key. */
  readonly inbox: (office: string) => Promise<string>
  /** Lines of its log, at the level it was started with. */
  readonly complaints: () => readonly string[]
}

export interface Home {
  readonly data: string
  readonly start: () => Promise<Program>
  readonly clean: () => Promise<void>
}

/** A data folder that programs are started on, one after another. */
export async function createHome(
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Home> {
  const data = await mkdtemp(join(tmpdir(), 'lotsen-journey-'))
  const running = new Set<ChildProcess>()
  const start = async (): Promise<Program> => {
    const child = spawn(process.execPath, ['dist/adapters/main.js'], {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        LOTSEN_DATA: data,
        LOTSEN_PORT: '0',
        LOTSEN_LOG_LEVEL: 'error',
        LOTSEN_DATABASE_URL: databaseUrl,
        LOTSEN_SECRET: 's'.repeat(40),
        // Status messages are told at once instead of being gathered for a minute.
        LOTSEN_GATHER_SECONDS: '0',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const logged: string[] = []
    child.stdout?.on('data', (chunk: Buffer) => void logged.push(chunk.toString('utf8')))
    running.add(child)
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const url = await findAddress(child)
    return {
      url,
      complaints: () =>
        logged
          .join('')
          .trim()
          .split('\n')
          .filter((line) => line !== ''),
      kill: async () => {
        child.kill('SIGKILL')
        await gone
        running.delete(child)
      },
      inbox: async (office) => {
        const links = await readFile(join(data, 'office-links.txt'), 'utf8')
        const link = links.split('\n').find((line) => line.includes(`/office/${office}?`)) ?? ''
        return link.slice(link.indexOf('http'))
      },
    }
  }
  return {
    data,
    start,
    clean: async () => {
      for (const child of running) child.kill('SIGKILL')
      await rm(data, { recursive: true, force: true })
    },
  }
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

/** A person at the web chat, over plain HTTP. */
export interface Person {
  readonly say: (program: Program, said: object, event?: string) => Promise<Answer>
}

export function createPerson(): Person {
  const secret = randomBytes(16).toString('hex')
  return {
    say: async ({ url }, said, event = randomUUID()) => {
      const response = await fetch(`${url}/api/turn`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-lotsen-conversation': secret },
        body: JSON.stringify({ event, locale: 'sv', after: 0, ...said }),
      })
      if (!response.ok) throw new Error(`turn answered ${response.status}`)
      return ((await response.json()) as { answer: Answer }).answer
    },
  }
}
