import { afterEach, expect, test } from 'vitest'
import { isOpen } from '../../src/cases/calendar.ts'
import { createDesk, createPerson, createWorld, handOff, knowledge, type World } from './setting.ts'

let world: World
afterEach(() => world.close())

interface Told {
  readonly at: string
  readonly what: string
  readonly office: string
}

async function listSent(): Promise<readonly Told[]> {
  const { rows } = await world.database.pool.query(
    `select data ->> 'due' as at, data ->> 'what' as what,
            coalesce(data -> 'to' ->> 'office', data -> 'to' ->> 'kind') as office
       from lotsen.notices where state = 'sent' and data ->> 'what' in ('reminder', 'delayed')
      order by due, id`,
  )
  return rows.map(({ at, what, office }) => ({ at: new Date(at).toISOString(), what, office }))
}

const officeOf = (id: string) => {
  const office = Object.entries(knowledge.offices.offices).find(([one]) => one === id)?.[1]
  if (office === undefined) throw new Error(`no office ${id}`)
  return office
}

function expectWithinHours(sent: readonly Told[]): void {
  for (const { at, what, office } of sent) {
    const open = office === 'company' ? 'mala' : office
    expect(isOpen(officeOf(open), at), `${what} to ${office} at ${at}`).toBe(true)
  }
}

const halfDayInStockholm = (at: string): string => {
  const local = new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' })
  return `${local.slice(0, 10)} ${Number(local.slice(11, 13)) < 12 ? 'fm' : 'em'}`
}

/** Whoever hears of it: the stand-in and the duty office at once is one reminder. */
async function expectOnePerHalfDay(): Promise<void> {
  const history = await world.store.listHistory({})
  const halves = history
    .filter(({ what, values }) => what === 'reminder-sent' && values.offices !== '')
    .map((event) => `${event.case} ${halfDayInStockholm(event.at)}`)
  expect(halves.length).toBeGreaterThan(1)
  expect(new Set(halves).size).toBe(halves.length)
}

const promisedOf = async (number: string): Promise<string> =>
  new Date((await world.store.findCase(number))?.promised ?? '').toISOString()

test('Midsummer: asked on the day before, promised after it, reminded in hours, told when late', async () => {
  // Thursday 18 June 2026, 14:00 in Stockholm; Midsummer Eve and Day are closed.
  world = await createWorld('2026-06-18T12:00:00.000Z')
  const person = createPerson(world)
  const number = await handOff(person)
  // Two and a half hours are left on Thursday, the other five and a half on Monday.
  expect(await promisedOf(number)).toBe('2026-06-22T11:30:00.000Z')
  await world.live('2026-06-23T14:30:00.000Z')
  const sent = await listSent()
  expectWithinHours(sent)
  await expectOnePerHalfDay()
  expect(sent.some(({ at }) => at > '2026-06-18T15' && at < '2026-06-22T06')).toBe(false)
  expect(sent.map(({ office }) => office)).toEqual(
    expect.arrayContaining(['mala', 'norsjo', 'lycksele', 'company']),
  )
  const heard = await person.heard()
  expect(heard).toHaveLength(1)
  expect(heard[0]).toContain('Det dröjer')
  expect(heard[0]).toContain('0953-140 00')
})

test('Christmas: from the 23rd to the days between, and nobody is disturbed on a holiday', async () => {
  // Wednesday 23 December 2026, 15:00; the 24th to the 27th are closed.
  world = await createWorld('2026-12-23T14:00:00.000Z')
  const number = await handOff(createPerson(world))
  expect(await promisedOf(number)).toBe('2026-12-28T13:30:00.000Z')
  await world.live('2026-12-29T16:00:00.000Z')
  const sent = await listSent()
  expectWithinHours(sent)
  await expectOnePerHalfDay()
  expect(sent.length).toBeGreaterThanOrEqual(4)
  expect(sent.some(({ at }) => at > '2026-12-23T16' && at < '2026-12-28T06')).toBe(false)
})

test.each([
  // Friday 15:00 in winter time; the clocks go forward on Sunday 29 March 2026.
  ['spring', '2026-03-27T14:00:00.000Z', '2026-03-30T12:30:00.000Z'],
  // Friday 15:00 in summer time; the clocks go back on Sunday 25 October 2026.
  ['autumn', '2026-10-23T13:00:00.000Z', '2026-10-26T13:30:00.000Z'],
])(
  'the night the clocks change in %s: half past two on Monday is half past two',
  async (_season, start, promised) => {
    world = await createWorld(start)
    const number = await handOff(createPerson(world))
    expect(await promisedOf(number)).toBe(promised)
    await world.live(new Date(Date.parse(promised) + 3 * 60 * 60_000).toISOString())
    expectWithinHours(await listSent())
  },
)

