import type { INetworkModule } from '@azure/msal-node'
import type { Logger } from 'pino'
import type { Navigator, OfficeId, Store } from '../../src/index.ts'
import type { ChannelMemory } from '../channel.ts'

/** How the bot proves itself to Microsoft; new multi-tenant bots can no longer be made. */
export type Identity =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly thumbprintSha256: string; readonly privateKey: string }
  | { readonly kind: 'managed' }

export interface TeamsConfig {
  readonly appId: string
  /** The tenant the bot is registered in; not needed with a managed identity. */
  readonly tenant: string
  readonly identity: Identity
  /** `yes` lets an empty app id start, without any check of who calls: for a local emulator only. */
  readonly emulator: 'yes' | 'no'
  /** What `koppla <kontor>` may name. */
  readonly offices: readonly { readonly id: OfficeId; readonly name: string }[]
  readonly checkOfficeKey: (office: OfficeId, key: string) => boolean | Promise<boolean>
  /** Only tests set these. */
  readonly cloud?: Cloud
  readonly network?: INetworkModule
  readonly times?: Partial<Times>
}

/** Where Microsoft's keys and tokens are. */
export interface Cloud {
  readonly issuer: string
  readonly metadata: string
  readonly login: string
  readonly scope: string
}

export const publicCloud: Cloud = {
  issuer: 'https://api.botframework.com',
  metadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  login: 'https://login.microsoftonline.com',
  scope: 'https://api.botframework.com',
}

/** In milliseconds. */
export interface Times {
  /** Teams waits 10 to 15 s for an answer: what takes longer goes on after this. */
  readonly answer: number
  /** A turn that takes longer shows that the bot is typing. */
  readonly typing: number
  /** The first pause before trying a throttled call again; it doubles. */
  readonly pause: number
  /** One outbound call. */
  readonly call: number
}

export const usualTimes: Times = { answer: 8_000, typing: 400, pause: 1_000, call: 15_000 }

export interface Clock {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** From 0 up to 1. */
  readonly random: () => number
}

export const realClock: Clock = {
  now: Date.now,
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  random: Math.random,
}

export type Log = Pick<Logger, 'info' | 'warn' | 'error'>

export interface TeamsParts {
  readonly config: TeamsConfig
  readonly navigator: Pick<
    Navigator,
    'receive' | 'act' | 'drawCase' | 'hearOffice' | 'isOfficeWord'
  >
  readonly store: Pick<Store, 'saveRoute' | 'dropRoute' | 'findConversation'>
  readonly memory: ChannelMemory
  readonly log: Log
  readonly clock?: Clock
}

/** Without an app id the SDK believes everyone: never by accident. */
export function refuseOpenDoor(config: TeamsConfig): void {
  if (config.appId === '' && config.emulator !== 'yes') {
    throw new Error(
      'Teams: the app id is empty, so no caller could be checked. Set the app id of the bot registration, or ask for the local emulator by name (emulator: yes).',
    )
  }
  if (config.appId !== '' && config.identity.kind !== 'managed' && config.tenant === '') {
    throw new Error(
      'Teams: the tenant is empty. A single-tenant bot needs the tenant it is registered in.',
    )
  }
}
