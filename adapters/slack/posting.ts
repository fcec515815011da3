import { webApi } from '@slack/bolt'
import { z } from 'zod'
import type { ChannelMemory } from '../channel.ts'
import type { Block } from './blocks.ts'
import type { Clock } from './settings.ts'

export type Client = webApi.WebClient

export interface Letterhead {
  readonly client: Client
  readonly channel: string
  readonly thread?: string
}

export interface Draft {
  readonly text: string
  readonly blocks: readonly Block[]
}

/**
 * The name of one message, kept in its metadata. `fresh`: nothing can have been posted under it yet. `at-least-once`:
 * when it cannot be known, a message twice is better than none (a case in an office's channel).
 */
export interface Mark {
  readonly id: string
  readonly kind: 'fresh' | 'perhaps-posted' | 'at-least-once'
}

/** `unsure`: we were killed while Slack was receiving it, and may not read there. */
export type Posted = { readonly kind: 'posted'; readonly ts: string } | { readonly kind: 'unsure' }

export interface PostingParts {
  readonly memory: ChannelMemory
  readonly clock: Clock
}

/*
 * Slack has no "post this once". Direct messages we may read, so there the metadata tells. Channels we do not ask to
 * read (an office's thread is its own), so before a post there its mark is noted, and after it the message's ts:
 * no note, not posted; a ts, posted; a note without ts, the moment in between, and the answer is whispered instead.
 */
const noted = z.object({ at: z.number(), ts: z.string() })
const noteId = (mark: string): string => `posting:${mark}`
const isReadable = (channel: string): boolean => channel.startsWith('D')

export async function lookUp(
  parts: PostingParts,
  to: Letterhead,
  mark: Mark,
): Promise<Posted | 'absent'> {
  if (mark.kind === 'fresh') return 'absent'
  if (isReadable(to.channel)) {
    const ts = await findPosted(to, mark.id)
    return ts === undefined || ts === 'unreadable' ? 'absent' : { kind: 'posted', ts }
  }
  const note = noted.safeParse(await parts.memory.find('slack', noteId(mark.id)))
  if (!note.success) return 'absent'
  const ts = note.data.ts === '' ? await findPosted(to, mark.id) : note.data.ts
  if (ts === undefined) return 'absent'
  if (ts !== 'unreadable') return { kind: 'posted', ts }
  return mark.kind === 'at-least-once' ? 'absent' : { kind: 'unsure' }
}

export async function postNoted(
  parts: PostingParts,
  to: Letterhead,
  { draft, mark }: { readonly draft: Draft; readonly mark: Mark },
): Promise<Posted> {
  if (isReadable(to.channel)) return { kind: 'posted', ts: await postMessage(to, draft, mark.id) }
  const id = noteId(mark.id)
  await parts.memory.save('slack', id, { at: parts.clock.now(), ts: '' })
  try {
    const ts = await postMessage(to, draft, mark.id)
    await parts.memory.save('slack', id, { at: parts.clock.now(), ts })
    return { kind: 'posted', ts }
  } catch (error) {
    // Slack answered, and the answer was no.
    if (!(error instanceof webApi.WebAPIRequestError)) await parts.memory.drop('slack', id)
    throw error
  }
}

const day = 24 * 60 * 60 * 1000

export async function sweepNotes({ memory, clock }: PostingParts): Promise<void> {
  for (const { id, value } of await memory.list('slack', 'posting:')) {
    const note = noted.safeParse(value)
    if (!note.success || clock.now() - note.data.at > day) await memory.drop('slack', id)
  }
}

async function postMessage(to: Letterhead, draft: Draft, mark: string): Promise<string> {
  const posted = await to.client.chat.postMessage({
    channel: to.channel,
    text: draft.text,
    blocks: [...draft.blocks],
    metadata: { event_type: 'lotsen_message', event_payload: { mark } },
    mrkdwn: false,
    parse: 'none',
    unfurl_links: false,
    unfurl_media: false,
    ...(to.thread === undefined ? {} : { thread_ts: to.thread }),
  })
  return posted.ts ?? ''
}

async function findPosted(
  to: Letterhead,
  mark: string,
): Promise<string | 'unreadable' | undefined> {
  const where = { channel: to.channel, include_all_metadata: true, limit: 200 }
  try {
    const { messages = [] } =
      to.thread === undefined
        ? await to.client.conversations.history(where)
        : await to.client.conversations.replies({ ...where, ts: to.thread })
    const found = messages.find((one) => markOf(one) === mark)
    return found?.ts
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return 'unreadable'
    throw error
  }
}

function markOf(message: { readonly metadata?: unknown }): unknown {
  const { metadata } = message
  if (typeof metadata !== 'object' || metadata === null || !('event_payload' in metadata))
    return undefined
  const payload = metadata.event_payload
  return typeof payload === 'object' && payload !== null && 'mark' in payload
    ? payload.mark
    : undefined
}
