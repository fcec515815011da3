import { afterEach, describe, expect, test } from 'vitest'
import { createWorld, eventOf, messageEvent, modes, settle, until, type World } from './harness.ts'

const oauth = {
  kind: 'oauth',
  clientId: '1.2',
  clientSecret: 'client-secret',
  stateSecret: 'state-secret',
} as const

describe.each(modes)('installed through OAuth, over %s', (mode) => {
  let world: World
  afterEach(() => world.stop())

  /** As a browser does it: the page, its link, Slack's redirect with the state, and the cookie. */
  const install = async (team: string): Promise<number> => {
    const page = await fetch(`${world.base}/slack/install`)
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
    const link = /<a href="([^"]+)"/.exec(await page.text())?.[1] ?? ''
    const state = new URL(link.replaceAll('&amp;', '&')).searchParams.get('state') ?? ''
    const back = `${world.base}/slack/oauth_redirect?code=${team}&state=${encodeURIComponent(state)}`
    return (await fetch(back, { headers: { cookie } })).status
  }
  const from = (team: string, text: string) => {
    const event = messageEvent(text, { team, channel: `D${team}` })
    const authorizations = [{ team_id: team, enterprise_id: null, user_id: 'UBOT', is_bot: true }]
    return { ...event, team_id: team, authorizations }
  }

  test('two workspaces, each with its own token, none of them in clear', async () => {
    world = await createWorld({ mode, install: oauth })
    for (const team of ['TA', 'TB']) expect(await install(team)).toBe(200)
    for (const team of ['TA', 'TB']) {
      await world.deliver('events_api', from(team, `hej från ${team}`))
      const reply = await until('a reply', () =>
        world.fake.messages.find((one) => one.text.endsWith(team)),
      )
      expect(reply.token).toBe(`xoxb-secret-${team}`)
    }
    expect(world.memory.ids()).toEqual(expect.arrayContaining(['install:TA', 'install:TB']))
    expect(world.memory.dump() + world.logged.join()).not.toMatch(/xoxb-secret/)
  })

  test('a state that is not ours installs nothing', async () => {
    world = await createWorld({ mode, install: oauth })
    const forged = await fetch(`${world.base}/slack/oauth_redirect?code=TX&state=forged`)
    expect(forged.status).toBe(400)
    expect(world.memory.ids()).toEqual([])
  })

  test('an event from a workspace that never installed is acknowledged and forgotten', async () => {
    world = await createWorld({ mode, install: oauth })
    expect((await world.deliver('events_api', from('TZ', 'hej'))).status).toBe(200)
    await settle(60)
    expect(world.navigator.heard).toEqual([])
    expect(world.memory.dump()).not.toContain('"waiting"')
  })

  for (const type of ['app_uninstalled', 'tokens_revoked']) {
    test(`${type} removes the token, the people and the office channels`, async () => {
      world = await createWorld({ mode, install: oauth })
      await install('TA')
      await world.deliver('events_api', from('TA', 'hej'))
      await until('a reply', () => world.fake.messages[0])
      const address = world.navigator.heard[0]?.address
      world.routes.push({ office: 'mala', channel: 'slack', id: 'TA:C9', ref: '' })
      await world.memory.save('slack', 'office:TA:C9', 'mala')
      await world.memory.save('slack', 'office:TB:C9', 'asele')
      const event =
        type === 'tokens_revoked' ? { type, tokens: { bot: ['UBOT'], oauth: [] } } : { type }
      await world.deliver('events_api', { ...eventOf(event), team_id: 'TA', authorizations: [] })
      await until('the token gone', () => !world.memory.ids().includes('install:TA'))
      await until('the rest gone', () => world.routes.length === 0)
      await settle(40)
      const left = world.memory.ids().filter((id) => !id.startsWith('inbox:'))
      expect(left).toEqual(['office:TB:C9'])
      if (address === undefined) throw new Error('no turn')
      const answer = { language: 'sv', replies: [], receipt: '' } as const
      expect(await world.slack.say({ address, answer, notice: 'n' })).toEqual({ kind: 'gone' })
    })
  }
})

describe('installed with one token', () => {
  test('a bad token rejects nowhere: events are acknowledged, and answered once it is good again', async () => {
    const rejections: unknown[] = []
    const note = (reason: unknown): void => void rejections.push(reason)
    process.on('unhandledRejection', note)
    const world = await createWorld({ mode: 'http' })
    world.fake.upset('auth.test', { kind: 'error', error: 'invalid_auth' })
    expect((await world.deliver('events_api', messageEvent('ett'))).status).toBe(200)
    await settle(40)
    await world.deliver('events_api', messageEvent('två'))
    await until('a reply', () => world.fake.messages.find((one) => one.text === 'Svar på: två'))
    await world.stop()
    process.off('unhandledRejection', note)
    expect(rejections).toEqual([])
    expect(world.logged.join()).not.toContain('xoxb-')
  })

  test('with a key of the wrong length it does not start, and says how to make one', async () => {
    const { createSeal } = await import('../../adapters/slack/seal.ts')
    expect(() => createSeal('kort')).toThrow(/openssl rand -base64 32/)
  })

  test('sealed is bound to its key and its place', async () => {
    const { createSeal } = await import('../../adapters/slack/seal.ts')
    const seal = createSeal(Buffer.alloc(32, 1).toString('base64'))
    const sealed = seal.close('install:T1', { token: 'xoxb-1' })
    expect(sealed).not.toContain('xoxb')
    expect(seal.open('install:T1', sealed)).toEqual({ token: 'xoxb-1' })
    expect(seal.open('install:T2', sealed)).toBeUndefined()
    expect(seal.open('install:T1', `${sealed.slice(0, -4)}AAAA`)).toBeUndefined()
    expect(
      createSeal(Buffer.alloc(32, 2).toString('base64')).open('install:T1', sealed),
    ).toBeUndefined()
    expect(seal.open('install:T1', { not: 'text' })).toBeUndefined()
  })
})
