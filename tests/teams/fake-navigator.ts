import type {
  Answer,
  CaseAnswer,
  CaseCard,
  CasePress,
  Incoming,
  Navigator,
  Officer,
  Reply,
} from '../../src/index.ts'
import { caseCard } from './fake-cases.ts'

export interface FakeNavigator {
  readonly navigator: Pick<
    Navigator,
    'receive' | 'act' | 'drawCase' | 'hearOffice' | 'isOfficeWord'
  >
  /** Turns really taken, in order. */
  readonly turns: Incoming[]
  readonly presses: CasePress[]
  /** What offices wrote to Lotsen itself. */
  readonly told: Parameters<Navigator['hearOffice']>[0][]
  /** How the next turns are answered; the last one stays. */
  readonly answerWith: (answer: (incoming: Incoming) => Answer | Promise<Answer>) => void
  readonly card: () => CaseCard
}

export function say(...replies: readonly Reply[]): Answer {
  return { language: 'sv', replies, receipt: 'R' }
}

export function textReply(text: string): Reply {
  return { kind: 'text', text, tone: 'plain', links: [] }
}

const echo = (incoming: Incoming): Answer => {
  if (incoming.kind === 'message') return say(textReply(`Du skrev: ${incoming.text}`))
  if (incoming.kind === 'press') return say(textReply(`Du tryckte: ${incoming.press}`))
  return say(
    textReply(
      incoming.kind === 'form' ? `Du skickade: ${JSON.stringify(incoming.values)}` : 'Välkommen!',
    ),
  )
}

/** Answers what the test says, and keeps one case that can be taken. */
export function createFakeNavigator(): FakeNavigator {
  const turns: Incoming[] = []
  const presses: CasePress[] = []
  const told: Parameters<Navigator['hearOffice']>[0][] = []
  let answer: (incoming: Incoming) => Answer | Promise<Answer> = echo
  let owner: Officer | undefined
  let version = 1
  const draw = (viewer: Officer): CaseCard => caseCard({ version, owner, viewer })
  const act = async (press: CasePress): Promise<CaseAnswer> => {
    presses.push(press)
    if (press.case !== 'L-7K3QX') return { kind: 'unknown-case', message: 'Ärendet finns inte.' }
    if (press.version !== version)
      return {
        kind: 'stale',
        message: `Redan taget av ${owner?.name ?? 'någon'}.`,
        card: draw(press.officer),
      }
    if (press.values.text === '')
      return { kind: 'refused', message: 'Skriv något först.', card: draw(press.officer) }
    version += 1
    if (press.action === 'take') owner = press.officer
    return {
      kind: 'moved',
      message: press.action === 'take' ? 'Du har tagit ärendet.' : 'Sparat.',
      card: draw(press.officer),
    }
  }
  return {
    turns,
    presses,
    told,
    answerWith: (next) => {
      answer = next
    },
    card: () => draw({ id: 'nobody', name: '', office: 'mala' }),
    navigator: {
      receive: async (incoming) => {
        turns.push(incoming)
        return answer(incoming)
      },
      act,
      drawCase: async (id, viewer) => (id === 'L-7K3QX' ? draw(viewer) : undefined),
      isOfficeWord: (text) => text.startsWith('semester'),
      hearOffice: async (word) => {
        told.push(word)
        return `Kontoret skrev: ${word.text}`
      },
    },
  }
}
