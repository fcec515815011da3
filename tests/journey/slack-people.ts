import type { Call } from '../slack/fake-slack.ts'
import {
  buttonsOf,
  messageEvent,
  officeKey,
  pressOn,
  readable,
  slash,
  submissionOf,
  until,
  type World,
} from '../slack/harness.ts'
import type { Json } from '../slack/json.ts'
import type { Officer, Owner } from './people.ts'

const direct = 'DU1'
const room = 'C9'
const officerUser = { id: 'UMALA', team_id: 'T1' }

const readAll = ({ fake }: World, channel: string): string =>
  fake.messages
    .filter((one) => one.channel === channel)
    .map((one) => `${one.text}\n${readable(one.blocks)}`)
    .join('\n')

/** The newest message of a channel that has such a button. */
function findButton({ fake }: World, channel: string, label: string) {
  for (const message of fake.messages.filter((one) => one.channel === channel).reverse()) {
    const button = buttonsOf(message.blocks ?? []).find((one) => one.text.text === label)
    if (button !== undefined) return { button, ts: message.ts }
  }
  return undefined
}

async function press(world: World, channel: string, label: string, more: Json = {}) {
  const { button, ts } = await until(`the button ${label}`, () => findButton(world, channel, label))
  await world.deliver('interactive', {
    ...pressOn(button),
    channel: { id: channel },
    container: { type: 'message', message_ts: ts, channel_id: channel },
    message: { ts, text: '', type: 'message' },
    response_url: `${world.fake.url}/respond/people`,
    ...more,
  })
}

const views = ({ fake }: World): readonly Call[] => fake.callsOf('views.open')

export function slackOwner(world: World): Owner {
  return {
    say: async (text) => {
      await world.deliver('events_api', messageEvent(text, { channel: direct }))
    },
    press: (label) => press(world, direct, label),
    fillIn: async (values) => {
      const { view } = await until('the form', () => views(world).at(-1)?.args)
      await world.deliver('interactive', submissionOf(view, { ...values }))
    },
    read: async () => readAll(world, direct),
  }
}

export function slackOfficer(world: World): Officer {
  const name = 'Namn UMALA'
  const fillIn = async (opened: number, values: Readonly<Record<string, string>>) => {
    const { view } = await until('the form', () => views(world)[opened]?.args)
    const sent = submissionOf(view, { ...values }, { user: officerUser })
    const { body } = await world.deliver('interactive', sent)
    if (body.response_action === 'errors') throw new Error(JSON.stringify(body.errors))
  }
  return {
    name,
    link: async () => {
      const asked = { channel_id: room, user_id: officerUser.id }
      await world.deliver('slash_commands', slash('kontor koppla Malå', asked))
      await fillIn(0, { key: officeKey })
      await until('the link', () => readAll(world, room).includes('nu inkorg för Malå'))
    },
    read: async () => readAll(world, room),
    press: async (label, values) => {
      const opened = views(world).length
      await press(world, room, label, { user: officerUser })
      if (values !== undefined) await fillIn(opened, values)
    },
  }
}
