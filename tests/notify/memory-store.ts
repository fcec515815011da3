import type { Case } from '../../src/cases/case.ts'
import type { CaseEvent, Conversation, Message, Notice, Route, Store } from '../../src/index.ts'

interface Kept {
  readonly seen: Set<string>
  readonly conversations: Map<string, Conversation>
  readonly cases: Map<string, Case>
  readonly events: CaseEvent[]
  readonly notices: Map<string, Notice>
  readonly messages: Message[]
  readonly routes: Route[]
}

export interface MemoryStore extends Store {
  readonly kept: () => Kept
  /** The next commit fails, after everything was done: what a crash between sending and recording looks like. */
  readonly failNextCommit: () => void
}

const empty = (): Kept => ({
  seen: new Set(),
  conversations: new Map(),
  cases: new Map(),
  events: [],
  notices: new Map(),
  messages: [],
  routes: [],
})

/** One transaction after the other, each undone whole when it fails. */
export function createMemoryStore(): MemoryStore {
  let kept = empty()
  let last: Promise<unknown> = Promise.resolve()
  let failing = false

  const transaction: Parameters<Parameters<Store['transact']>[0]>[0] = {
    seeEvent: async (event) => {
      if (kept.seen.has(event)) return { kind: 'seen', answer: undefined }
      kept.seen.add(event)
      return { kind: 'new' }
    },
    lockConversation: async (id) => kept.conversations.get(id),
    saveConversation: async (conversation) => {
      kept.conversations.set(conversation.id, conversation)
    },
    saveTurn: async () => undefined,
    appendMessage: async (message) => {
      kept.messages.push(message)
    },
    forgetConversation: async (id) => {
      kept.conversations.delete(id)
    },
    lockCase: async (id) => kept.cases.get(id),
    listCasesOf: async (id) => [...kept.cases.values()].filter((one) => one.conversation === id),
    saveCase: async (change) => {
      kept.cases.set(change.case.id, change.case)
      kept.events.push(...change.events)
      for (const notice of change.notices)
        if (!kept.notices.has(notice.id)) kept.notices.set(notice.id, notice)
    },
    loadHistory: async (id) => kept.events.filter((event) => event.case === id),
    listAbsences: async () => [],
    saveAbsence: async () => undefined,
  }

  async function run<T>(work: Parameters<Store['transact']>[0]): Promise<T> {
    const before = structuredClone(kept)
    try {
      const value = (await work(transaction)) as T
      if (failing) {
        failing = false
        throw new Error('the commit failed')
      }
      return value
    } catch (error) {
      kept = before
      throw error
    }
  }

  return {
    kept: () => kept,
    failNextCommit: () => {
      failing = true
    },
    transact: (work) => {
      const next = last.then(() => run<never>(work))
      last = next.catch(() => undefined)
      return next
    },
    findConversation: async (id) => kept.conversations.get(id),
    listMessages: async () => [],
    findTurn: async () => undefined,
    findCase: async (id) => kept.cases.get(id),
    listCases: async () => [...kept.cases.values()],
    listHistory: async () => kept.events,
    listRoutes: async (office) => kept.routes.filter((route) => route.office === office),
    saveRoute: async (route) => {
      kept.routes.push(route)
    },
    dropRoute: async () => undefined,
    saveKnowledge: async () => undefined,
    findKnowledge: async () => undefined,
    watch: async () => ({ stop: async () => undefined }),
  }
}
