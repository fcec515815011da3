import type { Deed } from '../../src/index.ts'
import { readTarget } from './blocks.ts'
import type { Cards } from './cards.ts'
import type { Directs } from './directs.ts'
import { type Forms, openForm } from './forms.ts'
import type { Home } from './home.ts'
import { cut } from './limits.ts'
import type { Command, Person, Said, Touch } from './parse.ts'
import type { People } from './people.ts'
import { asidePlace, type Place, privately, threadPlace } from './places.ts'
import { createRecent, type Recent } from './recent.ts'
import type { Speaker } from './speak.ts'
import type { ListTalks, Talk } from './talks.ts'
import { type Scene, sceneIn, type Turns } from './turns.ts'
import { words } from './words.ts'

/** Everything an owner can do in Slack, each ending in one turn. */
export interface Owner {
  readonly said: (scene: Scene, said: Said) => Promise<void>
  readonly paneOpened: (thread: string) => void
  readonly pressed: (scene: Scene, touch: Touch) => Promise<void>
  readonly opensForm: (scene: Scene, touch: Touch) => Promise<void>
  readonly asked: (scene: Scene, command: Command) => Promise<void>
  readonly pointedAt: (scene: Scene, touch: Touch) => Promise<void>
  readonly promptPressed: (scene: Scene, touch: Touch) => Promise<void>
}

interface OwnerParts {
  readonly turns: Turns
  readonly forms: Forms
  readonly people: People
  readonly directs: Directs
  readonly speaker: Speaker
  readonly cards: Pick<Cards, 'isCaseThread'>
  readonly home: Home
  readonly listTalks: ListTalks
}

/** Threads of the old assistant view that have no question yet. */
interface Panes {
  readonly panes: Recent<true>
}

export function createOwner(parts: OwnerParts): Owner {
  const panes = createRecent<true>(1000)
  return {
    said: (scene, said) => hear({ ...parts, panes }, scene, said),
    paneOpened: (thread) => panes.keep(thread, true),
    pressed: async (scene, touch) => {
      if (touch.surface === 'home') return pressInHome(parts, scene, touch)
      const target = readTarget(touch.value)
      const place = await placeOf(parts, scene, { touch, scope: target.scope })
      const turn = { place, deed: { kind: 'press', press: target.id } as const }
      await parts.turns.take(
        scene,
        touch.trigger === undefined ? turn : { ...turn, trigger: touch.trigger },
      )
    },
    opensForm: (scene, touch) => showForm(parts, scene, touch),
    asked: (scene, command) => {
      const deed: Deed =
        command.text === '' ? { kind: 'open' } : { kind: 'message', text: command.text }
      return parts.turns.take(scene, { place: asidePlace(scene.workspace, command), deed })
    },
    pointedAt: async (scene, touch) => {
      if (touch.channel === undefined) return
      const place = asidePlace(scene.workspace, { ...touch, channel: touch.channel })
      const deed: Deed =
        touch.text === '' ? { kind: 'open' } : { kind: 'message', text: touch.text }
      await parts.turns.take(scene, { place, deed })
    },
    promptPressed: async (scene, touch) => {
      const place = await placeOf(parts, scene, { touch, scope: privately })
      await parts.turns.take(scene, { place, deed: { kind: 'message', text: touch.value } })
    },
  }
}

async function hear(parts: OwnerParts & Panes, scene: Scene, said: Said): Promise<void> {
  const { channel, thread, person } = said
  const { workspace } = scene
  const deed: Deed = said.text === '' ? { kind: 'open' } : { kind: 'message', text: said.text }
  if (said.where === 'direct') {
    const scope = await talkIn(parts, { workspace, person })
    const place: Place = { kind: 'direct', workspace, person, scope, channel, thread }
    await parts.turns.take(scene, { place, deed })
    titleThread(parts, scene, said)
    return
  }
  // What an office writes under a case is its own, also when it says our name there.
  if (await parts.cards.isCaseThread({ workspace, channel }, thread)) return
  await parts.turns.take(scene, { place: threadPlace(workspace, said), deed })
}

/**
 * Which talk a direct message goes on with: the private one, unless a case that was handed over in a channel's thread
 * is spoken of here. Once that is closed the private talk has its messages again.
 */
async function talkIn(
  { directs, listTalks }: Pick<OwnerParts, 'directs' | 'listTalks'>,
  to: { readonly workspace: string; readonly person: Person },
): Promise<string> {
  const scope = await directs.talkIn(to)
  if (scope === privately) return privately
  const talk = (await listTalks(to.person)).find((one) => one.scope === scope)
  return talk?.cases.some(({ state }) => state !== 'closed') === true ? scope : privately
}

/** What is asked for in the home is answered from every talk that has some of it. */
async function pressInHome(parts: OwnerParts, scene: Scene, touch: Touch): Promise<void> {
  const { id: press } = readTarget(touch.value)
  const talks = await parts.listTalks(touch.person)
  const scopes = talks.filter((talk) => concerns(press, talk)).map(({ scope }) => scope)
  for (const scope of scopes.length === 0 ? [privately] : scopes) {
    const place = await placeOf(parts, scene, { touch, scope })
    await parts.turns.take(sceneIn(scene, scope), { place, deed: { kind: 'press', press } })
  }
  await parts.home.publish(scene, touch.person)
}

function concerns(press: string, talk: Talk): boolean {
  if (press === 'my-cases') return talk.cases.length > 0
  return press === 'my-data'
}

/**
 * The talk's name in the agent pane: its first question, which begins a thread, or is the first one in a thread the
 * old assistant view began. Where there is no pane nothing happens.
 */
function titleThread(parts: OwnerParts & Panes, scene: Scene, said: Said): void {
  const begins = said.ts === said.thread || parts.panes.find(said.thread) === true
  parts.panes.drop(said.thread)
  if (!begins || said.text === '') return
  const title = cut(said.text.replace(/\s+/g, ' '), 60)
  const titled = scene.client.assistant.threads.setTitle({
    channel_id: said.channel,
    thread_ts: said.thread,
    title,
  })
  titled.catch(() => {})
}

async function placeOf(
  parts: OwnerParts,
  scene: Scene,
  { touch, scope }: { readonly touch: Touch; readonly scope: string },
): Promise<Place> {
  const { workspace } = scene
  const { person, channel, thread } = touch
  const base = { workspace, person, scope }
  if (channel === undefined || touch.surface === 'home') {
    return {
      ...base,
      kind: 'direct',
      channel: await parts.directs.open(scene.client, { workspace, person }),
    }
  }
  const at = thread === undefined ? { channel } : { channel, thread }
  if (touch.surface === 'ephemeral') {
    return {
      ...base,
      kind: 'ephemeral',
      ...at,
      ...(touch.respond === undefined ? {} : { respond: touch.respond }),
    }
  }
  if (channel.startsWith('D')) return { ...base, kind: 'direct', ...at }
  return { ...base, kind: 'thread', channel, thread: thread ?? touch.ts ?? '' }
}

async function showForm(parts: OwnerParts, scene: Scene, touch: Touch): Promise<void> {
  const target = readTarget(touch.value)
  const place = await placeOf(parts, scene, { touch, scope: target.scope })
  const form = await parts.forms.find(place, target.id)
  const { language } = await parts.people.find(scene.client, touch.person)
  if (form === undefined)
    return parts.speaker.whisper(scene.client, place, words[language].formGone)
  // After a restart the trigger is long dead; the button is still there.
  if (touch.trigger === undefined || scene.attempt !== 'first') return
  await openForm(scene.client, { place, form, opened: 'button', language, trigger: touch.trigger })
}
