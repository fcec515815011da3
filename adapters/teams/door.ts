import type { ConfigurationBotFrameworkAuthentication, Activity as SdkActivity } from 'botbuilder'
import type { Activity } from './activity.ts'
import { withoutConsole } from './quiet.ts'
import { type Log, publicCloud, type TeamsConfig } from './settings.ts'

/** `unavailable`: Microsoft's keys could not be read, so nobody can be told apart now. */
export type Admission = 'in' | 'refused' | 'unavailable'

export interface Door {
  readonly open: () => Promise<void>
  readonly admit: (activity: Activity, header: unknown) => Promise<Admission>
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])
const longestKeyFetch = 5_000

/** The only place that knows the Bot Framework SDK: whether a call really comes from Teams. */
export function createDoor(config: TeamsConfig, log: Log): Door {
  if (config.appId === '') {
    return {
      open: async () => {},
      admit: async (activity) => (isLocal(activity.serviceUrl) ? 'in' : 'refused'),
    }
  }
  let loading: Promise<ConfigurationBotFrameworkAuthentication> | undefined
  const load = () => {
    loading ??= loadAuthentication(config)
    return loading
  }
  return {
    open: async () => void (await load()),
    admit: async (activity, header) => {
      if (typeof header !== 'string' || activity.channelId !== 'msteams') return 'refused'
      // The SDK also takes tokens of emulators, skills and "AseChannel", and compares no serviceUrl for those.
      if (readIssuer(header) !== (config.cloud ?? publicCloud).issuer) return 'refused'
      const authentication = await load()
      const caller = {
        channelId: activity.channelId,
        serviceUrl: activity.serviceUrl,
      } as SdkActivity
      const checked = withoutConsole(() => authentication.authenticateRequest(caller, header)).then(
        (): Admission => 'in',
        (error: unknown) => judge(error, log),
      )
      return inTime(checked)
    },
  }
}

/** The SDK waits for Microsoft's keys without end. */
async function inTime(checked: Promise<Admission>): Promise<Admission> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Admission>((decide) => {
    timer = setTimeout(() => decide('unavailable'), longestKeyFetch)
  })
  try {
    return await Promise.race([checked, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Lazily: botbuilder takes 750 ms, which a start without Teams does not pay. */
async function loadAuthentication(
  config: TeamsConfig,
): Promise<ConfigurationBotFrameworkAuthentication> {
  const [botbuilder, connector] = await Promise.all([
    import('botbuilder'),
    import('botframework-connector'),
  ])
  const cloud = config.cloud ?? publicCloud
  const credentials = {
    isValidAppId: async (id: string) => id === config.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => {
      throw new Error('Teams: outbound calls take their token from token.ts, not from the SDK')
    },
  }
  // As soon as one of these is set, none of them is defaulted.
  const settings = {
    MicrosoftAppId: config.appId,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: config.tenant,
    ToChannelFromBotLoginUrl: `${cloud.login}/${config.tenant}`,
    ToChannelFromBotOAuthScope: cloud.scope,
    ToBotFromChannelTokenIssuer: cloud.issuer,
    OAuthUrl: `${cloud.scope}/token-service`,
    ToBotFromChannelOpenIdMetadataUrl: cloud.metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.metadata,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: 'true',
  }
  return new botbuilder.ConfigurationBotFrameworkAuthentication(
    settings,
    credentials,
    new connector.AuthenticationConfiguration(['msteams']),
  )
}

/** Bad signatures are not AuthenticationErrors in the SDK; whatever is wrong with a token, its bearer stays outside. */
function judge(error: unknown, log: Log): Admission {
  const { name, statusCode } = error as { name?: unknown; statusCode?: unknown }
  if (name === 'FetchError' || (typeof statusCode === 'number' && statusCode >= 500)) {
    log.error(
      { event: 'teams.keys-unavailable', error: String(name) },
      'Microsoft’s signing keys could not be read',
    )
    return 'unavailable'
  }
  log.warn(
    { event: 'teams.refused', error: String(name) },
    'a call with a token that is not from Teams',
  )
  return 'refused'
}

function readIssuer(header: string): unknown {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(header)?.[1]
  if (payload === undefined) return undefined
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    return typeof claims === 'object' && claims !== null && 'iss' in claims ? claims.iss : undefined
  } catch {
    return undefined
  }
}

function isLocal(serviceUrl: string): boolean {
  return URL.canParse(serviceUrl) && loopback.has(new URL(serviceUrl).hostname)
}
