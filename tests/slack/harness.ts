import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance } from 'fastify'
import type { ChannelAdapter } from '../../adapters/channel.ts'
import type { Clock, SlackConfig, SlackParts } from '../../adapters/slack/settings.ts'
import { systemClock } from '../../adapters/slack/settings.ts'
import { createSlack } from '../../adapters/slack/slack.ts'
import type { Case, Conversation, Route } from '../../src/index.ts'
import { appToken, type FakeSlack, secret, sign, startFakeSlack, token } from './fake-slack.ts'
import type { Json } from './json.ts'
import { createMapMemory, type TestMemory } from './memory.ts'
import { createScriptedNavigator, type ScriptedNavigator } from './navigator.ts'

export type Mode = 'http' | 'socket'
export const modes: readonly Mode[] = ['http', 'socket']

/** What came back for an event: the HTTP status or `acked`, and the body. */
export interface Heard {
  readonly status: number
  readonly body: Json
}

export interface World {
  readonly fake: FakeSlack
  readonly slack: ChannelAdapter
  readonly server: FastifyInstance
  readonly base: string
  readonly navigator: ScriptedNavigator
  readonly memory: TestMemory
  readonly routes: Route[]
  readonly cases: Case[]
  readonly conversations: Map<string, Conversation>
  readonly logged: string[]
  readonly deliver: (type: Envelope, payload: Record<string, unknown>) => Promise<Heard>
  readonly stop: () => Promise<void>
}

type Envelope = 'events_api' | 'interactive' | 'slash_commands'

export interface WorldOptions {
  readonly mode: Mode
  readonly install?: SlackConfig['install']
  readonly memory?: TestMemory
  readonly navigator?: ScriptedNavigator
  readonly clock?: Clock
  readonly fake?: FakeSlack
  readonly offices?: SlackConfig['offices']
  /** The real navigator on the real store in place of the script. */
  readonly behind?: Pick<SlackParts, 'navigator' | 'store' | 'memory'>
}

/** Real time, but whoever sleeps wakes 150 times sooner: a second between messages is 7 ms. */
const hurried: Clock = {
  now: systemClock.now,
  sleep: (ms) => systemClock.sleep(ms / 150),
}

const offices: SlackConfig['offices'] = [
  { id: 'mala', name: 'Malå' },
  { id: 'asele', name: 'Åsele' },
]

export const sealKey = Buffer.alloc(32, 7).toString('base64')
export const officeKey = 'gran-älv-renhorn'

export async function createWorld(options: WorldOptions): Promise<World> {
  const fake = options.fake ?? (await startFakeSlack())
  const memory = options.memory ?? createMapMemory()
  const navigator = options.navigator ?? createScriptedNavigator()
  const routes: Route[] = []
  const cases: Case[] = []
  const conversations = new Map<string, Conversation>()
  const logged: string[] = []
  const note = (...said: unknown[]): void => void logged.push(JSON.stringify(said))
  const slack = createSlack({
    config: {
      connection:
        options.mode === 'http'
          ? { kind: 'http', signingSecret: secret }
          : { kind: 'socket', appToken },
      install: options.install ?? { kind: 'token', botToken: token },
      sealKey,
      offices: options.offices ?? offices,
      checkOfficeKey: (_office, key) => key === officeKey,
      apiUrl: fake.apiUrl,
    },
    navigator,
    store: {
      findConversation: async (id) => conversations.get(id),
      findCase: async (id) => cases.find((one) => one.id === id),
      saveRoute: async (route) => void routes.push(route),
      dropRoute: async ({ id }) => {
        for (const [index, route] of [...routes.entries()].reverse())
          if (route.id === id) routes.splice(index, 1)
      },
    },
    memory,
    ...options.behind,
    log: { info: note, warn: note, error: note },
    clock: options.clock ?? hurried,
  })
  // The web chat reads forms on the same server; Slack's bodies must stay unread all the same.
  const server = Fastify({ logger: false })
  await server.register(formbody)
  await slack.mount(server)
  const base = await server.listen({ port: 0, host: '127.0.0.1' })
  await slack.start()
  return {
    ...{ fake, slack, server, base, navigator, memory, routes, cases, conversations, logged },
    deliver: (type, payload) => deliver({ fake, base, mode: options.mode }, type, payload),
    stop: async () => {
      await slack.stop()
      await server.close()
      if (options.fake === undefined) await fake.stop()
    },
  }
}

async function deliver(
  to: Pick<World, 'fake' | 'base'> & Pick<WorldOptions, 'mode'>,
  type: Envelope,
  payload: Record<string, unknown>,
): Promise<Heard> {
  if (to.mode === 'socket') {
    const acked = await to.fake.push(type, payload)
    return acked === undefined ? { status: 0, body: {} } : { status: 200, body: acked }
  }
  const body = encode(type, payload)
  return postSigned(to.base, { body, type: contentType(type) })
}

