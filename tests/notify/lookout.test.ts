import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLookout, type Lookout, type LookoutParts } from '../../adapters/notify/lookout.ts'
import { listNotices, settle } from '../../adapters/postgres/notices.ts'
import { municipalityIds } from '../../src/knowledge/terms.ts'
import { createDesk, createPerson, createWorld, handOff, type World } from '../navigator/setting.ts'

let world: World
let lines: { readonly level: 'warn' | 'error'; readonly text: string; readonly told: object }[]
beforeEach(async () => {
  world = await createWorld()
  lines = []
})
afterEach(() => world.close())

const everyone = Object.fromEntries(municipalityIds.map((id) => [id, `${id}@example.org`]))

function watchOver(parts: Partial<LookoutParts> = {}): Lookout {
  const note = (level: 'warn' | 'error') => (told: object, text: string) =>
    void lines.push({ level, text, told })
  return createLookout({
    store: world.store,
    navigator: world.navigator,
    channels: [],
    email: { url: 'smtp://127.0.0.1:1', from: 'lotsen@example.org' },
    officeEmails: everyone,
    webhooks: { urls: {}, secret: '' },
    publicUrl: 'https://lotsen.example',
    log: { info: () => undefined, warn: note('warn'), error: note('error') } as never,
    now: world.now,
    pool: world.database.pool,
    alarms: () => [],
    ...parts,
  })
}

const calm = { unreceived: [], unreached: [], failed: 0, gone: 0 }

test('with offices that are there and can be told there is nothing to say', async () => {
  const lookout = watchOver()
  await lookout.look()
  expect(lines).toEqual([])
  expect(await lookout.list()).toEqual(calm)
  expect(await lookout.tell('mala', 'sv')).toEqual([])
})

test('all ten away at once, next week: told beforehand, once, and over when one comes back', async () => {
  const lookout = watchOver()
  for (const office of municipalityIds) await createDesk(world, office).say('stängt 1-4 december')
  await lookout.look()
  await lookout.look()
  expect(lines.map(({ level, text }) => `${level}: ${text}`)).toEqual([
    'error: no office receives these cases',
  ])
  expect((await lookout.list()).unreceived).toEqual([...municipalityIds])
  expect(await lookout.tell('dorotea', 'sv')).toEqual([
    expect.stringMatching(/^Inget kontor är på plats för nya ärenden från: .*Dorotea.*Åsele/),
  ])
  expect((await lookout.tell('dorotea', 'en'))[0]).toMatch(/^No office is there/)
  world.setClock('2026-12-02T08:00:00Z')
  await createDesk(world, 'storuman').say('tillbaka nu')
  await lookout.look()
  expect(await lookout.list()).toEqual(calm)
})

test('an office without a way to be told, or with one that is not set up', async () => {
  const { mala: _, ...others } = everyone
  expect((await watchOver({ officeEmails: others }).list()).unreached).toEqual(['mala'])
  const route = { office: 'mala', channel: 'slack', id: 'C1', ref: '{}' } as const
  await world.store.saveRoute(route)
  expect((await watchOver({ officeEmails: others }).list()).unreached).toEqual(['mala'])
  const slack = { name: 'slack' } as LookoutParts['channels'][number]
  const lookout = watchOver({ officeEmails: others, channels: [slack] })
  expect((await lookout.list()).unreached).toEqual([])
  await world.store.dropRoute(route)
  await lookout.look()
  expect(lines).toMatchObject([{ level: 'warn', told: { unreached: ['mala'] } }])
  expect(await lookout.tell('mala', 'sv')).toHaveLength(1)
  expect(await lookout.tell('norsjo', 'sv')).toEqual([])
})

test('a notice that was given up is told with its case, until that is closed', async () => {
  const gone = { at: '', notice: 'L-22222:redraw:3:mala', place: 'slack', why: 'gone' } as const
  const lookout = watchOver({ alarms: () => [gone] })
  const number = await handOff(createPerson(world))
  const mala = createDesk(world, 'mala')
  await mala.act(number, 'take')
  for (const { notice } of await listNotices(world.database.pool, { case: number }))
    if (['taken', 'redraw'].includes(notice.what))
      await settle(world.database.pool, notice.id, 'failed')
  expect(await lookout.list()).toEqual({ ...calm, failed: 2, gone: 1 })
  expect(await lookout.missed()).toEqual(
    expect.arrayContaining([
      { notice: `${number}:taken:2`, why: 'unreached' },
      { notice: `${number}:redraw:2:mala`, why: 'given-up' },
      expect.objectContaining({ notice: gone.notice, why: 'gone' }),
    ]),
  )
  await mala.act(number, 'close', { values: { help: 'advice' } })
  expect(await lookout.list()).toEqual({ ...calm, gone: 1 })
  expect(await lookout.missed()).toHaveLength(1)
})
