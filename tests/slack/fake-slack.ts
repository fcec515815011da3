import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { brokenRules, brokenViewRules } from './block-rules.ts'
import type { Json } from './json.ts'

export interface Call {
  readonly method: string
  readonly token: string
  readonly args: Json
  readonly at: number
}

export interface Message extends Json {
  readonly ts: string
  readonly channel: string
  readonly text: string
}

/** What a method answers instead, the next time it is called. */
type Upset =
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'rate-limited'; readonly seconds: number }
  | { readonly kind: 'status'; readonly status: number }
  /** Done, but the answer is lost on the way. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'slow'; readonly ms: number }

export interface FakeSlack {
  readonly url: string
  readonly apiUrl: string
  readonly calls: Call[]
  readonly messages: Message[]
  readonly responses: Json[]
  readonly users: Map<string, Record<string, unknown>>
  readonly channels: Map<string, Record<string, unknown>>
  readonly callsOf: (method: string) => readonly Call[]
  readonly upset: (method: string, ...how: Upset[]) => void
  readonly sockets: Set<WebSocket>
  /** Pushes an envelope and gives what the app acked, or undefined after `ms`. */
  readonly push: (type: string, payload: unknown, ms?: number) => Promise<Json | undefined>
  readonly post: (message: Partial<Message> & { channel: string }) => Message
  readonly stop: () => Promise<void>
}

export const secret = 'a-signing-secret'
export const token = 'xoxb-fake-bot-token'
export const appToken = 'xapp-fake-app-token'

export const sign = (body: string, at: number, key = secret): Record<string, string> => ({
  'x-slack-request-timestamp': String(at),
  'x-slack-signature': `v0=${createHmac('sha256', key).update(`v0:${at}:${body}`).digest('hex')}`,
})

export async function startFakeSlack(): Promise<FakeSlack> {
  const state = createState()
  const server = createServer((request, response) => {
    void answer(state, request, response)
  })
  const wss = new WebSocketServer({ server })
  wss.on('connection', (socket) => {
    state.sockets.add(socket)
    socket.on('close', () => state.sockets.delete(socket))
    socket.on('message', (raw) => {
      const ack = JSON.parse(String(raw))
      state.acks.get(ack.envelope_id)?.(ack.payload ?? {})
    })
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  state.url = `http://127.0.0.1:${port}`
  return {
    ...state,
    apiUrl: `${state.url}/api/`,
    callsOf: (method) => state.calls.filter((call) => call.method === method),
    upset: (method, ...how) => {
      state.upsets.set(method, [...(state.upsets.get(method) ?? []), ...how])
    },
    push: (type, payload, ms = 3200) => push(state, { type, payload, ms }),
    post: (message) => addMessage(state, message),
    stop: async () => {
      for (const socket of state.sockets) socket.terminate()
      wss.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function createState() {
  return {
    url: '',
    calls: [] as Call[],
    messages: [] as Message[],
    responses: [] as Json[],
    users: new Map<string, Record<string, unknown>>(),
    channels: new Map<string, Record<string, unknown>>(),
    upsets: new Map<string, Upset[]>(),
    sockets: new Set<WebSocket>(),
    acks: new Map<string, (payload: Json) => void>(),
    clock: 1_700_000_000,
  }
}
type State = ReturnType<typeof createState>

function push(
  state: State,
  { type, payload, ms }: { type: string; payload: unknown; ms: number },
): Promise<Json | undefined> {
  const envelope_id = randomUUID()
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms, undefined)
    state.acks.set(envelope_id, (said) => {
      clearTimeout(timer)
      resolve(said)
    })
    const envelope = { type, envelope_id, payload, accepts_response_payload: true }
    for (const socket of state.sockets) {
      socket.send(JSON.stringify(envelope))
      return
    }
  })
}

async function answer(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString('utf8')
  const path = new URL(request.url ?? '/', 'http://fake').pathname
  if (path.startsWith('/respond')) {
    state.responses.push({ at: Date.now(), path, ...JSON.parse(body) })
    response.end('ok')
    return
  }
  const method = path.replace('/api/', '')
  const args = readArgs(request, body)
  const auth = request.headers.authorization ?? ''
  const token = auth.replace('Bearer ', '') || String(args.token ?? '')
  state.calls.push({ method, token, args, at: Date.now() })
  const upset = state.upsets.get(method)?.shift()
  if (upset?.kind === 'status') return void response.writeHead(upset.status).end('no')
  if (upset?.kind === 'rate-limited') {
    return void response
      .writeHead(429, { 'retry-after': String(upset.seconds) })
      .end('{"ok":false,"error":"ratelimited"}')
  }
  if (upset?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, upset.ms))
  const result =
    upset?.kind === 'error'
      ? { ok: false, error: upset.error }
      : perform(state, { method, args, token })
  if (upset?.kind === 'lost') return void response.destroy()
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result))
}

