import { randomUUID } from 'node:crypto'
import { dayOf } from '../../adapters/clock.ts'
import { isSame } from '../../adapters/terminal/describe-turn.ts'
import { writeAnswer } from '../../adapters/terminal/render.ts'
import { createConversation } from '../../src/conversation/conversation.ts'
import {
  type Action,
  type Answer,
  type Conversation,
  conversationIdOf,
  createNavigator,
  type Incoming,
  type Knowledge,
  type Played,
  replayTurn,
  type Store,
  type Trace,
} from '../../src/index.ts'
import type { Talk, Turn } from './talks.ts'

export interface Answered {
  readonly answer: Answer
  /** As the terminal shows it. */
  readonly text: string
  readonly actions: readonly Action[]
  readonly trace: Trace
  readonly conversation: Conversation
  /** Whether the kept turn, played again, says the same. */
  readonly replayed: 'same' | string
}

export interface Person {
  readonly do: (turn: Turn) => Promise<Answered>
}

/** Someone who talks with the whole navigator on a real store, on the day of the talk. */
export function createPerson(store: Store, knowledge: Knowledge, talk: Talk): Person {
  const now = `${talk.as_of}T11:00:00Z`
  const freshId = (length: number) =>
    randomUUID().replaceAll('-', '').toUpperCase().slice(0, length)
  const navigator = createNavigator({
    store,
    knowledge: () => knowledge,
    outside: { now: () => now, dayOf, freshId },
  })
  const address = { channel: 'web', id: randomUUID() } as const
  const known = new Map<string, string>()
  return {
    do: async (turn) => {
      const about = { event: randomUUID(), address, locale: talk.language }
      const answer = await navigator.receive({ ...about, ...said(turn, known) } as Incoming)
      const { text, actions } = writeAnswer(answer)
      for (const action of actions)
        if (action.kind === 'press') known.set(action.label, action.press)
      const record = await store.findTurn(answer.receipt)
      const after = await store.findConversation(conversationIdOf(address))
      const again = record === undefined ? undefined : replayTurn(knowledge, record, talk.as_of)
      return {
        answer,
        text,
        actions,
        trace: (again ?? forgotten).trace,
        conversation: after ?? (again ?? forgotten).conversation,
        replayed:
          again === undefined || isSame(again.answer, answer)
            ? 'same'
            : writeAnswer(again.answer).text,
      }
    },
  }
}

/** The turn that forgets keeps nothing of itself, so that it cannot be played again. */
const forgotten: Pick<Played, 'trace' | 'conversation'> = {
  trace: { intent: 'smalltalk', office: null, question: null, because: [] },
  conversation: createConversation({
    id: 'gone',
    address: { channel: 'web', id: 'gone' },
    language: 'sv',
    now: '2026-11-23T11:00:00Z',
  }),
}

function said(turn: Turn, known: ReadonlyMap<string, string>): object {
  if (turn.say !== undefined) return { kind: 'message', text: turn.say }
  if (turn.press_id !== undefined) return { kind: 'press', press: turn.press_id }
  if (turn.fill !== undefined) return { kind: 'form', form: 'handoff', values: turn.fill }
  if (turn.press === undefined) return { kind: 'open' }
  const press = known.get(turn.press)
  if (press === undefined)
    throw new Error(`no button "${turn.press}"; there are ${[...known.keys()].join(', ')}`)
  return { kind: 'press', press }
}
