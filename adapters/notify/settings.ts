import type { Logger } from 'pino'
import type { Instant, Navigator, OfficeId, Store } from '../../src/index.ts'
import type { ChannelAdapter } from '../channel.ts'

export interface EmailConfig {
  /** `smtps://user:password@host:465`, or `smtp://host:587`: then STARTTLS is demanded unless it says `?requireTLS=false`. */
  readonly url: string
  /** `Lotsen <lotsen@example.org>`: its domain also names the letters. */
  readonly from: string
}

interface WebhookConfig {
  readonly urls: Readonly<Record<OfficeId, string>>
  /** What every call is signed with; see webhook.ts. */
  readonly secret: string
}

/** In milliseconds: how long a silent mail server or webhook is waited for. */
export interface Patience {
  readonly mail: number
  readonly webhook: number
}

export const usualPatience: Patience = { mail: 15_000, webhook: 10_000 }

export interface NotifyParts {
  readonly store: Pick<Store, 'transact' | 'findCase' | 'findConversation' | 'listRoutes'>
  readonly navigator: Pick<Navigator, 'sceneAt' | 'drawCase'>
  readonly channels: readonly Pick<ChannelAdapter, 'name' | 'say' | 'draw' | 'post'>[]
  readonly email?: EmailConfig | undefined
  readonly webhooks: WebhookConfig
  readonly officeEmails: Readonly<Record<OfficeId, string>>
  /** Where people reach Lotsen, without a slash at the end. */
  readonly publicUrl: string
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly now: () => Instant
  readonly patience?: Patience
}

/** What is wrong with the settings is told at the start, not when the first case comes. */
export function checkSettings(parts: NotifyParts): void {
  const { email, webhooks, officeEmails, navigator, log } = parts
  const { offices } = navigator.sceneAt('sv').offices
  const named = [
    ...Object.keys(officeEmails).map((office) => ({ setting: 'LOTSEN_OFFICE_EMAILS', office })),
    ...Object.keys(webhooks.urls).map((office) => ({ setting: 'LOTSEN_OFFICE_WEBHOOKS', office })),
  ]
  for (const { setting, office } of named) {
    if (!(office in offices)) throw new Error(`${setting}: no office "${office}" in offices.yaml`)
  }
  if (email !== undefined && readSender(email.from) === undefined)
    throw new Error('LOTSEN_MAIL_FROM: needs an address, such as Lotsen <lotsen@example.org>')
  if (Object.keys(webhooks.urls).length > 0 && webhooks.secret === '')
    throw new Error('LOTSEN_WEBHOOK_SECRET: needed to sign what LOTSEN_OFFICE_WEBHOOKS are sent')
  if (Object.keys(officeEmails).length > 0 && email === undefined)
    log.warn('LOTSEN_OFFICE_EMAILS is set but LOTSEN_SMTP_URL is not: no letters are sent')
}

/** The domain of the sender's address. */
export function readSender(from: string): string | undefined {
  return /^[^\r\n]*?<?[^\s<>@]+@([a-z0-9.-]+)>?\s*$/i.exec(from)?.[1]
}
