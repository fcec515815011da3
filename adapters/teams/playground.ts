import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * `npm run playground`: Lotsen in Microsoft's Agents Playground, a Teams on this machine for trying things out.
 *
 * The Playground is not among our dependencies: its licence is for evaluation only, so each developer reads it and
 * installs it by hand, outside package.json:
 *
 *     npm install --no-save --ignore-scripts @microsoft/m365agentsplayground@0.2.28
 *
 * Its page is http://127.0.0.1:56150. It listens on all interfaces: use it where nobody else can reach the machine.
 * It sends no tokens, so Lotsen runs with `emulator: yes`, which answers loopback only (adapters/teams/playground.env).
 */
const installed = 'node_modules/@microsoft/m365agentsplayground/cli.js'
const endpoint = 'http://127.0.0.1:3978/api/messages'
const page = 56150
const folder = 'data/playground'
const patience = 60_000

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { cli: { type: 'string', default: installed } } })
  const cli = resolve(values.cli)
  if (!existsSync(cli))
    throw new Error(
      `Microsoft’s Agents Playground is not at ${values.cli}. Read docs/teams.md, "Try it without Teams".`,
    )
  mkdirSync(folder, { recursive: true })
  const lotsen = run(
    ['--env-file=adapters/teams/playground.env', 'dist/adapters/main.js'],
    process.cwd(),
  )
  stopTogether(lotsen)
  await waitFor(endpoint)
  // It writes its logs to where it is started.
  stopTogether(
    run(
      [cli, 'start', '-e', endpoint, '-c', 'msteams', '-p', String(page), '--disable-telemetry'],
      folder,
    ),
  )
  process.stderr.write(`\nOpen http://127.0.0.1:${page} and write to Lotsen. Ctrl-C ends both.\n`)
}

const children = new Set<ChildProcess>()

function run(args: readonly string[], cwd: string): ChildProcess {
  const child = spawn(process.execPath, args, { cwd, stdio: 'inherit' })
  children.add(child)
  return child
}

function stopTogether(child: ChildProcess): void {
  child.on('exit', () => {
    children.delete(child)
    for (const other of children) other.kill('SIGTERM')
  })
}

async function waitFor(url: string): Promise<void> {
  const until = Date.now() + patience
  while (Date.now() < until) {
    const response = await fetch(url).catch(() => undefined)
    if (response !== undefined) return
    await new Promise((next) => setTimeout(next, 250))
  }
  for (const child of children) child.kill('SIGTERM')
  throw new Error('Lotsen did not start within a minute; its own lines above say why.')
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill('SIGTERM')
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
