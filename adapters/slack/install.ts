import {
  type AuthorizeResult,
  type HTTPReceiver,
  type Installation,
  type InstallationQuery,
  type InstallationStore,
  webApi,
} from '@slack/bolt'
import type { ChannelMemory } from '../channel.ts'
import { callSlack } from './calls.ts'
import { createBoltLog } from './log.ts'
import type { Client } from './outbox.ts'
import type { Seal } from './seal.ts'
import type { SlackConfig, SlackLog } from './settings.ts'

const channel = 'slack'

/** Where an installation is kept: an organisation's under the organisation, a workspace's under the workspace. */
function idOf(
  query: Pick<InstallationQuery<boolean>, 'teamId' | 'enterpriseId' | 'isEnterpriseInstall'>,
): string {
  const home = query.isEnterpriseInstall === true ? query.enterpriseId : query.teamId
  return `install:${home ?? query.teamId ?? query.enterpriseId ?? ''}`
}

/** Installations in the channel's memory, sealed. */
export function createInstallations(
  memory: ChannelMemory,
  seal: Seal,
): InstallationStore & Installations {
  const find = async (id: string): Promise<Installation | undefined> => {
    const found = seal.open(id, await memory.find(channel, id))
    return isInstallation(found) ? found : undefined
  }
  return {
    storeInstallation: async (installation) => {
      const id = idOf({
        teamId: installation.team?.id,
        enterpriseId: installation.enterprise?.id,
        isEnterpriseInstall: installation.isEnterpriseInstall ?? false,
      })
      await memory.save(channel, id, seal.close(id, installation))
    },
    fetchInstallation: async (query) => {
      const id = idOf(query)
      const found = (await find(id)) ?? (await find(`install:${query.enterpriseId ?? ''}`))
      if (found === undefined)
        throw new Error(`Slack: the app is not installed in ${id.slice('install:'.length)}`)
      return found
    },
    deleteInstallation: (query) => memory.drop(channel, idOf(query)),
    drop: (workspace) => memory.drop(channel, `install:${workspace}`),
    has: async (workspace) => (await find(`install:${workspace}`)) !== undefined,
  }
}

export interface Installations {
  readonly has: (workspace: string) => Promise<boolean>
  readonly drop: (workspace: string) => Promise<void>
}

const isInstallation = (value: unknown): value is Installation =>
  typeof value === 'object' && value !== null && 'user' in value

export type Authorize = (source: {
  readonly teamId: string | undefined
  readonly enterpriseId: string | undefined
  readonly isEnterpriseInstall: boolean
}) => Promise<AuthorizeResult>

/** Writing is retried by the outbox, which knows what may be sent twice; only reading is left to the client. */
export function createClientOptions(
  apiUrl: string | undefined,
  log: SlackLog,
): webApi.WebClientOptions {
  return {
    logger: createBoltLog(log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: callSlack,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  }
}

interface AuthorizeParts {
  readonly config: SlackConfig
  readonly clientOptions: webApi.WebClientOptions
  readonly installer: HTTPReceiver['installer']
}

export function createAuthorize({ config, clientOptions, installer }: AuthorizeParts): Authorize {
  const { install } = config
  if (install.kind === 'token') {
    return authorizeToken(install.botToken, new webApi.WebClient(install.botToken, clientOptions))
  }
  if (installer === undefined) {
    throw new Error('Slack: OAuth needs clientId, clientSecret and stateSecret')
  }
  return installer.authorize
}

/**
 * One workspace with its token. Bolt's own `token` option asks auth.test at once and leaves a rejection nobody hears
 * when the token is bad; this asks when it is needed, and again after a failure.
 */
function authorizeToken(token: string, client: Client): Authorize {
  let known: AuthorizeResult | undefined
  return async () => {
    known ??= await ask(token, client)
    return known
  }
}

async function ask(token: string, client: Client): Promise<AuthorizeResult> {
  const told = await client.auth.test({ token })
  return {
    botToken: token,
    ...(told.bot_id === undefined ? {} : { botId: told.bot_id }),
    ...(told.user_id === undefined ? {} : { botUserId: told.user_id }),
    ...(told.team_id === undefined ? {} : { teamId: told.team_id }),
  }
}

/** A client for a workspace outside a turn. */
export type ClientFor = (workspace: string) => Promise<Client | 'not-installed'>

interface ClientForParts {
  readonly authorize: Authorize
  readonly options: webApi.WebClientOptions
  readonly isInstalled: (workspace: string) => Promise<boolean>
}

export function createClientFor({ authorize, options, isInstalled }: ClientForParts): ClientFor {
  const clients = new Map<string, Client>()
  return async (workspace) => {
    if (!(await isInstalled(workspace))) return 'not-installed'
    const source = { teamId: workspace, enterpriseId: undefined, isEnterpriseInstall: false }
    const { botToken = '' } = await authorize(source)
    const client = clients.get(botToken) ?? new webApi.WebClient(botToken, options)
    clients.set(botToken, client)
    return client
  }
}
