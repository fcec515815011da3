import fastify, { type FastifyInstance } from 'fastify'
import type { ChannelAdapter, ChannelMemory } from '../../adapters/channel.ts'
import type { Clock, TeamsConfig, TeamsParts } from '../../adapters/teams/settings.ts'
import { createTeams } from '../../adapters/teams/teams.ts'
import type { Conversation, Route } from '../../src/index.ts'
import { type FakeBotFramework, startFakeBotFramework } from './fake-botframework.ts'
import { createFakeNavigator, type FakeNavigator } from './fake-navigator.ts'
import { appId, tenant } from './keys.ts'

type Json = Record<string, unknown>

export interface Rig {
  readonly bot: FakeBotFramework
  readonly fake: FakeNavigator
  readonly teams: ChannelAdapter
  readonly server: FastifyInstance
  readonly memory: ChannelMemory & { readonly all: Map<string, unknown> }
  readonly routes: Map<string, Route>
  readonly conversations: Map<string, Conversation>
  /** One line per log event, as it would be written. */
  readonly logged: string[]
  /** Sends an activity as Teams would, signed. */
  readonly send: (activity: Json) => Promise<{ status: number; body: Json; raw: string }>
  readonly stop: () => Promise<void>
}

export function createMemory(): ChannelMemory & { readonly all: Map<string, unknown> } {
  const all = new Map<string, unknown>()
  const key = (channel: string, id: string) => `${channel} ${id}`
  return {
    all,
    find: async (channel, id) => structuredClone(all.get(key(channel, id))),
    save: async (channel, id, value) =>
      void all.set(key(channel, id), JSON.parse(JSON.stringify(value))),
    drop: async (channel, id) => void all.delete(key(channel, id)),
    list: async (channel, prefix) =>
      [...all]
        .filter(([id]) => id.startsWith(key(channel, prefix)))
        .map(([id, value]) => ({ id: id.slice(channel.length + 1), value }))
        .sort((a, b) => a.id.localeCompare(b.id)),
  }
}

export function configFor(bot: FakeBotFramework, more: Partial<TeamsConfig> = {}): TeamsConfig {
  return {
    appId,
    tenant,
    identity: { kind: 'secret', secret: 'not-a-real-secret' },
    emulator: 'no',
    offices: [
      { id: 'mala', name: 'Malå' },
      { id: 'asele', name: 'Åsele' },
    ],
    checkOfficeKey: (office, key) => key === `key-of-${office}`,
    cloud: bot.cloud,
    network: bot.network,
    times: { typing: 60_000 },
    ...more,
  }
}

/** Sleeping takes no time, but the clock says it did: limits and pauses are kept without waiting for them. */
export function createFastClock(): Clock & { readonly slept: number[] } {
  let ahead = 0
  const slept: number[] = []
  return {
    slept,
    now: () => Date.now() + ahead,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms)
      ahead += ms
    },
  }
}

export async function setUp(
  more: Partial<TeamsConfig> = {},
  clock: Clock = createFastClock(),
  /** The real navigator on the real store in place of the script. */
  behind: Partial<Pick<TeamsParts, 'navigator' | 'store' | 'memory'>> = {},
): Promise<Rig> {
  const bot = await startFakeBotFramework()
  const fake = createFakeNavigator()
  const memory = createMemory()
  const routes = new Map<string, Route>()
  const conversations = new Map<string, Conversation>()
  const logged: string[] = []
  const note = (...words: unknown[]) =>
    void logged.push(
      JSON.stringify(words, (_, value) => (value instanceof Error ? value.message : value)),
    )
  const store = {
    saveRoute: async (route: Route) => void routes.set(route.id, route),
    dropRoute: async ({ id }: { id: string }) => void routes.delete(id),
    findConversation: async (id: string) => conversations.get(id),
  }
  const teams = createTeams({
    config: configFor(bot, more),
    navigator: fake.navigator,
    store,
    memory,
    ...behind,
    log: { info: note, warn: note, error: note },
    clock,
  })
  const server = fastify()
  await teams.mount(server)
  await teams.start()
  const send = async (activity: Json) => {
    const authorization = `Bearer ${bot.sign({ claims: { serviceurl: activity.serviceUrl } })}`
    const response = await server.inject({
      method: 'POST',
      url: '/api/messages',
      headers: { authorization, 'content-type': 'application/json' },
      payload: JSON.stringify(activity),
    })
    return {
      status: response.statusCode,
      raw: response.body,
      body: (response.body === '' ? {} : response.json()) as Json,
    }
  }
  const stop = async () => {
    await teams.stop()
    await server.close()
    await bot.stop()
  }
  return { bot, fake, teams, server, memory, routes, conversations, logged, send, stop }
}

