/** What is said, whatever the channel. No markup anywhere: each channel renders these natively. */

export const languages = ['sv', 'en'] as const
export type Language = (typeof languages)[number]

export type Channel = 'web' | 'slack' | 'teams' | 'terminal'

/** Where a conversation is. `id` is unique within its channel; `ref` is the channel's own JSON, opaque to `src`. */
export interface Address {
  readonly channel: Channel
  readonly id: string
  readonly ref?: string
}

/**
 * What a person did, without where and when. `label` is what stood on the button that was pressed, so that a page that
 * resumes shows it again; empty or absent where nobody reads it back.
 */
export type Deed =
  | { readonly kind: 'open' }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'press'; readonly press: string; readonly label?: string }
  | {
      readonly kind: 'form'
      readonly form: string
      readonly label?: string
      readonly values: Readonly<Record<string, string>>
    }

/** One thing a person did. `event` is the channel's own id for it: the same id twice is one turn. */
export type Incoming = Deed & {
  readonly event: string
  readonly address: Address
  readonly locale: Language | 'unknown'
}

/** A button: either a press (the id carries its whole meaning, at most 255 characters) or a link. */
export type Action =
  | {
      readonly kind: 'press'
      readonly label: string
      readonly press: string
      readonly weight: 'main' | 'plain'
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }

export interface Row {
  readonly label: string
  readonly value: string
}

export interface Link {
  readonly label: string
  readonly url: string
}

export interface OfferingCard {
  /** 1, 2, 3 ... as the person may refer to it. */
  readonly number: number
  readonly offering: string
  readonly name: string
  readonly provider: string
  readonly status: { readonly code: OpenStatus; readonly label: string }
  readonly eligibility: { readonly code: 'yes' | 'no' | 'unknown'; readonly label: string }
  readonly summary: string
  /** Amount, share, deadline ... */
  readonly rows: readonly Row[]
  /** Why it fits, a sentence each. */
  readonly reasons: readonly string[]
  /** What is still to be checked, a sentence each. */
  readonly checks: readonly string[]
  /** The red line: apply before you start. Empty when there is none. */
  readonly warning: string
  readonly source: Link
  /** "kontrollerad 2026-11-23" and how sure. */
  readonly checked: string
  readonly actions: readonly Action[]
}

export type OpenStatus = 'open' | 'recurring' | 'closed' | 'paused' | 'unknown'

export interface Field {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly value: string
  /** `either`: one of the fields marked so is needed; the server judges. */
  readonly required: 'yes' | 'no' | 'either'
  readonly type: 'text' | 'tel' | 'email' | 'long-text' | 'choice' | 'tick'
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** What is wrong with the value, empty when nothing is. */
  readonly error: string
  readonly autocomplete: string
}

export type Reply =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly tone: 'plain' | 'warning' | 'quiet'
      readonly links: readonly Link[]
    }
  | { readonly kind: 'offering'; readonly card: OfferingCard }
  /** A question with buttons, or (with an empty `text`) just buttons. `because` tells why it is asked. */
  | {
      readonly kind: 'choices'
      readonly text: string
      readonly because: string
      readonly options: readonly Action[]
    }
  | {
      readonly kind: 'form'
      readonly form: string
      readonly title: string
      readonly intro: string
      readonly fields: readonly Field[]
      readonly submit: string
      readonly cancel: Action
    }
  /** A summary in rows: what will be sent, a case receipt, my data. */
  | {
      readonly kind: 'summary'
      readonly title: string
      readonly rows: readonly Row[]
      readonly text: string
      readonly actions: readonly Action[]
    }

/** What one turn says. `receipt` is the code with which the answer can be replayed. */
export interface Answer {
  readonly language: Language
  readonly replies: readonly Reply[]
  readonly receipt: string
  /** With this turn the conversation was forgotten: what a channel remembers of the person for it goes too. */
  readonly forgotten?: 'yes'
}

/** What an office sees of a case; drawn by each channel that offices use. Contact rows are there only for who may see them. */
export interface CaseCard {
  readonly case: string
  readonly version: number
  readonly language: Language
  readonly title: string
  readonly state: { readonly code: 'waiting' | 'taken' | 'closed'; readonly label: string }
  /** While first contact is owed: the promised instant, in words, and whether it has passed. */
  readonly due?: { readonly at: string; readonly label: string; readonly late: 'yes' | 'no' }
  readonly need: string
  readonly rows: readonly Row[]
  readonly offerings: readonly Link[]
  readonly contact: readonly Row[]
  readonly notes: readonly { readonly at: string; readonly by: string; readonly text: string }[]
  readonly history: readonly { readonly at: string; readonly text: string }[]
  readonly actions: readonly CaseButton[]
}

/** A button on a case card. With `fields` it opens a form first; the values travel with the action. */
export interface CaseButton {
  readonly action: string
  readonly label: string
  readonly weight: 'main' | 'plain' | 'danger'
  readonly fields: readonly Field[]
}