const contentType = (type: Envelope): string =>
  type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded'

function encode(type: Envelope, payload: Record<string, unknown>): string {
  if (type === 'events_api') return JSON.stringify(payload)
  if (type === 'interactive')
    return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  return new URLSearchParams(payload as Record<string, string>).toString()
}

export async function postSigned(
  base: string,
  { body, type, headers }: { body: string; type: string; headers?: Record<string, string> },
): Promise<Heard> {
  const signed = headers ?? sign(body, Math.floor(Date.now() / 1000))
  const answer = await fetch(`${base}/slack/events`, {
    method: 'POST',
    body,
    headers: { 'content-type': type, ...signed },
  })
  const text = await answer.text()
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : { text } }
}

let counter = 0
const next = (): number => {
  counter += 1
  return counter
}

/** A message event as Slack sends it. */
export function messageEvent(text: string, more: Record<string, unknown> = {}): Json {
  const number = next()
  const ts = `${1_800_000_000 + number}.000${100 + (number % 800)}`
  return {
    token: 'verification-token',
    team_id: 'T1',
    api_app_id: 'A1',
    type: 'event_callback',
    event_id: `Ev${number}`,
    event_time: 1_800_000_000,
    authorizations: [{ team_id: 'T1', enterprise_id: null, user_id: 'UBOT', is_bot: true }],
    event: {
      type: 'message',
      channel_type: 'im',
      channel: 'DU1',
      user: 'U1',
      team: 'T1',
      text,
      ts,
      event_ts: ts,
      ...more,
    },
  }
}

export const mention = (text: string, more: Record<string, unknown> = {}): Json =>
  messageEvent(`<@UBOT> ${text}`, {
    type: 'app_mention',
    channel_type: undefined,
    channel: 'C1',
    ...more,
  })

export const eventOf = (event: Record<string, unknown>): Json => {
  const whole = messageEvent('')
  return { ...whole, event }
}

export function pressOn(button: Json, at: Record<string, unknown> = {}): Json {
  const number = next()
  return {
    type: 'block_actions',
    team: { id: 'T1', domain: 'byn' },
    user: { id: 'U1', team_id: 'T1', username: 'anna' },
    api_app_id: 'A1',
    container: { type: 'message', message_ts: '1.1', channel_id: 'DU1', is_ephemeral: false },
    channel: { id: 'DU1', name: 'directmessage' },
    message: { ts: '1.1', text: '', type: 'message' },
    trigger_id: `trigger-${number}`,
    response_url: 'http://127.0.0.1:1/respond/none',
    actions: [{ type: 'button', block_id: 'b', action_ts: `${number}.5`, ...button }],
    ...at,
  }
}

export function submissionOf(
  view: Json,
  values: Record<string, string>,
  more: Record<string, unknown> = {},
): Json {
  const inputs = view.blocks.filter((block: Json) => block.type === 'input')
  const state = Object.fromEntries(
    inputs.map((block: Json) => [
      block.block_id,
      {
        value: stateOf(block.element.type, values[block.block_id.slice('field:'.length)] ?? ''),
      },
    ]),
  )
  return {
    type: 'view_submission',
    team: { id: 'T1' },
    user: { id: 'U1', team_id: 'T1' },
    view: { ...view, id: 'V1', hash: 'h1', state: { values: state } },
    ...more,
  }
}

function stateOf(type: string, value: string): Record<string, unknown> {
  if (type === 'checkboxes') return { type, selected_options: value === 'yes' ? [{ value }] : [] }
  if (type === 'static_select') return { type, selected_option: value === '' ? null : { value } }
  return { type, value: value === '' ? null : value }
}

export function slash(text: string, more: Record<string, string> = {}): Record<string, string> {
  const number = next()
  return {
    command: '/lots',
    text,
    team_id: 'T1',
    user_id: 'U1',
    channel_id: 'C1',
    channel_name: 'allmant',
    trigger_id: `trigger-${number}`,
    response_url: 'http://127.0.0.1:1/respond/none',
    ...more,
  }
}

/** Waits for what must come; fails with what it waited for. */
export async function until<T>(
  what: string,
  find: () => T | undefined | false,
  ms = 4000,
): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const found = find()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export const settle = (ms = 120): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** All buttons of a message, in order. */
export const buttonsOf = (blocks: readonly Json[]): Json[] =>
  blocks.flatMap((block) => [
    ...(block.type === 'actions' ? block.elements : []),
    ...(block.accessory === undefined ? [] : [block.accessory]),
  ])

/** Everything a person can read in some blocks. */
export function readable(blocks: unknown): string {
  if (Array.isArray(blocks)) return blocks.map(readable).join('\n')
  if (typeof blocks !== 'object' || blocks === null) return ''
  if ('type' in blocks && blocks.type === 'plain_text' && 'text' in blocks)
    return String(blocks.text)
  return Object.values(blocks)
    .map(readable)
    .filter((text) => text !== '')
    .join('\n')
}
