import { isBefore } from './cases/calendar.ts'
import { drawCase as draw, isOwed } from './cases/card.ts'
import { actions, type Case, type CaseAction, type Officer } from './cases/case.ts'
import { type Moved, move } from './cases/moves.ts'
import type { Region } from './cases/offices.ts'
import { nextReminder } from './cases/reminder.ts'
import type { CaseCard, Language } from './chat.ts'
import { describe, type NavigatorParts, regionOf, save, sceneFor } from './navigator-parts.ts'
import type { Transaction } from './ports.ts'

/** What an office person did on a case card. `event` as in Incoming: the same id twice is one press. */
export interface CasePress {
  readonly event: string
  readonly case: string
  /** The version the card was drawn from. */
  readonly version: number
  readonly action: string
  readonly values: Readonly<Record<string, string>>
  readonly officer: Officer
  /** What the officer reads; Swedish when not told. */
  readonly language?: Language
}

export interface CaseAnswer {
  readonly kind: 'moved' | 'stale' | 'refused' | 'unknown-case'
  /** A sentence for the person who pressed. */
  readonly message: string
  /** The card as it is now, for that person. */
  readonly card?: CaseCard
}

const closedListedFor = 7 * 24 * 60 * 60 * 1000

/** Whom to ask next depends on who has least to do; nothing else does. */
const asksColleagues = new Set(['invite-colleague', 'colleague-decline', 'colleague-timeout'])

export async function act(
  parts: NavigatorParts,
  tx: Transaction,
  press: CasePress,
): Promise<CaseAnswer> {
  const now = parts.outside.now()
  const scene = sceneFor(parts.knowledge(), now, press.language ?? 'sv')
  const seen = await tx.seeEvent(press.event)
  const current = await tx.lockCase(press.case)
  const action = readAction(press.action)
  if (current === undefined) return { kind: 'unknown-case', message: scene.say('case.unknown') }
  const region = regionOf(
    parts,
    await tx.listAbsences(now),
    asksColleagues.has(press.action) ? await countOpen(parts) : {},
  )
  const moved: Moved =
    seen.kind === 'seen' || action === undefined
      ? { kind: 'moved', case: current, events: [], notices: [] }
      : move({
          case: current,
          action,
          actor: { kind: 'officer', officer: press.officer },
          at: now,
          version: press.version,
          values: press.values,
          region,
        })
  await save(tx, moved)
  const events = await tx.loadHistory(press.case)
  return {
    kind: moved.kind,
    message: describe(moved, scene),
    card: draw(moved.case, press.officer, { scene, events }),
  }
}

function readAction(word: string): Exclude<CaseAction, 'open'> | undefined {
  const known = actions.find((action) => action === word)
  return known === 'open' ? undefined : known
}

async function countOpen({ store }: NavigatorParts): Promise<Region['load']> {
  const load: Record<string, number> = {}
  for (const state of ['waiting', 'taken'] as const) {
    for (const one of await store.listCases({ state }))
      load[one.office] = (load[one.office] ?? 0) + 1
  }
  return load
}

/** The office's own, and those of others in which it has something to do: reminded, asked, helping, taking back. */
export async function listCards(
  { store, outside, knowledge }: NavigatorParts,
  viewer: Officer,
  language: Language,
): Promise<readonly CaseCard[]> {
  const now = outside.now()
  const since = new Date(Date.parse(now) - closedListedFor).toISOString()
  const { office } = viewer
  const own = (await store.listCases({ office })).filter(
    (one) => one.state !== 'closed' || !isBefore(one.changed.at, since),
  )
  const shown = [
    ...(await store.listCases({ seen_by: office, state: 'waiting' })),
    ...(await store.listCases({ seen_by: office, state: 'taken' })),
  ].filter((one) => one.office !== office)
  const scene = sceneFor(knowledge(), now, language)
  return store.transact(async (tx) => {
    const cards: CaseCard[] = []
    for (const one of [...own, ...shown].toSorted(byUrgency)) {
      const card = draw(one, viewer, { scene, events: await tx.loadHistory(one.id) })
      if (one.office === office || card.actions.length > 0) cards.push(card)
    }
    return cards
  })
}

/** Owed first, soonest promised before later and then the longest waiting; the rest newest first. */
function byUrgency(a: Case, b: Case): number {
  const [first, second] = [isOwed(a), isOwed(b)]
  if (first !== second) return first ? -1 : 1
  const opened = Date.parse(a.opened) - Date.parse(b.opened)
  return first ? Date.parse(a.promised) - Date.parse(b.promised) || opened : -opened
}

/** The system's own presses: reminders, re-routing past an office that has gone, and colleagues whose time is out. */
export async function remind(parts: NavigatorParts): Promise<number> {
  let count = 0
  const load = await countOpen(parts)
  for (const state of ['waiting', 'taken'] as const) {
    for (const { id } of await parts.store.listCases({ state })) {
      count += await parts.store.transact((tx) => remindOne(parts, tx, { id, load }))
    }
  }
  return count
}

async function remindOne(
  parts: NavigatorParts,
  tx: Transaction,
  { id, load }: { id: string; load: Region['load'] },
): Promise<number> {
  const now = parts.outside.now()
  const current = await tx.lockCase(id)
  if (current === undefined) return 0
  const region = regionOf(parts, await tx.listAbsences(now), load)
  const asked = current.colleagues.find((one) => one.state === 'asking')?.asked.at(-1)
  const late = asked !== undefined && isBefore(asked.until, now)
  const due = nextReminder(current, now, region)
  const press = {
    case: current,
    actor: { kind: 'system' as const },
    at: now,
    version: 'latest' as const,
    region,
  }
  if (late) await save(tx, move({ ...press, action: 'colleague-timeout', values: {} }))
  else if (due.kind === 'act')
    await save(tx, move({ ...press, action: due.action, values: due.values }))
  return late || due.kind === 'act' ? 1 : 0
}
