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
let mala: Desk

beforeEach(async () => {
  world = await createWorld()
  person = createPerson(world)
  mala = createDesk(world, 'mala')
})
afterEach(() => world.close())

describe('a case from the hand-off to its outcome', () => {
  test('taken, noted, reached, closed with outcomes; the company hears each thing once', async () => {
    const number = await handOff(person)
    expect(await mala.cases()).toEqual([number])
    await mala.act(number, 'take')
    await world.afterMinutes()
    await world.deliver()
    expect(await person.heard()).toEqual([
      `Ditt ärende ${number} är taget av företagslots, Utvecklingsavdelningen, Malå kommun.`,
    ])
    await mala.act(number, 'note', { values: { text: 'Hemlig anteckning' } })
    await mala.act(number, 'not-reached')
    await world.afterMinutes()
    await mala.act(number, 'reached')
    const offerings = (await world.store.findCase(number))?.offerings ?? []
    expect(offerings.length).toBeGreaterThan(0)
    const outcome = { [`offering.${offerings[0]?.id}`]: 'applied', help: 'advice', hours: '1,5' }
    const closed = await mala.act(number, 'close', { values: outcome })
    expect(closed).toMatchObject({ kind: 'moved', message: 'Anna, Malå avslutade: råd' })
    await world.afterMinutes()
    const heard = await person.heard()
    expect(heard).toHaveLength(3)
    expect(heard[1]).toContain('Vi har sökt dig')
    expect(heard[2]).toBe(`Ditt ärende ${number} är avslutat. Hur gick det?`)
    expect(heard.join(' ')).not.toContain('Hemlig')
    expect(await world.store.findCase(number)).toMatchObject({
      outcome: { help: 'advice', hours: 1.5, offerings: { [offerings[0]?.id ?? '']: 'applied' } },
    })
    const { rows } = await world.database.pool.query(
      "select count(*)::int as owed from lotsen.notices where state = 'owed'",
    )
    expect(rows).toEqual([{ owed: 0 }])
  })

  test('lists what is owed first, soonest promised before later, in the reader’s language', async () => {
    const first = await handOff(person)
    await mala.act(first, 'take')
    await mala.act(first, 'reached')
    world.passTime({ minutes: 30 })
    const second = await handOff(createPerson(world))
    world.passTime({ minutes: 60 })
    const third = await handOff(createPerson(world))
    await mala.act(third, 'take')
    expect(await mala.cases()).toEqual([second, third, first])
    const [card] = await world.navigator.listCards(mala.officer, 'en')
    expect(card).toMatchObject({ title: `Case ${second}, Malå`, language: 'en' })
    expect(card?.due?.label).toMatch(/^Answer before /)
  })

  test('two deliverers at once tell the company once', async () => {
    await mala.act(await handOff(person), 'take')
    world.passTime({ minutes: 2 })
    await Promise.all([world.deliver(), world.deliver(), world.deliver()])
    expect(await person.heard()).toHaveLength(1)
  })

  test('taken and undone within the minute is never told', async () => {
    const number = await handOff(person)
    await mala.act(number, 'take')
    await mala.act(number, 'close', { values: { help: 'advice' } })
    await mala.act(number, 'undo')
    await world.afterMinutes()
    const heard = await person.heard()
    expect(heard).toHaveLength(1)
    expect(heard[0]).toContain('är taget av')
  })

  test('a close that lacks its outcome is refused, a reopened case goes on', async () => {
    const number = await handOff(person)
    await mala.act(number, 'take')
    expect(await mala.act(number, 'close')).toMatchObject({
      kind: 'refused',
      message: 'Välj vad det blev av hjälpen.',
    })
    await mala.act(number, 'close', { values: { help: 'advice' } })
    await world.afterMinutes(5)
    expect((await mala.act(number, 'undo')).kind).toBe('refused')
    expect(await mala.act(number, 'reopen')).toMatchObject({ kind: 'moved' })
    await world.afterMinutes()
    expect((await person.heard()).at(-1)).toContain('öppnat igen')
  })
})

