import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { appToken, secret, token } from './fake-slack.ts'

/** A Slack nobody here wrote (MIT, an optional dependency for Linux on x64); undefined where it is not. */
export function findLocalSlack(): string | undefined {
  const places = [
    env.LOCAL_SLACK_BIN,
    new URL('../../node_modules/local-slack-linux-x64/bin/local-slack', import.meta.url).pathname,
  ]
  return places.find((place) => place !== undefined && existsSync(place))
}

export interface LocalSlack {
  readonly url: string
  readonly apiUrl: string
  readonly stop: () => Promise<void>
}

interface Starting {
  readonly mode: 'socket' | 'events'
  readonly requestUrl: string
}

export async function startLocalSlack(
  binary: string,
  { mode, requestUrl }: Starting,
): Promise<LocalSlack> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-local-slack-'))
  const file = join(folder, 'config.yaml')
  writeFileSync(file, config(mode, requestUrl))
  const options = ['--config', file, '--port', String(port), '--base-host', '127.0.0.1']
  const child = spawn(binary, options, { cwd: folder, stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await answers(url, child)
  return {
    url,
    apiUrl: `${url}/api/`,
    stop: async () => {
      child.kill('SIGKILL')
    },
  }
}

const config = (mode: string, requestUrl: string): string => `
workspace: { name: Inlandet, domain: inlandet, teamId: T1 }
app:
  appId: A1
  botUserId: UBOT
  botName: lotsen
  botToken: ${token}
  appToken: ${appToken}
  signingSecret: ${secret}
  mode: ${mode}
  requestUrl: ${requestUrl}
users:
  - { id: UANNA, name: anna, real_name: Anna Söder }
  - { id: UMALA, name: maja, real_name: Maja vid kontoret }
  - { id: UJANE, name: jane, real_name: Jane Doe }
channels:
  - { id: C1, name: allmant, members: [UANNA, UMALA, UJANE, UBOT] }
  - { id: C9, name: malakontoret, members: [UMALA, UBOT] }
`

export function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      )
    })
  })
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`local-slack ended with ${child.exitCode}`)
    try {
      if ((await fetch(url)).ok) return
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('local-slack did not answer within 10 s')
}
