import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { withFolder } from '../bench/folder.ts'
import { ms, sumUp } from '../bench/times.ts'
import { drawTable, say } from '../quality/table.ts'
import { secret, sign } from './fake-slack.ts'

const apps = {
  bare: { name: 'bare Bolt echo', program: ['./echo.ts'], events: 3_000, text: 'hej' },
  channel: {
    name: 'Lotsen’s channel, echo, inbox in PostgreSQL',
    program: ['./bench-lotsen.ts', 'channel'],
    events: 3_000,
    text: 'hej',
  },
  everything: {
    name: 'Lotsen, all of it with its database',
    program: ['./bench-lotsen.ts', 'everything'],
    events: 1_000,
    text: 'Vi är fyra anställda i Malå och behöver en ny maskin',
  },
} as const
type App = keyof typeof apps

interface Figures {
  readonly perSecond: number
  readonly ack: ReturnType<typeof sumUp>
  readonly reply: ReturnType<typeof sumUp>
}

const inFlight = 32
const warmUp = 300
const rounds = 3

/**
 * Signed events, each answered with a message: same events, same Slack, by turns, each in a process of its own, the
 * middle of three. The bare echo keeps nothing: what was in its hands is lost when it is killed. Lotsen's channel has
 * written each event to PostgreSQL, with fsync, before it acknowledges it, and that it is done after the reply; all of
 * Lotsen also finds the answer and keeps the turn.
 */
export async function benchSlack(): Promise<void> {
  const all: Record<App, Figures[]> = { bare: [], channel: [], everything: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const app of Object.keys(apps) as App[]) all[app].push(await measure(app))
  }
  const middle = (app: App) => all[app].toSorted((a, b) => a.perSecond - b.perSecond)[1] as Figures
  const rows = (Object.keys(apps) as App[]).map((app) => {
    const { perSecond, ack, reply } = middle(app)
    const figures = [ms(ack.p99), ms(reply.median), ms(reply.p99)]
    return [apps[app].name, String(Math.round(perSecond)), ...figures]
  })
  say(drawTable(['app', 'events/s', 'ack p99 ms', 'reply median ms', 'reply p99 ms'], rows))
  const share = (app: App) => Math.round((100 * middle(app).perSecond) / middle('bare').perSecond)
  say(
    `Of the bare echo’s rate: the channel ${share('channel')} %, all of Lotsen ${share('everything')} %. The bare echo writes nothing to disk; Lotsen has each event on disk before it acknowledges it.`,
  )
}

function measure(app: App): Promise<Figures> {
  return withFolder(async (folder) => {
    const posts = await startPostOffice()
    const { events, text, program: named } = apps[app]
    const [file, ...words] = named
    const program = new URL(file, import.meta.url).pathname
    const options = ['--import', 'tsx', program, ...words, folder, posts.apiUrl]
    const child = spawn(process.execPath, options, { stdio: ['pipe', 'pipe', 'inherit'] })
    const gone = once(child, 'exit')
    child.stdin.write('go\n')
    try {
      const [line] = await once(child.stdout, 'data')
      const base = String(line).trim()
      await send({ base, posts, text, count: warmUp, prefix: 'w' })
      posts.sent.clear()
      posts.answered.clear()
      const began = performance.now()
      const acks = await send({ base, posts, text, count: events, prefix: 'e' })
      const seconds = (performance.now() - began) / 1_000
      const replies = [...posts.answered].map(([id, at]) => at - (posts.sent.get(id) ?? at))
      return { perSecond: events / seconds, ack: sumUp(acks), reply: sumUp(replies) }
    } finally {
      child.kill('SIGTERM')
      await gone
      await posts.stop()
    }
  })
}

type PostOffice = Awaited<ReturnType<typeof startPostOffice>>

/** The quickest Slack there can be: it only notes when which question was answered. */
async function startPostOffice() {
  const sent = new Map<string, number>()
  const answered = new Map<string, number>()
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk) => chunks.push(chunk))
    incoming.on('end', () => {
      if (incoming.url?.endsWith('chat.postMessage')) {
        const to = new URLSearchParams(Buffer.concat(chunks).toString()).get('channel') ?? ''
        answered.set(to.slice('D'.length), performance.now())
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
  return { apiUrl: `http://127.0.0.1:${port}/api/`, sent, answered, stop }
}

interface Sending {
  readonly base: string
  readonly posts: PostOffice
  readonly text: string
  readonly count: number
  readonly prefix: string
}

/** Direct messages of a hundred people, a channel for each message so that the one-a-second rule is not what is measured. */
async function send({ base, posts, text, count, prefix }: Sending): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  const acks: number[] = []
  let next = 0
  const work = async (): Promise<void> => {
    while (next < count) {
      const id = `${prefix}${next}`
      next += 1
      const body = JSON.stringify(question(id, next, text))
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

function question(id: string, number: number, text: string) {
  const ts = `${1_800_000_000 + number}.${id.startsWith('w') ? '000001' : '000002'}`
  const channel = `D${id}`
  const event = {
    type: 'message',
    channel_type: 'im',
    channel,
    user: `U${number % 100}`,
    team: 'T1',
    text,
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
