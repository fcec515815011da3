import { drawCase as draw } from './cases/card.ts'
import type { Absence, Case, Instant, Officer } from './cases/case.ts'
import { createCaseNumber } from './cases/case-number.ts'
import { move, openCase } from './cases/moves.ts'
import type { Scene as CaseScene } from './cases/scene.ts'
import type { Answer, CaseCard, Incoming, Language, Reply } from './chat.ts'
import { describeChosen, describeOpened, draftCase, readChoice } from './conversation/case-step.ts'
import { type Conversation, createConversation } from './conversation/conversation.ts'
import type { Effect } from './conversation/step.ts'
import { turn } from './conversation/turn.ts'
import { act, type CaseAnswer, type CasePress, listCards, remind } from './navigator-desk.ts'
import { describe, type NavigatorParts, regionOf, save, sceneFor } from './navigator-parts.ts'
import { hearOffice, isOfficeWord, type OfficeWord } from './navigator-word.ts'
import type { Transaction } from './ports.ts'

export type { CaseAnswer, CasePress } from './navigator-desk.ts'
export type { NavigatorParts } from './navigator-parts.ts'
export type { OfficeWord } from './navigator-word.ts'

/** The whole product behind one door: a person's turn in, replies out; an office's press in, the card out. */
export interface Navigator {
  readonly receive: (incoming: Incoming) => Promise<Answer>
  readonly act: (press: CasePress) => Promise<CaseAnswer>
  /** What an office writes to Lotsen itself: an absence, a question who knows what. Answers in a sentence. */
  readonly hearOffice: (word: OfficeWord) => Promise<string>
  /** Whether what was written in an office's channel is plainly for `hearOffice`, and no question about support. */
  readonly isOfficeWord: (text: string) => boolean
  /** A card is in Swedish unless the viewer reads another language. */
  readonly drawCase: (
    id: string,
    viewer: Officer,
    language?: Language,
  ) => Promise<CaseCard | undefined>
  /** The office's cases, those owed an answer first and soonest promised before later; closed ones are listed for a week. */
  readonly listCards: (viewer: Officer, language?: Language) => Promise<readonly CaseCard[]>
  /** Owes the reminders that are due now; asked every few minutes. Answers how many cases were moved. */
  readonly remind: () => Promise<number>
  /** What a notice is judged and put in words with. */
  readonly sceneAt: (language: Case['language']) => CaseScene
}

const receiptLength = 6
const maxTriesForNumber = 20

export function createNavigator(parts: NavigatorParts): Navigator {
  const { store, outside, knowledge } = parts
  const sceneAt: Navigator['sceneAt'] = (language) => sceneFor(knowledge(), outside.now(), language)
  return {
    receive: (incoming) => store.transact((tx) => receive(parts, tx, incoming)),
    act: (press) => store.transact((tx) => act(parts, tx, press)),
    isOfficeWord: (text) => isOfficeWord(parts, text),
    hearOffice: (word) => store.transact((tx) => hearOffice(parts, tx, word)),
    drawCase: async (id, viewer, language = 'sv') => {
      const found = await store.findCase(id)
      if (found === undefined) return undefined
      const events = await store.transact((tx) => tx.loadHistory(id))
      return draw(found, viewer, { scene: sceneAt(language), events })
    },
    listCards: async (viewer, language = 'sv') => listCards(parts, viewer, language),
    remind: () => remind(parts),
    sceneAt,
  }
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
  const language = incoming.locale === 'unknown' ? 'sv' : incoming.locale
  if (seen.kind === 'seen') return seen.answer ?? { language, replies: [], receipt: '' }
  const now = outside.now()
  const id = conversationIdOf(incoming.address)
  const known = await tx.lockConversation(id)
  const before =
    known ??
    createConversation({
      id,
      address: incoming.address,
      language,
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
  const forgets = step.effects.some((effect) => effect.kind === 'forget')
  const answer: Answer = {
    language: step.conversation.language,
    replies: [...step.replies, ...done.replies],
    receipt: outside.freshId(receiptLength),
    ...(forgets ? { forgotten: 'yes' } : {}),
  }
  if (forgets) await tx.forgetConversation(id)
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
  const text = wordsOf(incoming)
  if (text !== '') {
    await tx.appendMessage({ conversation: conversation.id, at: now, said: { by: 'person', text } })
  }
  await tx.appendMessage({ conversation: conversation.id, at: now, said: { by: 'lotsen', answer } })
}

/** What the person is seen to have said: their own words, or those on the button. */
function wordsOf(incoming: Incoming): string {
  if (incoming.kind === 'open') return ''
  return incoming.kind === 'message' ? incoming.text : (incoming.label ?? '')
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
  if (moved.kind !== 'moved' || moved.events.length === 0) return say(describe(moved, scene))
  // The turn itself has said where a message goes.
  if (chosen.action === 'reply-from-company') return []
  return say(describeChosen(moved.case, chosen.action, scene))
}
