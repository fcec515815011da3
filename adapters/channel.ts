import type { FastifyInstance } from 'fastify'
import type { Address, Answer, CaseCard, Language, Route } from '../src/index.ts'

/** What a channel keeps between messages (installations, conversation references, card ids): JSON by channel and id. */
export interface ChannelMemory {
  readonly find: (channel: string, id: string) => Promise<unknown>
  readonly save: (channel: string, id: string, value: unknown) => Promise<void>
  readonly drop: (channel: string, id: string) => Promise<void>
  /** All whose id begins with `prefix`, in order of id. */
  readonly list: (
    channel: string,
    prefix: string,
  ) => Promise<readonly { readonly id: string; readonly value: unknown }[]>
}

/** Why something could not be delivered: tried again later, or the address is gone for good. */
export type Delivery =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'later'; readonly seconds: number }
  | { readonly kind: 'gone' }

/** What main.ts and the notices need of a chat channel with users and offices in it. */
export interface ChannelAdapter {
  readonly name: 'slack' | 'teams'
  /** Adds its routes to the one server. */
  readonly mount: (server: FastifyInstance) => Promise<void>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** Says something to a person outside a turn; `notice` is its id: saying it twice posts once where the channel can tell. */
  readonly say: (to: {
    readonly address: Address
    readonly answer: Answer
    readonly notice: string
  }) => Promise<Delivery>
  /** Posts the case card in an office's route, or redraws the one that is there. `headline` is read by notifications. */
  readonly draw: (to: {
    readonly route: Route
    readonly card: CaseCard
    readonly headline: string
    readonly notice: string
  }) => Promise<Delivery>
  /** Posts a plain line under the case card (a company's answer, a reminder). */
  readonly post: (to: {
    readonly route: Route
    readonly case: string
    readonly text: string
    readonly language: Language
    readonly notice: string
  }) => Promise<Delivery>
}
