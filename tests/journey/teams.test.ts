import { mkdir } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ChannelMemory } from '../../adapters/channel.ts'
import { createChannelMemory } from '../../adapters/postgres/channel-memory.ts'
import { sizeOf } from '../../adapters/teams/card.ts'
import { openBrowser } from '../browser.ts'
import { createWorld, type World } from '../navigator/setting.ts'
import { parseCard } from '../teams/adaptive-cards.ts'
import { expectSound, looks, openCards } from '../teams/card-page.ts'
import { findFaults } from '../teams/card-rules.ts'
import {
  activity,
  cardOf,
  createFastClock,
  inChannel,
  type Rig,
  type Room,
  setUp,
} from '../teams/set-up.ts'
import { teamsOfficer, teamsOwner } from './teams-people.ts'

const shots = '/tmp/lotsen/shots'
const arjeplogs: Room = {
  channel: '19:arjeplog@thread.tacv2',
  office: 'arjeplog',
  name: 'Arjeplog',
  who: { name: 'Dan Dahl', id: 'dan' },
}
const direct = 'a:private-29:anna'

let browser: Browser
let world: World
let rig: Rig
let memory: ChannelMemory
/** Every card that was met on the way. */
let met: Record<string, object>

beforeAll(async () => {
  browser = await openBrowser()
  await mkdir(shots, { recursive: true })
})
afterAll(() => browser.close())

beforeEach(async () => {
  met = {}
  world = await createWorld(undefined, async ({ database, store, navigator }) => {
    memory = createChannelMemory(database)
    const offices = [
      { id: 'mala', name: 'Malå' },
      { id: 'arjeplog', name: 'Arjeplog' },
    ]
    rig = await setUp({ offices }, createFastClock(), { navigator, store, memory })
    return [rig.teams]
  })
})
afterEach(async () => {
  await rig.stop()
  await world.close()
})

const last = () => rig.bot.chat(direct).at(-1)
const lastCard = (): object => cardOf(last())

/** Valid, small, and good to see in every look. */
async function expectGood(name: string): Promise<void> {
  for (const card of Object.values(met)) {
    expect(findFaults(card)).toEqual([])
    expect(parseCard(card)).toEqual([])
    expect(sizeOf(card)).toBeLessThan(25_000)
  }
  for (const [look, screen] of looks) {
    const page = await openCards(browser, met, screen)
    await page.screenshot({ path: `${shots}/teams-${name}-${look}.png`, fullPage: true })
    await expectSound(page, screen.width)
    await page.context().close()
  }
}

const typed = { need: 'Vi vill köpa en svarv', name: 'Åsa Öberg', company: 'Öbergs Mekaniska AB' }

test('an owner, from the welcome to being forgotten', async () => {
  const owner = teamsOwner(rig)
  await rig.send(activity(rig, { type: 'installationUpdate', action: 'add' }))
  met.welcome = lastCard()
  await owner.press('Vi behöver köpa en ny maskin')
  met.asked = lastCard()
  await owner.say('Vi ska köpa en svarv till verkstaden i Malå')
  const shown = rig.bot.chat(direct).slice(-3)
  for (const [at, one] of shown.entries())
    if (cardOf(one) !== undefined) met[`answer ${at}`] = cardOf(one)
  await owner.press('Kontakta näringslivskontoret i Malå')
  met.form = lastCard()

  const asked = last()?.id
  await owner.fillIn({ ...typed, phone: '', consent: 'no' })
  expect(last()?.id).toBe(asked)
  met.faults = lastCard()
  const faulty = JSON.stringify(met.faults)
  for (const kept of Object.values(typed)) expect(faulty).toContain(`"value":"${kept}"`)
  expect(faulty).toContain('Rätta till: ')

  await owner.fillIn({ ...typed, phone: '070-123 45 67', consent: 'yes' })
  expect(last()?.id).toBe(asked)
  met.summary = lastCard()
  await owner.press('Skicka')
  expect(last()?.id).toBe(asked)
  met.receipt = lastCard()
  for (const [name, words] of [
    ['cases', 'mina ärenden'],
    ['data', 'mina uppgifter'],
    ['forget', 'glöm mig'],
  ] as const) {
    await owner.say(words)
    met[name] = lastCard()
  }
  await expectGood('owner')
}, 120_000)

