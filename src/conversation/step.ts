import type { Case, Instant } from '../cases/case.ts'
import type { Language, Reply } from '../chat.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Absence } from '../ports.ts'
import type { Conversation, Draft } from './conversation.ts'
import type { Say } from './say.ts'

export type Intent =
  | 'find'
  | 'offering'
  | 'office'
  | 'handoff'
  | 'smalltalk'
  | 'help'
  | 'outside-scope'

/** What a turn wants done beside saying something; the navigator does it in the same transaction. */
export type Effect =
  | { readonly kind: 'open-case'; readonly draft: Draft; readonly consent: string }
  | { readonly kind: 'forget' }
  | {
      readonly kind: 'case'
      readonly case: string
      readonly action: string
      readonly value: string
    }

/** How an answer came about, for the receipt and for `ask --json`. */
export interface Trace {
  readonly intent: Intent
  readonly office: string | null
  readonly question: string | null
  /** The conversation's list is what it answers with, drawn now or said to be still the same. */
  readonly lists?: 'yes'
  /** Rules and scores in words, one line each. */
  readonly because: readonly string[]
}

export interface Step {
  readonly conversation: Conversation
  readonly replies: readonly Reply[]
  readonly effects: readonly Effect[]
  readonly trace: Trace
}

/** What a step may look at. Time, fresh ids and what the store knows come in from outside. */
export interface Scene {
  readonly knowledge: Knowledge
  readonly conversation: Conversation
  readonly language: Language
  readonly say: Say
  readonly now: Instant
  /** The day in Stockholm, "YYYY-MM-DD"; offerings are open or closed by it. */
  readonly day: string
  readonly cases: readonly Case[]
  readonly absences: readonly Absence[]
}

export function step(scene: Scene, told: Partial<Step> & { readonly trace: Trace }): Step {
  return { conversation: scene.conversation, replies: [], effects: [], ...told }
}

/** The office a trace names: one of the ten, `outside`, or null when none was told. */
export function officeOf(place: string | undefined): string | null {
  if (place === undefined) return null
  return place.startsWith('outside:') ? 'outside' : place
}
