import { afterEach, beforeEach, expect, test } from 'vitest'
import { createChannelMemory } from '../../adapters/postgres/channel-memory.ts'
import type { Case } from '../../src/index.ts'
import { createWorld, knowledge, type World } from '../navigator/setting.ts'
import {
  createWorld as createSlackWorld,
  eventOf,
  mention,
  pressOn,
  type World as SlackWorld,
  slash,
  until,
} from '../slack/harness.ts'
import { button } from '../slack/watch.ts'
import type { Officer, Owner } from './people.ts'
import { press, type Room, readAll, slackOfficer, slackOwner } from './slack-people.ts'

/** The whole product in one Slack: an owner, and offices that each have a channel. */
let world: World
let slack: SlackWorld
let owner: Owner
const offices = Object.entries(knowledge.offices.offices).map(([id, { municipality }]) => ({
  id,
  name: municipality,
}))

beforeEach(async () => {
  world = await createWorld(undefined, async ({ database, store, navigator }) => {
    const memory = createChannelMemory(database)
    slack = await createSlackWorld({
      mode: 'socket',
      offices,
      behind: { navigator, store, memory },
    })
    return [slack.slack]
  })
  owner = slackOwner(slack)
})
afterEach(async () => {
  await slack.stop()
  await world.close()
})

const shows = (read: () => string | Promise<string>, text: string): Promise<void> =>
  expect.poll(read, { timeout: 5_000 }).toContain(text)

/** What is on its way arrives, the status messages with it. */
async function settle(): Promise<void> {
  await world.deliver()
  await world.afterMinutes(2)
}

const roomOf = (office: string): Room => ({
  office: offices.find((one) => one.id === office)?.name ?? office,
  channel: `C-${office}`,
  user: `U-${office}`,
})

async function openOffice(office: string): Promise<Officer> {
  const officer = slackOfficer(slack, roomOf(office))
  await officer.link()
  return officer
}

const typed = {
  need: 'Vi vill köpa en ny svarv till verkstaden',
  name: 'Åsa Öberg',
  company: 'Öbergs Mekaniska AB',
  phone: '070-123 45 67',
  consent: 'yes',
}

async function handOver(channel: string, say: () => Promise<unknown>): Promise<string> {
  await say()
  await press(slack, channel, 'Kontakta näringslivskontoret i Malå')
  await owner.fillIn(typed)
  await owner.press('Skicka')
  await shows(owner.read, 'är mottaget av')
  return /L-[0-9A-Z]{5}/.exec(await owner.read())?.[0] ?? ''
}

const question = 'Vi vill köpa en ny svarv till verkstaden i Malå, vi är 5 anställda'
const handOverPrivately = () => handOver('DU1', () => owner.say(question))

async function findCase(number: string): Promise<Case> {
  const found = await world.store.findCase(number)
  if (found === undefined) throw new Error(`no case ${number}`)
  return found
}

async function pressInHome(label: string): Promise<void> {
  const opened = slack.fake.callsOf('views.publish').length
  const home = eventOf({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab: 'home' })
  await slack.deliver('events_api', home)
  const { view } = await until('the home', () => slack.fake.callsOf('views.publish')[opened]?.args)
  const at = { view: { id: 'V9', type: 'home', hash: 'h' }, channel: undefined, message: undefined }
  await slack.deliver('interactive', pressOn(button(view.blocks, label), at))
}

test('a case from a channel is the owner’s own in the direct messages: letters, cases, data, and being forgotten', async () => {
  const officer = await openOffice('mala')
  const asked = mention(question, { channel: 'C1' })
  const number = await handOver('C1', () => slack.deliver('events_api', asked))
  expect(readAll(slack, 'C1')).not.toContain(typed.name)
  expect(readAll(slack, 'C1')).not.toContain(number)

  await settle()
  await officer.press('Jag tar det')
  await officer.press('Skriv till företaget', { text: 'Passar tisdag?' })
  await settle()
  await shows(owner.read, 'Passar tisdag?')
  await owner.say('Tisdag går bra')
  await shows(owner.read, 'Skickat till kontoret som har ditt ärende')
  await settle()
  await shows(officer.read, 'Tisdag går bra')

  await pressInHome('Öppna mina ärenden')
  await shows(owner.read, 'Läge: ')
  await pressInHome('Visa mina uppgifter')
  await shows(owner.read, `${number} –`)
  await pressInHome('Glöm mig')
  await owner.press('Ja, glöm mig')
  await shows(owner.read, 'Klart. Samtalet och dina kontaktuppgifter är raderade.')
  const kept = async () => {
    const { rows } = await world.database.pool.query(
      "select id from lotsen.conversations union all select id from lotsen.channel_memory where id ~ '^(talk|person|direct|form):T1:U1'",
    )
    return rows.map(({ id }) => id)
  }
  await expect.poll(kept).toEqual([])
  expect((await findCase(number)).contact).not.toMatchObject({ name: typed.name })
})