function readArgs(request: IncomingMessage, body: string): Json {
  if (request.headers['content-type']?.includes('json')) return JSON.parse(body || '{}')
  const pairs = [...new URLSearchParams(body)].map(([key, value]) => [key, parsed(value)])
  return Object.fromEntries(pairs)
}

function parsed(value: string): unknown {
  if (!/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const open = (state: State) => ({ ok: true, url: state.url.replace('http', 'ws') })

function perform(
  state: State,
  { method, args, token }: { method: string; args: Json; token: string },
): Record<string, unknown> {
  switch (method) {
    case 'auth.test':
      return { ok: true, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1', team: 'Byn' }
    case 'apps.connections.open':
      return open(state)
    case 'oauth.v2.access':
      return oauth(args)
    case 'chat.postMessage':
      return (
        refusal(args) ?? {
          ok: true,
          ...pick(addMessage(state, { ...args, channel: args.channel, token })),
        }
      )
    case 'chat.postEphemeral':
      return refusal(args) ?? { ok: true, message_ts: addEphemeral(state, args) }
    case 'chat.update':
      return refusal(args) ?? update(state, args)
    case 'conversations.open':
      return { ok: true, channel: { id: `D${args.users}` } }
    case 'conversations.info':
      return { ok: true, channel: { id: args.channel, ...state.channels.get(args.channel) } }
    case 'conversations.history':
    case 'conversations.replies':
      return history(state, args)
    case 'users.info':
      return {
        ok: true,
        user: {
          id: args.user,
          locale: 'sv-SE',
          real_name: `Namn ${args.user}`,
          ...state.users.get(args.user),
        },
      }
    case 'views.open':
    case 'views.publish':
    case 'views.update':
      return viewAnswer(args)
    case 'assistant.threads.setStatus':
    case 'assistant.threads.setTitle':
    case 'assistant.threads.setSuggestedPrompts':
      return { ok: true }
    default:
      return { ok: false, error: 'unknown_method' }
  }
}

function oauth(args: Json): Record<string, unknown> {
  const team = String(args.code ?? 'T9')
  return {
    ok: true,
    access_token: `xoxb-secret-${team}`,
    token_type: 'bot',
    scope: 'chat:write',
    bot_user_id: 'UBOT',
    app_id: 'A1',
    team: { id: team, name: team },
    enterprise: null,
    authed_user: { id: 'UADMIN' },
    is_enterprise_install: false,
  }
}

function refusal(args: Json): Record<string, unknown> | undefined {
  const wrong = brokenRules({ kind: 'message', blocks: args.blocks ?? [] })
  if (wrong.length > 0) return { ok: false, error: 'invalid_blocks', errors: wrong }
  const text = String(args.text ?? '')
  if (text === '' || text.length > 4000) return { ok: false, error: 'no_text' }
  return /[<>]/.test(text) ? { ok: false, error: 'unescaped_text' } : undefined
}

function viewAnswer(args: Json): Record<string, unknown> {
  if (args.trigger_id === 'expired') return { ok: false, error: 'expired_trigger_id' }
  const wrong = brokenViewRules(args.view)
  return wrong.length > 0
    ? { ok: false, error: 'invalid_arguments', errors: wrong }
    : { ok: true, view: { id: 'V1', ...args.view } }
}

const pick = (message: Message) => ({ ts: message.ts, channel: message.channel, message })

function addMessage(state: State, message: Json & { channel: string }): Message {
  state.clock += 1
  const whole: Message = { ts: `${state.clock}.000100`, text: '', ...message }
  state.messages.push(whole)
  return whole
}

function addEphemeral(state: State, args: Json): string {
  state.responses.push({ at: Date.now(), path: 'ephemeral', ...args })
  return '1.1'
}

function update(state: State, args: Json): Record<string, unknown> {
  const index = state.messages.findIndex(
    (one) => one.ts === args.ts && one.channel === args.channel,
  )
  const old = state.messages[index]
  if (old === undefined) return { ok: false, error: 'message_not_found' }
  state.messages[index] = { ...old, ...args, ts: old.ts, channel: old.channel, text: args.text }
  return { ok: true, ts: old.ts, channel: old.channel }
}

/** im:history is all we ask for: other channels cannot be read. */
function history(state: State, args: Json): Record<string, unknown> {
  const channel = String(args.channel)
  if (!channel.startsWith('D')) return { ok: false, error: 'missing_scope' }
  const here = state.messages.filter((one) => one.channel === channel)
  const wanted = here.filter((one) =>
    args.ts === undefined
      ? one.thread_ts === undefined
      : one.thread_ts === args.ts || one.ts === args.ts,
  )
  return { ok: true, messages: wanted }
}
