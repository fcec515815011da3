import { afterEach, beforeEach, expect, test } from 'vitest'
import { noteAccesses } from '../../adapters/access.ts'
import { listAccess } from '../../adapters/postgres/access-log.ts'
import { municipalityIds } from '../../src/knowledge/terms.ts'
import {
  contact,
  createDesk,
  createPerson,
  createWorld,
  type Desk,
  handOff,
  officer,
  type World,
} from './setting.ts'

let world: World
let number: string
let mala: Desk
beforeEach(async () => {
  world = await createWorld()
  number = await handOff(createPerson(world))
  mala = createDesk(world, 'mala')
})
afterEach(() => world.close())

type Seen = 'number' | 'need' | 'notes' | 'contact'

/** The most an office is shown of the case, whichever way it asks. */
async function seenBy(office: string): Promise<Seen> {
  const card = await world.navigator.drawCase(number, officer(office, 'Curious'))
  if (card === undefined) throw new Error('no card')
  const words = JSON.stringify(card)
  if (words.includes(contact.phone)) return 'contact'
  expect(words).not.toContain(contact.name)
  if (words.includes('Hemligt')) return 'notes'
  if (words.includes('svarv')) return 'need'
  expect(card).toMatchObject({ title: number, need: '', rows: [], history: [], offerings: [] })
  return 'number'
}

const seenByAll = async (): Promise<Readonly<Record<string, Seen>>> => {
  const all: Record<string, Seen> = {}
  for (const office of municipalityIds) {
    const seen = await seenBy(office)
    if (seen !== 'number') all[office] = seen
  }
  return all
}

test('a key opens what its office needs: the rest is a number and who has it', async () => {
  expect(await seenByAll()).toEqual({ mala: 'need', lycksele: 'need' })
  await mala.act(number, 'take')
  await mala.act(number, 'note', { values: { text: 'Hemligt' } })
  expect(await seenByAll()).toEqual({ mala: 'contact', lycksele: 'need' })
  const stranger = await world.navigator.drawCase(number, officer('asele'))
  expect(stranger?.state.label).toBe('Taget av Anna, Malå')

  await mala.act(number, 'invite-colleague', { values: { competence: 'procurement' } })
  expect(await seenByAll()).toEqual({ mala: 'contact', lycksele: 'need', arvidsjaur: 'need' })
  await createDesk(world, 'arvidsjaur').act(number, 'colleague-accept')
  expect(await seenByAll()).toEqual({ mala: 'contact', lycksele: 'need', arvidsjaur: 'notes' })

  await mala.act(number, 'close', { values: { help: 'advice' } })
  expect(await seenByAll()).toEqual({ mala: 'contact', arvidsjaur: 'notes' })
})

test('passed on, it is closed to the office that had it', async () => {
  await mala.act(number, 'take')
  await mala.act(number, 'decline', { values: { reason: 'no-capacity' } })
  expect(await seenByAll()).toEqual({ norsjo: 'need', lycksele: 'need' })
})

test('a refused press shows no more than looking does', async () => {
  await mala.act(number, 'take')
  const answer = await createDesk(world, 'asele').act(number, 'take')
  expect(answer.kind).not.toBe('moved')
  expect(JSON.stringify(answer)).not.toMatch(/svarv|070|Öberg/)
})

test('the inbox lists what an office has something to do with, and nothing longer than that', async () => {
  const [arvidsjaur, norsjo] = [createDesk(world, 'arvidsjaur'), createDesk(world, 'norsjo')]
  await mala.act(number, 'take')
  await mala.act(number, 'invite-colleague', { values: { competence: 'procurement' } })
  expect(await arvidsjaur.cases()).toEqual([number])
  await arvidsjaur.act(number, 'colleague-decline')
  expect(await arvidsjaur.cases()).toEqual([])
  await mala.act(number, 'decline', { values: { reason: 'no-capacity' } })
  expect(await norsjo.cases()).toEqual([number])
  // It may still be taken back, for a minute.
  expect(await mala.cases()).toEqual([number])
  world.passTime({ minutes: 2 })
  expect(await mala.cases()).toEqual([])
})

test('a page of an office that is asked hears of it without a reload', async () => {
  const heard: string[] = []
  const watching = await world.store.watch((change) => {
    if (change.kind === 'case') heard.push(change.office)
  })
  await mala.act(number, 'take')
  await mala.act(number, 'invite-colleague', { values: { competence: 'procurement' } })
  await expect.poll(() => heard).toContain('arvidsjaur')
  expect(heard).not.toContain('asele')
  await watching.stop()
})

test('who opened a case is noted, who only met its number is not', async () => {
  const navigator = noteAccesses(world.navigator, world.database)
  await navigator.drawCase(number, officer('asele'))
  // A page that stays open draws it again with every change.
  for (const _ of ['opened', 'drawn again'])
    await navigator.drawCase(number, officer('lycksele', 'Lo'))
  await navigator.listCards(officer('mala'))
  expect((await listAccess(world.database.pool, number)).map((one) => one.officer)).toEqual([
    'web:lycksele:Lo',
  ])
})
