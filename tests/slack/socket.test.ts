import { afterEach, describe, expect, test } from 'vitest'
import { createWorld, messageEvent, settle, until, type World } from './harness.ts'

/** What is Socket Mode's own; what both ways share is in both-ways.test.ts. */
describe('Socket Mode', () => {
  const worlds: World[] = []
  const open = async (): Promise<World> => {
    const world = await createWorld({ mode: 'socket' })
    worlds.push(world)
    return world
  }
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.stop()
  })

  const answered = (world: World, text: string) =>
    until(text, () => world.fake.messages.find((one) => one.text === `Svar på: ${text}`))

  test('the app token goes in the header, and no route is open on the server', async () => {
    const { fake, base } = await open()
    expect(fake.callsOf('apps.connections.open')[0]?.token).toBe('xapp-fake-app-token')
    expect((await fetch(`${base}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(404)
  })

  test('an event is acknowledged at once, however slow the turn', async () => {
    const world = await open()
    const before = Date.now()
    expect((await world.deliver('events_api', messageEvent('långsam 400'))).status).toBe(200)
    expect(Date.now() - before).toBeLessThan(300)
  })

  test('"refresh_requested" and a killed connection: connected again within a second', async () => {
    const world = await open()
    for (const how of ['disconnect', 'kill']) {
      const [socket] = world.fake.sockets
      if (how === 'kill') socket?.terminate()
      else socket?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
      await until(
        'the old socket to go',
        () => socket !== undefined && !world.fake.sockets.has(socket),
      )
      await until('a new socket', () => world.fake.sockets.size === 1, 1000)
      await settle(20)
      await world.deliver('events_api', messageEvent(`efter ${how}`))
      await answered(world, `efter ${how}`)
    }
  })

  test('a revoked app token rejects nowhere, and a new one is taken up', async () => {
    const rejections: unknown[] = []
    const note = (reason: unknown): void => void rejections.push(reason)
    process.on('unhandledRejection', note)
    const world = await open()
    const [socket] = world.fake.sockets
    world.fake.upset('apps.connections.open', { kind: 'error', error: 'invalid_auth' })
    socket?.terminate()
    await until('a refused connection', () =>
      world.logged.some((line) => line.includes('no connection')),
    )
    await until('a new socket', () => world.fake.sockets.size === 1, 3000)
    await settle(20)
    await world.deliver('events_api', messageEvent('åter'))
    await answered(world, 'åter')
    process.off('unhandledRejection', note)
    expect(rejections).toEqual([])
  })

  test('starting with a bad token does not throw: the other channels live on', async () => {
    const world = await open()
    await world.slack.stop()
    world.fake.upset('apps.connections.open', { kind: 'error', error: 'invalid_auth' })
    await world.slack.start()
    expect(world.logged.join()).toContain('invalid_auth')
  })

  test('an event whose ack was never heard comes again and is one turn', async () => {
    const world = await open()
    const event = messageEvent('tappad kvittens')
    await world.deliver('events_api', event)
    await world.deliver('events_api', event)
    await answered(world, 'tappad kvittens')
    await settle()
    expect(world.navigator.heard).toHaveLength(1)
  })
})
