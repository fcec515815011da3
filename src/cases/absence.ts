import { findPeriod, type Period } from './absence-dates.ts'
import { addSeconds, isBefore, localTime } from './calendar.ts'
import type { Absence, Instant, OfficeId } from './case.ts'
import { findOffice, listOfficeIds, type Offices, shortName } from './offices.ts'
import { dayInWords } from './promise.ts'
import { officeName, type Scene, whenInWords } from './scene.ts'

/** What is still to be known; each has its sentence, `absence.ask.<ask>`. */
export type AbsenceQuestion = 'when' | 'dates' | 'who' | 'other-office'

export type AbsenceReading =
  | { readonly kind: 'absence'; readonly absence: Absence }
  | { readonly kind: 'back'; readonly office: OfficeId; readonly at: Instant }
  | { readonly kind: 'question'; readonly ask: AbsenceQuestion }
  | { readonly kind: 'not-understood' }

export interface AbsenceText {
  readonly text: string
  /** The office of the person who writes. */
  readonly office: OfficeId
  readonly now: Instant
  readonly offices: Offices
}

const wordOf = (words: string): RegExp => new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, 'u')

const away = wordOf(
  'semester|borta|ledig|ledigt|lediga|sjuk|sjuka|sjukskriven|frånvarande|tjänsteresa|föräldraledig|vab|vabbar|vabb|' +
    'stängt|stänger|konferens|bortrest|vacation|holiday|holidays|away|off|leave|sick|ill|out of office|closed|travelling|absent',
)
/** Ill without a day is ill today. */
const ill = wordOf('sjuk|sjuka|vab|vabbar|vabb|sick|ill')
const covering = wordOf(
  'tar|täcker|ersätter|ersättare|hoppar in|sköter|svarar|vikarierar|vikarie|covers?|covering|takes?|stands? in|handles?|stand-in',
)
const back = wordOf('tillbaka|åter|back')

function namedOffices(text: string, offices: Offices): readonly OfficeId[] {
  return listOfficeIds(offices).filter((id) =>
    wordOf(`(?:${shortName(offices, id).toLowerCase()}|${id})s?`).test(text),
  )
}

type StandIn =
  | { readonly kind: 'office'; readonly office: OfficeId }
  | { readonly kind: 'none' }
  | { readonly kind: 'question'; readonly ask: AbsenceQuestion }

/** Who takes theirs: only who is said to, since a name alone may be anything. */
function findStandIn(text: string, office: OfficeId, offices: Offices): StandIn {
  const named = namedOffices(text, offices)
  const others = named.filter((id) => id !== office)
  const [only] = others
  if (!covering.test(text))
    return only === undefined ? { kind: 'none' } : { kind: 'question', ask: 'who' }
  if (only !== undefined && others.length === 1) return { kind: 'office', office: only }
  return { kind: 'question', ask: named.length === 1 ? 'other-office' : 'who' }
}

function periodOf(text: string, now: Instant): Period {
  const period = findPeriod(text, now)
  return period.kind === 'none' && ill.test(text) ? findPeriod('idag', now) : period
}

/** Reads "semester 1–21 juli, Malå tar våra", "sjuk idag", "tillbaka nu": what an office says of being away. */
export function readAbsence({ text, office, now, offices }: AbsenceText): AbsenceReading {
  const said = text.normalize('NFC').toLowerCase()
  const period = periodOf(said, now)
  const isAway = away.test(said)
  const returns = back.test(said) && !isAway
  if (returns && (period.kind === 'none' || period.kind === 'unclear'))
    return { kind: 'back', office, at: now }
  if (!isAway && !returns && !(covering.test(said) && period.kind === 'period'))
    return { kind: 'not-understood' }
  if (period.kind === 'none') return { kind: 'question', ask: 'when' }
  if (period.kind === 'unclear') return { kind: 'question', ask: 'dates' }
  const standIn = findStandIn(said, office, offices)
  if (standIn.kind === 'question') return standIn
  const { from, to } = period
  const stand_in = standIn.kind === 'office' ? { stand_in: standIn.office } : {}
  return { kind: 'absence', absence: { office, from, to, ...stand_in } }
}

/** The absences that coming back cuts short, each as it is to be saved. */
export function endAbsences(
  absences: readonly Absence[],
  office: OfficeId,
  at: Instant,
): readonly Absence[] {
  return absences
    .filter((a) => a.office === office && !isBefore(at, a.from) && isBefore(at, a.to))
    .map((a) => ({ ...a, to: at }))
}

/** "1 juli–21 juli": the last day is the last one away. */
function periodInWords(absence: Absence, scene: Scene): string {
  const end = localTime(absence.to)
  const part = end.hour !== 0
  const first = dayInWords(localTime(absence.from).toPlainDate(), scene.at, scene.language)
  const last = dayInWords(
    localTime(addSeconds(absence.to, -1)).toPlainDate(),
    scene.at,
    scene.language,
  )
  if (part) return `${first}–${whenInWords(scene, absence.to)}`
  return first === last ? first : `${first}–${last}`
}

/** The receipt: who is away when, and who takes theirs. */
export function describeAbsence(absence: Absence, scene: Scene): string {
  const { office, stand_in } = absence
  const next = stand_in ?? findOffice(scene.offices, office)?.stand_in[0] ?? scene.offices.duty
  return scene.say('absence.set', {
    office: officeName(scene, office),
    period: periodInWords(absence, scene),
    stand_in: officeName(scene, next),
  })
}
