import { isBefore } from './calendar.ts'
import type { Case, Instant, OfficeId } from './case.ts'
import { hasBeenContacted } from './guard.ts'

/** Every kind of notice; each has its words or its card. */
export const noticeKinds = [
  // to an office: a card
  'new-case',
  'redraw',
  'reminder',
  'colleague-request',
  // to the company: a message
  'received',
  'taken',
  'moved',
  'tried',
  'delayed',
  'message',
  'closed',
  'reopened',
  // to the officer who has it
  'reply',
  'withdrawn',
  'rated',
  'colleague-accepted',
  'colleague-nobody',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Something owed to someone; kept until delivered. Its id is `<case>:<what>`: twice is once. */
export interface Notice {
  readonly id: string
  readonly case: string
  readonly to:
    | { readonly kind: 'office'; readonly office: OfficeId }
    | { readonly kind: 'company'; readonly conversation: string }
    | { readonly kind: 'officer'; readonly officer: string }
  /** Which text or card it becomes, such as `new-case`, `taken`, `reminder`, `message`. */
  readonly what: NoticeKind
  /** Not to be sent before. */
  readonly due: Instant
  /** Not to be sent after: a reminder outside hours is worse than none. */
  readonly until?: Instant
  /** Always has `version`, the one that owed it; an officer's has `office`, the way out when the person is away. */
  readonly values: Readonly<Record<string, string>>
}

type Still = (current: Case, notice: Notice) => boolean

const versionOf = (notice: Notice): number => Number(notice.values.version)
/** The case is still in the hands that owed the notice. */
const inThoseHands: Still = (current, notice) => current.hand === versionOf(notice)
const always: Still = () => true

/** The case still waits for someone to be in touch, as it did when the notice was owed. */
const unanswered: Still = (current, notice) =>
  current.state !== 'closed' &&
  !hasBeenContacted(current) &&
  current.hand < versionOf(notice) &&
  !isBefore(notice.due, current.received)

/** A later reminder speaks for the earlier ones. */
const newest: Still = (current, notice) =>
  unanswered(current, notice) && current.reminders.at(-1)?.version === versionOf(notice)

const asking: Still = (current, notice) => {
  const open = current.colleagues.find((c) => c.state === 'asking')
  return notice.to.kind === 'office' && open?.asked.at(-1)?.office === notice.to.office
}

const stills: Readonly<Record<NoticeKind, Still>> = {
  'new-case': (current, notice) => current.state === 'waiting' && inThoseHands(current, notice),
  redraw: (current, notice) => current.version === versionOf(notice),
  reminder: newest,
  'colleague-request': asking,
  received: (current) => current.state !== 'closed',
  taken: (current, notice) => current.state === 'taken' && inThoseHands(current, notice),
  moved: (current, notice) => current.state === 'waiting' && inThoseHands(current, notice),
  tried: (current, notice) =>
    current.state === 'taken' && current.attempts.at(-1)?.version === versionOf(notice),
  delayed: unanswered,
  message: always,
  closed: (current, notice) => current.state === 'closed' && inThoseHands(current, notice),
  reopened: (current, notice) => current.state === 'taken' && inThoseHands(current, notice),
  reply: always,
  withdrawn: always,
  rated: always,
  'colleague-accepted': (current) => current.state === 'taken',
  'colleague-nobody': (current) => current.state === 'taken',
}

/** Looked at again at the moment of sending: is it still true, and not too late? */
export function still(current: Case, notice: Notice, at: Instant): boolean {
  if (notice.until !== undefined && isBefore(notice.until, at)) return false
  return stills[notice.what](current, notice)
}
