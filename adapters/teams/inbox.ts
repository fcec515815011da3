import type { CaseCard, Language, Route } from '../../src/index.ts'
import type { Delivery } from '../channel.ts'
import type { Reference } from './call.ts'
import { renderCase } from './case-card.ts'
import type { Sent } from './connector.ts'
import { type Desk, toDelivery } from './desk.ts'
import { dropLink } from './linking.ts'
import { plainCase } from './plain.ts'
import { type CardRecord, readReference, remember } from './records.ts'
import { toActivity } from './render.ts'
import { cut } from './words.ts'

/** Where an office's channel is: as its last activity said, or as it was when it was linked. */
async function findChannel(desk: Desk, route: Route): Promise<Reference | undefined> {
  return (await desk.records.links.find(route.id))?.reference ?? readReference(route.ref)
}

export const cardId = (channel: string, id: string): string => `${channel}:${id}`

interface Drawing {
  readonly route: Route
  readonly card: CaseCard
  readonly headline: string
  readonly notice: string
}

export function drawInChannel(desk: Desk, drawing: Drawing): Promise<Delivery> {
  const { route, card, notice } = drawing
  const id = cardId(route.id, card.case)
  return desk.lanes.run(`card:${id}`, async (): Promise<Delivery> => {
    const channel = await findChannel(desk, route)
    if (channel === undefined) return { kind: 'gone' }
    const record = await desk.records.cards.find(id)
    // Notices may overtake each other: an older drawing never covers a newer one.
    if (record !== undefined && record.version > card.version) return { kind: 'delivered' }
    const sent = await putCard(desk, drawing, { channel, record })
    if (sent.kind === 'sent') await keepCard(desk, { id, sent, card, record, notice })
    if (sent.kind === 'gone') await dropLink(desk, route.id)
    return toDelivery(sent)
  })
}

interface Kept {
  readonly channel: Reference
  readonly record: CardRecord | undefined
}

/** Redraws the card that is there; a card that cannot be redrawn (deleted, say) is posted anew. */
async function putCard(
  desk: Desk,
  { card, headline }: Omit<Drawing, 'route' | 'notice'>,
  { channel, record }: Kept,
): Promise<Sent> {
  const activity = drawForAll(card, { headline, viewers: record?.viewers ?? [] })
  if (record !== undefined) {
    const updated = await desk.connector.update(
      { ...channel, conversation: record.conversation },
      record.activity,
      activity,
    )
    if (updated.kind === 'sent')
      return { kind: 'sent', id: record.activity, conversation: record.conversation }
    if (updated.kind === 'later') return updated
  }
  return desk.connector.create(channel, {
    bot: channel.bot,
    isGroup: true,
    tenantId: channel.tenant,
    channelData: { channel: { id: channel.conversation }, tenant: { id: channel.tenant } },
    activity,
  })
}

/** What everyone in the channel sees: never the contact, which is for who took the case. */
export function drawForAll(
  card: CaseCard,
  of: { readonly headline: string; readonly viewers: readonly string[] },
) {
  const shown = renderCase({ ...card, contact: [] }, { message: '', viewers: of.viewers })
  return toActivity(
    { kind: 'card', card: shown, summary: of.headline || plainCase(card) },
    card.language,
  )
}

interface Put {
  readonly id: string
  readonly sent: Extract<Sent, { kind: 'sent' }>
  readonly card: CaseCard
  readonly record: CardRecord | undefined
  readonly notice: string
}

async function keepCard(desk: Desk, { id, sent, card, record, notice }: Put): Promise<void> {
  // Outside Teams a new thread may answer with the id of its first message only.
  const conversation = sent.conversation
  const activity = sent.id || (conversation.split(';messageid=')[1] ?? '')
  await desk.records.cards.save(id, {
    conversation,
    activity,
    version: card.version,
    viewers: record?.viewers ?? [],
    said: remember(record?.said ?? [], notice),
  })
  await desk.records.threads.save(conversation, card.case)
}

interface Line {
  readonly route: Route
  readonly case: string
  readonly text: string
  readonly language: Language
  readonly notice: string
}

const longestLine = 8_000

export function postInThread(desk: Desk, one: Line): Promise<Delivery> {
  const id = cardId(one.route.id, one.case)
  return desk.lanes.run(`card:${id}`, async (): Promise<Delivery> => {
    const channel = await findChannel(desk, one.route)
    if (channel === undefined) return { kind: 'gone' }
    const record = await desk.records.cards.find(id)
    if (record?.said.includes(one.notice)) return { kind: 'delivered' }
    const text = cut(record === undefined ? `${one.case}: ${one.text}` : one.text, longestLine)
    const to = record === undefined ? channel : { ...channel, conversation: record.conversation }
    const sent = await desk.connector.post(to, { type: 'message', text, textFormat: 'plain' })
    if (sent.kind === 'sent' && record !== undefined) {
      await desk.records.cards.save(id, { ...record, said: remember(record.said, one.notice) })
    }
    if (sent.kind === 'gone') await dropLink(desk, one.route.id)
    return toDelivery(sent)
  })
}
