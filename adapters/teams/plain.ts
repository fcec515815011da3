import type { CaseCard, Reply } from '../../src/index.ts'
import { cut } from './words.ts'

const longest = 700

/** What a notification, a screen reader and a client that draws no cards read. */
export function plainReplies(replies: readonly Reply[]): string {
  return cut(
    replies
      .map(plainReply)
      .filter((one) => one !== '')
      .join('\n'),
    longest,
  )
}

function plainReply(reply: Reply): string {
  switch (reply.kind) {
    case 'text':
      return reply.text
    case 'offering': {
      const { number, name, provider, status, eligibility } = reply.card
      return `${number}. ${name}, ${provider}. ${status.label}. ${eligibility.label}`
    }
    case 'choices':
      return reply.text || reply.options.map((one) => one.label).join(', ')
    case 'form':
      return `${reply.title}. ${reply.intro}`
    case 'summary':
      return `${reply.title}. ${reply.text}`
  }
}

export function plainCase(card: CaseCard): string {
  return cut(`${card.case}: ${card.title}. ${card.state.label}. ${card.need}`, longest)
}
