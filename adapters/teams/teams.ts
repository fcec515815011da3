import type { ChannelAdapter } from '../channel.ts'
import { createKeyTries, type KeyTries } from '../key-tries.ts'
import { createLanes } from '../lanes.ts'
import type { Activity } from './activity.ts'
import { readCommand } from './command.ts'
import { createConnector } from './connector.ts'
import { type Desk, done, type Hearing, languageOf, type Response } from './desk.ts'
import { createDoor } from './door.ts'
import { drawInChannel, postInThread } from './inbox.ts'
import { obey, takeKey } from './linking.ts'
import { act, findLink, hearWords, refresh } from './office.ts'
import {
  answerMessage,
  answerPress,
  sayInstead,
  sayPlainly,
  sayProactively,
  welcome,
} from './owner.ts'
import { createPace } from './pace.ts'
import { eventOf, type Heard, hear, readPlace } from './parse.ts'
import type { Pressed } from './press.ts'
import { createRecent } from './recent.ts'
import { createRecords } from './records.ts'
import { forgetPlace } from './removal.ts'
import { mountRoutes } from './routes.ts'
import { realClock, refuseOpenDoor, type TeamsParts, usualTimes } from './settings.ts'
import { sweep } from './talks.ts'
import { say } from './texts.ts'
import { createToken } from './token.ts'

const hour = 60 * 60 * 1_000

/** Microsoft Teams, for owners and for offices. Nothing of the SDK is loaded before `start`. */
export function createTeams(parts: TeamsParts): ChannelAdapter {
  const { config, navigator, store, log, clock = realClock } = parts
  refuseOpenDoor(config)
  const times = { ...usualTimes, ...config.times }
  const connector = createConnector({
    token: createToken(config),
    pace: createPace(clock),
    clock,
    times,
    log,
  })
  const desk: Desk = {
    config,
    navigator,
    store,
    log,
    clock,
    times,
    connector,
    records: createRecords(parts.memory),
    lanes: createLanes(),
  }
  const door = createDoor(config, log)
  let sweeping: NodeJS.Timeout | undefined
  const tries = createKeyTries(clock)
  const recent = createRecent<Response>(clock)
  const take = (activity: Activity) =>
    inTime(
      desk,
      activity,
      recent(eventOf(activity), () => work(desk, activity, tries)),
    )
  return {
    name: 'teams',
    mount: (server) => mountRoutes(server, { door, log, take }),
    start: async () => {
      await door.open()
      const tidy = () => void quietly(desk, sweep(desk))
      sweeping = setInterval(tidy, hour).unref()
      tidy()
    },
    stop: () => {
      clearInterval(sweeping)
      return desk.lanes.idle()
    },
    say: ({ address, answer, notice }) => sayProactively(desk, { id: address.id, answer, notice }),
    draw: (to) => drawInChannel(desk, to),
    post: (to) => postInThread(desk, to),
  }
}

async function quietly({ log }: Desk, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (err) {
    log.error({ event: 'teams.not-tidied', err }, 'what is no longer needed could not be dropped')
  }
}

/** Teams gives up after 10 to 15 s: what takes longer goes on, and reaches the chat by itself. */
async function inTime(
  desk: Desk,
  activity: Activity,
  working: Promise<Response>,
): Promise<Response> {
  const place = readPlace(activity)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Response>((answer) => {
    timer = setTimeout(
      () => answer({ kind: 'message', text: say('working', languageOf(place)) }),
      desk.times.answer,
    )
  })
  try {
    return await Promise.race([working, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Never rejects: a fault is logged, and the person is told. */
async function work(desk: Desk, activity: Activity, tries: KeyTries): Promise<Response> {
  const place = readPlace(activity)
  const hearing: Hearing = {
    heard: hear(activity),
    place,
    event: eventOf(activity),
    pressedOn: activity.replyToId,
  }
  try {
    return await desk.lanes.run(place.address, () => dispatch(desk, hearing, tries))
  } catch (error) {
    desk.log.error(
      { event: 'teams.failed', heard: hearing.heard.kind, err: error },
      'an activity could not be handled',
    )
    const text = say('failed', languageOf(place))
    if (activity.type === 'message') await sayPlainly(desk, place.reference, text)
    return { kind: 'message', text }
  }
}

async function dispatch(desk: Desk, hearing: Hearing, tries: KeyTries): Promise<Response> {
  const { heard } = hearing
  switch (heard.kind) {
    case 'nothing':
      return done
    case 'not-ours':
      return { kind: 'not-ours' }
    case 'installed':
      return welcome(desk, hearing)
    case 'removed':
      return forgetPlace(desk, { ...hearing, heard })
    case 'said':
      return dispatchText(desk, { ...hearing, heard })
    case 'pressed':
      return dispatchPress(desk, hearing, { pressed: heard.pressed, tries })
    case 'old-press':
      return sayInstead(desk, hearing, say('oldCard', languageOf(hearing.place)))
  }
}

async function dispatchText(
  desk: Desk,
  hearing: Hearing<Extract<Heard, { kind: 'said' }>>,
): Promise<Response> {
  const { place, heard } = hearing
  const link = await findLink(desk, place)
  const command = readCommand(heard.text, { place, offices: desk.config.offices })
  if (command !== undefined && command.kind !== 'words') return obey(desk, hearing, command)
  if (command !== undefined && link !== undefined)
    return hearWords(desk, hearing, { link, text: command.text })
  const isCase =
    place.kind === 'channel' &&
    (await desk.records.threads.find(place.reference.conversation)) !== undefined
  if (isCase) return sayInstead(desk, hearing, say('threadStays', languageOf(place)))
  return link !== undefined && desk.navigator.isOfficeWord(heard.text)
    ? hearWords(desk, hearing, { link, text: heard.text })
    : answerMessage(desk, hearing)
}

function dispatchPress(
  desk: Desk,
  hearing: Hearing,
  of: { readonly pressed: Pressed; readonly tries: KeyTries },
): Promise<Response> {
  const { pressed, tries } = of
  switch (pressed.kind) {
    case 'press':
    case 'form':
      return answerPress(desk, hearing, pressed)
    case 'act':
      return act(desk, hearing, pressed)
    case 'refresh':
      return refresh(desk, hearing, pressed)
    case 'key':
      return takeKey(desk, hearing, { pressed, tries })
  }
}
