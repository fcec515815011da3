import { z } from 'zod'
import type { CaseCard, Language, Navigator, OfficeId } from '../../src/index.ts'
import type { ChannelMemory, Delivery } from '../channel.ts'
import { everyoneAt } from '../everyone.ts'
import { createLanes } from '../lanes.ts'
import { paragraphs } from './blocks.ts'
import { drawCard } from './case-card.ts'
import { codeOf, deliver } from './delivery.ts'
import type { ClientFor } from './install.ts'
import { fallbackText } from './limits.ts'
import type { Client, Outbox, Posted } from './outbox.ts'
import { type Room, roomId } from './places.ts'
import type { SlackLog } from './settings.ts'

/** The case cards in the offices' channels: one message per case and channel, redrawn in place. */
export interface Cards {
  readonly draw: (room: Room, card: CaseCard, headline: Headline) => Promise<Delivery>
  /** A line in the thread under the card. */
  readonly post: (room: Room, line: CardLine) => Promise<Delivery>
  /** The same case in every channel that shows it, as it is now. */
  readonly redraw: (id: string) => Promise<void>
  readonly officeOf: (room: Room) => Promise<OfficeId | undefined>
  readonly isCaseThread: (room: Room, thread: string) => Promise<boolean>
}

/** Why it is drawn, for notifications. `notice` names it, so that a first card tried again after a fault is posted once. */
interface Headline {
  readonly text: string
  readonly notice: string
}

interface CardLine {
  readonly case: string
  readonly text: string
  readonly language: Language
  readonly notice: string
}

interface CardParts {
  readonly memory: ChannelMemory
  readonly navigator: Pick<Navigator, 'drawCase'>
  readonly outbox: Outbox
  readonly clientFor: ClientFor
  readonly log: SlackLog
}

const channel = 'slack'
const placed = z.object({
  workspace: z.string(),
  channel: z.string(),
  ts: z.string(),
  version: z.number(),
})
type Placed = z.infer<typeof placed>

const cardId = (id: string, room: Room): string => `card:${id}/${roomId(room)}`

export function createCards(parts: CardParts): Cards {
  const { memory } = parts
  const cases = createLanes()
  const officeOf = async (room: Room): Promise<OfficeId | undefined> => {
    const found = await memory.find(channel, `office:${roomId(room)}`)
    return typeof found === 'string' ? found : undefined
  }
  return {
    officeOf,
    isCaseThread: async (room, thread) =>
      typeof (await memory.find(channel, `thread:${roomId(room)}:${thread}`)) === 'string',
    draw: (room, card, headline) =>
      cases.run(card.case, () => place(parts, { room, card, headline })),
    post: (room, line) =>
      deliver(parts, room.workspace, (client) => writeUnder(parts, client, { room, line })),
    redraw: (id) => cases.run(id, () => redrawAll(parts, id, officeOf)),
  }
}

async function redrawAll(parts: CardParts, id: string, officeOf: Cards['officeOf']): Promise<void> {
  for (const { value } of await parts.memory.list(channel, `card:${id}/`)) {
    const room = placed.safeParse(value)
    const office = room.success ? await officeOf(room.data) : undefined
    if (!room.success || office === undefined) continue
    const card = await parts.navigator.drawCase(id, everyoneAt(channel, office))
    if (card === undefined) continue
    const headline = { text: '', notice: `redraw:${id}:${card.version}` }
    await place(parts, { room: room.data, card, headline })
  }
}

interface Placing {
  readonly room: Room
  readonly card: CaseCard
  readonly headline: Headline
}

const place = (parts: CardParts, placing: Placing): Promise<Delivery> =>
  deliver(parts, placing.room.workspace, (client) => placeWith(parts, client, placing))

async function placeWith(
  parts: CardParts,
  client: Client,
  { room, card, headline }: Placing,
): Promise<void> {
  const id = cardId(card.case, room)
  const old = placed.safeParse(await parts.memory.find(channel, id))
  // A notice that was on its way while someone pressed must not bring back an older card.
  if (old.success && old.data.version > card.version) return
  const now = {
    workspace: room.workspace,
    channel: room.channel,
    version: card.version,
  }
  if (old.success && (await updated(parts, client, { ...old.data, card, text: headline.text }))) {
    return parts.memory.save(channel, id, { ...now, ts: old.data.ts } satisfies Placed)
  }
  const drawn = drawCard(card, headline.text)
  const replaces = old.success ? old.data.ts : ''
  const mark = {
    kind: 'at-least-once',
    id: `${headline.notice}/${roomId(room)}/${replaces}`,
  } as const
  const posted = await parts.outbox.post({ client, channel: room.channel }, drawn, mark)
  const ts = tsOf(posted)
  await parts.memory.save(channel, id, { ...now, ts } satisfies Placed)
  await parts.memory.save(channel, `thread:${roomId(room)}:${ts}`, card.case)
}

/** The card may have been deleted or grown too old to change: then a new one takes its place. */
async function updated(
  parts: CardParts,
  client: Client,
  at: Placed & { readonly card: CaseCard; readonly text: string },
): Promise<boolean> {
  const drawn = drawCard(at.card, at.text)
  try {
    await parts.outbox.call(() =>
      client.chat.update({
        channel: at.channel,
        ts: at.ts,
        text: drawn.text,
        blocks: [...drawn.blocks],
        parse: 'none',
      }),
    )
    return true
  } catch (error) {
    if (lost.has(codeOf(error))) return false
    throw error
  }
}

const lost = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
])

const tsOf = (posted: Posted): string => (posted.kind === 'posted' ? posted.ts : '')

/** Written under its card, or on its own when the card is gone; once per notice. */
async function writeUnder(
  parts: CardParts,
  client: Client,
  { room, line }: { readonly room: Room; readonly line: CardLine },
): Promise<void> {
  const said = `said:${line.notice}/${roomId(room)}`
  if (typeof (await parts.memory.find(channel, said)) === 'string') return
  const card = placed.safeParse(await parts.memory.find(channel, cardId(line.case, room)))
  const draft = { text: fallbackText([line.text]), blocks: paragraphs(line.text) }
  const to = { client, channel: room.channel, ...(card.success ? { thread: card.data.ts } : {}) }
  const mark = { kind: 'at-least-once', id: `${line.notice}/${roomId(room)}` } as const
  await parts.memory.save(channel, said, tsOf(await parts.outbox.post(to, draft, mark)))
}