describe('writing with the company', () => {
  let number: string
  beforeEach(async () => {
    number = await handOff(person)
    await mala.act(number, 'take')
    await world.afterMinutes()
  })

  test('"Skriv till företaget" comes to its chat, its answer back to the case', async () => {
    await mala.act(number, 'message-to-company', { values: { text: 'Passar tisdag?' } })
    await world.deliver()
    const heard = await person.heard()
    expect(heard.at(-1)).toContain('skriver om ärende')
    expect(heard.at(-1)).toContain('Passar tisdag?')
    await person.say('Tisdag går bra')
    const saved = await world.store.findCase(number)
    expect(saved?.messages.map(({ from, text }) => [from, text])).toEqual([
      ['office', 'Passar tisdag?'],
      ['company', 'Tisdag går bra'],
    ])
    const card = await world.navigator.drawCase(number, mala.officer)
    expect(card?.history.map((line) => line.text)).toContain('Företaget: Tisdag går bra')
    const { rows } = await world.database.pool.query(
      "select data from lotsen.notices where id like '%:reply:%'",
    )
    expect(rows.map(({ data }) => data.to)).toEqual([{ kind: 'officer', officer: mala.officer.id }])
  })

  test('the bot keeps quiet while a person writes, and answers when called by name', async () => {
    expect(wordsOf(await person.say('Vad är ett mikrolån?'))).toContain('Mikrolån')
    await mala.act(number, 'message-to-company', { values: { text: 'Hur stor är svarven?' } })
    await world.deliver()
    const quiet = await person.say('Vad är ett mikrolån?')
    expect(wordsOf(quiet)).toBe(
      'Skickat till kontoret som har ditt ärende. Vill du fråga mig i stället börjar du med "Lotsen".',
    )
    expect(wordsOf(await person.say('Lotsen, vad är ett mikrolån?'))).toContain('Mikrolån')
    const messages = (await world.store.findCase(number))?.messages ?? []
    expect(messages.map((message) => message.text)).toEqual([
      'Hur stor är svarven?',
      'Vad är ett mikrolån?',
    ])
    await mala.act(number, 'close', { values: { help: 'advice' } })
    expect(wordsOf(await person.say('Vad är ett mikrolån?'))).toContain('Mikrolån')
  })

  test('an internal note is never sent', async () => {
    await mala.act(number, 'note', { values: { text: 'Ring efter lunch' } })
    await world.afterMinutes(60)
    expect((await person.heard()).join(' ')).not.toContain('lunch')
    const { rows } = await world.database.pool.query(
      `select count(*)::int as told from lotsen.notices where data::text like '%lunch%'`,
    )
    expect(rows).toEqual([{ told: 0 }])
  })

  test('the company takes it back: closed, its owner hears, nothing more is said', async () => {
    const press = pressesIn(await person.press('my-cases'))['Ta tillbaka ärendet']
    const asked = await person.press(press ?? '')
    const told = wordsOf(await person.press(pressesIn(asked)['Ja, ta tillbaka det'] ?? ''))
    expect(told).toMatch(new RegExp(`^Du har tagit tillbaka ärende ${number}`))
    expect(await world.store.findCase(number)).toMatchObject({ state: 'closed' })
    const before = await person.heard()
    await world.afterMinutes(600)
    expect(await person.heard()).toEqual(before)
    expect((await mala.act(number, 'reopen')).message).toBe('Företaget har tagit tillbaka ärendet.')
    const { rows } = await world.database.pool.query(
      "select count(*)::int as told from lotsen.notices where id like '%:withdrawn:%' and state = 'sent'",
    )
    expect(rows).toEqual([{ told: 1 }])
  })

  test('one question about how it went, answered with a button', async () => {
    await mala.act(number, 'close', { values: { help: 'advice' } })
    await world.afterMinutes()
    const last = (await world.store.listMessages(person.conversation, 0)).at(-1)
    if (last?.said.by !== 'lotsen') throw new Error('nothing was asked')
    const presses = pressesIn(last.said.answer)
    expect(Object.keys(presses)).toEqual(['Bra', 'Sådär', 'Inte bra'])
    expect(wordsOf(await person.press(presses.Bra ?? ''))).toMatch(/^Tack för svaret/)
    await person.press(presses.Bra ?? '')
    expect(await world.store.findCase(number)).toMatchObject({ rating: { how: 'good' } })
    const history = await world.store.listHistory({})
    expect(history.filter((event) => event.what === 'rate')).toHaveLength(1)
  })

  test('or in words; said when nothing was asked they are small talk', async () => {
    expect(wordsOf(await person.say('bra'))).not.toContain('Tack för svaret')
    await mala.act(number, 'close', { values: { help: 'advice' } })
    expect(wordsOf(await person.say('Sådär.'))).toMatch(/^Tack för svaret/)
    expect(await world.store.findCase(number)).toMatchObject({ rating: { how: 'partly' } })
  })
})

