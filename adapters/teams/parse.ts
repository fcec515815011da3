import { createHash } from 'node:crypto'
import type { Language } from '../../src/index.ts'
import type { Account, Activity } from './activity.ts'
import type { Reference } from './call.ts'
import { type Pressed, readPressed } from './press.ts'

/** Where something was said, and by whom. */
export interface Place {
  readonly kind: 'personal' | 'group' | 'channel'
  /** `<tenant>:<user>`; the id of the person's private conversation, too. */
  readonly person: string
  readonly name: string
  /** The person's id within Teams. */
  readonly user: string
  readonly channel: string
  readonly team: string
  /** The conversation with the navigator: in shared places each person has their own. */
  readonly address: string
  readonly reference: Reference
  readonly locale: Language | 'unknown'
}

/** How an action came: an invoke is answered in its response, a message (Action.Submit) by redrawing. */
export type Means = 'invoke' | 'message'

export type Heard =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'installed' }
  | { readonly kind: 'removed'; readonly what: 'person' | 'team' | 'channel' | 'group' }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'pressed'; readonly pressed: Pressed; readonly means: Means }
  | { readonly kind: 'old-press'; readonly means: Means }
  | { readonly kind: 'not-ours' }

export function readPlace(activity: Activity): Place {
  const { conversation, channelData, from, recipient } = activity
  const kind = findKind(activity)
  const tenant = channelData.tenant || conversation.tenantId
  const person = `${tenant}:${from.aadObjectId || from.id}`
  return {
    kind,
    person,
    name: from.name,
    user: from.id,
    channel: kind === 'channel' ? channelData.channel || (conversation.id.split(';')[0] ?? '') : '',
    team: channelData.team,
    address: kind === 'personal' ? person : `${conversation.id}|${person}`,
    reference: {
      serviceUrl: activity.serviceUrl,
      conversation: conversation.id,
      tenant,
      bot: { id: recipient.id, name: recipient.name },
      user: kind === 'personal' ? from.id : '',
    },
    locale: readLocale(activity.locale),
  }
}

function findKind({ conversation }: Activity): Place['kind'] {
  switch (conversation.conversationType) {
    case 'personal':
      return 'personal'
    case 'channel':
      return 'channel'
    case 'groupChat':
      return 'group'
    default:
      return conversation.isGroup ? 'group' : 'personal'
  }
}

/** A conversation's address in a shared place ends with whose it is. */
export function belongsTo(address: string, person: string): boolean {
  return address === person || address.endsWith(`|${person}`)
}

export function personOf(address: string): string {
  return address.slice(address.lastIndexOf('|') + 1)
}

function readLocale(locale: string): Language | 'unknown' {
  const language = locale.toLowerCase().split('-')[0]
  return language === 'sv' || language === 'en' ? language : 'unknown'
}

/** The same for every delivery of one activity, so that a retry is no second turn. */
export function eventOf(activity: Activity): string {
  const id =
    activity.id || createHash('sha256').update(JSON.stringify(activity)).digest('base64url')
  return `teams:${activity.conversation.id}:${id}`
}

export function hear(activity: Activity): Heard {
  if (
    activity.from.role === 'bot' ||
    (activity.from.id !== '' && activity.from.id === activity.recipient.id)
  )
    return { kind: 'nothing' }
  switch (activity.type) {
    case 'message':
      return hearMessage(activity)
    case 'invoke':
      return activity.name === 'adaptiveCard/action' ? hearAction(activity) : { kind: 'not-ours' }
    case 'installationUpdate':
      return hearInstallation(activity)
    case 'conversationUpdate':
      return hearUpdate(activity)
    default:
      return { kind: 'nothing' }
  }
}

function hearMessage(activity: Activity): Heard {
  const { value } = activity
  if (typeof value === 'object' && value !== null) return hearData(value, 'message')
  return { kind: 'said', text: readText(activity) }
}

function hearAction({ value }: Activity): Heard {
  const action =
    typeof value === 'object' && value !== null && 'action' in value ? value.action : undefined
  const data =
    typeof action === 'object' && action !== null && 'data' in action ? action.data : undefined
  return hearData(data, 'invoke')
}

function hearData(data: unknown, means: Means): Heard {
  const pressed = readPressed(data)
  return pressed === undefined ? { kind: 'old-press', means } : { kind: 'pressed', pressed, means }
}

function hearInstallation(activity: Activity): Heard {
  if (activity.action.startsWith('add')) return { kind: 'installed' }
  return activity.action.startsWith('remove')
    ? { kind: 'removed', what: findRemoved(activity) }
    : { kind: 'nothing' }
}

function hearUpdate(activity: Activity): Heard {
  const isBot = (one: Account) => one.id !== '' && one.id === activity.recipient.id
  if (activity.channelData.eventType === 'channelDeleted')
    return { kind: 'removed', what: 'channel' }
  if (activity.channelData.eventType === 'teamDeleted') return { kind: 'removed', what: 'team' }
  if (activity.membersRemoved.some(isBot)) return { kind: 'removed', what: findRemoved(activity) }
  return activity.membersAdded.some(isBot) ? { kind: 'installed' } : { kind: 'nothing' }
}

function findRemoved(activity: Activity): 'person' | 'team' | 'group' {
  if (activity.channelData.team !== '') return 'team'
  return findKind(activity) === 'personal' ? 'person' : 'group'
}

const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

/** Without the mention of the bot; other people's mentions stay as their names. */
function readText({ text, entities: found, recipient }: Activity): string {
  const mentions = found.filter(
    (one) => one.type === 'mention' && one.mentioned.id === recipient.id && one.text !== '',
  )
  const rest = mentions.reduce((left, mention) => left.replaceAll(mention.text, ' '), text)
  return rest
    .replace(/<\/?at\b[^>]*>/gi, '')
    .replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (one) => entities[one] ?? one)
    .replace(/[ \u00a0]+/g, ' ')
    .trim()
}
