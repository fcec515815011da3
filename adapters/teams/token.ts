import { publicCloud, type TeamsConfig } from './settings.ts'

/** The bot's own token for its calls to Teams; empty in the emulator, which wants none. */
export type FindToken = () => Promise<string>

export function createToken(config: TeamsConfig): FindToken {
  if (config.appId === '') return async () => ''
  let loading: Promise<FindToken> | undefined
  let asking: Promise<string> | undefined
  return () => {
    // MSAL keeps the token until it expires; calls that come together ask once.
    loading ??= config.identity.kind === 'managed' ? createManaged(config) : createClient(config)
    asking ??= loading
      .then((find) => find())
      .finally(() => {
        asking = undefined
      })
    return asking
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