describe('never nobody', () => {
  test('away: the stand-in it names; both away: the next; all away: the duty office', async () => {
    expect(await mala.say('semester 23-27 november, Norsjö tar våra')).toContain('Norsjö')
    expect(await world.officeOf(await handOff(person))).toBe('norsjo')
    const said = wordsOf(await createPerson(world).press('my-cases'))
    expect(said).not.toContain('L-')
    for (const office of ['norsjo', 'lycksele', 'arvidsjaur', 'sorsele'] as const)
      await createDesk(world, office).say('stängt 23-27 november')
    const everyStandInIsAway = await world.officeOf(await handOff(createPerson(world)))
    expect(everyStandInIsAway).toBeDefined()
    expect(['mala', 'norsjo', 'lycksele', 'arvidsjaur', 'sorsele']).not.toContain(
      everyStandInIsAway,
    )
    for (const office of ['dorotea', 'asele', 'vilhelmina', 'storuman', 'arjeplog'] as const)
      await createDesk(world, office).say('stängt 23-27 november')
    expect(await world.officeOf(await handOff(createPerson(world)))).toBe('lycksele')
  })

  test('the person is told who has it and by when', async () => {
    await mala.say('semester 23-27 november, Norsjö tar våra')
    const number = await handOff(person)
    const messages = await world.store.listMessages(person.conversation, 0)
    const said = messages.flatMap((one) => (one.said.by === 'lotsen' ? [one.said.answer] : []))
    expect(wordsOf(said.at(-1) ?? { language: 'sv', replies: [], receipt: '' })).toContain(
      `Ditt ärende ${number} är mottaget. Utvecklingsavdelningen, Malå kommun är inte på plats, så Tillväxtfunktionen, Norsjö kommun tar det.`,
    )
  })

  test('back again, the office gets its own', async () => {
    await mala.say('semester 23-27 november')
    expect(await world.officeOf(await handOff(person))).toBe('norsjo')
    world.passTime({ minutes: 60 })
    expect(await mala.say('tillbaka nu')).toContain('Välkommen tillbaka')
    expect(await world.officeOf(await handOff(createPerson(world)))).toBe('mala')
  })

  test('leave that is called off never was, and what is left of it is told', async () => {
    await mala.say('semester 23-27 november, Norsjö tar våra')
    await mala.say('stängt 7-8 december')
    expect(await mala.say('vem är borta?')).toBe(
      'Malå är borta 23 november–27 november, Norsjö tar ärendena.\nMalå är borta 7 december–8 december.',
    )
    expect(await mala.say('vi är inte borta den här veckan')).toBe(
      'Ändrat. Malå är borta 7 december–8 december.',
    )
    expect(await world.officeOf(await handOff(person))).toBe('mala')
    expect(await mala.say('ta bort semestern')).toBe('Ändrat. Ingen frånvaro är inlagd.')
  })

  test('who knows what: by any word of the topic, and all there is when nobody has said so', async () => {
    expect(await mala.say('Var finns kompetens i offentlig upphandling?')).toContain('Åsele')
    expect(await mala.say('vem kan hjälpa till med ett ägarskifte')).toContain('ägarskifte')
    const unknown = await mala.say('Var finns kompetens i svetsning?')
    expect(unknown).toContain('Inget kontor har uppgett svetsning.')
    expect(unknown).toContain('offentlig upphandling: ')
  })

  test('declined by one after another it ends at the duty office, and stays', async () => {
    const number = await handOff(person)
    const past: string[] = []
    for (let tries = 0; tries < 12; tries++) {
      const office = (await world.officeOf(number)) ?? ''
      const answer = await createDesk(world, office).act(number, 'decline', {
        values: { reason: 'no-capacity' },
      })
      if (answer.kind !== 'moved') {
        expect(answer.message).toBe('Det finns ingen annan som kan ta det. Det ligger kvar.')
        break
      }
      past.push(office)
    }
    expect(new Set(past).size).toBe(past.length)
    expect(past.length).toBeGreaterThanOrEqual(9)
    expect(await world.officeOf(number)).toBe('lycksele')
    expect(await createDesk(world, 'lycksele').cases()).toContain(number)
    await world.afterMinutes()
    const heard = await person.heard()
    expect(heard).toHaveLength(1)
    expect(heard[0]).toContain('Lycksele')
  })
})
