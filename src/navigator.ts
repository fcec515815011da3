import type { Officer } from './cases/case.ts'
import type { Answer, CaseCard, Incoming } from './chat.ts'

/** What an office person did on a case card. `event` as in Incoming: the same id twice is one press. */
export interface CasePress {
  readonly event: string
  readonly case: string
  /** The version the card was drawn from. */
  readonly version: number
  readonly action: string
  readonly values: Readonly<Record<string, string>>
  readonly officer: Officer
}

export interface CaseAnswer {
  readonly kind: 'moved' | 'stale' | 'refused' | 'unknown-case'
  /** A sentence for the person who pressed. */
  readonly message: string
  /** The card as it is now, for that person. */
  readonly card?: CaseCard
}

/** The whole product behind one door: a person's turn in, replies out; an office's press in, the card out. */
export interface Navigator {
  readonly receive: (incoming: Incoming) => Promise<Answer>
  readonly act: (press: CasePress) => Promise<CaseAnswer>
  readonly drawCase: (id: string, viewer: Officer) => Promise<CaseCard | undefined>
  /** The office's cases, newest first; closed ones are listed for a week. */
  readonly listCards: (viewer: Officer) => Promise<readonly CaseCard[]>
}
