import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { withFolder } from '../bench/folder.ts'
import { ms, sumUp } from '../bench/times.ts'
import { drawTable, say } from '../quality/table.ts'
import { type FakeBotFramework, startFakeBotFramework } from './fake-botframework.ts'
import { activity } from './set-up.ts'

const bots = {
  bare: 'bare botbuilder echo',
  channel: 'Lotsen’s channel, echo, its memory in PostgreSQL',
  everything: 'Lotsen, all of it with its database',
} as const
type Bot = keyof typeof bots

interface Figures {
  readonly perSecond: number
  readonly answer: ReturnType<typeof sumUp>
  readonly reply: ReturnType<typeof sumUp>
}

const activities: Readonly<Record<Bot, number>> = { bare: 1_500, channel: 1_500, everything: 400 }
const warmUp = 150
const inFlight = 16
const rounds = 3

/**
 * Signed activities, each answered with a message: by turns, each in a process of its own, the middle of three. The bare
 * echo keeps nothing and answers one line; Lotsen's channel reads and keeps each person's reference in PostgreSQL, with
 * fsync; all of Lotsen also finds the answer, keeps the turn, and answers with cards.
 */
export async function benchTeams(): Promise<void> {
  const all: Record<Bot, Figures[]> = { bare: [], channel: [], everything: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const bot of Object.keys(bots) as Bot[]) all[bot].push(await measure(bot))
  }
  const middle = (bot: Bot) => all[bot].toSorted((a, b) => a.perSecond - b.perSecond)[1] as Figures
  const rows = (Object.keys(bots) as Bot[]).map((bot) => {
    const { perSecond, answer, reply } = middle(bot)
    return [
      bots[bot],
      String(Math.round(perSecond)),
      ms(answer.p99),
      ms(reply.median),
      ms(reply.p99),
    ]
  })
  say(
    drawTable(['bot', 'activities/s', 'answered p99 ms', 'reply median ms', 'reply p99 ms'], rows),
  )
  const share = (bot: Bot) => Math.round((100 * middle(bot).perSecond) / middle('bare').perSecond)
  say(
    `Of the bare echo’s rate: the channel ${share('channel')} %, all of Lotsen ${share('everything')} %. The bare echo writes nothing to disk and finds nothing.`,
  )
}

function measure(bot: Bot): Promise<Figures> {
  return withFolder(async (folder) => {
    const framework = await startFakeBotFramework()
    const program = new URL('./bench-bots.ts', import.meta.url).pathname
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', program, bot, framework.url, folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    try {
      const url = await readLine(child)
      await send({ framework, url, count: warmUp, prefix: 'w' })
      framework.calls.length = 0
      const began = performance.now()
      const sent = await send({ framework, url, count: activities[bot], prefix: 'e' })
      const seconds = (performance.now() - began) / 1_000
      const replies = framework.calls.flatMap((call) => {
        const at = sent.get(call.conversation)?.began
        return at === undefined ? [] : [call.at - at]
      })
      const answers = [...sent.values()].map((one) => one.ended - one.began)
      return { perSecond: sent.size / seconds, answer: sumUp(answers), reply: sumUp(replies) }
    } finally {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      await framework.stop()
    }
  })
}

async function readLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the bot has no output')
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error('the bot did not start')
    }),
  ])
  return String(line).trim()
}

interface Sending {
  readonly framework: FakeBotFramework
  readonly url: string
  readonly count: number
  readonly prefix: string
}

interface Sent {
  readonly began: number
  readonly ended: number
}

/** Each person in a tenant and a chat of their own, so that Teams' limits are not what is measured. */
async function send({ framework, url, count, prefix }: Sending): Promise<Map<string, Sent>> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  const authorization = `Bearer ${framework.sign()}`
  const sent = new Map<string, Sent>()
  let next = 0
  const work = async (): Promise<void> => {
    while (next < count) {
      const id = `${prefix}${next}`
      next += 1
      const conversation = { id: `a:${id}`, conversationType: 'personal', tenantId: id }
      const body = JSON.stringify(
        activity(
          { bot: framework },
          {
            text: 'Vi är fyra anställda i Malå och behöver en ny maskin',
            conversation,
            channelData: { tenant: { id } },
          },
          { name: id, id },
        ),
      )
      const began = performance.now()
      await post({ agent, url, authorization, body })
      sent.set(conversation.id, { began, ended: performance.now() })
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work))
  agent.destroy()
  return sent
}

function post({
  agent,
  url,
  authorization,
  body,
}: {
  agent: Agent
  url: string
  authorization: string
  body: string
}): Promise<void> {
  const headers = {
    authorization,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  return new Promise((done, fail) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response
        .resume()
        .on('end', () =>
          response.statusCode === 200 ? done() : fail(new Error(`status ${response.statusCode}`)),
        )
    })
    sent.on('error', fail).end(body)
  })
}
