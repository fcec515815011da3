import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = 'dist/adapters/main.js'
const patience = 60_000

/** The real program in a process of its own, built, as `npm start` runs it. */
export interface Running {
  readonly pid: number
  /** From before the process was made until it first answered a question, in milliseconds. */
  readonly firstAnswer: number
  readonly ask: (text: string, conversation: string) => Promise<number>
  readonly stop: () => Promise<void>
}

export async function startProgram(folder: string): Promise<Running> {
  const port = await findPort()
  const began = performance.now()
  const child = spawn(process.execPath, [program], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      LOTSEN_PORT: `${port}`,
      LOTSEN_DATA: folder,
      LOTSEN_LOG_LEVEL: 'silent',
    },
  })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const ask = (text: string, conversation: string) =>
    askOnce(`http://127.0.0.1:${port}/api/turn`, text, conversation)
  try {
    await askUntilAnswered(child, ask)
  } catch (cause) {
    child.kill('SIGTERM')
    throw new Error(`the program did not answer: ${said.join('').trim().slice(0, 400)}`, { cause })
  }
  return {
    pid: child.pid ?? 0,
    firstAnswer: performance.now() - began,
    ask,
    stop: () => stop(child),
  }
}

export const newConversation = (): string => randomBytes(16).toString('hex')

async function askUntilAnswered(child: ChildProcess, ask: Running['ask']): Promise<void> {
  const conversation = newConversation()
  for (const deadline = Date.now() + patience; Date.now() < deadline; await pause(10)) {
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`)
    const status = await ask('Bageri i Åsele, vi vill köpa en ugn till', conversation).catch(
      () => 0,
    )
    if (status === 200) return
    if (status >= 400) throw new Error(`status ${status}`)
  }
  throw new Error(`nothing within ${patience / 1000} s`)
}

async function askOnce(url: string, text: string, conversation: string): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-lotsen-conversation': conversation },
    body: JSON.stringify({
      kind: 'message',
      event: newConversation(),
      locale: 'sv',
      after: 0,
      text,
    }),
  })
  await response.arrayBuffer()
  return response.status
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

async function findPort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
