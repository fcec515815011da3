import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { Navigator, Store } from '../src/index.ts'
import type { ChannelAdapter, ChannelMemory } from './channel.ts'
import type { Config, SlackSettings, TeamsSettings } from './config.ts'
import { deriveKey, officeKey } from './secret.ts'
import type { Identity } from './teams/settings.ts'

interface Opening {
  readonly config: Config
  readonly secret: string
  readonly navigator: Navigator
  readonly store: Store
  readonly memory: ChannelMemory
  readonly offices: readonly { readonly id: string; readonly name: string }[]
  readonly log: Logger
}

/** The chat channels that are set. Only those are loaded: their libraries take their time. */
export async function openChannels(opening: Opening): Promise<readonly ChannelAdapter[]> {
  const { slack, teams } = opening.config
  const channels: ChannelAdapter[] = []
  if (slack !== undefined) channels.push(await openSlack(opening, slack))
  if (teams !== undefined) channels.push(await openTeams(opening, teams))
  return channels
}

async function openSlack(opening: Opening, set: SlackSettings): Promise<ChannelAdapter> {
  const { createSlack } = await import('./slack/slack.ts')
  const { secret, config } = opening
  const redirect =
    config.publicUrl === undefined
      ? {}
      : { redirectUri: `${config.publicUrl}/slack/oauth_redirect` }
  return createSlack({
    ...opening,
    config: {
      connection:
        set.appToken === undefined
          ? { kind: 'http', signingSecret: set.signingSecret ?? '' }
          : { kind: 'socket', appToken: set.appToken },
      install:
        set.client === undefined
          ? { kind: 'token', botToken: set.botToken ?? '' }
          : {
              kind: 'oauth',
              clientId: set.client.id,
              clientSecret: set.client.secret,
              stateSecret: deriveKey(secret, 'slack:state').toString('hex'),
              ...redirect,
            },
      sealKey: deriveKey(secret, 'slack:seal').toString('base64'),
      offices: opening.offices,
      checkOfficeKey: (office, key) => isOfficeKey(secret, office, key),
      ...(set.apiUrl === undefined ? {} : { apiUrl: set.apiUrl }),
    },
  })
}

async function openTeams(opening: Opening, set: TeamsSettings): Promise<ChannelAdapter> {
  const { createTeams } = await import('./teams/teams.ts')
  const identity = await readIdentity(set)
  return createTeams({
    ...opening,
    config: {
      appId: set.appId,
      tenant: set.tenant,
      identity,
      emulator: set.emulator,
      offices: opening.offices,
      checkOfficeKey: (office, key) => isOfficeKey(opening.secret, office, key),
    },
  })
}

async function readIdentity({ secret, certificate }: TeamsSettings): Promise<Identity> {
  if (secret !== undefined) return { kind: 'secret', secret }
  if (certificate === undefined) return { kind: 'managed' }
  const { readCertificate } = await import('./teams/certificate.ts')
  return readCertificate(await readFile(certificate, 'utf8'))
}

/** Constant time, whatever the lengths. */
function isOfficeKey(secret: string, office: string, key: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text.trim()).digest()
  return timingSafeEqual(digest(officeKey(secret, office)), digest(key))
}