test('two offices, with everything a case can come to', async () => {
  const owner = teamsOwner(rig)
  const mala = teamsOfficer(rig, memory)
  const arjeplog = teamsOfficer(rig, memory, arjeplogs)
  await mala.link()
  await arjeplog.link()
  const settle = () => world.afterMinutes()
  const meet = async (name: string, office = mala) => {
    met[name] = await office.card()
  }

  await owner.say('Jag vill starta eget i Malå')
  await owner.say('ring mig')
  await owner.fillIn({ ...typed, phone: '070-123 45 67', consent: 'yes' })
  await owner.press('Skicka')
  const [number = ''] = /L-[0-9A-Z]{5}/.exec(await owner.read()) ?? []
  const caseNow = () => world.store.findCase(number)
  await settle()
  await meet('waiting')

  await mala.press('Lämna ifrån oss', { reason: 'wrong-municipality', municipality: 'arjeplog' })
  expect(await caseNow()).toMatchObject({ office: 'arjeplog', state: 'waiting' })
  await meet('declined')
  await mala.press('Ångra')
  expect(await caseNow()).toMatchObject({ office: 'mala', state: 'waiting' })
  await mala.press('Jag tar det')
  met['taken, own view'] = mala.own() as object
  await meet('taken')
  await mala.press('Fick inte tag på dem')
  await mala.press('Anteckna', { text: 'Ringer igen i morgon' })
  await mala.press('Hänvisa', { provider: 'NyföretagarCentrum' })

  await mala.press('Fråga en kollega', { competence: 'start-up', question: 'Vet ni mer?' })
  await settle()
  await meet('asked', arjeplog)
  expect(JSON.stringify(met.asked)).toContain('Vet ni mer?')
  await arjeplog.press('Jag hjälper till')
  await meet('helping', arjeplog)
  expect(await caseNow()).toMatchObject({ colleagues: [{ state: 'accepted' }] })

  await mala.press('Har fått kontakt')
  await mala.press('Avsluta', { help: 'advice', hours: '1,5', text: 'Klart' })
  await meet('closed')
  await mala.press('Ångra')
  expect(await caseNow()).toMatchObject({ state: 'taken' })
  await mala.press('Avsluta', { help: 'referred' })
  await world.afterMinutes(10)
  await meet('closed for good')
  await mala.press('Öppna igen')
  await meet('reopened')
  expect(await caseNow()).toMatchObject({ state: 'taken' })
  await settle()
  expect(await owner.read()).toContain('öppnat igen')
  await owner.say('mina ärenden')
  met['the company’s cases'] = lastCard()
  await expectGood('office')

  expect(await mala.say('kontor semester 1–21 juli, Arjeplog tar våra')).toContain('Arjeplog')
  expect(await mala.say('Var finns kompetens i export?')).toContain('export')
  expect(await mala.say('koppla bort')).toContain('inte längre kontorets inkorg')
  expect(await world.store.listRoutes('mala')).toEqual([])
}, 120_000)

test('"glöm mig" in private takes what was said in a channel with it', async () => {
  const owner = teamsOwner(rig)
  await rig.send(inChannel(rig, { text: 'Jag vill starta eget i Malå' }))
  await owner.say('Vi vill köpa en svarv')
  const kept = async (): Promise<readonly string[]> => {
    const { rows } = await world.database.pool.query(
      `select id from lotsen.conversations union all select conversation from lotsen.messages
        union all select id from lotsen.channel_memory`,
    )
    return rows.map(({ id }) => id)
  }
  expect((await kept()).length).toBeGreaterThan(4)
  await owner.say('glöm mig')
  await owner.press('Ja, glöm mig')
  expect(await kept()).toEqual([])
})
