import type { CaseCard, Row } from '../chat.ts'
import { listButtons } from './buttons.ts'
import { isBefore } from './calendar.ts'
import type { Case, OfficeId, Officer } from './case.ts'
import type { CaseEvent } from './event.ts'
import { describeEvent } from './history.ts'
import { rolesOf } from './legal.ts'
import { shortName } from './offices.ts'
import { promiseInWords, timeInWords } from './promise.ts'
import { actorInWords, type Scene, whenInWords } from './scene.ts'

/**
 * What an office may open. Contact and letters: the office that took it. Notes: also its helper, and whoever has it
 * before it is taken. The need: who else may take it, who is asked for help, and the duty office while it is open.
 * Everybody else: its number and who has it.
 */
type View = 'owner' | 'insider' | 'reader' | 'outsider'

function viewOf(current: Case, viewer: Officer, duty: OfficeId): View {
  const roles = rolesOf(current, { kind: 'officer', officer: viewer })
  if (roles.includes('owner')) return 'owner'
  if (roles.some((r) => r === 'helper' || r === 'receiver')) return 'insider'
  const reads = roles.some((r) => r === 'reminded' || r === 'asked')
  const watches = viewer.office === duty && current.state !== 'closed'
  return reads || watches ? 'reader' : 'outsider'
}

function stateLabel(current: Case, scene: Scene): string {
  const office = shortName(scene.offices, current.office)
  const time = whenInWords(scene, current.changed.at)
  if (current.state === 'closed')
    return scene.say(
      current.withdrawn === undefined ? 'case.card-state.closed' : 'case.card-state.withdrawn',
      { time },
    )
  if (current.owner === undefined) return scene.say('case.card-state.waiting', { office })
  const by = actorInWords(scene, { kind: 'officer', officer: current.owner })
  return scene.say('case.card-state.taken', { by })
}

/** First contact has been promised and not yet made. */
export function isOwed({ state, first_contact }: Case): boolean {
  return state === 'waiting' || (state === 'taken' && first_contact === undefined)
}

function dueOf({ promised }: Case, scene: Scene): NonNullable<CaseCard['due']> {
  const late = isBefore(promised, scene.at) ? 'yes' : 'no'
  const words = promiseInWords(promised, scene.at, scene.language)
  return { at: promised, label: scene.say(`case.due.${late}`, { promised: words }), late }
}

function row(scene: Scene, key: string, value: string): readonly Row[] {
  return value === '' ? [] : [{ label: scene.say(`case.row.${key}`), value }]
}

function colleagueRows(current: Case, scene: Scene): readonly Row[] {
  return current.colleagues.flatMap(({ competence, question, state, asked }) => {
    const found = Object.entries(scene.offices.competences).find(([id]) => id === competence)
    const office = shortName(scene.offices, asked.at(-1)?.office ?? '')
    const what = found?.[1].name[scene.language] ?? competence
    const told = scene.say(`case.colleague.${state}`, { office, competence: what })
    return row(scene, 'colleague', question === '' ? told : `${told}: ${question}`)
  })
}

function outcomeRows(current: Case, scene: Scene): readonly Row[] {
  const { outcome, rating } = current
  const help = outcome === undefined ? '' : scene.say(`case.outcome.${outcome.help}`)
  const each = Object.entries(outcome?.offerings ?? {}).map(([id, what]): Row => {
    const offering = current.offerings.find((o) => o.id === id)
    return { label: offering?.name ?? id, value: scene.say(`case.outcome.${what}`) }
  })
  const how = rating === undefined ? '' : scene.say(`case.rating.${rating.how}`)
  const hours = outcome?.hours?.toLocaleString(scene.language) ?? ''
  return [
    ...row(scene, 'help', help),
    ...each,
    ...row(scene, 'hours', hours),
    ...row(scene, 'rating', how),
  ]
}

function rowsFor(current: Case, view: View, scene: Scene): readonly Row[] {
  const { municipality, promised, opened, facts, language } = current
  if (view === 'outsider') return []
  return [
    ...row(scene, 'municipality', shortName(scene.offices, municipality)),
    ...(language === scene.language
      ? []
      : row(scene, 'language', scene.say(`case.language.${language}`))),
    ...facts,
    ...row(scene, 'opened', whenInWords(scene, opened)),
    ...(isOwed(current)
      ? row(scene, 'promised', timeInWords(promised, scene.at, scene.language))
      : []),
    ...current.referrals.flatMap(({ to }) => row(scene, 'referred', to)),
    ...colleagueRows(current, scene),
    ...outcomeRows(current, scene),
  ]
}

function contactRows(current: Case, scene: Scene): readonly Row[] {
  const { name, company, organisation_number, phone, email, best_time } = current.contact
  return [
    ...row(scene, 'name', name),
    ...row(scene, 'company', company),
    ...row(scene, 'organisation_number', organisation_number),
    ...row(scene, 'phone', phone),
    ...row(scene, 'email', email),
    ...row(scene, 'best_time', best_time),
  ]
}

/** What has been written between the office and the company; internal notes stand apart. */
function messageLines(current: Case, scene: Scene): CaseCard['history'] {
  return current.messages.map(({ at, from, by, text }) => ({
    at,
    text: scene.say(`case.said.${from}`, { by, text }),
  }))
}

function historyFor(
  current: Case,
  view: View,
  told: { scene: Scene; events: readonly CaseEvent[] },
): CaseCard['history'] {
  const { scene, events } = told
  if (view === 'outsider') return []
  const lines = events
    .filter((e) => e.what !== 'message-to-company' && e.what !== 'reply-from-company')
    .map((event) => ({ at: event.at, text: describeEvent(event, scene) }))
  const said = view === 'owner' ? messageLines(current, scene) : []
  return [...lines, ...said].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** The card as this person may see it now. */
export function drawCase(
  current: Case,
  viewer: Officer,
  told: { readonly scene: Scene; readonly events: readonly CaseEvent[] },
): CaseCard {
  const { scene } = told
  const view = viewOf(current, viewer, scene.offices.duty)
  const open = view !== 'outsider'
  const municipality = shortName(scene.offices, current.municipality)
  return {
    case: current.id,
    version: current.version,
    language: scene.language,
    title: open ? scene.say('case.title', { case: current.id, municipality }) : current.id,
    state: { code: current.state, label: stateLabel(current, scene) },
    ...(open && isOwed(current) ? { due: dueOf(current, scene) } : {}),
    need: open ? current.need : '',
    rows: rowsFor(current, view, scene),
    offerings: open
      ? current.offerings.map(({ id, name }) => ({ label: name, url: scene.linkTo(id) }))
      : [],
    contact: view === 'owner' ? contactRows(current, scene) : [],
    notes: view === 'owner' || view === 'insider' ? current.notes : [],
    history: historyFor(current, view, told),
    actions: listButtons(current, viewer, scene),
  }
}
