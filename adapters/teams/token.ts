import { publicCloud, type TeamsConfig } from './settings.ts'

/** The bot's own token for its calls to Teams; empty in the emulator, which wants none. */
export type FindToken = () => Promise<string>

/** MSAL keeps the token and renews it minutes before it ends, but asking it takes longer than the rest of a call. */
const trusted = 60_000

export function createToken(config: TeamsConfig): FindToken {
  if (config.appId === '') return async () => ''
  let loading: Promise<FindToken> | undefined
  let asked: { readonly token: Promise<string>; readonly until: number } | undefined
  return () => {
    loading ??= config.identity.kind === 'managed' ? createManaged(config) : createClient(config)
    if (asked === undefined || asked.until < Date.now()) {
      const token = loading.then((find) => find())
      asked = { token, until: Date.now() + trusted }
      token.catch(() => {
        asked = undefined
      })
    }
    return asked.token
  }
}

async function createClient(config: TeamsConfig): Promise<FindToken> {
  const { ConfidentialClientApplication } = await import('@azure/msal-node')
  const { login, scope } = config.cloud ?? publicCloud
  const client = new ConfidentialClientApplication({
    auth: { clientId: config.appId, authority: `${login}/${config.tenant}`, ...proof(config) },
    ...(config.network === undefined ? {} : { system: { networkClient: config.network } }),
  })
  return async () => {
    const result = await client.acquireTokenByClientCredential({ scopes: [`${scope}/.default`] })
    if (result === null)
      throw new Error(
        'Teams: Microsoft gave no token for the bot; check the app id, tenant and secret',
      )
    return result.accessToken
  }
}

function proof({ identity }: TeamsConfig) {
  if (identity.kind === 'certificate') {
    const { thumbprintSha256, privateKey } = identity
    return { clientCertificate: { thumbprintSha256, privateKey } }
  }
  return identity.kind === 'secret' ? { clientSecret: identity.secret } : {}
}

async function createManaged(config: TeamsConfig): Promise<FindToken> {
  const { ManagedIdentityApplication } = await import('@azure/msal-node')
  const { scope } = config.cloud ?? publicCloud
  const client = new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId: config.appId },
    ...(config.network === undefined ? {} : { system: { networkClient: config.network } }),
  })
  return async () => (await client.acquireToken({ resource: scope })).accessToken
}
