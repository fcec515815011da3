import type { Language, Row } from '../chat.ts'
import type { Size } from './size.ts'

/** Instants are ISO 8601 in UTC ("2026-11-23T22:10:00Z"); hours and days are reckoned in Europe/Stockholm. */
export type Instant = string
export type OfficeId = string

export type CaseState = 'waiting' | 'taken' | 'closed'

/** A person at an office, as far as the channel can tell. `id` is unique ("web:mala", "slack:T1:U2"). */
export interface Officer {
  readonly id: string
  readonly name: string
  readonly office: OfficeId
  /** The function the company hears of, such as "företagslots"; the name stays inside. */
  readonly title?: string
}

/** Who makes a move. */
export type Actor =
  | { readonly kind: 'officer'; readonly officer: Officer }
  | { readonly kind: 'company' }
  | { readonly kind: 'system' }

export interface Contact {
  readonly name: string
  readonly company: string
  readonly organisation_number: string
  readonly phone: string
  readonly email: string
  readonly best_time: string
}

export interface CaseOffering {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly eligibility: 'yes' | 'no' | 'unknown'
}

export const declineReasons = [
  'wrong-municipality',
  'wrong-subject',
  'conflict-of-interest',
  'no-capacity',
  'other',
] as const
export type DeclineReason = (typeof declineReasons)[number]

/** What came of an offering. */
export const offeringOutcomes = ['applied', 'got-it', 'refused', 'did-nothing'] as const
/** What came of the help as a whole. */
export const helpOutcomes = ['advice', 'referred', 'no-help-needed', 'unreachable'] as const
export const outcomes = [...offeringOutcomes, ...helpOutcomes] as const
export type Outcome = (typeof outcomes)[number]
export type OfferingOutcome = (typeof offeringOutcomes)[number]
export type HelpOutcome = (typeof helpOutcomes)[number]

export interface CaseOutcome {
  readonly help: Outcome
  readonly offerings: Readonly<Record<string, Outcome>>
  readonly hours?: number
}

export const ratings = ['good', 'partly', 'not'] as const
export type Rating = (typeof ratings)[number]

export const actions = [
  'open',
  'take',
  'decline',
  'note',
  'reached',
  'not-reached',
  'refer',
  'invite-colleague',
  'colleague-accept',
  'colleague-decline',
  'colleague-timeout',
  'message-to-company',
  'reply-from-company',
  'close',
  'reopen',
  'undo',
  'withdraw',
  'wait',
  'next-office',
  're-route',
  'reminder-sent',
  'rate',
] as const
export type CaseAction = (typeof actions)[number]

/** When an office is away, and who takes theirs. `to` is not included. */
export interface Absence {
  readonly office: OfficeId
  readonly from: Instant
  readonly to: Instant
  readonly stand_in?: OfficeId
}

/** Who did what when, stamped with the version it made. */
export interface Stamp {
  readonly version: number
  readonly action: CaseAction
  readonly by: Actor
  readonly at: Instant
}

export interface CaseNote {
  readonly at: Instant
  readonly by: string
  readonly text: string
}

export interface CaseMessage {
  readonly at: Instant
  readonly from: 'office' | 'company'
  readonly by: string
  readonly text: string
}

export interface Attempt {
  readonly at: Instant
  readonly version: number
  readonly reached: 'yes' | 'no'
}

/** One question to the colleagues, asked of one office at a time. */
export interface ColleagueRequest {
  readonly competence: string
  readonly question: string
  readonly state: 'asking' | 'accepted' | 'nobody' | 'cancelled'
  /** Everyone asked so far; the last one is the one asked now, or the helper. */
  readonly asked: readonly {
    readonly office: OfficeId
    readonly at: Instant
    readonly until: Instant
  }[]
}

export interface Reminder {
  readonly at: Instant
  readonly version: number
  readonly steps: readonly string[]
  readonly offices: readonly OfficeId[]
}

/** What a move that can be undone changed. */
export interface Hand {
  readonly state: CaseState
  readonly office: OfficeId
  readonly municipality: string
  readonly owner?: Officer
  /** The version at which this came into force. */
  readonly hand: number
  readonly received: Instant
  readonly promised: Instant
  readonly declined_by: readonly OfficeId[]
  readonly colleagues: readonly ColleagueRequest[]
  readonly outcome?: CaseOutcome
  readonly delayed?: Instant
  readonly first_contact?: Instant
}

export interface Undo {
  readonly action: 'close' | 'decline'
  readonly office: OfficeId
  readonly until: Instant
  readonly before: Hand
}

export interface Case extends Hand {
  /** The number a person sees, such as L-7K3QX. */
  readonly id: string
  /** Grows by one with every move; a press carries the version it was drawn from. */
  readonly version: number
  readonly state: CaseState
  /** The office that has it now. */
  readonly office: OfficeId
  /** The municipality the company is in, or where it asked from. */
  readonly municipality: string
  readonly conversation: string
  readonly language: Language
  readonly need: string
  readonly themes: readonly string[]
  readonly facts: readonly Row[]
  /** By employees, for the statistics: it stays when facts and person are forgotten. */
  readonly size: Size
  readonly offerings: readonly CaseOffering[]
  readonly contact: Contact
  readonly consent: { readonly text: string; readonly at: Instant }
  readonly opened: Instant
  /** When this office got it, or the company chose to wait on. */
  readonly received: Instant
  /** When the office has promised to be in touch. */
  readonly promised: Instant
  readonly owner?: Officer
  readonly first_contact?: Instant
  readonly declined_by: readonly OfficeId[]
  /** Offices the company went past when it was delayed, or that were away. */
  readonly skipped: readonly OfficeId[]
  /** Offices that have been shown a card, which is redrawn when the case moves. */
  readonly seen_by: readonly OfficeId[]
  /** The last change of state, office or owner; a press drawn before it is stale. */
  readonly changed: Stamp
  /** The last move of any kind, with its values: the same press again is harmless. */
  readonly last: Stamp & { readonly values: string }
  readonly notes: readonly CaseNote[]
  readonly messages: readonly CaseMessage[]
  readonly attempts: readonly Attempt[]
  readonly referrals: readonly { readonly at: Instant; readonly to: string }[]
  readonly colleagues: readonly ColleagueRequest[]
  readonly reminders: readonly Reminder[]
  /** Since when the company knows that the promise is late. */
  readonly delayed?: Instant
  readonly undo?: Undo
  readonly withdrawn?: Instant
  readonly outcome?: CaseOutcome
  readonly rating?: { readonly at: Instant; readonly how: Rating; readonly text: string }
}
