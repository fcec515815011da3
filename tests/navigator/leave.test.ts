import { afterEach, expect, test } from 'vitest'
import { createDesk, createPerson, createWorld, handOff, type World, wordsOf } from './setting.ts'

let world: World
afterEach(() => world.close())

/** Who was reminded, in order. */
async function reminded(): Promise<readonly string[]> {
  const { rows } = await world.database.pool.query(
    `select data -> 'to' ->> 'office' as office from lotsen.notices
      where state = 'sent' and data ->> 'what' = 'reminder' order by due, id`,
  )
  return rows.map(({ office }) => office)
}

test('an office that leaves on Monday gets nothing more on Friday evening, and what falls due goes on', async () => {
  // Friday 20 November 2026, 14:00 in Stockholm.
  world = await createWorld('2026-11-20T13:00:00.000Z')
  const mala = createDesk(world, 'mala')
  const afternoon = await handOff(createPerson(world))
  const taken = await handOff(createPerson(world))
  await mala.act(taken, 'take')
  await mala.act(taken, 'reached')
  expect(await mala.say('semester 23-27 november, Åsele tar våra')).toContain('Åsele')
  expect(await world.officeOf(await handOff(createPerson(world)))).toBe('mala')
  expect(await world.navigator.remind()).toBe(0)

  world.setClock('2026-11-20T19:00:00.000Z')
  const evening = createPerson(world)
  expect(await world.officeOf(await handOff(evening))).toBe('asele')
  await world.navigator.remind()
  expect(await world.officeOf(afternoon)).toBe('asele')
  expect(await world.officeOf(taken), 'someone is helping already').toBe('mala')
  const history = await world.store.transact((tx) => tx.loadHistory(afternoon))
  expect(history.map(({ what }) => what)).toEqual(['open', 're-route'])
  expect(wordsOf(await evening.press('my-cases'))).toContain('L-')
})

test('reminders go to the stand-in while the office is away, and to nobody who declined', async () => {
  world = await createWorld('2026-11-23T08:00:00.000Z')
  await createDesk(world, 'mala').say('semester 23-27 november, Norsjö tar våra')
  const number = await handOff(createPerson(world))
  await createDesk(world, 'norsjo').act(number, 'decline', { values: { reason: 'no-capacity' } })
  const now = (await world.officeOf(number)) ?? ''
  expect(['mala', 'norsjo']).not.toContain(now)
  await world.live('2026-11-27T16:00:00.000Z')
  const offices = await reminded()
  expect(offices.length).toBeGreaterThan(2)
  expect(offices).toContain(now)
  expect(offices).not.toContain('norsjo')
  expect(offices).not.toContain('mala')
})

test('everyone declines: the duty office is reminded alone, at most twice a day, until somebody acts', async () => {
  world = await createWorld('2026-11-23T08:00:00.000Z')
  const number = await handOff(createPerson(world))
  for (let tries = 0; tries < 12; tries++) {
    const office = (await world.officeOf(number)) ?? ''
    await createDesk(world, office).act(number, 'decline', { values: { reason: 'wrong-subject' } })
  }
  expect(await world.officeOf(number)).toBe('lycksele')
  await world.live('2026-12-04T16:00:00.000Z')
  const offices = await reminded()
  expect(new Set(offices)).toEqual(new Set(['lycksele']))
  expect(offices.length).toBeGreaterThan(5)
  // Ten working days, each with a morning and an afternoon.
  expect(offices.length).toBeLessThanOrEqual(20)
  await createDesk(world, 'lycksele').act(number, 'take')
  await createDesk(world, 'lycksele').act(number, 'reached')
  await world.live('2026-12-08T16:00:00.000Z')
  expect(await reminded()).toEqual(offices)
})

test('what is plainly an office’s word, in a channel where questions about support are asked too', async () => {
  world = await createWorld()
  const plainly = (text: string) => world.navigator.isOfficeWord(text)
  const words = [
    'Semester 1–21 juli, Malå tar våra',
    'vi är borta på fredag',
    'sjuk idag',
    'tillbaka nu',
    'We are away 1–21 July, Malå covers',
    'Var finns kompetens i export?',
    'vem kan upphandling',
    'who knows export?',
  ]
  expect(words.filter((text) => !plainly(text))).toEqual([])
  const questions = [
    'Ett företag i Malå har stängt sedan 1 juli, vilka stöd finns?',
    'semesterlön 1–21 juli',
    'stängt 1–21 juli, finns det stöd då?',
    'vem kan få bidrag?',
    'vi vill ta tillbaka produktionen till Malå',
    'kan export få stöd?',
    'vilka lån finns för att köpa en maskin?',
  ]
  expect(questions.filter(plainly)).toEqual([])
})
