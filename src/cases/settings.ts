/** What a deployment may set about reminders and time limits. All minutes are the office's working minutes. */
export interface CaseSettings {
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

/** Who hears on the reminder ladder; `reminders` in `knowledge/offices.yaml` says when. */
export const ladderTargets = ['office', 'stand-in', 'duty', 'company'] as const
export type LadderTarget = (typeof ladderTargets)[number]

export const defaultSettings: CaseSettings = {
  undo_seconds: 60,
  gather_seconds: 60,
  colleague_minutes: 240,
  respite_minutes: 60,
  renewed_minutes: 120,
}
