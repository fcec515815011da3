import { z } from 'zod'

/** A person, as Slack Connect and guests need it: the home workspace and the user. */
export interface Person {
  readonly team: string
  readonly user: string
}

export const personId = (person: Person): string => `${person.team}:${person.user}`

const id = z.string().max(100)
const text = z.string().catch('')

/** The part of an event body that is ours to read; everything else may change without us. */
export const eventBody = z.object({
  event_id: id.optional(),
  team_id: id.nullish(),
  event: z.looseObject({
    type: z.string(),
    subtype: z.string().optional(),
    bot_id: id.nullish(),
    user: z.unknown(),
    user_team: id.nullish(),
    team: id.nullish(),
    channel: z.unknown(),
    channel_type: z.string().optional(),
    ts: id.optional(),
    thread_ts: id.optional(),
    text,
  }),
})

export interface Said {
  readonly person: Person
  readonly channel: string
  readonly ts: string
  readonly thread: string
  readonly where: 'direct' | 'channel'
  readonly text: string
}

/** A person's message or mention; undefined for bots, edits, joins and everything else that is not a question. */
export function readSaid(body: unknown): Said | undefined {
  const read = eventBody.safeParse(body)
  if (!read.success) return undefined
  const { event, team_id } = read.data
  const team = event.user_team ?? event.team ?? team_id
  const spoken = event.subtype === undefined || event.subtype === 'file_share'
  const mine = event.bot_id === undefined || event.bot_id === null
  if (!spoken || !mine || !isId(event.user) || !isId(event.channel)) return undefined
  if (event.ts === undefined || typeof team !== 'string') return undefined
  const direct = event.channel_type === 'im' || event.channel.startsWith('D')
  if (event.type === 'message' && !direct) return undefined
  return {
    person: { team, user: event.user },
    channel: event.channel,
    ts: event.ts,
    thread: event.thread_ts ?? event.ts,
    where: direct ? 'direct' : 'channel',
    text: readText(event.text),
  }
}

const isId = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Slack's own escapes back to what the person saw; the bot's mention goes, links keep their words. */
function readText(raw: string): string {
  const shown = raw
    .replace(/<@[UW][^>]*>/g, ' ')
    .replace(/<[#!][^|>]*\|([^>]*)>/g, '$1')
    .replace(/<!(here|channel|everyone)>/g, '@$1')
    .replace(/<(?:mailto:|tel:)?([^|>]+)\|([^>]*)>/g, '$2')
    .replace(/<(?:mailto:|tel:)?([^>]+)>/g, '$1')
  const plain = shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  return plain
    .replace(/[ \t]+/g, ' ')
    .trim()
    .slice(0, 4000)
}

export const interaction = z.looseObject({
  type: z.string(),
  team: z.object({ id }).nullish(),
  user: z.looseObject({ id, team_id: id.optional() }),
  channel: z.looseObject({ id }).optional(),
  container: z
    .looseObject({ is_ephemeral: z.boolean().optional(), thread_ts: id.optional() })
    .optional(),
  message: z.looseObject({ ts: id, thread_ts: id.optional(), text }).optional(),
  view: z.looseObject({ id, type: z.string(), hash: text, private_metadata: text }).optional(),
  response_url: z.string().optional(),
  trigger_id: z.string().optional(),
  actions: z
    .array(z.looseObject({ action_id: z.string(), action_ts: text, value: text }))
    .optional(),
})

/** A press, a shortcut or a modal, as far as it says where it was. */
export interface Touch {
  readonly person: Person
  readonly surface: 'message' | 'ephemeral' | 'home' | 'modal'
  readonly channel: string | undefined
  readonly ts: string | undefined
  readonly thread: string | undefined
  readonly text: string
  readonly respond: string | undefined
  readonly trigger: string | undefined
  /** The word its action_id begins with, which says what kind of button it is. */
  readonly action: string
  readonly value: string
  readonly metadata: string
}

export function readTouch(body: unknown): Touch | undefined {
  const read = interaction.safeParse(body)
  if (!read.success) return undefined
  const { user, team, message, channel, container, view } = read.data
  const home = user.team_id ?? team?.id
  if (home === undefined) return undefined
  return {
    person: { team: home, user: user.id },
    surface: surfaceOf(view?.type, container?.is_ephemeral),
    // Empty is as good as absent: a press in the home happens in no channel.
    channel: channel?.id || undefined,
    ts: message?.ts || undefined,
    thread: message?.thread_ts || container?.thread_ts || undefined,
    text: readText(message?.text ?? ''),
    respond: read.data.response_url,
    trigger: read.data.trigger_id,
    action: read.data.actions?.[0]?.action_id.split(':')[0] ?? '',
    value: read.data.actions?.[0]?.value ?? '',
    metadata: view?.private_metadata ?? '',
  }
}

function surfaceOf(view: string | undefined, ephemeral: boolean | undefined): Touch['surface'] {
  if (view === 'home') return 'home'
  if (view !== undefined) return 'modal'
  return ephemeral === true ? 'ephemeral' : 'message'
}

export const command = z.looseObject({
  command: z.string(),
  text,
  team_id: id,
  user_id: id,
  channel_id: id,
  response_url: z.string().optional(),
  trigger_id: z.string().optional(),
})

export interface Command {
  readonly person: Person
  readonly channel: string
  readonly text: string
  readonly respond: string | undefined
  readonly trigger: string | undefined
}

export function readCommand(body: unknown): Command | undefined {
  const read = command.safeParse(body)
  if (!read.success) return undefined
  const { team_id, user_id, channel_id, response_url, trigger_id } = read.data
  return {
    person: { team: team_id, user: user_id },
    channel: channel_id,
    text: readText(read.data.text),
    respond: response_url,
    trigger: trigger_id,
  }
}

export type OfficeCommand =
  | { readonly kind: 'connect'; readonly office: string }
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'usage' }
  /** For Lotsen itself where the channel is an office's; anywhere else a question. */
  | { readonly kind: 'words'; readonly text: string }
  /** Without "kontor" before it. */
  | { readonly kind: 'anything'; readonly text: string }

/** `kontor koppla malå`, `kontor koppla bort` with or without the office's name, `kontor semester 1–21 juli`. */
export function readOfficeCommand(said: string): OfficeCommand {
  const [first = '', verb = '', ...rest] = said.split(/\s+/)
  if (first.toLowerCase() !== 'kontor' && first.toLowerCase() !== 'office')
    return { kind: 'anything', text: said }
  const name = rest.join(' ')
  if (verb === '') return { kind: 'usage' }
  if (!['koppla', 'connect'].includes(verb.toLowerCase())) {
    return { kind: 'words', text: [verb, ...rest].join(' ') }
  }
  if (name === '') return { kind: 'usage' }
  return /^(?:bort|från|off)(?:\s|$)/i.test(name)
    ? { kind: 'disconnect' }
    : { kind: 'connect', office: name }
}
