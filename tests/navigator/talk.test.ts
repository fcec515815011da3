import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createDesk,
  createPerson,
  createWorld,
  type Desk,
  handOff,
  type Person,
  pressesIn,
  type World,
  wordsOf,
} from './setting.ts'

let world: World
let person: Person
let number: string
let mala: Desk
beforeEach(async () => {
  world = await createWorld()
  person = createPerson(world)
  number = await handOff(person)
  mala = createDesk(world, 'mala')
})
afterEach(() => world.close())

const said = async () =>
  (await world.store.findCase(number))?.messages.map(({ from, text }) => `${from}: ${text}`)

/** The buttons of the last thing that came into the conversation. */
async function lastPresses(): Promise<Readonly<Record<string, string>>> {
  const last = (await world.store.listMessages(person.conversation, 0)).at(-1)
  if (last?.said.by === undefined || last.said.by === 'person') throw new Error('nothing came')
  return pressesIn(last.said.answer)
}

describe('what a company writes reaches whoever has its case', () => {
  test('an answer to "we tried to reach you", which asked for one', async () => {
    await mala.act(number, 'take')
    await mala.act(number, 'not-reached')
    await world.afterMinutes()
    expect((await person.heard()).at(-1)).toContain('Svara gärna här')
    expect(wordsOf(await person.say('Ring mig på tisdag efter tio'))).toContain(
      'Skickat till kontoret',
    )
    expect(await said()).toEqual(['company: Ring mig på tisdag efter tio'])
    await world.afterMinutes()
    await mala.act(number, 'reached')
    expect(wordsOf(await person.say('Vad är ett mikrolån?'))).toContain('Mikrolån')
  })

  test('a message that begins with the number, also while it waits and after it is closed', async () => {
    const sent = await person.say(`${number.toLowerCase()}: vi har även en gammal svarv att sälja`)
    expect(wordsOf(sent)).toBe(`Skickat till kontoret som har ärende ${number}.`)
    const { rows } = await world.database.pool.query(
      "select data -> 'to' as told from lotsen.notices where data ->> 'what' = 'reply'",
    )
    expect(rows).toEqual([{ told: { kind: 'office', office: 'mala' } }])
    await mala.act(number, 'take')
    await mala.act(number, 'close', { values: { help: 'advice' } })
    await person.say(`${number} tack för hjälpen`)
    expect(await said()).toEqual([
      'company: vi har även en gammal svarv att sälja',
      'company: tack för hjälpen',
    ])
    expect(wordsOf(await createPerson(world).say(`${number} hej`))).not.toContain('Skickat')
    expect(await said()).toHaveLength(2)
  })

  test('of two talks the one last begun; another office that takes over begins anew', async () => {
    const other = await handOff(person, 'Åsele')
    const asele = createDesk(world, 'asele')
    await mala.act(number, 'take')
    await mala.act(number, 'message-to-company', { values: { text: 'Hej från Malå' } })
    world.passTime({ minutes: 1 })
    await asele.act(other, 'take')
    await asele.act(other, 'message-to-company', { values: { text: 'Hej från Åsele' } })
    await person.say('Hej Åsele')
    expect(await said()).toEqual(['office: Hej från Malå'])
    world.passTime({ minutes: 1 })
    await asele.act(other, 'decline', { values: { reason: 'no-capacity' } })
    await person.say('Hej Malå')
    expect(await said()).toEqual(['office: Hej från Malå', 'company: Hej Malå'])
  })
})

describe('a minute to change one’s mind', () => {
  test('passed on and taken back: the company hears nothing, the other office has nothing left', async () => {
    await mala.act(number, 'decline', { values: { reason: 'wrong-subject' } })
    expect((await world.store.findCase(number))?.office).toBe('norsjo')
    expect((await mala.act(number, 'undo')).kind).toBe('moved')
    await world.afterMinutes()
    expect(await person.heard()).toEqual([])
    expect(await createDesk(world, 'norsjo').cases()).toEqual([])
    expect(await mala.cases()).toEqual([number])
    expect(await world.store.findCase(number)).toMatchObject({ state: 'waiting', declined_by: [] })
  })

  test('a chain of presses within a minute is told as what it came to', async () => {
    await mala.act(number, 'take')
    await mala.act(number, 'decline', { values: { reason: 'no-capacity' } })
    await createDesk(world, 'norsjo').act(number, 'take')
    await world.afterMinutes()
    const heard = await person.heard()
    expect(heard).toHaveLength(1)
    expect(heard[0]).toContain('Norsjö')
  })
})

