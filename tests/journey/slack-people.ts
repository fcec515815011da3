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

export const readAll = ({ fake }: World, channel: string): string =>
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

export async function press(world: World, channel: string, label: string, more: Json = {}) {
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
      const isForm = ({ args }: Call): boolean => args.view.callback_id === 'form'
      const { view } = await until('the form', () => views(world).findLast(isForm)?.args)
      await world.deliver('interactive', submissionOf(view, { ...values }))
    },
    read: async () => readAll(world, direct),
  }
}

/** An office's channel and who works there. */
export interface Room {
  readonly office: string
  readonly channel: string
  readonly user: string
}

const mala: Room = { office: 'Malå', channel: 'C9', user: 'UMALA' }

export function slackOfficer(world: World, { office, channel, user }: Room = mala): Officer {
  const by = { id: user, team_id: 'T1' }
  const fillIn = async (opened: number, values: Readonly<Record<string, string>>) => {
    const { view } = await until('the form', () => views(world)[opened]?.args)
    const { body } = await world.deliver(
      'interactive',
      submissionOf(view, { ...values }, { user: by }),
    )
    if (body.response_action === 'errors') throw new Error(JSON.stringify(body.errors))
  }
  const pressAndFillIn: Officer['press'] = async (label, values) => {
    const opened = views(world).length
    await press(world, channel, label, { user: by })
    if (values !== undefined) await fillIn(opened, values)
  }
  return {
    name: `Namn ${user}`,
    link: async () => {
      const opened = views(world).length
      const asked = { channel_id: channel, user_id: user }
      await world.deliver('slash_commands', slash(`kontor koppla ${office}`, asked))
      await fillIn(opened, { key: officeKey })
      const linked = new RegExp(`(nu inkorg för|now the inbox of) ${office}`)
      await until('the link', () => linked.test(readAll(world, channel)))
    },
    read: async () => readAll(world, channel),
    press: pressAndFillIn,
  }
}
