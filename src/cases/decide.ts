import { addWorkingTime } from './calendar.ts'
import {
  type Actor,
  type Case,
  type CaseAction,
  declineReasons,
  helpOutcomes,
  type Instant,
  type OfficeId,
  offeringOutcomes,
  ratings,
} from './case.ts'
import { findColleagues } from './colleagues.ts'
import type { Why } from './guard.ts'
import { findOffice, officeOrDuty, type Region } from './offices.ts'
import { promiseOf, renewPromise } from './promise.ts'
import { findReceiver } from './routing.ts'
import { ladderTargets } from './settings.ts'

/** Someone does something to a case. `values` is what a form or a job sent: untrusted. */
export interface Press {
  readonly case: Case
  readonly action: Exclude<CaseAction, 'open'>
  readonly actor: Actor
  readonly at: Instant
  /** The version the button was drawn from; `latest` for typed words and jobs that have just looked. */
  readonly version: number | 'latest'
  readonly values: Readonly<Record<string, string>>
  readonly region: Region
}

export type Decision =
  | { readonly kind: 'do'; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly why: Why }

const longest = 4000
const refuse = (why: Why): Decision => ({ kind: 'refused', why })
const just = (values: Readonly<Record<string, string>>): Decision => ({ kind: 'do', values })

function read(press: Press, field: string): string {
  return (press.values[field] ?? '').trim().slice(0, longest)
}

function text(press: Press, missing: Why): Decision {
  const said = read(press, 'text')
  return said === '' ? refuse(missing) : just({ text: said })
}

interface Passing {
  readonly municipality: string
  readonly past: readonly OfficeId[]
}

/** Who gets the case next, and by when that office is to be in touch. */
function passOn(press: Press, passing: Passing): Decision {
  const { case: current, at, region } = press
  const { offices, absences, settings } = region
  const declined = [...current.declined_by, ...current.skipped, ...passing.past]
  const receiver = findReceiver({
    offices,
    municipality: passing.municipality,
    absences,
    declined,
    at,
  })
  if (receiver.office === current.office) return refuse('nobody-left')
  const office = officeOrDuty(offices, receiver.office)
  const old = { promised: current.promised, minutes: settings.renewed_minutes }
  const promised = renewPromise(office, at, old)
  return just({ office: receiver.office, because: receiver.because, promised })
}

function extend(decision: Decision, values: Readonly<Record<string, string>>): Decision {
  return decision.kind === 'do' ? just({ ...decision.values, ...values }) : decision
}

function decline(press: Press): Decision {
  const { case: current, actor, region } = press
  const reason = declineReasons.find((r) => r === read(press, 'reason'))
  if (reason === undefined || actor.kind !== 'officer') return refuse('missing-reason')
  if (reason === 'other' && read(press, 'text') === '') return refuse('missing-text')
  const named = reason === 'wrong-municipality' ? read(press, 'municipality') : ''
  const municipality = findOffice(region.offices, named) === undefined ? '' : named
  const past = [actor.officer.office, current.office]
  const passing = { municipality: municipality || current.municipality, past }
  const undo_seconds = String(region.settings.undo_seconds)
  return extend(passOn(press, passing), {
    reason,
    municipality,
    text: read(press, 'text'),
    undo_seconds,
  })
}

/** The best colleague not yet asked about this, with the time there is to answer; nobody is an empty office. */
function nextColleague(press: Press, competence: string): Readonly<Record<string, string>> {
  const { case: current, at, region } = press
  const open = current.colleagues.find((c) => c.state === 'asking')
  const asked = [...(open?.asked.map((a) => a.office) ?? []), ...current.declined_by]
  const { offices, absences, load: openLoad, settings } = region
  const search = { offices, competence, language: current.language, asked, openLoad }
  const [best] = findColleagues({ ...search, from: current.office, absences, at })
  if (best === undefined) return { office: '' }
  const office = officeOrDuty(offices, best.office)
  return { office: best.office, until: addWorkingTime(office, at, settings.colleague_minutes) }
}

function inviteColleague(press: Press): Decision {
  const competence = read(press, 'competence')
  if (!Object.keys(press.region.offices.competences).includes(competence))
    return refuse('unknown-competence')
  const next = nextColleague(press, competence)
  return next.office === ''
    ? refuse('nobody-left')
    : just({ competence, question: read(press, 'question'), ...next })
}

function askNext(press: Press): Decision {
  const open = press.case.colleagues.find((c) => c.state === 'asking')
  return just(nextColleague(press, open?.competence ?? ''))
}

function close(press: Press): Decision {
  const help = helpOutcomes.find((o) => o === read(press, 'help'))
  if (help === undefined) return refuse('missing-outcome')
  const offerings = press.case.offerings.flatMap(({ id }) => {
    const outcome = offeringOutcomes.find((o) => o === read(press, `offering.${id}`))
    return outcome === undefined ? [] : [`${id}=${outcome}`]
  })
  const hours = read(press, 'hours').replace(',', '.')
  const sensible = hours === '' || (Number(hours) >= 0 && Number(hours) <= 1000)
  if (!sensible) return refuse('bad-hours')
  const undo_seconds = String(press.region.settings.undo_seconds)
  return just({
    help,
    offerings: offerings.join(','),
    hours,
    text: read(press, 'text'),
    undo_seconds,
  })
}

function refer(press: Press): Decision {
  const provider = read(press, 'provider').slice(0, 200)
  const offering = press.case.offerings.find(({ id }) => id === read(press, 'offering'))
  const to = offering?.name ?? provider
  return to === ''
    ? refuse('missing-referral')
    : just({ to, offering: offering?.id ?? '', provider })
}

function remind(press: Press): Decision {
  const known: readonly string[] = [...ladderTargets, 'again']
  const steps = read(press, 'steps')
    .split(',')
    .filter((s) => known.includes(s))
  const offices = read(press, 'offices').split(',')
  const there = offices.filter((o) => findOffice(press.region.offices, o) !== undefined)
  if (steps.length === 0) return refuse('missing-step')
  return just({ steps: steps.join(','), offices: there.join(',') })
}

function rate(press: Press): Decision {
  const how = ratings.find((r) => r === read(press, 'how'))
  return how === undefined ? refuse('missing-rating') : just({ how, text: read(press, 'text') })
}

function wait(press: Press): Decision {
  const { case: current, at, region } = press
  const office = officeOrDuty(region.offices, current.office)
  return just({ promised: promiseOf(region.offices.promise, office, at) })
}

const nothing = (): Decision => just({})
const sameMunicipality = (press: Press): Decision =>
  passOn(press, { municipality: press.case.municipality, past: [press.case.office] })

/** What a legal move does, worked out from what was sent and who is there. */
export const deciders: Readonly<Record<Press['action'], (press: Press) => Decision>> = {
  take: nothing,
  decline,
  note: (press) => text(press, 'missing-text'),
  reached: nothing,
  'not-reached': nothing,
  refer,
  'invite-colleague': inviteColleague,
  'colleague-accept': nothing,
  'colleague-decline': askNext,
  'colleague-timeout': askNext,
  'message-to-company': (press) => text(press, 'missing-text'),
  'reply-from-company': (press) => text(press, 'missing-text'),
  close,
  reopen: nothing,
  undo: nothing,
  withdraw: (press) => just({ text: read(press, 'text') }),
  wait,
  'next-office': sameMunicipality,
  're-route': sameMunicipality,
  'reminder-sent': remind,
  rate,
}
