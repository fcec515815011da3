import {
  HTTPReceiver,
  type InstallationStore,
  type Receiver,
  SocketModeReceiver,
  type webApi,
} from '@slack/bolt'
import { createBoltLog, faultOf } from './log.ts'
import { botScopes } from './scopes.ts'
import type { Clock, SlackConfig, SlackLog } from './settings.ts'

/** How Slack reaches us: its receiver for events, and the web pages of the OAuth installation where there is one. */
export interface Connection {
  readonly receiver: Receiver
  readonly web: HTTPReceiver | undefined
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

interface ConnectionParts {
  readonly config: SlackConfig
  readonly installations: InstallationStore
  readonly clientOptions: webApi.WebClientOptions
  readonly log: SlackLog
  readonly clock: Clock
}

export function createConnection(parts: ConnectionParts): Connection {
  const { connection, install } = parts.config
  const web = connection.kind === 'http' || install.kind === 'oauth' ? createWeb(parts) : undefined
  if (connection.kind === 'socket')
    return createSocket(parts, { appToken: connection.appToken, web })
  if (web === undefined) throw new Error('Slack: HTTP without its receiver')
  // Nothing to start: the one server listens for everyone.
  return { receiver: web, web, start: async () => {}, stop: async () => {} }
}

function createWeb({ config, installations, clientOptions, log }: ConnectionParts): HTTPReceiver {
  const { connection, install } = config
  const secret = connection.kind === 'http' ? { signingSecret: connection.signingSecret } : unsigned
  if (connection.kind === 'http' && connection.signingSecret === '') {
    throw new Error('Slack: HTTP needs the signing secret (Basic Information, App Credentials)')
  }
  const logger = createBoltLog(log)
  if (install.kind === 'token') return new HTTPReceiver({ ...secret, logger })
  const { clientId, clientSecret, stateSecret, redirectUri } = install
  return new HTTPReceiver({
    ...secret,
    logger,
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...botScopes],
    installationStore: installations,
    installerOptions: { clientOptions, ...authorizationAt(config.apiUrl) },
    ...(redirectUri === undefined ? {} : { redirectUri }),
  })
}

/** In Socket Mode the web receiver serves the installation pages only; no event comes that way. */
const unsigned = { signingSecret: 'none', signatureVerification: true, endpoints: [] as string[] }

const authorizationAt = (apiUrl: string | undefined) =>
  apiUrl === undefined ? {} : { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }

interface SocketOptions {
  readonly appToken: string
  readonly web: HTTPReceiver | undefined
}

/**
 * Bolt's own reconnecting rejects where nobody listens once the token is revoked, which ends the process; and it waits
 * 5 s after every refresh. So it is off, and this goes on for ever: at once after a refresh, slower after failures.
 */
function createSocket(parts: ConnectionParts, { appToken, web }: SocketOptions): Connection {
  const { log, clock } = parts
  const receiver = new SocketModeReceiver({
    appToken,
    logger: createBoltLog(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { ...parts.clientOptions, retryConfig: { retries: 0 } } },
  })
  let state: 'running' | 'stopped' = 'stopped'
  let failures = 0
  const connect = async (): Promise<void> => {
    try {
      await receiver.start()
      failures = 0
      log.info({}, 'slack: connected')
    } catch (error) {
      failures += 1
      log.error({ ...faultOf(error), failures }, 'slack: no connection')
      void reconnect()
    }
  }
  const reconnect = async (): Promise<void> => {
    await clock.sleep(Math.min(failures === 0 ? 50 : 500 * 2 ** failures, 60_000))
    if (state === 'running') await connect()
  }
  let connected = 'no'
  receiver.client.on('connected', () => {
    connected = 'yes'
  })
  receiver.client.on('disconnected', () => {
    // A failed start says so itself, by rejecting.
    if (connected === 'yes' && state === 'running') void reconnect()
    connected = 'no'
  })
  return {
    receiver,
    web,
    start: async () => {
      state = 'running'
      await connect()
    },
    stop: async () => {
      state = 'stopped'
      if (connected === 'yes') await receiver.client.disconnect()
    },
  }
}
