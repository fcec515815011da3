import { afterEach, beforeEach, expect, test } from 'vitest'
import { dump } from '../postgres/dump.ts'
import {
  createDesk,
  createPerson,
  createWorld,
  handOff,
  type Person,
  type World,
  wordsOf,
} from './setting.ts'

let world: World
let person: Person
beforeEach(async () => {
  world = await createWorld()
  person = createPerson(world)
})
afterEach(() => world.close())

test('forget me erases who it was everywhere, and keeps what the statistics need', async () => {
  const number = await handOff(person)
  const desk = createDesk(world, 'mala')
  await desk.act(number, 'take')
  await desk.act(number, 'note', { values: { text: 'Ringde Åsa Öberg om svarven' } })
  await desk.act(number, 'message-to-company', { values: { text: 'Hej Åsa, vi ses på tisdag' } })
  world.passTime({ minutes: 2 })
  await world.deliver()
  await person.say('Tisdag passar, hälsar Åsa')
  await person.press('forget')
  expect(wordsOf(await person.press('forget-sure'))).toContain('raderade')
  const left = await dump(world.database)
  for (const trace of ['Åsa', 'Öberg', 'svarv', '070-123', 'tisdag', 'förmiddagar'])
    expect(left.toLowerCase(), trace).not.toContain(trace.toLowerCase())
  expect(await world.store.findConversation(person.conversation)).toBeUndefined()
  expect(await world.store.listMessages(person.conversation, 0)).toEqual([])
  expect(await world.store.findCase(number)).toMatchObject({ state: 'taken', office: 'mala' })
  world.passTime({ minutes: 2 })
  await world.deliver()
  expect(await person.heard()).toEqual([])
  expect(wordsOf(await person.say('hej'))).not.toContain(number)
})

test('nobody is reminded of a case whose person is gone; what an office has begun it may end', async () => {
  const waiting = await handOff(person)
  const other = createPerson(world)
  const begun = await handOff(other, 'Åsele')
  const asele = createDesk(world, 'asele')
  await asele.act(begun, 'take')
  await asele.act(begun, 'reached')
  for (const one of [person, other]) {
    await one.press('forget')
    await one.press('forget-sure')
  }
  await world.navigator.remind()
  expect(await world.store.findCase(waiting)).toMatchObject({
    state: 'closed',
    withdrawn: world.now(),
  })
  expect((await asele.act(begun, 'close', { values: { help: 'advice' } })).kind).toBe('moved')
  const card = await world.navigator.drawCase(begun, asele.officer)
  expect(card?.history.map(({ text }) => text)).toContain('Taget av Åsele')
  const { rows } = await world.database.pool.query(
    "select data -> 'to' ->> 'office' as told from lotsen.notices where data ->> 'what' = 'withdrawn'",
  )
  expect(rows).toEqual([{ told: 'mala' }])
  world.passTime({ minutes: 3 * 24 * 60 })
  expect(await world.navigator.remind()).toBe(0)
})
