import type { Case, Instant, OfficeId } from './cases/case.ts'
import type { CaseEvent } from './cases/moves.ts'
import type { Notice } from './cases/notice.ts'
import type { Answer, CaseCard, Incoming, Language } from './chat.ts'
import type { Conversation } from './conversation/conversation.ts'

/** A turn as kept for `npm run replay`: enough to play it again, and what it said. */
export interface TurnRecord {
  readonly receipt: string
  readonly conversation: string
  readonly at: Instant
  readonly knowledge: string
  readonly before: Conversation
  readonly cases: readonly Case[]
  readonly absences: readonly Absence[]
  readonly incoming: Incoming
  readonly answer: Answer
}

/** Everything inside one database transaction; either all of it is kept or none. */
export interface Transaction {
  /** Marks a channel's event as seen. Answers the earlier answer when it was seen before. */
  readonly seeEvent: (
    event: string,
  ) => Promise<{ kind: 'new' } | { kind: 'seen'; answer: Answer | undefined }>
  /** Loads and locks the conversation until the transaction ends. */
  readonly lockConversation: (id: string) => Promise<Conversation | undefined>
  readonly saveConversation: (conversation: Conversation) => Promise<void>
  readonly saveTurn: (turn: TurnRecord) => Promise<void>
  /** Appends to what both sides said, for resuming a page; readers are told at commit. */
  readonly appendMessage: (message: Message) => Promise<void>
  /** Erases conversation, turns, messages and contact data; the case's statistics stay without identity. */
  readonly forgetConversation: (id: string) => Promise<void>
  /** Loads and locks a case; a number that no case has yet is locked too. */
  readonly lockCase: (id: string) => Promise<Case | undefined>
  readonly listCasesOf: (conversation: string) => Promise<readonly Case[]>
  /** Saves the case, appends to its history and owes the notices, each once (a notice's id is `<case>:<what>`). */
  readonly saveCase: (change: {
    readonly case: Case
    readonly events: readonly CaseEvent[]
    readonly notices: readonly Notice[]
  }) => Promise<void>
  readonly loadHistory: (id: string) => Promise<readonly CaseEvent[]>
  /** Absences not over at an instant, coming ones too: who leaves on Monday is not there for Friday evening's case. */
  readonly listAbsences: (at: Instant) => Promise<readonly Absence[]>
  readonly saveAbsence: (absence: Absence) => Promise<void>
}

/** One utterance of a conversation, from the person or to it. */
export interface Message {
  readonly conversation: string
  readonly at: Instant
  readonly said:
    | { readonly by: 'person'; readonly text: string }
    | { readonly by: 'lotsen' | 'office'; readonly answer: Answer }
}

export interface Absence {
  readonly office: OfficeId
  readonly from: Instant
  readonly to: Instant
  readonly stand_in?: OfficeId
}

/** Where an office wants to be told, beside its inbox page: a channel's own JSON in `ref`. */
export interface Route {
  readonly office: OfficeId
  readonly channel: 'slack' | 'teams' | 'email' | 'webhook'
  /** Unique within the channel. */
  readonly id: string
  readonly ref: string
}

export interface CaseFilter {
  /** The office that has it. */
  readonly office?: OfficeId
  /** An office that has been shown its card. */
  readonly seen_by?: OfficeId
  readonly state?: Case['state']
  readonly from?: Instant
  readonly to?: Instant
}

export interface Store {
  readonly transact: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>
  /** Reads without locks. */
  readonly findConversation: (id: string) => Promise<Conversation | undefined>
  readonly listMessages: (
    conversation: string,
    after: number,
  ) => Promise<readonly (Message & { readonly seq: number })[]>
  readonly findTurn: (receipt: string) => Promise<TurnRecord | undefined>
  readonly findCase: (id: string) => Promise<Case | undefined>
  readonly listCases: (filter: CaseFilter) => Promise<readonly Case[]>
  readonly listHistory: (filter: CaseFilter) => Promise<readonly CaseEvent[]>
  readonly listRoutes: (office: OfficeId) => Promise<readonly Route[]>
  readonly saveRoute: (route: Route) => Promise<void>
  readonly dropRoute: (route: Pick<Route, 'channel' | 'id'>) => Promise<void>
  /** The files of a knowledge version, kept so that an old answer can be replayed. */
  readonly saveKnowledge: (
    version: string,
    files: Readonly<Record<string, string>>,
  ) => Promise<void>
  readonly findKnowledge: (version: string) => Promise<Readonly<Record<string, string>> | undefined>
  /** Tells when messages were added to a conversation or a case of an office changed, in this or another process. */
  readonly watch: (
    heard: (change: Change) => void,
  ) => Promise<{ readonly stop: () => Promise<void> }>
}

export type Change =
  | { readonly kind: 'message'; readonly conversation: string }
  | { readonly kind: 'case'; readonly case: string; readonly office: OfficeId }

/** The clock and fresh ids, from outside, so that `src` stays pure. */
export interface Outside {
  readonly now: () => Instant
  /** The day in Stockholm at an instant, "YYYY-MM-DD". */
  readonly dayOf: (at: Instant) => string
  /** A fresh id of upper-case letters and digits without look-alikes, of the given length. */
  readonly freshId: (length: number) => string
}

export type { CaseCard, Language }
