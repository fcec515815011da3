import type { Logger } from 'pino'
import type { Language, Navigator, OfficeId, Store } from '../../src/index.ts'

/** What the web channel needs to be told. */
export interface WebConfig {
  /** Where people reach it, such as `https://lotsen.example`; decides cookies and the same-origin check. */
  readonly publicUrl: string
  /** Sites that may embed the chat, such as `https://www.mala.se`; none means no one else. */
  readonly embedOrigins: readonly string[]
  /** Addresses of reverse proxies whose `X-Forwarded-For` is believed; none means it is not read. */
  readonly proxies: readonly string[]
  readonly offices: Readonly<Record<OfficeId, OfficeDoor>>
  /** Told on the about page. */
  readonly privacy: {
    readonly controller: string
    readonly email: string
    readonly conversationDays: number
    readonly caseDays: number
  }
  readonly limits: WebLimits
}

/** An office's inbox: its name as people know it, and the unguessable key that opens it. */
export interface OfficeDoor {
  readonly name: string
  readonly key: string
}

/** All per minute, but the streams: live connections open at once, in all and from one address. */
export interface WebLimits {
  readonly perAddress: number
  readonly perConversation: number
  readonly keyTries: number
  readonly streams: number
  readonly streamsPerAddress: number
}

export const usualLimits: WebLimits = {
  perAddress: 240,
  perConversation: 30,
  keyTries: 20,
  streams: 2000,
  streamsPerAddress: 100,
}

export interface WebParts {
  readonly navigator: Pick<Navigator, 'receive' | 'act' | 'drawCase' | 'listCards' | 'hearOffice'>
  readonly store: Pick<Store, 'listMessages' | 'watch' | 'findConversation'>
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly config: WebConfig
  /** What somebody must do something about: as ids and numbers for /health, as sentences for an office. */
  readonly alarms: {
    readonly list: () => Promise<Readonly<Record<string, number | readonly string[]>>>
    readonly tell: (office: OfficeId, language: Language) => Promise<readonly string[]>
    /** Notices about open cases that did not arrive. */
    readonly missed: () => Promise<readonly MissedNotice[]>
  }
}

/** A notice's id begins with its case, `L-7K3QX:taken:2`. `unreached` is a company that nobody could tell. */
export interface MissedNotice {
  readonly notice: string
  readonly why: 'gone' | 'given-up' | 'unreached'
}