let sent = 0

export interface Who {
  readonly name: string
  readonly id: string
}

export const anna: Who = { name: 'Anna Andersson', id: 'anna' }
export const eva: Who = { name: 'Eva Ek', id: 'eva' }

const accountOf = ({ name, id }: Who) => ({ id: `29:${id}`, name, aadObjectId: `aad-${id}` })

const bot = { id: `28:${appId}`, name: 'Lotsen' }

/** An activity as Teams sends it; `more` overrides. */
export function activity(rig: Pick<Rig, 'bot'>, more: Json = {}, who: Who = anna): Json {
  sent += 1
  return {
    type: 'message',
    id: `incoming-${sent}`,
    timestamp: '2026-11-23T22:10:00.000Z',
    channelId: 'msteams',
    serviceUrl: rig.bot.url,
    locale: 'sv-SE',
    from: accountOf(who),
    recipient: bot,
    conversation: { id: `a:private-29:${who.id}`, conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    ...more,
  }
}

export const channel = '19:office@thread.tacv2'

/** The same in a team's channel, where the bot is mentioned. */
export function inChannel(
  rig: Pick<Rig, 'bot'>,
  { text, ...more }: Json,
  who: Who = anna,
  at = channel,
): Json {
  return activity(
    rig,
    {
      conversation: {
        id: `${at};messageid=1`,
        conversationType: 'channel',
        isGroup: true,
        tenantId: tenant,
      },
      channelData: {
        tenant: { id: tenant },
        team: { id: '19:team@thread.tacv2' },
        channel: { id: at },
      },
      ...(text === undefined
        ? {}
        : {
            text: `<at>Lotsen</at>&nbsp;${text}`,
            entities: [{ type: 'mention', text: '<at>Lotsen</at>', mentioned: bot }],
          }),
      ...more,
    },
    who,
  )
}

export function invoke(data: unknown, more: Json = {}): Json {
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'lotsen', data }, trigger: 'manual' },
    ...more,
  }
}

/** All actions of a card, with the ones in its inner cards; as its client would find them. */
export function actionsIn(part: unknown): readonly Json[] {
  if (Array.isArray(part)) return part.flatMap(actionsIn)
  if (typeof part !== 'object' || part === null) return []
  const { type, fallback: _, ...rest } = part as Json
  const own = typeof type === 'string' && type.startsWith('Action.') ? [part as Json] : []
  return [...own, ...Object.values(rest).flatMap(actionsIn)]
}

export function cardOf(message: Json | undefined): Json {
  const attachments = message?.attachments
  return ((Array.isArray(attachments) ? attachments[0] : undefined) as Json | undefined)
    ?.content as Json
}

export function dataOf(card: unknown, title: string): Json {
  const found = actionsIn(card).find((one) => one.title === title && one.data !== undefined)
  if (found === undefined) throw new Error(`the card has no action "${title}"`)
  return found.data as Json
}

/** An office's channel, and who works there. */
export interface Room {
  readonly channel: string
  readonly office: string
  readonly name: string
  readonly who: Who
}

export const malas: Room = { channel, office: 'mala', name: 'Malå', who: eva }

/** Makes the channel Malå's inbox, as Eva would. */
export async function linkOffice(rig: Rig): Promise<Route> {
  await giveKey(rig, malas)
  const route = rig.routes.get(channel)
  if (route === undefined) throw new Error('the channel was not linked')
  return route
}

export async function giveKey(rig: Rig, { channel, office, name, who }: Room): Promise<void> {
  await rig.send(inChannel(rig, { text: `koppla ${name}` }, who, channel))
  const asked = rig.bot.chat(`a:private-29:${who.id}`).at(-1)
  const data = { ...dataOf(cardOf(asked), 'Koppla'), key: `key-of-${office}` }
  await rig.send(activity(rig, { ...invoke(data), replyToId: asked?.id }, who))
}
