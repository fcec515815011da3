import type { Answer, Deed, Incoming, Navigator } from '../../src/index.ts'
import { forgetTalk } from './cleanup.ts'
import { codeOf } from './delivery.ts'
import type { Directs } from './directs.ts'
import { type Forms, formIn, openForm, withoutForm } from './forms.ts'
import type { Attempt } from './gate.ts'
import { faultOf } from './log.ts'
import type { Client, Mark } from './outbox.ts'
import type { People } from './people.ts'
import { addressOf, conversationAt, type Place, privately, scopeOf } from './places.ts'
import type { Clock, SlackLog } from './settings.ts'
import { lineAnswer, type Speaker } from './speak.ts'
import { words } from './words.ts'

/** What every event brings with it. */
export interface Scene {
  readonly client: Client
  /** The workspace whose installation was spoken to. */
  readonly workspace: string
  readonly key: string
  readonly attempt: Attempt
  readonly arrived: number
}

/** One event that is a turn in each of several talks is an event in each. */
export const sceneIn = (scene: Scene, scope: string): Scene =>
  scope === privately ? scene : { ...scene, key: `${scene.key}/${scope}` }

export interface Turns {
  /** Asks the navigator; the answer is not yet said. */
  readonly ask: (scene: Scene, place: Place, deed: Deed) => Promise<Answer>
  readonly say: (scene: Scene, place: Place, answer: Answer) => Promise<void>
  /** Both; with a fresh trigger a form opens at once. */
  readonly take: (
    scene: Scene,
    turn: { readonly place: Place; readonly deed: Deed; readonly trigger?: string },
  ) => Promise<void>
}

interface TurnParts {
  readonly navigator: Pick<Navigator, 'receive'>
  readonly people: People
  readonly speaker: Speaker
  readonly forms: Forms
  readonly directs: Directs
  readonly clock: Clock
  readonly log: SlackLog
}

/** Slack forgets a trigger after 3 s. */
export const triggerLife = 2500
const quickEnough = 150

export const markOf = (scene: Scene): Mark => ({
  id: scene.key,
  kind: scene.attempt === 'first' ? 'fresh' : 'perhaps-posted',
})

export function createTurns(parts: TurnParts): Turns {
  const ask: Turns['ask'] = async (scene, place, deed) => {
    const profile = await parts.people.find(scene.client, place.person)
    const address = addressOf(place)
    const incoming: Incoming = {
      event: `slack:${scene.key}`,
      address,
      locale: profile.locale,
      ...deed,
    }
    const status = showWorking(scene, place, words[profile.language].working)
    try {
      const answer = await parts.navigator.receive(incoming)
      if (answer.forgotten === 'yes') return answer
      await parts.people.keepTalk(place.person, address)
      await parts.people.keepLanguage(place.person, answer.language)
      return answer
    } finally {
      clearTimeout(status)
    }
  }
  const say: Turns['say'] = async (scene, place, answer) => {
    const form = formIn(answer)
    if (form !== undefined) await parts.forms.keep(place, form)
    await parts.speaker.speak(scene.client, { place, answer, mark: markOf(scene) })
  }
  return {
    ask,
    say,
    take: async (scene, { place, deed, trigger }) => {
      try {
        const answer = await ask(scene, place, deed)
        const opened = await openAtOnce(parts, scene, { place, answer, trigger })
        await say(scene, place, opened === 'opened' ? withoutForm(answer) : answer)
        if (answer.forgotten === 'yes') await forgetPerson({ ...parts, ask }, scene, place)
      } catch (error) {
        if (scene.attempt === 'last') await apologise(parts, scene, place)
        throw error
      }
    },
  }
}

/** "Forget me" is about the person: what was said in other threads goes too. */
async function forgetPerson(
  parts: TurnParts & Pick<Turns, 'ask'>,
  scene: Scene,
  place: Place,
): Promise<void> {
  const { person } = place
  for (const talk of await parts.people.listTalks(person)) {
    const scope = scopeOf(person, talk)
    if (scope !== place.scope) {
      const deed = { kind: 'press', press: 'forget-sure' } as const
      await parts.ask(sceneIn(scene, scope), { ...place, scope }, deed)
    }
    await forgetTalk(parts, person, talk)
  }
  await forgetTalk(parts, person, conversationAt(addressOf(place)))
}

/** "… is looking" only when there is something to wait for: most turns are quicker than the status would be. */
function showWorking(scene: Scene, place: Place, status: string): NodeJS.Timeout | undefined {
  if (place.kind !== 'direct' || place.thread === undefined) return undefined
  const { channel, thread } = place
  return setTimeout(() => {
    const shown = scene.client.assistant.threads.setStatus({
      channel_id: channel,
      thread_ts: thread,
      status,
    })
    // An older workspace has no status line; nothing depends on it.
    shown.catch(() => {})
  }, quickEnough)
}

async function openAtOnce(
  parts: TurnParts,
  scene: Scene,
  turn: { readonly place: Place; readonly answer: Answer; readonly trigger: string | undefined },
): Promise<'opened' | 'not-opened'> {
  const { place, answer, trigger } = turn
  const form = formIn(answer)
  const fresh = scene.attempt === 'first' && parts.clock.now() - scene.arrived < triggerLife
  if (form === undefined || trigger === undefined || !fresh) return 'not-opened'
  try {
    await parts.forms.keep(place, form)
    await openForm(scene.client, {
      place,
      form,
      opened: 'press',
      language: answer.language,
      trigger,
    })
    return 'opened'
  } catch (error) {
    parts.log.warn({ ...faultOf(error), code: codeOf(error) }, 'slack: no modal, so a button')
    return 'not-opened'
  }
}

async function apologise(parts: TurnParts, scene: Scene, place: Place): Promise<void> {
  const { language } = await parts.people.find(scene.client, place.person)
  const answer = lineAnswer(language, words[language].fault)
  await parts.speaker.speak(scene.client, { place, answer, mark: markOf(scene) })
}
