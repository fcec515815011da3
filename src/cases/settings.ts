/** What a deployment may set about reminders and time limits. All minutes are the office's working minutes. */
export interface CaseSettings {
  /** The reminder ladder: who hears when, counted from the promised time (negative is before it). */
  readonly ladder: readonly LadderStep[]
  /** How long a close or a decline can be taken back. */
  readonly undo_seconds: number
  /** Status messages to the company wait this long, so that a mis-press is never sent. */
  readonly gather_seconds: number
  /** How long an asked colleague has, in that office's working minutes. */
  readonly colleague_minutes: number
  /** Nobody is reminded sooner than this after getting a case. */
  readonly respite_minutes: number
  /** A re-routed case gives its new office at least this long. */
  readonly renewed_minutes: number
}

export const ladderTargets = ['office', 'stand-in', 'duty', 'company'] as const
export type LadderTarget = (typeof ladderTargets)[number]

export interface LadderStep {
  readonly to: LadderTarget
  readonly minutes: number
}

/** An assumption until the offices have agreed on their own: half way, three quarters, the promised time, an hour late. */
export const defaultSettings: CaseSettings = {
  ladder: [
    { to: 'office', minutes: -240 },
    { to: 'stand-in', minutes: -120 },
    { to: 'duty', minutes: 0 },
    { to: 'company', minutes: 60 },
  ],
  undo_seconds: 60,
  gather_seconds: 60,
  colleague_minutes: 240,
  respite_minutes: 60,
  renewed_minutes: 120,
}
