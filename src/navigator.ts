import { isBefore } from './cases/calendar.ts'
import { drawCase as draw } from './cases/card.ts'
import {
  type Absence,
  actions,
  type Case,
  type CaseAction,
  type Instant,
  type Officer,
} from './cases/case.ts'
import { createCaseNumber } from './cases/case-number.ts'
import { describeMoved, describeRefusal, describeStale } from './cases/history.ts'
import { type Moved, move, openCase } from './cases/moves.ts'
import type { Region } from './cases/offices.ts'
import { nextReminder } from './cases/reminder.ts'
import type { Scene as CaseScene } from './cases/scene.ts'
import { type CaseSettings, defaultSettings } from './cases/settings.ts'
import type { Answer, CaseCard, Incoming, Reply } from './chat.ts'
import { describeOpened, draftCase, readChoice } from './conversation/case-step.ts'
import type { Conversation } from './conversation/conversation.ts'
import { createSay } from './conversation/say.ts'
import type { Effect } from './conversation/step.ts'
import { createConversation, turn } from './conversation/turn.ts'
import type { Knowledge } from './knowledge/knowledge.ts'
import type { Outside, Store, Transaction } from './ports.ts'

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
  /** Owes the reminders that are due now; asked every few minutes. Answers how many cases were moved. */
  readonly remind: () => Promise<number>
  /** What a notice is judged and put in words with. */
  readonly sceneAt: (language: Case['language']) => CaseScene
}

export interface NavigatorParts {
  readonly store: Store
  readonly outside: Outside
  readonly knowledge: () => Knowledge
  readonly settings?: CaseSettings
}

const receiptLength = 6
const closedListedFor = 7 * 24 * 60 * 60 * 1000
const maxTriesForNumber = 20

export function createNavigator(parts: NavigatorParts): Navigator {
  const { store, outside, knowledge } = parts
  const sceneAt: Navigator['sceneAt'] = (language) => sceneFor(knowledge(), outside.now(), language)
  return {
    receive: (incoming) => store.transact((tx) => receive(parts, tx, incoming)),
    act: (press) => store.transact((tx) => act(parts, tx, press)),
    drawCase: async (id, viewer) => {
      const found = await store.findCase(id)
      if (found === undefined) return undefined
      const events = await store.transact((tx) => tx.loadHistory(id))
      return draw(found, viewer, { scene: sceneAt('sv'), events })
    },
    listCards: async (viewer) => listCards(parts, viewer),
    remind: () => remind(parts),
    sceneAt,
  }
}

function sceneFor(knowledge: Knowledge, at: Instant, language: Case['language']): CaseScene {
  const linkTo = (id: string) => {
    const offering = knowledge.offerings.get(id)
    return offering?.apply_url ?? offering?.source.url ?? ''
  }
  return {
    language,
    say: createSay(knowledge.messages, language),
    offices: knowledge.offices,
    at,
    linkTo,
  }
}

function regionOf(
  { knowledge, settings = defaultSettings }: NavigatorParts,
  absences: readonly Absence[],
  load: Region['load'] = {},
): Region {
  return { offices: knowledge().offices, absences, settings, load }
}

/** One message in, one transaction, replies out. The same event again gets the same answer. */
async function receive(
  parts: NavigatorParts,
  tx: Transaction,
  incoming: Incoming,
): Promise<Answer> {
  const { outside } = parts
  const knowledge = parts.knowledge()
  const seen = await tx.seeEvent(incoming.event)
  const { locale } = incoming
  if (seen.kind === 'seen')
    return (
      seen.answer ?? { language: locale === 'unknown' ? 'sv' : locale, replies: [], receipt: '' }
    )
  const now = outside.now()
  const id = conversationIdOf(incoming.address)
  const known = await tx.lockConversation(id)
  const before =
    known ??
    createConversation({
      id,
      address: incoming.address,
      language: locale === 'unknown' ? 'sv' : locale,
      now,
    })
  const [cases, absences] = [await tx.listCasesOf(id), await tx.listAbsences(now)]
  const step = turn({
    knowledge,
    conversation: { ...before, address: incoming.address },
    incoming,
    now,
    day: outside.dayOf(now),
    cases,
    absences,
  })
  const done = await carryOut(parts, tx, {
    conversation: step.conversation,
    effects: step.effects,
    cases,
    absences,
    now,
  })
  const answer: Answer = {
    language: step.conversation.language,
    replies: [...step.replies, ...done.replies],
    receipt: outside.freshId(receiptLength),
  }
  if (step.effects.some((effect) => effect.kind === 'forget')) await tx.forgetConversation(id)
  else await keep(tx, { conversation: done.conversation, incoming, answer, now })
  await tx.saveTurn({
    receipt: answer.receipt,
    conversation: id,
    at: now,
    knowledge: knowledge.version,
    before,
    incoming,
    answer,
    cases,
    absences,
  })
  return answer
}

export function conversationIdOf(address: Incoming['address']): string {
  return `${address.channel}:${address.id}`
}

