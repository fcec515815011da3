import type { Transaction } from '../../src/index.ts'
import type { Delivery } from '../channel.ts'

/** One place a notice goes to: a chat, an office's channel, a mailbox, a webhook. */
export interface Place {
  readonly kind: 'chat' | 'slack' | 'teams' | 'email' | 'webhook'
  /** Unique within the notice; what it is remembered by when it has had it. */
  readonly name: string
  readonly send: () => Promise<Delivery>
  /** What is kept in the very transaction that remembers it as done. */
  readonly keep?: (tx: Transaction) => Promise<void>
}

/** Where a notice goes: to all of `each`, and to `otherwise` when none of those can be reached. */
export interface Places {
  readonly each: readonly Place[]
  readonly otherwise: readonly Place[]
}

export const delivered: Delivery = { kind: 'delivered' }
