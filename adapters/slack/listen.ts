import type {
  AllMiddlewareArgs,
  AnyMiddlewareArgs,
  App,
  SlackEventMiddlewareArgs,
  types,
} from '@slack/bolt'
import { z } from 'zod'
import type { Connect } from './connect.ts'
import { eventKey } from './event-key.ts'
import type { Attempt } from './gate.ts'
import type { Home } from './home.ts'
import { faultOf } from './log.ts'
import { readValues } from './modal.ts'
import type { Office } from './office.ts'
import type { Owner } from './owner.ts'
import {
  type Command,
  type Person,
  readCommand,
  readOfficeCommand,
  readSaid,
  readTouch,
  type Said,
  type Touch,
} from './parse.ts'
import { asidePlace, threadPlace } from './places.ts'
import type { SlackLog } from './settings.ts'
import type { ModalAck, Submissions } from './submit.ts'
import type { Scene } from './turns.ts'

/** Which of ours answers to which of Slack's; nothing is decided here. */
export interface Listeners {
  readonly owner: Owner
  readonly home: Home
  readonly submissions: Submissions
  readonly office: Office
  readonly connect: Connect
  /** The app was removed from a workspace, or its tokens were. */
  readonly removed: (workspace: string) => Promise<void>
  readonly log: SlackLog
}

export function listen(app: App, on: Listeners): void {
  app.event(/./, (args) => hear(on, args))
  const touched = listTouched(on)
  app.action(/./, async (args) => {
    await args.ack()
    const touch = readTouch(args.body)
    const work = touched[touch?.action ?? '']
    if (touch !== undefined && work !== undefined) await work(sceneOf(args), touch)
  })
  listenToViews(app, on)
  app.command('/lots', async (args) => {
    await args.ack()
    const command = readCommand(args.body)
    if (command === undefined) return
    await commanded(on, sceneOf(args), command)
  })
  app.shortcut('ask_about_message', async (args) => {
    await args.ack()
    const touch = readTouch(args.body)
    if (touch !== undefined) await on.owner.pointedAt(sceneOf(args), touch)
  })
  // The gate decides what becomes of a failed turn.
  app.error(async (error) => {
    throw error
  })
}

/** One listener for all: Bolt runs every listener's middleware for every event. */
async function hear(on: Listeners, args: EventArgs): Promise<void> {
  const scene = sceneOf(args)
  const { event } = args
  switch (event.type) {
    case 'message':
    case 'app_mention': {
      const said = readSaid(args.body)
      if (said !== undefined) await heard(on, scene, said)
      return
    }
    case 'app_home_opened':
      return homeOpened(on, scene, event)
    case 'assistant_thread_started': {
      const { user_id: user, channel_id: channel, thread_ts: thread } = event.assistant_thread
      on.owner.paneOpened(thread)
      const pane = { person: { team: scene.workspace, user }, channel, thread }
      return cosmetic(on.log, on.home.suggest(scene, pane))
    }
    case 'app_uninstalled':
      return on.removed(scene.workspace)
    case 'tokens_revoked':
      if ((event.tokens.bot ?? []).length > 0) await on.removed(scene.workspace)
      return
    default:
      return
  }
}

/** In an office's channel what is an office's word is for Lotsen itself, with a mention as with `/lots`; all else is an owner's. */
async function heard(on: Listeners, scene: Scene, said: Said): Promise<void> {
  if (said.where === 'direct') return on.owner.said(scene, said)
  const wanted = readOfficeCommand(said.text)
  if (wanted.kind === 'connect' || wanted.kind === 'disconnect')
    return on.connect.explained(scene, { ...said, respond: undefined })
  const place = threadPlace(scene.workspace, said)
  if ((await on.office.told(scene, { place, wanted })) === 'not-for-us')
    await on.owner.said(scene, said)
}

async function commanded(on: Listeners, scene: Scene, command: Command): Promise<void> {
  const wanted = readOfficeCommand(command.text)
  if (wanted.kind === 'usage') return on.connect.explained(scene, command)
  if (wanted.kind === 'connect' || wanted.kind === 'disconnect')
    return on.connect.commanded(scene, command, wanted)
  const place = asidePlace(scene.workspace, command)
  if ((await on.office.told(scene, { place, wanted })) === 'not-for-us')
    await on.owner.asked(scene, command)
}

type EventArgs = SlackEventMiddlewareArgs & AllMiddlewareArgs

async function homeOpened(
  on: Listeners,
  scene: Scene,
  event: types.AppHomeOpenedEvent,
): Promise<void> {
  const person = { team: scene.workspace, user: event.user }
  if (event.tab === 'home') return on.home.publish(scene, person)
  await cosmetic(on.log, on.home.suggest(scene, { person, channel: event.channel }))
}

/** Prompts are a courtesy: a workspace without them is not worth another try. */
async function cosmetic(log: SlackLog, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    log.warn(faultOf(error), 'slack: no prompts')
  }
}

type Touched = (scene: Scene, touch: Touch) => Promise<void>

/** By the word an action_id begins with. */
const listTouched = (on: Listeners): Readonly<Record<string, Touched>> => ({
  press: on.owner.pressed,
  form: on.owner.opensForm,
  prompt: on.owner.promptPressed,
  case: on.office.pressed,
  contact: on.office.asksContact,
  // Following a link tells us too; there is nothing to do.
  link: async () => {},
})

const viewShape = z.object({
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({
    private_metadata: z.string().catch(''),
    blocks: z.array(z.unknown()).catch([]),
    state: z
      .object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .catch({ values: {} }),
  }),
})

type Sent = Submissions['sent']

const listSent = (on: Listeners): Readonly<Record<string, Sent>> => ({
  form: on.submissions.sent,
  case: on.office.filledIn,
  connect: on.connect.keyGiven,
})

function listenToViews(app: App, on: Listeners): void {
  const sent = listSent(on)
  app.view(/./, async (args) => {
    const read = readView(args.body)
    // biome-ignore lint/suspicious/noExplicitAny: the ack of a view says more than Bolt's union knows here
    const ack: ModalAck = (response) => args.ack(response as any)
    const work = sent[args.view.callback_id]
    if (read === undefined || work === undefined) return ack()
    await work(sceneOf(args), { ...read, ack })
  })
  app.view({ callback_id: 'form', type: 'view_closed' }, async (args) => {
    await args.ack()
    const read = readView(args.body)
    if (read !== undefined) await on.submissions.closed(sceneOf(args), read)
  })
}

function readView(
  body: unknown,
): { person: Person; metadata: string; values: Readonly<Record<string, string>> } | undefined {
  const read = viewShape.safeParse(body)
  if (!read.success) return undefined
  const { user, team, view } = read.data
  const home = user.team_id ?? team?.id
  if (home === undefined) return undefined
  return {
    person: { team: home, user: user.id },
    metadata: view.private_metadata,
    values: readValues(view),
  }
}

type Args = AllMiddlewareArgs & AnyMiddlewareArgs

function sceneOf(args: Pick<Args, 'client' | 'context' | 'body'>): Scene {
  const { context } = args
  const attempt: unknown = context.attempt
  return {
    client: args.client,
    workspace: context.teamId ?? context.enterpriseId ?? '',
    key: typeof context.key === 'string' ? context.key : eventKey(args.body),
    attempt: attempt === 'again' || attempt === 'last' ? attempt : ('first' satisfies Attempt),
    arrived: Number(context.arrived ?? 0),
  }
}
