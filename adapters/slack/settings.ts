import type { Logger } from 'pino'
import type { Navigator, OfficeId, Store } from '../../src/index.ts'
import type { ChannelMemory } from '../channel.ts'

/** What the Slack channel needs to be told. */
export interface SlackConfig {
  /** `http` answers signed requests on our own server; `socket` calls Slack and needs no public address. */
  readonly connection:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string }
  /** One workspace with its bot token, or any workspace through OAuth. */
  readonly install:
    | { readonly kind: 'token'; readonly botToken: string }
    | {
        readonly kind: 'oauth'
        readonly clientId: string
        readonly clientSecret: string
        readonly stateSecret: string
        /** Such as `https://lotsen.example/slack/oauth_redirect`; needed when the app has several. */
        readonly redirectUri?: string
      }
  /** 32 bytes in base64: encrypts tokens, forms and waiting events in the channel's memory. */
  readonly sealKey: string
  readonly offices: readonly { readonly id: OfficeId; readonly name: string }[]
  readonly checkOfficeKey: (office: OfficeId, key: string) => boolean | Promise<boolean>
  /** Another Slack than slack.com: `http://127.0.0.1:3055/api/`. */
  readonly apiUrl?: string
}

/** Time, from outside, so that tests need not wait. */
export interface Clock {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()),
}

export type SlackLog = Pick<Logger, 'info' | 'warn' | 'error'>

export interface SlackParts {
  readonly config: SlackConfig
  readonly navigator: Pick<
    Navigator,
    'receive' | 'act' | 'drawCase' | 'hearOffice' | 'isOfficeWord'
  >
  readonly store: Pick<Store, 'findConversation' | 'findCase' | 'saveRoute' | 'dropRoute'>
  readonly memory: ChannelMemory
  readonly log: SlackLog
  readonly clock?: Clock
}
