import { z } from 'zod'
import type { Language, OfficeId, Store } from '../../src/index.ts'
import type { ChannelMemory } from '../channel.ts'
import { createKeyTries } from '../key-tries.ts'
import { paragraphs } from './blocks.ts'
import { codeOf } from './delivery.ts'
import { fallbackText } from './limits.ts'
import { drawModal, fieldId } from './modal.ts'
import type { Outbox } from './outbox.ts'
import { type Command, type OfficeCommand, personId } from './parse.ts'
import type { People } from './people.ts'
import { asidePlace, type Room, readJson, roomId } from './places.ts'
import type { Clock, SlackConfig } from './settings.ts'
import type { Speaker } from './speak.ts'
import type { Submitted } from './submit.ts'
import type { Scene } from './turns.ts'
import { words } from './words.ts'

/** Makes a channel an office's inbox, with the office's key, and undoes it. */
export interface Connect {
  readonly commanded: (scene: Scene, command: Command, wanted: Commanded) => Promise<void>
  /** Tells how it is done. */
  readonly explained: (scene: Scene, from: Asking) => Promise<void>
  readonly keyGiven: (scene: Scene, submitted: Submitted) => Promise<void>
}

type Commanded = Extract<OfficeCommand, { readonly kind: 'connect' | 'disconnect' }>
type Asking = Pick<Command, 'person' | 'channel' | 'respond'>

interface ConnectParts {
  readonly config: Pick<SlackConfig, 'offices' | 'checkOfficeKey'>
  readonly store: Pick<Store, 'saveRoute' | 'dropRoute'>
  readonly memory: ChannelMemory
  readonly people: People
  readonly speaker: Speaker
  readonly outbox: Outbox
  readonly clock: Clock
}

const aboutShape = z.object({
  office: z.string(),
  workspace: z.string(),
  channel: z.string(),
  language: z.enum(['sv', 'en']),
})
type About = z.infer<typeof aboutShape>

export function createConnect(parts: ConnectParts): Connect {
  const tries = createKeyTries(parts.clock)
  return {
    explained: async (scene, from) => {
      const { language } = await parts.people.find(scene.client, from.person)
      const place = asidePlace(scene.workspace, from)
      await parts.speaker.whisper(scene.client, place, words[language].connect.usage)
    },
    commanded: async (scene, command, wanted) => {
      const { language } = await parts.people.find(scene.client, command.person)
      return wanted.kind === 'connect'
        ? askKey(parts, scene, { command, language, name: wanted.office })
        : disconnect(parts, scene, { command, language })
    },
    keyGiven: async (scene, submitted) => {
      const about = readJson(aboutShape, submitted.metadata)
      if (about === undefined) return submitted.ack()
      const said = words[about.language].connect
      const problem =
        tries(personId(submitted.person)) === 'spent'
          ? said.tooMany
          : await connect(parts, scene, { about, submitted })
      if (problem === undefined) return submitted.ack()
      await submitted.ack({ response_action: 'errors', errors: { [fieldId('key')]: problem } })
    },
  }
}

interface Wanted {
  readonly command: Command
  readonly language: Language
}

async function askKey(
  parts: ConnectParts,
  scene: Scene,
  wanted: Wanted & { readonly name: string },
): Promise<void> {
  const { command, language, name } = wanted
  const said = words[language].connect
  const office = findOffice(parts.config.offices, name)
  if (office === undefined) {
    const names = parts.config.offices.map((one) => one.name).join(', ')
    return parts.speaker.whisper(
      scene.client,
      asidePlace(scene.workspace, command),
      `${said.unknownOffice} ${names}`,
    )
  }
  if (command.trigger === undefined || scene.attempt !== 'first') return
  const about: About = {
    office: office.id,
    workspace: scene.workspace,
    channel: command.channel,
    language,
  }
  const view = drawModal({
    callback: 'connect',
    title: said.title,
    intro: `${said.keyHint} ${office.name}.`,
    fields: [keyField(said.key)],
    submit: said.submit,
    language,
    about,
    whenClosed: 'silent',
  })
  await scene.client.views.open({ trigger_id: command.trigger, view })
}

const keyField = (label: string) => ({
  name: 'key',
  label,
  hint: '',
  value: '',
  required: 'yes' as const,
  type: 'text' as const,
  options: [],
  error: '',
  autocomplete: 'off',
})

function findOffice(offices: SlackConfig['offices'], name: string) {
  const wanted = name.trim().toLocaleLowerCase('sv')
  return offices.find((one) => one.id === wanted || one.name.toLocaleLowerCase('sv') === wanted)
}

interface Given {
  readonly about: About
  readonly submitted: Submitted
}

/** The problem, in a sentence; undefined when the channel is the office's from now on. */
async function connect(
  parts: ConnectParts,
  scene: Scene,
  { about, submitted }: Given,
): Promise<string | undefined> {
  const { office, workspace, channel, language } = about
  const said = words[language].connect
  const good = await parts.config.checkOfficeKey(office, (submitted.values.key ?? '').trim())
  if (!good) return said.wrongKey
  if ((await isShared(scene, channel)) === 'shared') return said.shared
  const room: Room = { workspace, channel }
  const name = parts.config.offices.find((one) => one.id === office)?.name ?? office
  const text = `${said.connected} ${name}.\n${said.afterwards}`
  if ((await announce(parts, scene, { room, text })) === 'outside') return said.inviteMe
  await saveRoom(parts, room, office)
  return undefined
}

async function saveRoom(parts: ConnectParts, room: Room, office: OfficeId): Promise<void> {
  await parts.store.saveRoute({
    office,
    channel: 'slack',
    id: roomId(room),
    ref: JSON.stringify(room),
  })
  await parts.memory.save('slack', `office:${roomId(room)}`, office)
}

/** Cases hold people's needs: a channel that another organisation reads is no place for them. */
async function isShared(scene: Scene, channel: string): Promise<'shared' | 'own' | 'unknown'> {
  try {
    const told = await scene.client.conversations.info({ channel })
    const shared =
      told.channel?.is_ext_shared === true || told.channel?.is_pending_ext_shared === true
    return shared ? 'shared' : 'own'
  } catch {
    return 'unknown'
  }
}

/** Said to all in the channel; where we are no member the person is asked to invite us. */
async function announce(
  parts: ConnectParts,
  scene: Scene,
  said: { readonly room: Room; readonly text: string },
): Promise<'said' | 'outside'> {
  const draft = { text: fallbackText([said.text]), blocks: paragraphs(said.text) }
  const to = { client: scene.client, channel: said.room.channel }
  try {
    await parts.outbox.post(to, draft, { kind: 'at-least-once', id: scene.key })
    return 'said'
  } catch (error) {
    if (['not_in_channel', 'channel_not_found'].includes(codeOf(error))) return 'outside'
    throw error
  }
}

async function disconnect(
  parts: ConnectParts,
  scene: Scene,
  { command, language }: Wanted,
): Promise<void> {
  const said = words[language].connect
  const room: Room = { workspace: scene.workspace, channel: command.channel }
  const id = roomId(room)
  const office = await parts.memory.find('slack', `office:${id}`)
  if (typeof office !== 'string') {
    return parts.speaker.whisper(scene.client, asidePlace(scene.workspace, command), said.wasNot)
  }
  await parts.store.dropRoute({ channel: 'slack', id })
  await parts.memory.drop('slack', `office:${id}`)
  await announce(parts, scene, { room, text: said.disconnected })
}