async function keep(
  tx: Transaction,
  said: { conversation: Conversation; incoming: Incoming; answer: Answer; now: Instant },
): Promise<void> {
  const { conversation, incoming, answer, now } = said
  await tx.saveConversation(conversation)
  if (incoming.kind === 'message') {
    await tx.appendMessage({
      conversation: conversation.id,
      at: now,
      said: { by: 'person', text: incoming.text },
    })
  }
  await tx.appendMessage({ conversation: conversation.id, at: now, said: { by: 'lotsen', answer } })
}

interface Doing {
  readonly conversation: Conversation
  readonly effects: readonly Effect[]
  readonly cases: readonly Case[]
  readonly absences: readonly Absence[]
  readonly now: Instant
}

async function carryOut(
  parts: NavigatorParts,
  tx: Transaction,
  doing: Doing,
): Promise<{ conversation: Conversation; replies: readonly Reply[] }> {
  let { conversation } = doing
  const replies: Reply[] = []
  for (const effect of doing.effects) {
    if (effect.kind === 'open-case') {
      const opened = await open(parts, tx, { ...doing, conversation }, effect)
      conversation = { ...conversation, cases: [...conversation.cases, opened.case.id] }
      replies.push(...opened.replies)
    } else if (effect.kind === 'case') {
      replies.push(...(await choose(parts, tx, doing, effect)))
    }
  }
  return { conversation, replies }
}

async function open(
  parts: NavigatorParts,
  tx: Transaction,
  doing: Doing,
  effect: Effect & { kind: 'open-case' },
): Promise<{ case: Case; replies: readonly Reply[] }> {
  const knowledge = parts.knowledge()
  const id = await freshCaseNumber(parts, tx)
  const draft = draftCase({
    knowledge,
    conversation: doing.conversation,
    effect,
    id,
    now: doing.now,
  })
  const opened = openCase(draft, doing.now, regionOf(parts, doing.absences))
  await tx.saveCase({ case: opened.case, events: opened.events, notices: opened.notices })
  const scene = sceneFor(knowledge, doing.now, doing.conversation.language)
  return { case: opened.case, replies: describeOpened(opened.case, scene) }
}

/** A number nobody has; five signs make a clash rare, not impossible. */
async function freshCaseNumber({ outside }: NavigatorParts, tx: Transaction): Promise<string> {
  for (let tries = 0; tries < maxTriesForNumber; tries++) {
    const id = createCaseNumber(outside.freshId(12))
    if ((await tx.lockCase(id)) === undefined) return id
  }
  throw new Error('no free case number found: the numbers are used up or the ids are not fresh')
}

/** What the company chose or wrote about its own case. */
async function choose(
  parts: NavigatorParts,
  tx: Transaction,
  doing: Doing,
  effect: Effect & { kind: 'case' },
): Promise<readonly Reply[]> {
  const current = await tx.lockCase(effect.case)
  const scene = sceneFor(parts.knowledge(), doing.now, doing.conversation.language)
  const chosen = readChoice(effect)
  const say = (text: string): readonly Reply[] => [{ kind: 'text', text, tone: 'plain', links: [] }]
  if (current === undefined || chosen === undefined) return say(scene.say('case.unknown'))
  const moved = move({
    case: current,
    ...chosen,
    actor: { kind: 'company' },
    at: doing.now,
    region: regionOf(parts, doing.absences),
  })
  await save(tx, moved)
  return say(describe(moved, scene))
}

async function save(tx: Transaction, moved: Moved): Promise<void> {
  if (moved.kind !== 'moved' || moved.events.length === 0) return
  await tx.saveCase({ case: moved.case, events: moved.events, notices: moved.notices })
}

function describe(moved: Moved, scene: CaseScene): string {
  switch (moved.kind) {
    case 'moved':
      return describeMoved(moved, scene)
    case 'stale':
      return describeStale(moved, scene)
    case 'refused':
      return describeRefusal(moved, scene)
  }
}

/** Whom to ask next depends on who has least to do; nothing else does. */
const asksColleagues = new Set(['invite-colleague', 'colleague-decline', 'colleague-timeout'])

async function act(parts: NavigatorParts, tx: Transaction, press: CasePress): Promise<CaseAnswer> {
  const now = parts.outside.now()
  const scene = sceneFor(parts.knowledge(), now, 'sv')
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

async function listCards(
  { store, outside, knowledge }: NavigatorParts,
  viewer: Officer,
): Promise<readonly CaseCard[]> {
  const now = outside.now()
  const since = new Date(Date.parse(now) - closedListedFor).toISOString()
  const cases = (await store.listCases({ office: viewer.office })).filter(
    (one) => one.state !== 'closed' || !isBefore(one.changed.at, since),
  )
  const scene = sceneFor(knowledge(), now, 'sv')
  const newest = cases.toSorted((a, b) => Date.parse(b.opened) - Date.parse(a.opened))
  return store.transact(async (tx) => {
    const cards: CaseCard[] = []
    for (const one of newest)
      cards.push(draw(one, viewer, { scene, events: await tx.loadHistory(one.id) }))
    return cards
  })
}

/** The system's own presses: reminders, re-routing past an office that has gone, and colleagues whose time is out. */
async function remind(parts: NavigatorParts): Promise<number> {
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
