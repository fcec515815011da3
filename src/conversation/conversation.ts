import type { Contact, Instant } from '../cases/case.ts'
import type { Address, Language, OpenStatus } from '../chat.ts'

/** A company fact's value; absent means unknown. */
export type FactValue = string | number | boolean
export type Facts = Readonly<Record<string, FactValue>>

/** The draft of a hand-off, while the person fills it in or corrects it. */
export interface Draft {
  readonly office: string
  readonly need: string
  readonly contact: Contact
  readonly step: 'form' | 'check'
}

/** A need as it was said, and its words spelt right and without places, as the search takes them. */
export interface Need {
  readonly said: string
  readonly words: string
}

export type Stage =
  | { readonly kind: 'open' }
  | { readonly kind: 'asked'; readonly fact: string }
  | { readonly kind: 'asked-place'; readonly purpose: 'find' | 'office' | 'handoff' }
  | { readonly kind: 'handoff'; readonly draft: Draft }
  | { readonly kind: 'forget' }

/** Everything a turn needs to know of what went before. Plain JSON. */
export interface Conversation {
  readonly id: string
  readonly address: Address
  readonly language: Language
  readonly stage: Stage
  readonly facts: Facts
  /** The firm's municipality: one of the ten ids, or `outside:<county>:<name>`; absent is unknown. */
  readonly place?: string
  /** What the person has said they need, newest last; at most three are kept. */
  readonly needs: readonly Need[]
  /** Offerings shown in the last list, in order, for "nr 2". */
  readonly shown: readonly {
    readonly id: string
    readonly status: OpenStatus
    readonly eligibility: 'yes' | 'no' | 'unknown'
  }[]
  /** Where "show more" goes on. */
  readonly offset: number
  /** The offering last spoken of, for "den". */
  readonly about?: string
  /** Facts the person did not want to or could not tell. */
  readonly skipped: readonly string[]
  /** Questions asked in a row. */
  readonly asked: number
  readonly cases: readonly string[]
  readonly turns: number
  readonly last: Instant
}
