import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secret, sign } from './fake-slack.ts'

/** What one app managed: events acknowledged and answered per second, and the time from event to posted reply. */
export interface BenchFigures {
  readonly app: 'lotsen' | 'bare Bolt'
  readonly events: number
  readonly perSecond: number
  readonly ackP99: number
  readonly replyP50: number
  readonly replyP99: number
}

const events = 3000
const inFlight = 32
const warmUp = 300

/**
 * Lotsen with its durable inbox on disk beside a bare Bolt echo: same events, same Slack, each in a process of its own,
 * by turns, the middle one of three.
 */
export async function benchSlack(): Promise<readonly BenchFigures[]> {
  const bolt: BenchFigures[] = []
  const lotsen: BenchFigures[] = []
  for (const _ of [1, 2, 3]) {
    bolt.push(await measure('bare Bolt'))
    lotsen.push(await measure('lotsen'))
  }
  const figures = [middle(bolt), middle(lotsen)]
  for (const one of figures) print(one)
  const [before, after] = figures.map((one) => one.perSecond)
  const share = Math.round((100 * (after ?? 0)) / (before ?? 1))
  process.stdout.write(`lotsen answers at ${share} % of the rate of a bare Bolt echo\n`)
  return figures
}

function middle(all: readonly BenchFigures[]): BenchFigures {
  const [, one] = [...all].sort((a, b) => a.perSecond - b.perSecond)
  if (one === undefined) throw new Error('nothing was measured')
  return one
}

function print(one: BenchFigures): void {
  const { app, perSecond, ackP99, replyP50, replyP99 } = one
  const ms = (value: number) => `${value.toFixed(1)} ms`
  process.stdout.write(
    `${app.padEnd(10)} ${String(perSecond).padStart(5)} signed events/s   ack p99 ${ms(ackP99)}   event to reply p50 ${ms(replyP50)} p99 ${ms(replyP99)}\n`,
  )
}

async function measure(app: BenchFigures['app']): Promise<BenchFigures> {
  const posts = await startPostOffice()
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-bench-'))
  const program = new URL(app === 'lotsen' ? './victim.ts' : './echo.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder, posts.apiUrl], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.write('go\n')
  const [line] = await once(child.stdout, 'data')
  const base = String(line).trim()
  try {
    await send({ base, posts, count: warmUp, prefix: 'w' })
    posts.sent.clear()
    posts.answered.clear()
    const began = performance.now()
    const acks = await send({ base, posts, count: events, prefix: 'e' })
    const seconds = (performance.now() - began) / 1000
    const replies = [...posts.answered].map(([id, at]) => at - (posts.sent.get(id) ?? at))
    return {
      app,
      events,
      perSecond: Math.round(events / seconds),
      ackP99: percentile(acks, 99),
      replyP50: percentile(replies, 50),
      replyP99: percentile(replies, 99),
    }
  } finally {
    child.kill('SIGKILL')
    await posts.stop()
  }
}

type PostOffice = Awaited<ReturnType<typeof startPostOffice>>

/** The quickest Slack there can be: it only notes when which question was answered. */
async function startPostOffice() {
  const sent = new Map<string, number>()
  const answered = new Map<string, number>()
  const heard = { count: 0, tell: (): void => {} }
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk) => chunks.push(chunk))
    incoming.on('end', () => {
      if (incoming.url?.endsWith('chat.postMessage')) {
        const text = new URLSearchParams(Buffer.concat(chunks).toString()).get('text') ?? ''
        answered.set(/[we]\d+$/.exec(text)?.[0] ?? '', performance.now())
        heard.tell()
      }
      const user = { id: 'U1', locale: 'sv-SE', name: 'a' }
      const body = {
        ok: true,
        ts: '1.1',
        user_id: 'UBOT',
        bot_id: 'BBOT',
        team_id: 'T1',
        user,
        channel: { id: 'D1' },
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { apiUrl: `http://127.0.0.1:${port}/api/`, sent, answered, heard, stop }
}

interface Sending {
  readonly base: string
  readonly posts: PostOffice
  readonly count: number
  readonly prefix: string
}

/** Direct messages of a hundred people, a channel for each message so that the one-a-second rule is not what is measured. */
async function send({ base, posts, count, prefix }: Sending): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  const acks: number[] = []
  let next = 0
  const work = async (): Promise<void> => {
    while (next < count) {
      const id = `${prefix}${next}`
      next += 1
      const body = JSON.stringify(question(id, next))
      const before = performance.now()
      posts.sent.set(id, before)
      await post(agent, base, body)
      acks.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work))
  while (posts.answered.size < count) await new Promise((resolve) => setTimeout(resolve, 5))
  agent.destroy()
  return acks
}

function question(id: string, number: number) {
  const ts = `${1_800_000_000 + number}.${id.startsWith('w') ? '000001' : '000002'}`
  const channel = `D${id}`
  const event = {
    type: 'message',
    channel_type: 'im',
    channel,
    user: `U${number % 100}`,
    team: 'T1',
    text: id,
    ts,
    event_ts: ts,
    thread_ts: '5.5',
  }
  return {
    type: 'event_callback',
    team_id: 'T1',
    event_id: `Ev${id}`,
    event_time: 1,
    authorizations: [{ team_id: 'T1', user_id: 'UBOT' }],
    event,
  }
}

function post(agent: Agent, base: string, body: string): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...sign(body, Math.floor(Date.now() / 1000), secret),
  }
  return new Promise((resolve, reject) => {
    const sent = request(`${base}/slack/events`, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`status ${response.statusCode}`)),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function percentile(all: readonly number[], percent: number): number {
  const sorted = [...all].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0
}
