import { readList } from './apply.ts'
import { addSeconds, nextClosing } from './calendar.ts'
import type { Case, OfficeId } from './case.ts'
import { actorOf, type CaseEvent } from './event.ts'
import { askedOffice, changesHands, helpingOffices } from './legal.ts'
import type { Notice, NoticeKind } from './notice.ts'
import { officeOrDuty, type Region } from './offices.ts'

/** A move that was made, and the region it was made in. */
export interface Made {
  readonly before: Case
  readonly after: Case
  readonly event: CaseEvent
  readonly region: Region
}

type Values = Readonly<Record<string, string>>

function base(made: Made, what: NoticeKind, values: Values): Omit<Notice, 'to'> {
  const { after, event } = made
  const version = String(event.version)
  const id = `${after.id}:${what}:${version}`
  return { id, case: after.id, what, due: event.at, values: { version, ...values } }
}

function toOffice(made: Made, what: NoticeKind, office: OfficeId): Notice {
  const plain = base(made, what, { office })
  return { ...plain, id: `${plain.id}:${office}`, to: { kind: 'office', office } }
}

function toCompany(made: Made, what: NoticeKind, values: Values): Notice {
  const { after } = made
  const shown = { office: after.office, promised: after.promised, ...values }
  return { ...base(made, what, shown), to: { kind: 'company', conversation: after.conversation } }
}

/** A status message: it waits a minute, in which an undo or the next move can overtake it. */
function status(made: Made, what: NoticeKind, values: Values): Notice {
  const due = addSeconds(made.event.at, made.region.settings.gather_seconds)
  return { ...toCompany(made, what, values), due }
}

/** To the person who has the case, or to the office while nobody has taken it. */
function toOwner(made: Made, what: NoticeKind, values: Values): Notice {
  const { owner, office } = made.after
  if (owner === undefined)
    return {
      ...toOffice(made, what, office),
      values: { ...base(made, what, values).values, office },
    }
  return {
    ...base(made, what, { office: owner.office, ...values }),
    to: { kind: 'officer', officer: owner.id },
  }
}

/** Cards that no longer show the truth: all when the case changed hands, else only those of who works on it. */
function redraws(made: Made, fresh: readonly OfficeId[]): readonly Notice[] {
  const { before, after, event } = made
  const atWork = [after.office, ...helpingOffices(after), askedOffice(after), askedOffice(before)]
  const shown = changesHands.has(event.what)
    ? after.seen_by
    : after.seen_by.filter((o) => atWork.includes(o))
  return shown.filter((o) => !fresh.includes(o)).map((office) => toOffice(made, 'redraw', office))
}

function withNewCase(made: Made): readonly Notice[] {
  const { office } = made.after
  return [toOffice(made, 'new-case', office), ...redraws(made, [office])]
}

function passedOn(made: Made): readonly Notice[] {
  return [...withNewCase(made), status(made, 'moved', {})]
}

function colleagueAsked(made: Made): readonly Notice[] {
  const asked = askedOffice(made.after)
  if (asked === undefined) return [toOwner(made, 'colleague-nobody', {}), ...redraws(made, [])]
  return [toOffice(made, 'colleague-request', asked), ...redraws(made, [asked])]
}

function reminders(made: Made): readonly Notice[] {
  const { event, region } = made
  const offices = readList(event.values.offices ?? '')
  const reminded = offices.map((office): Notice => {
    const until = nextClosing(officeOrDuty(region.offices, office), event.at)
    return { ...toOffice(made, 'reminder', office), until }
  })
  const late = readList(event.values.steps ?? '').includes('company')
  return [...reminded, ...(late ? [toCompany(made, 'delayed', {})] : []), ...redraws(made, offices)]
}

function withdrawn(made: Made): readonly Notice[] {
  return [toOwner(made, 'withdrawn', {}), ...redraws(made, [])]
}

function owner(made: Made): Values {
  const actor = actorOf(made.event)
  return actor.kind === 'officer' ? { title: actor.officer.title ?? '' } : {}
}

const onlyRedraws = (made: Made): readonly Notice[] => redraws(made, [])
const said = (made: Made): Values => ({ text: made.event.values.text ?? '' })

const owed: Readonly<Record<CaseEvent['what'], (made: Made) => readonly Notice[]>> = {
  // The conversation has said it already; a company that left an e-mail address gets it there too.
  open: (made) => [...withNewCase(made), toCompany(made, 'received', { said: 'in-conversation' })],
  take: (made) => [status(made, 'taken', owner(made)), ...redraws(made, [])],
  decline: passedOn,
  note: onlyRedraws,
  reached: onlyRedraws,
  'not-reached': (made) => [status(made, 'tried', owner(made)), ...redraws(made, [])],
  refer: onlyRedraws,
  'invite-colleague': colleagueAsked,
  'colleague-accept': (made) => {
    const office = made.event.values.by_office ?? ''
    return [toOwner(made, 'colleague-accepted', { helper: office }), ...redraws(made, [])]
  },
  'colleague-decline': colleagueAsked,
  'colleague-timeout': colleagueAsked,
  'message-to-company': (made) => [
    toCompany(made, 'message', { ...said(made), ...owner(made) }),
    ...redraws(made, []),
  ],
  'reply-from-company': (made) => [toOwner(made, 'reply', said(made)), ...redraws(made, [])],
  close: (made) => [status(made, 'closed', {}), ...redraws(made, [])],
  reopen: (made) => [status(made, 'reopened', owner(made)), ...redraws(made, [])],
  undo: onlyRedraws,
  withdraw: withdrawn,
  wait: onlyRedraws,
  'next-office': passedOn,
  're-route': passedOn,
  'reminder-sent': reminders,
  rate: (made) => [
    toOwner(made, 'rated', { how: made.event.values.how ?? '', ...said(made) }),
    ...redraws(made, []),
  ],
}

/** What a move owes to whom. */
export function oweNotices(made: Made): readonly Notice[] {
  return owed[made.event.what](made)
}
