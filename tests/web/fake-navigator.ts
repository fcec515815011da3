import type { MissedNotice } from '../../adapters/web/settings.ts'
import type { WebParts } from '../../adapters/web/web.ts'
import type {
  Answer,
  CaseAnswer,
  CaseCard,
  CasePress,
  Change,
  Incoming,
  Language,
  Message,
} from '../../src/index.ts'
import { type CaseWork, firstCases, moveCase } from './fake-cases.ts'
import { answerTo } from './fake-talk.ts'

type Kept = Message & { readonly seq: number }

export interface Fake {
  readonly navigator: WebParts['navigator']
  readonly store: WebParts['store']
  /** Turns really taken, in order: a repeated event is not there twice. */
  readonly turns: Incoming[]
  readonly presses: CasePress[]
  /** Notices that did not arrive. */
  readonly missed: MissedNotice[]
  /** The languages that lists were asked for in. */
  readonly read: Language[]
  /** What every message is answered with; without it the script answers. */
  readonly answering: { with?: Answer }
  /** Something goes wrong in the store or the navigator until told otherwise. */
  readonly breakDown: (what: 'store' | 'navigator' | 'nothing') => void
  /** The office writes to the company's chat. */
  readonly sayFromOffice: (conversation: string, text: string) => void
  /** A colleague elsewhere does something to a case. */
  readonly changeCase: (id: string, change: (card: CaseCard) => CaseCard) => void
}

const wordsPressed = (incoming: Incoming): string =>
  incoming.kind === 'press' || incoming.kind === 'form' ? (incoming.label ?? '') : ''

/** Scripted answers and a store in memory: what the web channel needs, and nothing of what it must not know. */
export function createFake(): Fake {
  let messages: Kept[] = []
  let seq = 0
  const answers = new Map<string, Answer>()
  const turns: Incoming[] = []
  const presses: CasePress[] = []
  const read: Language[] = []
  const answering: Fake['answering'] = {}
  const work: CaseWork = { cards: new Map(firstCases.map((card) => [card.case, card])) }
  const watchers = new Set<(change: Change) => void>()
  let broken: 'store' | 'navigator' | 'nothing' = 'nothing'

  const tell = (change: Change): void => {
    for (const heard of watchers) setImmediate(heard, change)
  }
  const append = (message: Message): void => {
    seq += 1
    messages.push({ ...message, seq })
  }
  const forget = (conversation: string): void => {
    messages = messages.filter((one) => one.conversation !== conversation)
  }
  const check = (part: 'store' | 'navigator'): void => {
    if (broken === part) throw new Error(`the ${part} is down`)
  }

  const receive = async (incoming: Incoming): Promise<Answer> => {
    check('navigator')
    const before = answers.get(incoming.event)
    if (before !== undefined) return before
    const scripted = answerTo(incoming, `K${String(turns.length + 1).padStart(5, '0')}`)
    const answer = incoming.kind === 'message' ? (answering.with ?? scripted) : scripted
    const conversation = `web:${incoming.address.id}`
    answers.set(incoming.event, answer)
    turns.push(incoming)
    const at = '2026-11-23T22:10:00Z'
    const text = incoming.kind === 'message' ? incoming.text : wordsPressed(incoming)
    if (text !== '') append({ conversation, at, said: { by: 'person', text } })
    if (incoming.kind === 'press' && incoming.press === 'forget-sure') forget(conversation)
    else append({ conversation, at, said: { by: 'lotsen', answer } })
    tell({ kind: 'message', conversation })
    return answer
  }

  const act = async (press: CasePress): Promise<CaseAnswer> => {
    check('navigator')
    presses.push(press)
    const answer = moveCase(work, press)
    if (answer.kind === 'moved')
      tell({ kind: 'case', case: press.case, office: press.officer.office })
    return answer
  }

  return {
    turns,
    presses,
    missed: [],
    read,
    answering,
    navigator: {
      receive,
      act,
      drawCase: async (id) => work.cards.get(id),
      hearOffice: async () => 'noterat',
      listCards: async (_viewer, language = 'sv') => {
        check('navigator')
        read.push(language)
        return [...work.cards.values()]
      },
    },
    store: {
      findConversation: async () => {
        check('store')
        return undefined
      },
      listMessages: async (conversation, after) => {
        check('store')
        return messages.filter((one) => one.conversation === conversation && one.seq > after)
      },
      watch: async (heard) => {
        watchers.add(heard)
        return {
          stop: async () => {
            watchers.delete(heard)
          },
        }
      },
    },
    breakDown: (what) => {
      broken = what
    },
    sayFromOffice: (conversation, text) => {
      const replies = [{ kind: 'text', text, tone: 'plain', links: [] }] as const
      const answer: Answer = { language: 'sv', replies, receipt: '' }
      append({ conversation, at: '2026-11-24T08:42:00Z', said: { by: 'office', answer } })
      tell({ kind: 'message', conversation })
    },
    changeCase: (id, change) => {
      const card = work.cards.get(id)
      if (card === undefined) return
      work.cards.set(id, change({ ...card, version: card.version + 1 }))
      tell({ kind: 'case', case: id, office: 'mala' })
    },
  }
}
