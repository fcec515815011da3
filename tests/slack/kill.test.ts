import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeSlack, startFakeSlack } from './fake-slack.ts'
import { mention, messageEvent, postSigned, until } from './harness.ts'

const kills = 30
const folder = mkdtempSync(join(tmpdir(), 'lotsen-kill-'))
const victim = new URL('./victim.ts', import.meta.url).pathname
let fake: FakeSlack
let program: readonly string[] = []
const alive = new Set<ChildProcess>()

beforeAll(async () => {
  program = bundle()
  fake = await startFakeSlack()
})
afterAll(async () => {
  for (const child of alive) child.kill('SIGKILL')
  await fake.stop()
})

/** One file starts three times sooner than forty; esbuild comes with tsx, and without it tsx does it. */
function bundle(): readonly string[] {
  const file = join(folder, 'victim.mjs')
  const banner = `import{createRequire}from'node:module';const require=createRequire('${import.meta.url}');`
  const tsx = createRequire(import.meta.url).resolve('tsx/package.json')
  const esbuild = createRequire(tsx).resolve('esbuild/bin/esbuild')
  const options = ['--bundle', '--platform=node', '--format=esm', `--banner:js=${banner}`]
  const made = spawnSync(esbuild, [victim, ...options, `--outfile=${file}`, '--log-level=error'])
  return made.status === 0 ? [file] : ['--import', 'tsx', victim]
}

/** Loaded but not started: what takes time is done while another one lives. */
function warm(): ChildProcess {
  const child = spawn(process.execPath, [...program, folder, fake.apiUrl], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  alive.add(child)
  return child
}

async function start(child: ChildProcess): Promise<string> {
  child.stdin?.write('go\n')
  const [line] = await once(child.stdout ?? child, 'data')
  return String(line).trim()
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  alive.delete(child)
}

const answersTo = (text: string): number =>
  fake.messages.filter((one) => one.text === `Svar på: ${text}`).length

const whispersOf = (text: string): number =>
  fake.responses.filter((one) => one.text === `Svar på: ${text}`).length

async function ask(base: string, event: Record<string, unknown>): Promise<void> {
  const { status } = await postSigned(base, {
    body: JSON.stringify(event),
    type: 'application/json',
  })
  expect(status).toBe(200)
}

test(`killed ${kills} times after the ack: every question answered, none twice`, async () => {
  const pool = [warm(), warm(), warm()]
  const direct: string[] = []
  const inChannels: string[] = []
  let before = 0
  for (let life = 0; life < kills; life += 1) {
    const child = pool.shift() ?? warm()
    const base = await start(child)
    direct.push(`fråga ${life}`)
    inChannels.push(`långsam ${100 + life}`)
    // Direct messages die anywhere: before the turn, in it, while posting, after; mentions between ack and reply.
    await ask(base, messageEvent(`fråga ${life}`, { channel: `DK${life}`, user: `UK${life}` }))
    await ask(base, mention(inChannels.at(-1) ?? '', { channel: `CK${life}`, user: `UM${life}` }))
    await new Promise((resolve) => setTimeout(resolve, (life * 7) % 60))
    if (answersTo(inChannels.at(-1) ?? '') === 0) before += 1
    await kill(child)
    pool.push(warm())
  }
  await start(pool.shift() ?? warm())
  for (const text of [...direct, ...inChannels]) {
    await until(`an answer to "${text}"`, () => answersTo(text) + whispersOf(text) > 0, 15_000)
  }
  expect(direct.map(answersTo)).toEqual(direct.map(() => 1))
  // Killed in the very moment of a post nobody can read back: shown to the one who asked, never twice to all.
  for (const text of inChannels) expect(answersTo(text)).toBeLessThanOrEqual(1)
  expect(inChannels.filter((text) => whispersOf(text) === 0).map(answersTo)).not.toContain(0)
  // Most kills really fell between ack and reply, else this proves nothing.
  expect(before).toBeGreaterThan(kills * 0.8)
  const turns = readFileSync(join(folder, 'turns.jsonl'), 'utf8').trim().split('\n')
  expect(turns).toHaveLength(2 * kills)
}, 60_000)