test('taken and reached: nobody is reminded of it again', async () => {
  world = await createWorld('2026-11-23T08:00:00.000Z')
  const person = createPerson(world)
  const number = await handOff(person)
  const mala = createDesk(world, 'mala')
  await mala.act(number, 'take')
  await mala.act(number, 'reached')
  await world.live('2026-11-25T16:00:00.000Z')
  expect(await listSent()).toEqual([])
  expect(await person.heard()).toHaveLength(1)
})

test('late, the company goes to the next office, whose time begins', async () => {
  world = await createWorld('2026-11-23T08:00:00.000Z')
  const person = createPerson(world)
  const number = await handOff(person)
  await world.live('2026-11-24T10:00:00.000Z')
  const late = await world.store.findCase(number)
  expect(late?.delayed).toBeDefined()
  await person.press(`case|${number}|next-office|${late?.version}`)
  const moved = await world.store.findCase(number)
  expect(moved).toMatchObject({ state: 'waiting', office: 'norsjo' })
  expect(await createDesk(world, 'norsjo').cases()).toEqual([number])
  world.passTime({ minutes: 2 })
  await world.deliver()
  expect((await person.heard()).at(-1)).toContain('Norsjö')
})

test('a case that falls due while its office is away goes to whoever is there', async () => {
  world = await createWorld('2026-11-23T08:00:00.000Z')
  const number = await handOff(createPerson(world))
  await createDesk(world, 'mala').say('sjuk idag och imorgon')
  await world.navigator.remind()
  expect(await world.store.findCase(number)).toMatchObject({ office: 'norsjo', state: 'waiting' })
  const history = await world.store.listHistory({})
  expect(history.map((event) => event.what)).toEqual(['open', 're-route'])
})

test('two processes that look at the same time remind once', async () => {
  world = await createWorld('2026-11-23T08:00:00.000Z')
  await handOff(createPerson(world))
  world.setClock('2026-11-24T08:00:00.000Z')
  const other = world.beside(world.store)
  await Promise.all([world.navigator.remind(), other.remind(), world.navigator.remind()])
  const history = await world.store.listHistory({})
  expect(history.map((event) => event.what)).toEqual(['open', 'reminder-sent'])
})

test('nine colleagues asked, each in turn and in its hours; then the owner hears that nobody could', async () => {
  world = await createWorld('2026-11-23T08:00:00.000Z')
  const person = createPerson(world)
  const number = await handOff(person)
  const mala = createDesk(world, 'mala')
  await mala.act(number, 'take')
  await mala.act(number, 'reached')
  await mala.act(number, 'invite-colleague', { values: { competence: 'export' } })
  const askedNow = async (): Promise<string> => {
    const [request] = (await world.store.findCase(number))?.colleagues ?? []
    return request?.state === 'asking' ? (request.asked.at(-1)?.office ?? '') : ''
  }
  const asked: string[] = []
  for (let office = await askedNow(); office !== ''; office = await askedNow()) {
    asked.push(office)
    expect(await createDesk(world, office).cases()).toEqual([number])
    // Every third says no at once, the others let their time run out.
    if (asked.length % 3 === 0) await createDesk(world, office).act(number, 'colleague-decline')
    else {
      const [request] = (await world.store.findCase(number))?.colleagues ?? []
      const until = request?.asked.at(-1)?.until ?? ''
      expect(isOpen(officeOf(office), new Date(Date.parse(until) - 60_000).toISOString())).toBe(
        true,
      )
      world.setClock(new Date(Date.parse(until) + 60_000).toISOString())
      await world.navigator.remind()
    }
    expect(await createDesk(world, office).cases(), 'no longer asked').toEqual([])
  }
  await world.deliver()
  expect(new Set(asked).size).toBe(9)
  expect(asked).not.toContain('mala')
  const { rows } = await world.database.pool.query(
    `select data ->> 'what' as what, count(*)::int as times from lotsen.notices
      where data ->> 'what' like 'colleague-%' and state <> 'owed' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { what: 'colleague-nobody', times: 1 },
    { what: 'colleague-request', times: 9 },
  ])
  // The company keeps one contact, and hears of none of this.
  expect(await world.officeOf(number)).toBe('mala')
  expect(await person.heard()).toEqual([
    `Ditt ärende ${number} är taget av företagslots, Utvecklingsavdelningen, Malå kommun.`,
  ])
})
