import type { Answer, Language, Reply } from '../../src/index.ts'
import type { Outgoing } from './call.ts'
import { type Card, createCard, fit, largest, sizeOf } from './card.ts'
import { line, type Part, paragraphs } from './elements.ts'
import { plainReplies } from './plain.ts'
import { drawReply } from './reply.ts'
import { say } from './texts.ts'
import { clean, cut } from './words.ts'

/** One message in Teams. */
export type Shown =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'card'; readonly card: Card; readonly summary: string }

interface Drawn {
  readonly reply: Reply
  readonly parts: readonly Part[]
  readonly size: number
}

/** Room in a card for what is around the replies: version, fallback text ... */
const frame = 6_000
const longestText = 8_000

/** An answer as few messages; `at` is the conversation its buttons speak in when it is shown in another chat. */
export function renderAnswer(answer: Answer, at: string): readonly Shown[] {
  const setting = (scale: number) => ({ language: answer.language, scale, at })
  const drawn = answer.replies.map((reply): Drawn => {
    const parts = fit((scale) => drawReply(reply, setting(scale)), largest - frame)
    return { reply, parts, size: sizeOf(parts) }
  })
  return group(drawn).map((together) => show(together, answer.language))
}

/** A question after offerings is a message of its own, so that it can be redrawn when it is answered. */
function group(drawn: readonly Drawn[]): readonly (readonly Drawn[])[] {
  const groups: Drawn[][] = []
  for (const one of drawn) {
    const last = groups.at(-1)
    const room = largest - frame - (last ?? []).reduce((sum, each) => sum + each.size, 0)
    const apart =
      (asks(one.reply) && last?.some((each) => each.reply.kind === 'offering')) ||
      (hasInput(one) && last?.some(hasInput))
    if (last === undefined || apart || one.size > room) groups.push([one])
    else last.push(one)
  }
  return groups
}

/** Inputs of two replies in one card would be sent together. */
function hasInput({ parts }: Drawn): boolean {
  return parts.some((part) => String(part.type).startsWith('Input.'))
}

function asks(reply: Reply): boolean {
  return (
    reply.kind === 'form' ||
    reply.kind === 'summary' ||
    (reply.kind === 'choices' && reply.text !== '')
  )
}

function show(drawn: readonly Drawn[], language: Language): Shown {
  const replies = drawn.map((one) => one.reply)
  const words = replies.flatMap((one) =>
    one.kind === 'text' && one.tone === 'plain' && one.links.length === 0 ? [one.text] : [],
  )
  if (words.length === replies.length)
    return { kind: 'text', text: cut(words.map(clean).join('\n\n'), longestText) }
  const plain = plainReplies(replies)
  const body = drawn.flatMap((one) => one.parts)
  return {
    kind: 'card',
    card: createCard(body, { look: { language, scale: 1 }, plain }),
    summary: plain,
  }
}

export function toActivity(shown: Shown, language: Language): Outgoing {
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB'
  if (shown.kind === 'text')
    return { type: 'message', locale, text: shown.text, textFormat: 'plain' }
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: shown.card }
  return {
    type: 'message',
    locale,
    summary: cut(shown.summary, 200).replaceAll('\n', ' '),
    attachments: [attachment],
  }
}

export function toCard(shown: Shown, language: Language): Card {
  if (shown.kind === 'card') return shown.card
  return createCard(paragraphs(cut(shown.text, 3_000)), {
    look: { language, scale: 1 },
    plain: cut(shown.text, 700),
  })
}

/** A question that has been answered: it keeps what was asked and chosen, and loses its buttons. */
export function renderChosen(
  asked: { readonly text: string; readonly label: string },
  language: Language,
): Card {
  const chosen = `${say('chosen', language)}: ${cut(asked.label, 100)}`
  const body = [
    ...paragraphs(cut(asked.text, 300), { weight: 'Bolder' }),
    ...line([{ text: `✓ ${chosen}` }], 'Small'),
  ]
  return createCard(body, { look: { language, scale: 1 }, plain: chosen })
}
