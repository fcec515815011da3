import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ChannelAdapter, Delivery } from '../../adapters/channel.ts'
import { createNotify, type Notify, type NotifyParts } from '../../adapters/notify/notify.ts'
import { type Case, openCase } from '../../src/cases/moves.ts'
import type { Channel } from '../../src/chat.ts'
import { createConversation } from '../../src/conversation/conversation.ts'
import { type CaseAnswer, createNavigator, type Navigator, type Notice } from '../../src/index.ts'
import { draft, monday, officer, region } from '../cases/setting.ts'
import { openKnowledge } from '../real-knowledge.ts'
import { createMemoryStore, type MemoryStore } from './memory-store.ts'

export const knowledge = await openKnowledge()

/** A channel that notes what it was told, and answers as the test wants. */
interface FakeChannel extends Pick<ChannelAdapter, 'name' | 'say' | 'draw' | 'post'> {
  readonly said: Parameters<ChannelAdapter['say']>[0][]
  readonly drawn: Parameters<ChannelAdapter['draw']>[0][]
  readonly posted: Parameters<ChannelAdapter['post']>[0][]
  readonly be: (next: Delivery | 'broken') => void
}

function createChannel(name: 'slack' | 'teams'): FakeChannel {
  const [said, drawn, posted]: [FakeChannel['said'], FakeChannel['drawn'], FakeChannel['posted']] =
    [[], [], []]
  let mood: Delivery | 'broken' = { kind: 'delivered' }
  function take<T>(list: T[], one: T): Promise<Delivery> {
    if (mood === 'broken') return Promise.reject(new Error(`${name} is broken`))
    if (mood.kind === 'delivered') list.push(one)
    return Promise.resolve(mood)
  }
  return {
    name,
    said,
    drawn,
    posted,
    be: (next) => {
      mood = next
    },
    say: (to) => take(said, to),
    draw: (to) => take(drawn, to),
    post: (to) => take(posted, to),
  }
}

/** A receiver of webhooks on this machine. */
export interface HookServer {
  readonly url: string
  readonly calls: { readonly headers: IncomingHttpHeaders; readonly body: string }[]
  readonly be: (next: { status: number; headers?: Record<string, string> } | 'silent') => void
  readonly stop: () => Promise<void>
}

export async function openHookServer(): Promise<HookServer> {
  const calls: HookServer['calls'] = []
  let mood: { status: number; headers?: Record<string, string> } | 'silent' = { status: 204 }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (mood === 'silent') return
      if (mood.status < 300)
        calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(mood.status, mood.headers).end('thanks')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    calls,
    be: (next) => {
      mood = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export interface Setting {
  readonly store: MemoryStore
  readonly navigator: Navigator
  readonly slack: FakeChannel
  readonly teams: FakeChannel
  readonly logged: { readonly level: string; readonly line: unknown; readonly text: unknown }[]
  readonly clock: { now: string }
  readonly notify: Notify
  /** A case of the company's, opened at the clock's time. */
  readonly open: (how: { readonly channel?: Channel; readonly email?: string }) => Promise<Case>
  readonly act: (
    id: string,
    action: string,
    values?: Readonly<Record<string, string>>,
  ) => Promise<CaseAnswer>
  readonly owed: (what: string) => Notice
  readonly link: (office: string, channel: 'slack' | 'teams') => Promise<void>
}

export type Given = Partial<Pick<NotifyParts, 'email' | 'webhooks' | 'officeEmails' | 'patience'>>

export function setUp(given: Given = {}): Setting {
  const store = createMemoryStore()
  const clock = { now: monday }
  const logged: Setting['logged'] = []
  const write = (level: string) => (line: unknown, text?: unknown) => {
    logged.push({ level, line, text })
  }
  const outside = {
    now: () => clock.now,
    dayOf: (at: string) => at.slice(0, 10),
    freshId: (length: number) => '7'.repeat(length),
  }
  const navigator = createNavigator({ store, outside, knowledge: () => knowledge })
  const [slack, teams] = [createChannel('slack'), createChannel('teams')]
  const notify = createNotify({
    store,
    navigator,
    channels: [slack, teams],
    webhooks: { urls: {}, secret: '' },
    officeEmails: {},
    publicUrl: 'https://lotsen.example',
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    now: () => clock.now,
    ...given,
  })
  let presses = 0
  return {
    store,
    navigator,
    slack,
    teams,
    logged,
    clock,
    notify,
    open: async ({ channel = 'web', email = '' }) => {
      const id = `${channel}:1`
      const address = { channel, id: '1' }
      const conversation = createConversation({ id, address, language: 'sv', now: clock.now })
      const contact = { ...draft.contact, email }
      const opened = openCase({ ...draft, conversation: id, contact }, clock.now, region)
      await store.transact(async (tx) => {
        await tx.saveConversation(conversation)
        await tx.saveCase(opened)
      })
      return opened.case
    },
    act: async (id, action, values = {}) => {
      const version = (await store.findCase(id))?.version ?? 0
      const press = { case: id, version, action, values, officer: officer('mala') }
      const answer = await navigator.act({ event: `press-${presses++}`, ...press })
      if (answer.kind !== 'moved') throw new Error(`${action}: ${answer.message}`)
      return answer
    },
    owed: (what) => {
      const found = [...store.kept().notices.values()].findLast((notice) => notice.what === what)
      if (found === undefined) throw new Error(`no notice ${what} is owed`)
      return found
    },
    link: (office, channel) =>
      store.saveRoute({ office, channel, id: `${channel}-${office}`, ref: '{}' }),
  }
}
