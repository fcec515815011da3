import { afterEach, expect, test } from 'vitest'
import type { ChannelMemory } from '../../adapters/channel.ts'
import { createChannelMemory } from '../../adapters/postgres/channel-memory.ts'
import { createWorld, type World } from '../navigator/setting.ts'
import { createWorld as createSlackWorld, type World as SlackWorld } from '../slack/harness.ts'
import { createFastClock, type Rig, setUp } from '../teams/set-up.ts'
import type { Officer, Owner } from './people.ts'
import { slackOfficer, slackOwner } from './slack-people.ts'
import { teamsOfficer, teamsOwner } from './teams-people.ts'

interface Platforms {
  readonly world: World
  readonly slack: SlackWorld
  readonly teams: Rig
  readonly memory: ChannelMemory
}

let open: Platforms
afterEach(async () => {
  await open.slack.stop()
  await open.teams.stop()
  await open.world.close()
})

/** Both channels on one navigator and one store, each with a platform of ours. */
async function openPlatforms(): Promise<Platforms> {
  const made: Partial<Platforms> = {}
  const world = await createWorld(undefined, async ({ database, store, navigator }) => {
    const memory = createChannelMemory(database)
    const slack = await createSlackWorld({ mode: 'http', behind: { navigator, store, memory } })
    const teams = await setUp({}, createFastClock(), { navigator, store, memory })
    Object.assign(made, { slack, teams, memory })
    return [slack.slack, teams.teams]
  })
  return { world, ...made } as Platforms
}

type Sides = (platforms: Platforms) => { readonly owner: Owner; readonly officer: Officer }

const sides: Readonly<Record<string, Sides>> = {
  'an owner in Slack and an office in Teams': ({ slack, teams, memory }) => ({
    owner: slackOwner(slack),
    officer: teamsOfficer(teams, memory),
  }),
  'an owner in Teams and an office in Slack': ({ slack, teams }) => ({
    owner: teamsOwner(teams),
    officer: slackOfficer(slack),
  }),
}

/** What is on its way arrives, the status messages with it. */
async function settle({ world }: Platforms): Promise<void> {
  await world.deliver()
  world.passTime({ minutes: 2 })
  await world.deliver()
}

const shows = async (where: Owner | Officer, text: string): Promise<void> =>
  expect.poll(() => where.read(), { timeout: 5_000 }).toContain(text)

const typed = {
  need: 'Vi vill köpa en ny svarv till verkstaden',
  name: 'Åsa Öberg',
  company: 'Öbergs Mekaniska AB',
  phone: '070-123 45 67',
  consent: 'yes',
}

test.each(Object.entries(sides))('%s are one case', async (_, of) => {
  open = await openPlatforms()
  const { owner, officer } = of(open)
  await officer.link()

  await owner.say('Vi vill köpa en ny svarv till verkstaden i Malå, vi är 5 anställda')
  await shows(owner, 'Kontakta näringslivskontoret i Malå')
  await owner.press('Kontakta näringslivskontoret i Malå')
  await owner.fillIn(typed)
  await shows(owner, 'Öbergs Mekaniska AB')
  await owner.press('Skicka')
  await shows(owner, 'är mottaget av')
  const [number = ''] = /L-[0-9A-Z]{5}/.exec(await owner.read()) ?? []

  await settle(open)
  await shows(officer, number)
  expect(await officer.read()).toContain(typed.need)
  await officer.press('Jag tar det')
  await shows(officer, `Taget av ${officer.name}`)
  await settle(open)
  await shows(owner, `Ditt ärende ${number} är taget av`)

  await officer.press('Skriv till företaget', { text: 'Passar tisdag?' })
  await settle(open)
  await shows(owner, 'Passar tisdag?')
  await owner.say('Tisdag går bra')
  await shows(owner, 'Skickat till kontoret som har ditt ärende')
  await settle(open)
  await shows(officer, 'Tisdag går bra')

  await officer.press('Avsluta', { help: 'advice' })
  await settle(open)
  await shows(owner, 'är avslutat')
  const closed = await open.world.store.findCase(number)
  expect(closed).toMatchObject({ state: 'closed', outcome: { help: 'advice' } })
  expect(closed?.messages.map(({ from, text }) => [from, text])).toEqual([
    ['office', 'Passar tisdag?'],
    ['company', 'Tisdag går bra'],
  ])
  // What all in the channel can read never held who it was.
  for (const secret of [typed.name, typed.company, typed.phone])
    expect(await officer.read()).not.toContain(secret)
})

test.each([
  ['Slack', ({ slack }: Platforms) => slackOwner(slack)],
  ['Teams', ({ teams }: Platforms) => teamsOwner(teams)],
])('who asks to be forgotten in %s leaves nothing in its memory', async (_, of) => {
  open = await openPlatforms()
  const owner = of(open)
  await owner.say('hej')
  await shows(owner, 'Hej!')
  const kept = async () => {
    const { rows } = await open.world.database.pool.query(
      "select id from lotsen.channel_memory where id !~ '^(inbox|posting):'",
    )
    return rows.map(({ id }) => id)
  }
  await expect.poll(kept).not.toEqual([])
  await owner.say('glöm mig')
  await shows(owner, 'Ja, glöm mig')
  await owner.press('Ja, glöm mig')
  await expect.poll(kept).toEqual([])
})
