import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createWorld,
  eventOf,
  mention,
  messageEvent,
  modes,
  pressOn,
  settle,
  slash,
  until,
  type World,
} from './harness.ts'

import { watch } from './watch.ts'

describe.each(modes)('once and in order, over %s', (mode) => {
  let world: World
  beforeEach(async () => {
    world = await createWorld({ mode })
  })
  afterEach(() => world.stop())

  const { message } = watch(() => world)

  test('own messages, other bots, edits and joins are not questions', async () => {
    const ignored = [
      { bot_id: 'BBOT', user: 'UBOT' },
      { bot_id: 'BOTHER' },
      { subtype: 'bot_message', bot_id: 'BOTHER', user: undefined },
      { subtype: 'message_changed', message: {}, user: undefined },
      { subtype: 'message_deleted', user: undefined },
      { subtype: 'channel_join', channel_type: 'channel', channel: 'C1' },
      { channel_type: 'channel', channel: 'C1' },
      { user: 'UBOT' },
    ]
    for (const more of ignored) {
      expect((await world.deliver('events_api', messageEvent('inte en fråga', more))).status).toBe(
        200,
      )
    }
    await settle(80)
    expect(world.navigator.heard).toEqual([])
    expect(world.fake.messages).toEqual([])
  })

  test('what nobody listens to is acknowledged at once and is no turn', async () => {
    const shortcut = {
      type: 'shortcut',
      callback_id: 'of-another-version',
      team: { id: 'T1' },
      user: { id: 'U1', team_id: 'T1' },
      trigger_id: 'shortcut-9',
      action_ts: '9.9',
    }
    const strange = [
      ['interactive', pressOn({ action_id: 'of-another-version:0', value: '|more' })],
      ['interactive', shortcut],
      ['events_api', eventOf({ type: 'reaction_added', user: 'U1', reaction: 'eyes' })],
      ['slash_commands', slash('hej', { command: '/annat' })],
    ] as const
    for (const [type, payload] of strange) {
      const began = Date.now()
      expect((await world.deliver(type, payload)).status).toBe(200)
      expect(Date.now() - began).toBeLessThan(2000)
    }
    await settle(60)
    expect(world.navigator.heard).toEqual([])
    expect(world.fake.messages).toEqual([])
  })

  test('a retry, a new event id for the same message, and a mention beside it are one turn', async () => {
    const event = messageEvent('en gång')
    await world.deliver('events_api', event)
    await world.deliver('events_api', event)
    await world.deliver('events_api', { ...event, event_id: 'Ev-other' })
    const beside = { ...event.event, type: 'app_mention', text: '<@UBOT> en gång' }
    await world.deliver('events_api', { ...event, event_id: 'Ev-third', event: beside })
    await message((one) => one.text === 'Svar på: en gång')
    await settle()
    expect(world.navigator.heard).toHaveLength(1)
    expect(world.fake.messages).toHaveLength(1)
  })

  test('deliveries of one message in the same moment are one turn', async () => {
    const event = messageEvent('samtidigt')
    await Promise.all([1, 2, 3, 4].map(() => world.deliver('events_api', event)))
    await message((one) => one.text === 'Svar på: samtidigt')
    await settle()
    expect(world.navigator.heard).toHaveLength(1)
  })

  test('a double click is one press, two clicks are two', async () => {
    const press = pressOn({ action_id: 'press:0', value: '|more' })
    await world.deliver('interactive', press)
    await world.deliver('interactive', press)
    await world.deliver('interactive', pressOn({ action_id: 'press:0', value: '|more' }))
    await until('two turns', () => world.navigator.heard.length === 2)
    await settle(60)
    expect(world.navigator.heard).toHaveLength(2)
  })

  test('messages of one person are taken in their order', async () => {
    await world.deliver('events_api', messageEvent('långsam 200'))
    await world.deliver('events_api', messageEvent('sedan'))
    await message((one) => one.text === 'Svar på: sedan')
    expect(world.fake.messages.map((one) => one.text)).toEqual([
      'Svar på: långsam 200',
      'Svar på: sedan',
    ])
  })

  test('a broken navigator: the person is told after the last try, nothing rejects, the next one is answered', async () => {
    await world.deliver('events_api', messageEvent('trasig', { user: 'U2', channel: 'DU2' }))
    await world.deliver('events_api', messageEvent('hel'))
    await message((one) => one.text === 'Svar på: hel')
    await until(
      'the apology',
      () => world.fake.messages.find((one) => one.text.includes('gick fel')),
      6000,
    )
    await settle(60)
    expect(world.fake.messages.filter((one) => one.channel === 'DU2')).toHaveLength(1)
    expect(world.memory.dump()).not.toContain('"waiting"')
  })

  test('what arrives while the inbox is resumed is not taken twice', async () => {
    await world.slack.stop()
    const asked = world.deliver('events_api', messageEvent('mitt i starten'))
    if (mode === 'http') await asked
    await world.slack.start()
    await asked
    if (mode === 'http') await message((one) => one.text === 'Svar på: mitt i starten')
    await settle()
    expect(world.navigator.heard.length).toBeLessThanOrEqual(1)
  })

  test('a notice is said once in the direct messages; where there is no one left it is gone', async () => {
    await world.deliver('events_api', mention('hej'))
    const [heard] = await until('a turn', () =>
      world.navigator.heard.length > 0 ? world.navigator.heard : undefined,
    )
    if (heard === undefined) throw new Error('no turn')
    const answer = {
      language: 'sv',
      replies: [{ kind: 'text', text: 'Malå har tagit ditt ärende.', tone: 'plain', links: [] }],
      receipt: '',
    } as const
    const say = () => world.slack.say({ address: heard.address, answer, notice: 'L-7K3QX:taken' })
    expect(await say()).toEqual({ kind: 'delivered' })
    expect(await say()).toEqual({ kind: 'delivered' })
    expect(world.fake.messages.filter((one) => one.channel === 'DU1')).toHaveLength(1)
    const other = (notice: string) => world.slack.say({ address: heard.address, answer, notice })
    world.fake.upset('chat.postMessage', { kind: 'error', error: 'account_inactive' })
    expect(await other('L-7K3QX:note')).toEqual({ kind: 'gone' })
    world.fake.upset('chat.postMessage', { kind: 'rate-limited', seconds: 300 })
    expect(await other('L-7K3QX:later')).toEqual({ kind: 'later', seconds: 300 })
    expect(
      await world.slack.say({ address: { channel: 'slack', id: 'x' }, answer, notice: 'n' }),
    ).toEqual({ kind: 'gone' })
  })
})