describe('when it takes too long', () => {
  beforeEach(async () => {
    while (!(await person.heard()).some((one) => one.includes('Det dröjer'))) {
      world.passTime({ minutes: 30 })
      await world.navigator.remind()
      await world.deliver()
      expect(world.now() < '2026-11-26', 'told within three days').toBe(true)
    }
  })

  test('the company chooses: wait, the next office, take it back; and has a number to call', async () => {
    expect(Object.keys(await lastPresses())).toEqual([
      'Jag väntar',
      'Nästa kontor',
      'Ta tillbaka ärendet',
    ])
    expect((await person.heard()).at(-1)).toMatch(/Malå: 0953-140 00 \(.+uppgift från .*\d{4}\)/)
  })

  test('it waits: a new promise, and reminders begin again', async () => {
    const late = await world.store.findCase(number)
    await person.press((await lastPresses())['Jag väntar'] ?? '')
    const waiting = await world.store.findCase(number)
    expect(waiting?.delayed).toBeUndefined()
    expect(Date.parse(waiting?.promised ?? '')).toBeGreaterThan(Date.parse(late?.promised ?? ''))
    const history = async () => (await world.store.listHistory({})).map(({ what }) => what)
    const before = (await history()).length
    for (let halves = 0; halves < 60; halves++) {
      world.passTime({ minutes: 60 })
      await world.navigator.remind()
    }
    expect((await history()).slice(before)).toContain('reminder-sent')
  })

  test('it withdraws: closed, and nobody is reminded any more', async () => {
    const asked = await person.press((await lastPresses())['Ta tillbaka ärendet'] ?? '')
    await person.press(pressesIn(asked)['Ja, ta tillbaka det'] ?? '')
    expect(await world.store.findCase(number)).toMatchObject({ state: 'closed' })
    world.passTime({ minutes: 3 * 24 * 60 })
    expect(await world.navigator.remind()).toBe(0)
  })

  test('a choice made after somebody took it is answered from today', async () => {
    const presses = await lastPresses()
    await mala.act(number, 'take')
    const answer = wordsOf(await person.press(presses['Nästa kontor'] ?? ''))
    expect(answer).toContain('Redan taget av Malå')
    expect(await world.store.findCase(number)).toMatchObject({ state: 'taken', office: 'mala' })
  })
})

describe('colleagues', () => {
  const asked = async () => (await world.store.findCase(number))?.colleagues.at(-1)

  test('nine others asked one at a time, each in its own hours, until nobody is left', async () => {
    await mala.act(number, 'take')
    await mala.act(number, 'invite-colleague', {
      values: { competence: 'export', question: 'Hur går tullen till?' },
    })
    const first = await asked()
    while ((await asked())?.state === 'asking') {
      const before = (await asked())?.asked.length ?? 0
      world.passTime({ minutes: 60 })
      await world.navigator.remind()
      const after = (await asked())?.asked.length ?? 0
      expect(after - before, 'one at a time').toBeLessThanOrEqual(1)
      expect(world.now() < '2026-12-24', 'it comes to an end').toBe(true)
    }
    const all = (await asked())?.asked ?? []
    expect(all[0]).toEqual(first?.asked[0])
    expect(new Set(all.map(({ office }) => office)).size).toBe(9)
    expect(all.map(({ office }) => office)).not.toContain('mala')
    for (const [at, { at: from, until }] of all.entries()) {
      // Four working hours each: never sooner than that on the clock.
      expect(Date.parse(until) - Date.parse(from)).toBeGreaterThanOrEqual(4 * 60 * 60_000)
      const next = all[at + 1]
      if (next !== undefined) expect(Date.parse(next.at)).toBeGreaterThanOrEqual(Date.parse(until))
    }
    const { rows } = await world.database.pool.query(
      `select data -> 'to' ->> 'officer' as told from lotsen.notices where data ->> 'what' = 'colleague-nobody'`,
    )
    expect(rows).toEqual([{ told: mala.officer.id }])
    await world.deliver()
    expect((await person.heard()).join(), 'the company hears of none of it').not.toMatch(/kollega/)
  })

  test('a helper sees need, question and notes, may note, and the company keeps its one contact', async () => {
    await mala.act(number, 'take')
    await mala.act(number, 'note', { values: { text: 'Har ringt Norge' } })
    const question = 'Kan ni upphandling?'
    await mala.act(number, 'invite-colleague', { values: { competence: 'procurement', question } })
    const helper = createDesk(world, 'arvidsjaur', 'Ove')
    expect((await helper.act(number, 'colleague-accept')).kind).toBe('moved')
    const card = await world.navigator.drawCase(number, helper.officer)
    expect(card?.notes.map(({ text }) => text)).toEqual(['Har ringt Norge'])
    expect(JSON.stringify(card?.rows)).toContain(question)
    expect(card?.actions.map(({ action }) => action)).toEqual(['note'])
    await helper.act(number, 'note', { values: { text: 'LOU gäller inte' } })
    expect((await helper.act(number, 'message-to-company', { values: { text: 'x' } })).kind).toBe(
      'refused',
    )
    await mala.act(number, 'refer', { values: { provider: 'Business Sweden' } })
    expect(await world.store.findCase(number)).toMatchObject({
      owner: { office: 'mala' },
      referrals: [{ to: 'Business Sweden' }],
    })
    await world.afterMinutes()
    expect(await person.heard()).toHaveLength(1)
  })
})
