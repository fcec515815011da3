import type { Answer, Language } from '../../src/index.ts'
import { paragraphs } from './blocks.ts'
import { codeOf } from './delivery.ts'
import type { Directs } from './directs.ts'
import { fallbackText } from './limits.ts'
import { faultOf } from './log.ts'
import type { Client, Draft, Letterhead, Mark, Outbox } from './outbox.ts'
import type { Place } from './places.ts'
import { render, type SlackMessage } from './render.ts'
import type { SlackLog } from './settings.ts'
import { words } from './words.ts'

/** Says answers where they belong: in public what may be read by all, to the person alone what is personal. */
export interface Speaker {
  readonly speak: (client: Client, speech: Speech) => Promise<void>
  /** A line only that person sees. */
  readonly whisper: (client: Client, place: Place, text: string) => Promise<void>
}

interface Speech {
  readonly place: Place
  readonly answer: Answer
  readonly mark: Mark
}

interface SpeakerParts {
  readonly outbox: Outbox
  readonly directs: Directs
  readonly log: SlackLog
}

export function createSpeaker(parts: SpeakerParts): Speaker {
  const whisper = (client: Client, place: Place, text: string): Promise<void> =>
    sayEphemeral(parts, { client, place, mark: undefined }, draftOf(text))
  return {
    whisper,
    speak: async (client, { place, answer, mark }) => {
      const messages = render(answer, place.scope)
      for (const [index, message] of messages.entries()) {
        const one: Mark = { kind: mark.kind, id: `${mark.id}#${index}` }
        await say(parts, { client, place, mark: one }, message)
      }
      const moved = messages.some(
        (message) => place.kind !== 'direct' && message.audience === 'summary',
      )
      if (moved) await whisper(client, place, words[answer.language].sentDirectly)
    },
  }
}

interface Turn {
  readonly client: Client
  readonly place: Place
  readonly mark: Mark | undefined
}
type Marked = Turn & { readonly mark: Mark }

const draftOf = (text: string): Draft => ({ text: fallbackText([text]), blocks: paragraphs(text) })

function say(parts: SpeakerParts, turn: Marked, message: SlackMessage): Promise<void> {
  const { place } = turn
  switch (place.kind) {
    case 'direct':
      return sayInPlace(parts, turn, message)
    case 'thread':
      return message.audience === 'everyone'
        ? sayInPlace(parts, turn, message)
        : sayPersonally(parts, turn, message)
    case 'ephemeral':
      return sayPersonally(parts, turn, message)
  }
}

/** Killed while Slack was receiving it: nobody can know, so it is shown to the one who asked and never twice to all. */
async function sayInPlace(parts: SpeakerParts, turn: Marked, draft: Draft): Promise<void> {
  const { client, place, mark } = turn
  const posted = await parts.outbox.post({ client, ...addressIn(place) }, draft, mark)
  if (posted.kind === 'unsure') await sayEphemeral(parts, turn, draft)
}

/** A receipt must last: it goes to the direct messages, and its talk goes on there. The rest is gone with the next reload. */
function sayPersonally(parts: SpeakerParts, turn: Turn, message: SlackMessage): Promise<void> {
  return message.audience === 'summary'
    ? sayDirectly(parts, turn, message)
    : sayEphemeral(parts, turn, message)
}

async function sayDirectly(
  parts: SpeakerParts,
  { client, place, mark }: Turn,
  draft: Draft,
): Promise<void> {
  const channel = await parts.directs.goOn(client, place)
  const fresh: Mark = { kind: 'fresh', id: `${place.person.user}:direct` }
  await parts.outbox.post({ client, channel }, draft, mark ?? fresh)
}

async function sayEphemeral(parts: SpeakerParts, turn: Turn, draft: Draft): Promise<void> {
  const { client, place } = turn
  try {
    if (place.kind === 'ephemeral' && place.respond !== undefined) {
      return await respond(place.respond, draft, place.thread)
    }
    await parts.outbox.call(() =>
      client.chat.postEphemeral({
        user: place.person.user,
        text: draft.text,
        blocks: [...draft.blocks],
        parse: 'none',
        channel: place.channel,
        ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
      }),
    )
  } catch (error) {
    parts.log.warn(
      { ...faultOf(error), code: codeOf(error) },
      'slack: not said in place, so directly',
    )
    await sayDirectly(parts, turn, draft)
  }
}

const addressIn = ({ channel, thread }: Place): Omit<Letterhead, 'client'> => ({
  channel,
  ...(thread === undefined ? {} : { thread }),
})

/** Works for half an hour in any channel, also where the app is no member. */
async function respond(url: string, draft: Draft, thread: string | undefined): Promise<void> {
  const body = {
    response_type: 'ephemeral',
    replace_original: false,
    text: draft.text,
    blocks: draft.blocks,
    mrkdwn: false,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  }
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) throw new Error(`Slack: response_url answered ${answer.status}`)
}

/** The whole of a one-line answer, for what only Slack has to say. */
export const lineAnswer = (language: Language, text: string): Answer => ({
  language,
  replies: [{ kind: 'text', text, tone: 'plain', links: [] }],
  receipt: '',
})
