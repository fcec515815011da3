import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sitDown } from './desk.ts'
import { createWorld, mention, modes, officeKey, until, type World } from './harness.ts'
import { watch } from './watch.ts'

describe.each(modes)('an office’s channel, over %s', (mode) => {
  let world: World
  beforeEach(async () => {
    world = await createWorld({ mode })
  })
  afterEach(() => world.stop())
  const { message, whispered } = watch(() => world)
  const { command, giveKey, connect } = sitDown(() => world)

  test('the key is asked in a modal, a wrong one is refused there, the right one makes the route', async () => {
    await command('kontor koppla Malå')
    const wrong = await giveKey('gissning')
    expect(wrong.body).toEqual({
      response_action: 'errors',
      errors: { 'field:key': 'Nyckeln stämmer inte.' },
    })
    expect(world.routes).toEqual([])
    const right = await giveKey(officeKey)
    expect(right.body.response_action).toBeUndefined()
    expect(await until('a route', () => world.routes[0])).toEqual({
      office: 'mala',
      channel: 'slack',
      id: 'T1:C9',
      ref: '{"workspace":"T1","channel":"C9"}',
    })
    const [first, then] = (await message((one) => one.channel === 'C9')).text.split('\n')
    expect(first).toBe('Den här kanalen är nu inkorg för Malå.')
    expect(then).toContain('@Lotsen semester 1–21 juli')
    expect(world.memory.dump()).not.toContain(officeKey)
    expect(world.logged.join()).not.toContain(officeKey)
  })

  test('five wrong keys, then no more for a quarter of an hour', async () => {
    await command('kontor koppla Malå')
    for (const _ of [1, 2, 3, 4, 5]) await giveKey('gissning')
    const sixth = await giveKey(officeKey)
    expect(sixth.body.errors['field:key']).toContain('För många försök')
    expect(world.routes).toEqual([])
  })

  test('an unknown office is answered with those there are; /lots kontor tells how', async () => {
    await command('kontor koppla Stockholm')
    expect((await whispered()).text).toContain('Malå, Åsele')
    await command('kontor')
    expect((await whispered(1)).text).toContain('/lots kontor koppla')
    const mentioned = mention('kontor koppla Malå', { channel: 'C9', user: 'UMALA' })
    await world.deliver('events_api', mentioned)
    expect((await whispered(2)).text).toContain('/lots kontor koppla')
    expect(world.navigator.heard).toEqual([])
  })

  test('a channel shared with another organisation, or one we are not in, is refused in the modal', async () => {
    world.fake.channels.set('C9', { is_ext_shared: true })
    await command('kontor koppla Malå')
    expect((await giveKey(officeKey)).body.errors['field:key']).toContain('delas')
    world.fake.channels.clear()
    world.fake.upset('chat.postMessage', { kind: 'error', error: 'not_in_channel' })
    expect((await giveKey(officeKey)).body.errors['field:key']).toContain('/invite')
    expect(world.routes).toEqual([])
  })

  test('koppla bort drops the route and says so to all', async () => {
    await connect()
    await command('kontor koppla bort Malå')
    await message((one) => one.text.startsWith('Den här kanalen är inte längre'))
    expect(world.routes).toEqual([])
    await command('kontor koppla bort')
    expect((await whispered()).text).toContain('inte kopplad')
  })
})
