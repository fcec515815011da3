import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hostile } from '../contracts/replies.ts'
import {
  createWorld,
  eventOf,
  mention,
  messageEvent,
  modes,
  pressOn,
  readable,
  settle,
  slash,
  until,
  type World,
} from './harness.ts'
import type { Json } from './json.ts'

import { button, watch } from './watch.ts'

describe.each(modes)('an owner, over %s', (mode) => {
  let world: World
  beforeEach(async () => {
    world = await createWorld({ mode })
  })
  afterEach(() => world.stop())

  const { message, called, whispered } = watch(() => world)

  test('a direct message is answered in its thread, as team and user, in the language of the profile', async () => {
    world.fake.users.set('U1', { locale: 'en-GB' })
    const event = messageEvent('hej')
    await world.deliver('events_api', event)
    const reply = await message((one) => one.text === 'Svar på: hej')
    expect(reply).toMatchObject({
      channel: 'DU1',
      thread_ts: event.event.ts,
      mrkdwn: 'false',
      parse: 'none',
    })
    expect(world.navigator.heard[0]).toMatchObject({
      kind: 'message',
      text: 'hej',
      locale: 'en',
      address: { channel: 'slack', id: 'T1:U1' },
    })
    await called('assistant.threads.setTitle')
  })

  test('a guest of another workspace is that workspace, that user', async () => {
    await world.deliver(
      'events_api',
      mention('hej', { user: 'U77', user_team: 'T-GUEST', team: 'T-GUEST' }),
    )
    await message((one) => one.text === 'Svar på: hej')
    expect(world.navigator.heard[0]?.address.id).toMatch(/^T-GUEST:U77:C1:/)
  })

  test('a mention is answered in the thread, without the mention, in a talk of its own', async () => {
    const event = mention('maskin &amp; <https://mala.se|länk>', { channel: 'C1' })
    await world.deliver('events_api', event)
    const reply = await message((one) => one.thread_ts === event.event.ts)
    expect(reply.channel).toBe('C1')
    expect(world.navigator.heard[0]).toMatchObject({
      text: 'maskin & länk',
      address: { id: `T1:U1:C1:${event.event.ts}` },
    })
  })

  test('what is personal leaves the channel: the form is shown to one, the summary is written directly', async () => {
    await world.deliver('events_api', mention('form'))
    const form = await whispered()
    expect(form).toMatchObject({ path: 'ephemeral', user: 'U1', channel: 'C1' })
    await world.deliver('events_api', mention('summary'))
    const summary = await message((one) => one.channel === 'DU1')
    expect(readable(summary.blocks)).toContain('Ditt ärende L-7K3QX')
    expect(world.fake.messages.every((one) => one.channel !== 'C1')).toBe(true)
    expect((await whispered(1)).text).toContain('personligt')
  })

  test('every reply kind at once passes the rules of a strict Slack, foreign text as it was written', async () => {
    await world.deliver('events_api', messageEvent('allt'))
    await message((one) => readable(one.blocks).includes('Ditt ärende'))
    const seen = world.fake.messages.map((one) => readable(one.blocks)).join('\n')
    expect(seen).toContain(hostile)
    expect(world.logged.join()).not.toContain('invalid_blocks')
  })

  test('a press is answered where it was pressed', async () => {
    await world.deliver('events_api', messageEvent('maskin'))
    const list = await message((one) => readable(one.blocks).includes('Mikrolån'))
    const at = { message: { ts: list.ts, thread_ts: list.thread_ts, text: '' } }
    await world.deliver('interactive', pressOn(button(list.blocks, 'Visa fler'), at))
    const reply = await message((one) => one.text === 'Tryckt: more')
    expect(reply.thread_ts).toBe(list.thread_ts)
  })

  test('following a link is acknowledged and nothing more', async () => {
    const link = { action_id: 'link:0', url: 'https://almi.se', text: {} }
    expect((await world.deliver('interactive', pressOn(link))).status).toBe(200)
    await settle(40)
    expect(world.navigator.heard).toHaveLength(0)
  })

  test('/lots answers only to the one who asked, where it was asked', async () => {
    const respond = `${world.fake.url}/respond/1`
    await world.deliver('slash_commands', slash('maskin', { response_url: respond }))
    const said = await whispered()
    expect(said).toMatchObject({
      path: '/respond/1',
      response_type: 'ephemeral',
      replace_original: false,
    })
    expect(readable(said.blocks)).toContain('Mikrolån')
    expect(world.navigator.heard[0]?.address.id).toBe('T1:U1')
    expect(world.fake.messages).toEqual([])
  })

  test('/lots alone opens the talk; a press on its answer stays with the one who asked', async () => {
    const respond = `${world.fake.url}/respond/2`
    await world.deliver('slash_commands', slash('', { response_url: respond }))
    expect((await whispered()).text).toBe('Välkommen!')
    const at = {
      channel: { id: 'C1' },
      container: { type: 'message', is_ephemeral: true, channel_id: 'C1' },
      message: undefined,
      response_url: respond,
    }
    await world.deliver('interactive', pressOn({ action_id: 'press:0', value: '|more' }, at))
    expect((await whispered(1)).text).toBe('Tryckt: more')
  })

  test('the message shortcut asks about the message, and the answer is for the one who asked', async () => {
    await world.deliver('interactive', {
      type: 'message_action',
      callback_id: 'ask_about_message',
      team: { id: 'T1' },
      user: { id: 'U1', team_id: 'T1' },
      channel: { id: 'C5' },
      message: { ts: '5.5', text: 'vi behöver en &lt;svarv&gt;', type: 'message' },
      trigger_id: 'shortcut-1',
      response_url: `${world.fake.url}/respond/3`,
    })
    expect((await whispered()).text).toContain('Svar på: vi behöver en &lt;svarv&gt;')
    expect(world.navigator.heard[0]).toMatchObject({ text: 'vi behöver en <svarv>' })
  })

  test('when the response_url is dead the answer comes in the direct messages', async () => {
    await world.deliver('slash_commands', slash('hej', { response_url: 'http://127.0.0.1:1/gone' }))
    await message((one) => one.channel === 'DU1' && one.text === 'Svar på: hej')
  })

  test('the home shows what it can do, my cases and my data; its buttons answer directly', async () => {
    world.conversations.set('slack:T1:U1', { cases: ['L-7K3QX'] } as never)
    world.cases.push({
      id: 'L-7K3QX',
      need: 'Låna till maskin',
      state: 'waiting',
      opened: '2026-11-20T08:00:00Z',
      promised: '2026-11-25T11:00:00Z',
    } as never)
    await world.deliver('events_api', messageEvent('hej'))
    await message((one) => one.text === 'Svar på: hej')
    const opened = eventOf({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab: 'home' })
    await world.deliver('events_api', opened)
    const { view } = (await called('views.publish')).args
    const text = readable(view)
    for (const wanted of [
      'stöd, lån och rådgivning',
      'L-7K3QX: Låna till maskin',
      'väntar på kontoret',
      '25 nov. 12:00',
      'Glöm mig',
    ]) {
      expect(text).toContain(wanted)
    }
    const at = {
      view: { id: 'V9', type: 'home', hash: 'h' },
      container: { type: 'view' },
      channel: undefined,
      message: undefined,
    }
    await world.deliver('interactive', pressOn(button(view.blocks, 'Glöm mig'), at))
    await message((one) => one.text === 'Tryckt: forget' && one.channel === 'DU1')
    await world.deliver('interactive', pressOn(button(view.blocks, 'Vem kan jag ringa?'), at))
    await message((one) => one.text === 'Svar på: Vem kan jag ringa?')
  })

  test('the agent pane gets prompts in the language of the person; the old assistant pane too', async () => {
    world.fake.users.set('U1', { locale: 'en-US' })
    const opened = eventOf({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab: 'messages' })
    await world.deliver('events_api', opened)
    const agent = (await called('assistant.threads.setSuggestedPrompts')).args
    expect(agent.prompts.map((one: Json) => one.message)).toContain('I want to start a business')
    expect(agent.prompts.length).toBeLessThanOrEqual(4)
    expect(agent).not.toHaveProperty('thread_ts')
    const assistant_thread = { user_id: 'U1', channel_id: 'DU1', thread_ts: '9.9', context: {} }
    await world.deliver(
      'events_api',
      eventOf({ type: 'assistant_thread_started', assistant_thread }),
    )
    expect((await called('assistant.threads.setSuggestedPrompts', 1)).args.thread_ts).toBe('9.9')
    for (const text of ['första frågan', 'andra frågan']) {
      await world.deliver('events_api', messageEvent(text, { thread_ts: '9.9' }))
      await message((one) => one.text === `Svar på: ${text}`)
    }
    const titles = world.fake.callsOf('assistant.threads.setTitle').map((call) => call.args.title)
    expect(titles).toEqual(['första frågan'])
  })

  test('a status shows while a slow turn works, and none for a quick one', async () => {
    await world.deliver('events_api', messageEvent('långsam 350'))
    await message((one) => one.text.startsWith('Svar på: långsam'))
    expect(world.fake.callsOf('assistant.threads.setStatus')).toHaveLength(1)
    await world.deliver('events_api', messageEvent('snabb'))
    await message((one) => one.text === 'Svar på: snabb')
    expect(world.fake.callsOf('assistant.threads.setStatus')).toHaveLength(1)
  })

  test('the language last written is the language of the buttons', async () => {
    await world.deliver('events_api', messageEvent('english'))
    await message((one) => one.text === 'Hello!')
    await world.deliver('interactive', pressOn({ action_id: 'form:0', value: '|handoff' }))
    expect((await whispered()).text).toContain('no longer valid')
  })

  test('who is forgotten leaves nothing in the channel’s memory', async () => {
    await world.deliver('events_api', messageEvent('form'))
    await message((one) => readable(one.blocks).includes('Be Malå höra av sig'))
    await world.deliver('slash_commands', slash('form'))
    const kept = () => world.memory.ids().filter((id) => !/^(inbox|posting):/.test(id))
    await until('a person, a talk and a form', () => kept().length >= 3)
    await world.deliver('events_api', messageEvent('glöm mig, ja'))
    await message((one) => one.text === 'Allt är borta.')
    await until('nothing kept', () => kept().length === 0)
    expect(kept()).toEqual([])
  })
})
