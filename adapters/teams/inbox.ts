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

const nowhere: CardRecord = { conversation: '', activity: '', version: 0, viewers: [], said: [] }

/** Where a case's card is in a channel; one that was never posted is nowhere. */
export async function findCard(desk: Desk, id: string): Promise<CardRecord> {
  return (await desk.records.cards.find(id)) ?? nowhere
}

interface Drawing {
  readonly route: Route
  readonly card: CaseCard
  readonly headline: string
  readonly notice: string
}

export function drawInChannel(desk: Desk, drawing: Drawing): Promise<Delivery> {
  const { route, card, headline, notice } = drawing
  const id = cardId(route.id, card.case)
  return desk.lanes.run(`card:${id}`, async (): Promise<Delivery> => {
    const channel = await findChannel(desk, route)
    if (channel === undefined) return { kind: 'gone' }
    const known = await findCard(desk, id)
    // Notices may overtake each other: an older drawing never covers a newer one.
    if (known.version > card.version) return { kind: 'delivered' }
    const record = { ...known, said: remember(known.said, notice) }
    return toDelivery(await putCard(desk, { id, channel, card, headline, record }))
  })
}

export interface Putting {
  readonly id: string
  /** The office's channel. */
  readonly channel: Reference
  /** As everyone there may see it. */
  readonly card: CaseCard
  readonly headline: string
  readonly record: CardRecord
}

/** Redraws the card that is there; a card that cannot be redrawn (deleted, say) is posted anew. */
export async function putCard(desk: Desk, putting: Putting): Promise<Sent> {
  const { channel } = putting
  const updated = await updateCard(desk, putting)
  const sent =
    updated?.kind === 'sent' || updated?.kind === 'later'
      ? updated
      : await desk.connector.create(channel, {
          bot: channel.bot,
          isGroup: true,
          tenantId: channel.tenant,
          channelData: { channel: { id: channel.conversation }, tenant: { id: channel.tenant } },
          activity: drawForAll(putting),
        })
  if (sent.kind === 'sent') await keepCard(desk, { ...putting, sent })
  if (sent.kind === 'gone') await dropLink(desk, channel.conversation)
  return sent
}

async function updateCard(desk: Desk, putting: Putting): Promise<Sent | undefined> {
  const { conversation, activity } = putting.record
  if (activity === '') return undefined
  const to = { ...putting.channel, conversation }
  const sent = await desk.connector.update(to, activity, drawForAll(putting))
  return sent.kind === 'sent' ? { ...sent, id: activity } : sent
}

/** What everyone in the channel sees: never the contact, which is for who took the case. */
function drawForAll({ card, headline, record }: Putting) {
  const shown = renderCase({ ...card, contact: [] }, { message: '', viewers: record.viewers })
  return toActivity(
    { kind: 'card', card: shown, summary: headline || plainCase(card) },
    card.language,
  )
}

interface Put extends Putting {
  readonly sent: Extract<Sent, { kind: 'sent' }>
}

async function keepCard(desk: Desk, { id, sent, card, record }: Put): Promise<void> {
  // Outside Teams a new thread may answer with the id of its first message only.
  const { conversation } = sent
  const activity = sent.id || (conversation.split(';messageid=')[1] ?? '')
  await desk.records.cards.save(id, { ...record, conversation, activity, version: card.version })
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
    const record = await findCard(desk, id)
    if (record.said.includes(one.notice)) return { kind: 'delivered' }
    const posted = record.activity !== ''
    const text = cut(posted ? one.text : `${one.case}: ${one.text}`, longestLine)
    const to = posted ? { ...channel, conversation: record.conversation } : channel
    const sent = await desk.connector.post(to, { type: 'message', text, textFormat: 'plain' })
    if (sent.kind === 'sent' && posted)
      await desk.records.cards.save(id, { ...record, said: remember(record.said, one.notice) })
    if (sent.kind === 'gone') await dropLink(desk, one.route.id)
    return toDelivery(sent)
  })
}
