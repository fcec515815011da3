import type { ChannelMemory } from '../../adapters/channel.ts'
import {
  actionsIn,
  activity,
  cardOf,
  dataOf,
  giveKey,
  inChannel,
  invoke,
  malas,
  type Rig,
} from '../teams/set-up.ts'
import type { Officer, Owner } from './people.ts'

const direct = 'a:private-29:anna'

const textsOf = (shown: readonly unknown[]): string => JSON.stringify(shown)

function hasButton(card: unknown, label: string): boolean {
  return actionsIn(card).some((one) => one.title === label && one.data !== undefined)
}

export function teamsOwner(rig: Rig): Owner {
  const find = (label: string) => {
    const shown = rig.bot.chat(direct).findLast((one) => hasButton(cardOf(one), label))
    if (shown === undefined)
      throw new Error(`no button ${label} in ${textsOf(rig.bot.chat(direct))}`)
    return { data: dataOf(cardOf(shown), label), replyToId: shown.id }
  }
  const send = async (label: string, typed: object = {}) => {
    const { data, replyToId } = find(label)
    await rig.send(activity(rig, { ...invoke({ ...data, ...typed }), replyToId }))
  }
  return {
    say: async (text) => {
      await rig.send(activity(rig, { text }))
    },
    press: (label) => send(label),
    fillIn: (values) =>
      send(
        'Granska',
        Object.fromEntries(Object.entries(values).map(([name, value]) => [`field.${name}`, value])),
      ),
    read: async () => textsOf(rig.bot.chat(direct)),
  }
}

/** An officer in Teams, who also sees what only a client sees: cards, and what a press is answered with. */
export interface TeamsOfficer extends Officer {
  /** Mentions Lotsen in the channel; answers what it says back. */
  readonly say: (text: string) => Promise<string>
  readonly card: () => Promise<object>
  /** What the last press was answered with, which is seen by who pressed alone. */
  readonly own: () => unknown
}

export function teamsOfficer(rig: Rig, memory: ChannelMemory, room = malas): TeamsOfficer {
  const { channel, who } = room
  let own: unknown
  const thread = async (): Promise<string> => {
    const [one] = await memory.list('teams', `thread:${channel}`)
    if (one === undefined) throw new Error('no card was posted in the channel')
    return one.id.slice('thread:'.length)
  }
  return {
    name: who.name,
    link: () => giveKey(rig, room),
    read: async () => textsOf(rig.bot.chat(await thread())),
    card: async () => cardOf(rig.bot.chat(await thread())[0]),
    own: () => own,
    say: async (text) => {
      await rig.send(inChannel(rig, { text }, who, channel))
      return String(rig.bot.chat(`${channel};messageid=1`).at(-1)?.text)
    },
    press: async (label, values = {}) => {
      const where = await thread()
      const [shown] = rig.bot.chat(where)
      const actions = actionsIn(cardOf(shown))
      const opened = actions.find((one) => one.type === 'Action.ShowCard' && one.title === label)
      const data = dataOf(opened ?? cardOf(shown), label)
      const typed = Object.entries(values).map(([name, value]) => [
        `field.${data.action}.${name}`,
        value,
      ])
      const conversation = { id: where, conversationType: 'channel', isGroup: true }
      const pressed = { ...invoke({ ...data, ...Object.fromEntries(typed) }), conversation }
      const { body } = await rig.send(
        inChannel(rig, { ...pressed, replyToId: shown?.id }, who, channel),
      )
      own = body.value
    },
  }
}
