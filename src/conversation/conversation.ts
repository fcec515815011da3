import type { Contact, Instant } from '../cases/case.ts'
import type { Address, Language, OpenStatus } from '../chat.ts'
import type { FactValue } from '../knowledge/fact-value.ts'
import type { Named } from '../knowledge/names.ts'

export type Facts = Readonly<Record<string, FactValue>>

/** What is known of the firm and was shown to it. */
export type Firm = Pick<Conversation, 'place' | 'facts' | 'shown'>

/** A hand-off that the person fills in, corrects or is shown; nothing is sent but what it holds. */
export interface Draft {
  readonly office: string
  readonly need: string
  /** The need as it stood in the talk: another one begins another hand-off. */
  readonly told: string
  readonly firm: Firm
  readonly contact: Contact
  readonly step: 'form' | 'check'
}

/** A need as it was said, and its words spelt right and without places, as the search takes them. */
export interface Need {
  readonly said: string
  readonly words: string
  /** The language it was said in; where it is missing, that of the conversation. */
  readonly language?: Language
}

export type Stage =
  | { readonly kind: 'open' }
  | { readonly kind: 'asked'; readonly fact: string }
  | { readonly kind: 'asked-place'; readonly purpose: 'find' | 'office' | 'handoff' }
  /** A draft was shown, in that turn. */
  | { readonly kind: 'draft'; readonly at: number }
  | { readonly kind: 'forget' }

/** Everything a turn needs to know of what went before. Plain JSON. */
export interface Conversation {
  readonly id: string
  readonly address: Address
  readonly language: Language
  readonly stage: Stage
  /** Kept while other things are spoken of. */
  readonly draft?: Draft
  /** The need that the last hand-off came of. */
  readonly handed?: string
  readonly facts: Facts
  /** The firm's municipality: one of the ten ids, or `outside:<county>:<name>`; absent is unknown. */
  readonly place?: string
  /** What the person has said they need, newest last; at most three are kept. */
  readonly needs: readonly Need[]
  /** What was said last, when it was turned down. */
  readonly turnedDown?: Need
  /** Providers and offerings that the person does not want. */
  readonly refused?: readonly Named[]
  /** Offerings shown in the last list, in order, for "nr 2". */
  readonly shown: readonly {
    readonly id: string
    readonly status: OpenStatus
    readonly eligibility: 'yes' | 'no' | 'unknown'
  }[]
  /** The last list of several, for "och den andra?" after one of it was told. */
  readonly listed?: readonly string[]
  /** What one changed fact would open, as it was told last. */
  readonly almost?: string
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

/** A conversation before its first turn. */
export function createConversation({
  id,
  address,
  language,
  now,
}: {
  id: string
  address: Conversation['address']
  language: Language
  now: Instant
}): Conversation {
  return {
    id,
    address,
    language,
    stage: { kind: 'open' },
    facts: {},
    needs: [],
    shown: [],
    offset: 0,
    skipped: [],
    asked: 0,
    cases: [],
    turns: 0,
    last: now,
  }
}
