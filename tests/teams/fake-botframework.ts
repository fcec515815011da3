import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { INetworkModule } from '@azure/msal-node'
import type { Cloud } from '../../adapters/teams/settings.ts'
import { publicKeys, sign, type Token, tenant } from './keys.ts'

type Json = Record<string, unknown>

/** One call the bot made to the connector. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly conversation: string
  readonly activity: Json
  readonly authorization: string
  readonly at: number
  readonly status: number
}

export interface Failure {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** What it fails: everything, or what the test picks. */
  readonly when?: (call: Pick<Call, 'method' | 'path' | 'conversation'>) => boolean
  /** The call was carried out all the same. */
  readonly posted?: 'yes'
}

export interface FakeBotFramework {
  readonly url: string
  readonly cloud: Cloud
  readonly network: INetworkModule
  readonly calls: Call[]
  readonly tokenRequests: { readonly path: string; readonly body: string }[]
  /** The next calls of the bot fail so, one after the other. */
  readonly failNext: (...failures: Failure[]) => void
  readonly keysDown: (down: 'yes' | 'no') => void
  /** What is to be seen in a conversation now, oldest first. */
  readonly chat: (conversation: string) => readonly Json[]
  readonly sign: (token?: Token) => string
  readonly stop: () => Promise<void>
}

/** A Bot Framework of our own on loopback: keys, tokens and the connector. Nothing of it leaves this machine. */
export async function startFakeBotFramework(): Promise<FakeBotFramework> {
  const calls: Call[] = []
  const tokenRequests: { path: string; body: string }[] = []
  const failures: Failure[] = []
  const chats = new Map<string, Json[]>()
  let keys: 'up' | 'down' = 'up'
  let made = 0

  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const path = request.url ?? ''
      if (path.startsWith('/v3/conversations')) return answerConnector(request, response, body)
      if (keys === 'down') return send(response, 500, {})
      if (path === '/openid')
        return send(response, 200, {
          issuer: 'https://api.botframework.com',
          jwks_uri: `${url}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        })
      if (path === '/keys') return send(response, 200, { keys: publicKeys() })
      tokenRequests.push({ path, body })
      return send(response, 200, answerMicrosoft(path))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function answerConnector(request: IncomingMessage, response: ServerResponse, body: string): void {
    const { method = '', url: path = '' } = request
    const sent = (body === '' ? {} : JSON.parse(body)) as Json
    const [conversation = '', id = ''] = readPath(path)
    const failed = takeFailure({ method, path, conversation })
    const status = failed?.status ?? 200
    const activity = path === '/v3/conversations' ? ((sent.activity ?? sent) as Json) : sent
    calls.push({
      method,
      path,
      conversation,
      activity,
      authorization: request.headers.authorization ?? '',
      at: performance.now(),
      status,
    })
    const done =
      failed === undefined || failed.posted === 'yes'
        ? carryOut({ method, path, conversation, id, sent })
        : {}
    send(
      response,
      status,
      failed === undefined ? done : { error: { code: 'Failed' } },
      failed?.headers ?? {},
    )
  }

  function takeFailure(call: Pick<Call, 'method' | 'path' | 'conversation'>): Failure | undefined {
    const at = failures.findIndex((failure) => failure.when?.(call) ?? true)
    return at < 0 ? undefined : failures.splice(at, 1)[0]
  }

  function carryOut({
    method,
    path,
    conversation,
    id,
    sent,
  }: {
    method: string
    path: string
    conversation: string
    id: string
    sent: Json
  }): Json {
    made += 1
    const fresh = `activity-${made}`
    if (path === '/v3/conversations') return createConversation(sent, fresh)
    const chat = chats.get(conversation) ?? []
    chats.set(conversation, chat)
    if (method === 'POST') {
      if (sent.type !== 'typing') chat.push({ ...sent, id: fresh })
      return { id: fresh }
    }
    const at = chat.findIndex((one) => one.id === id)
    if (at < 0) chat.push({ ...sent, id })
    else chat[at] = { ...sent, id }
    return { id }
  }

  function createConversation(sent: Json, fresh: string): Json {
    if (sent.isGroup !== true) return { id: `a:private-${(sent.members as Json[])[0]?.id}` }
    const channel = ((sent.channelData as Json).channel as Json).id
    const id = `${channel};messageid=${fresh}`
    chats.set(id, [{ ...(sent.activity as Json), id: fresh }])
    return { id, activityId: fresh }
  }

  return {
    url,
    calls,
    tokenRequests,
    cloud: cloudAt(url),
    network: networkTo(url),
    failNext: (...next) => void failures.push(...next),
    keysDown: (down) => {
      keys = down === 'yes' ? 'down' : 'up'
    },
    chat: (conversation) => chats.get(conversation) ?? [],
    sign: (token = {}) => sign(token, url),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}

/** Settings that make the bot take its keys from us. */
export function cloudAt(url: string): Cloud {
  return {
    issuer: 'https://api.botframework.com',
    metadata: `${url}/openid`,
    login: 'https://login.microsoftonline.com',
    scope: 'https://api.botframework.com',
  }
}

export function networkTo(url: string): INetworkModule {
  return {
    sendGetRequestAsync: (to, options) => redirect(url, { method: 'GET', to, options }),
    sendPostRequestAsync: (to, options) => redirect(url, { method: 'POST', to, options }),
  }
}

/** Genuine MSAL speaks to us instead of to Microsoft. */
async function redirect<T>(
  url: string,
  {
    method,
    to,
    options,
  }: {
    method: string
    to: string
    options: { headers?: Record<string, string>; body?: string } | undefined
  },
) {
  const { pathname, search } = new URL(to)
  const response = await fetch(url + pathname + search, {
    method,
    ...(options?.headers === undefined ? {} : { headers: options.headers }),
    ...(options?.body === undefined ? {} : { body: options.body }),
  })
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: (await response.json()) as T,
  }
}

function answerMicrosoft(path: string): Json {
  const login = `https://login.microsoftonline.com/${tenant}`
  if (path.includes('/discovery/instance')) {
    const host = 'login.microsoftonline.com'
    return {
      tenant_discovery_endpoint: `${login}/v2.0/.well-known/openid-configuration`,
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    }
  }
  if (path.includes('openid-configuration')) {
    return {
      issuer: `${login}/v2.0`,
      token_endpoint: `${login}/oauth2/v2.0/token`,
      authorization_endpoint: `${login}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${login}/logout`,
      jwks_uri: `${login}/keys`,
    }
  }
  const now = Math.floor(Date.now() / 1_000)
  return {
    token_type: 'Bearer',
    expires_in: 3_600,
    expires_on: now + 3_600,
    resource: 'https://api.botframework.com',
    access_token: path.startsWith('/metadata') ? 'managed-token' : 'client-token',
  }
}

function readPath(path: string): readonly string[] {
  const found = /^\/v3\/conversations\/([^/?]+)(?:\/activities(?:\/([^/?]+))?)?/.exec(path)
  return (found ?? []).slice(1).map((part) => decodeURIComponent(part ?? ''))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function send(
  response: ServerResponse,
  status: number,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body))
}