test('an office does everything with a case in its channel', async () => {
  const officer = await openOffice('mala')
  const number = await handOverPrivately()
  await settle()
  await officer.press('Anteckna', { text: 'Ringde växeln' })
  await officer.press('Jag tar det')
  await shows(officer.read, `Taget av ${officer.name}`)
  await shows(officer.read, 'Ringde växeln')
  await officer.press('Fick inte tag på dem')
  await shows(officer.read, 'fick inte tag')
  await settle()
  await shows(owner.read, 'Vi har sökt dig')
  await officer.press('Har fått kontakt')
  await officer.press('Hänvisa', { provider: 'Almi' })
  await shows(officer.read, 'Almi')

  const [first] = (await findCase(number)).offerings
  await officer.press('Avsluta', { help: 'advice', hours: 'många' }).catch((error: Error) => {
    expect(error.message).toContain('Timmar skrivs som en siffra')
  })
  await officer.press('Avsluta', {
    help: 'advice',
    hours: '1,5',
    [`offering.${first?.id}`]: 'got-it',
  })
  await shows(officer.read, 'fick det')
  expect((await findCase(number)).outcome).toMatchObject({
    help: 'advice',
    offerings: { [first?.id ?? '']: 'got-it' },
  })
  await officer.press('Ångra')
  await shows(officer.read, 'ångrade sig')
  await officer.press('Avsluta', { help: 'no-help-needed' })
  await settle()
  await shows(owner.read, 'är avslutat')
  await officer.press('Öppna igen')
  await expect.poll(async () => (await findCase(number)).state).toBe('taken')
  await shows(officer.read, `Taget av ${officer.name}`)
})

test('undone too late: the office is told, and the button goes', async () => {
  const officer = await openOffice('mala')
  await handOverPrivately()
  await settle()
  await officer.press('Jag tar det')
  await officer.press('Avsluta', { help: 'advice' })
  await shows(officer.read, 'Ångra')
  world.passTime({ minutes: 2 })
  await officer.press('Ångra')
  await until('the answer', () =>
    slack.fake.responses.some(({ text }) => text.includes('för sent att ångra')),
  )
  await expect.poll(officer.read).not.toContain('Ångra')
})

test('a case that is declined goes on to the next office, whose channel gets its card', async () => {
  const officer = await openOffice('mala')
  const number = await handOverPrivately()
  await settle()
  await officer.press('Lämna ifrån oss', { reason: 'conflict-of-interest' })
  await expect.poll(async () => (await findCase(number)).office).not.toBe('mala')
  const next = await openOffice((await findCase(number)).office)
  await settle()
  await shows(next.read, number)
  await expect.poll(officer.read).not.toContain('Jag tar det')
  await next.press('Jag tar det')
  await shows(next.read, `Taget av ${next.name}`)
})

test('a colleague is asked in its own channel, helps, and sees no contact details', async () => {
  const officer = await openOffice('mala')
  const number = await handOverPrivately()
  await settle()
  await officer.press('Jag tar det')
  await officer.press('Fråga en kollega', { competence: 'export', question: 'Kan ni tullen?' })
  const asked = async () => (await findCase(number)).colleagues.at(-1)?.asked.at(-1)?.office ?? ''
  await expect.poll(asked).not.toBe('')
  const unwilling = await openOffice(await asked())
  await settle()
  await shows(unwilling.read, 'Kan ni tullen?')
  const before = await asked()
  await unwilling.press('Kan inte hjälpa')
  await expect.poll(asked).not.toBe(before)
  const helper = await openOffice(await asked())
  await settle()
  await helper.press('Jag hjälper till')
  await expect.poll(async () => (await findCase(number)).colleagues.at(-1)?.state).toBe('accepted')
  await settle()
  await shows(officer.read, roomOf(await asked()).office)
  await helper.press('Anteckna', { text: 'Tullen klarar vi' })
  await shows(officer.read, 'Tullen klarar vi')
  await helper.press('Visa kontaktuppgifter')
  await until('the answer', () =>
    slack.fake.responses.some(({ text }) => text.includes('för kontoret som har tagit ärendet')),
  )
  for (const secret of [typed.name, typed.phone]) expect(await helper.read()).not.toContain(secret)
})

test('two press at once: one has the case, the other hears who', async () => {
  await openOffice('mala')
  const number = await handOverPrivately()
  await settle()
  const [one, two] = [
    slackOfficer(slack, roomOf('mala')),
    slackOfficer(slack, { ...roomOf('mala'), user: 'U-maja' }),
  ]
  await Promise.all([one.press('Jag tar det'), two.press('Jag tar det')])
  await expect
    .poll(() => slack.fake.responses.map(({ text }) => text), { timeout: 4000 })
    .toContainEqual(expect.stringMatching(/^Redan taget av Malå \d\d:\d\d/))
  expect((await findCase(number)).state).toBe('taken')
})

test('an office tells in its channel when it is away and asks who knows what, each in its own language', async () => {
  slack.fake.users.set('U-asele', { locale: 'en-GB' })
  await openOffice('mala')
  await openOffice('asele')
  const told = async (office: string, text: string) => {
    const { channel, user } = roomOf(office)
    const at = { channel_id: channel, user_id: user, response_url: `${slack.fake.url}/respond/x` }
    const heard = slack.fake.responses.length
    await slack.deliver('slash_commands', slash(text, at))
    return (await until('the answer', () => slack.fake.responses[heard])).text
  }
  expect(await told('mala', 'semester 1–21 juli, Åsele tar våra')).toContain(
    'Malå kommun är borta 1 juli 2027',
  )
  expect(await told('mala', 'var finns kompetens i export?')).toContain('export och inter')
  expect(await told('asele', 'office away 1–21 July, Malå covers')).toContain('is away 1 July 2027')
  expect(await told('asele', 'office who knows export?')).toContain('export and international')
})
