import type { Address, Answer, Language } from '../chat.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { TurnRecord } from '../ports.ts'
import { type Conversation, createConversation } from './conversation.ts'
import type { Trace } from './step.ts'
import { turn } from './turn.ts'

/** What was said last, and how it came about. */
export interface Played {
  readonly conversation: Conversation
  readonly answer: Answer
  readonly trace: Trace
}

const nowhere: Address = { channel: 'terminal', id: 'play' }

/** Plays a talk without a store, as `ask`, the examples and the quality run do. */
export function playTurns(
  knowledge: Knowledge,
  turns: readonly string[],
  { now, day, language = 'sv' }: { now: string; day: string; language?: Language },
): Played {
  let conversation = createConversation({ id: 'play', address: nowhere, language, now })
  let played: Played | undefined
  for (const [at, text] of turns.entries()) {
    const step = turn({
      knowledge,
      conversation,
      incoming: { kind: 'message', event: String(at), address: nowhere, locale: 'unknown', text },
      now,
      day,
      cases: [],
      absences: [],
    })
    conversation = step.conversation
    played = {
      conversation,
      answer: { language: conversation.language, replies: step.replies, receipt: '' },
      trace: step.trace,
    }
  }
  return (
    played ?? {
      conversation,
      answer: { language, replies: [], receipt: '' },
      trace: { intent: 'help', office: null, question: null, because: [] },
    }
  )
}

/** Plays a kept turn again. What the navigator adds, such as a case receipt, is not part of it. */
export function replayTurn(knowledge: Knowledge, record: TurnRecord, day: string): Played {
  const { before, incoming, cases, absences, at } = record
  const step = turn({
    knowledge,
    conversation: { ...before, address: incoming.address },
    incoming,
    now: at,
    day,
    cases,
    absences,
  })
  const added = record.answer.replies.slice(step.replies.length)
  const replies = step.effects.length > 0 ? [...step.replies, ...added] : step.replies
  return {
    conversation: step.conversation,
    answer: { language: step.conversation.language, replies, receipt: record.receipt },
    trace: step.trace,
  }
}
