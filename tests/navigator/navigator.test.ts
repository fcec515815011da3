import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Answer, Store, Transaction } from '../../src/index.ts'
import { dump } from '../postgres/dump.ts'
import {
  contact,
  createDesk,
  createPerson,
  createWorld,
  fillIn,
  handOff,
  numberIn,
  type Person,
  pressesIn,
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

type Step = keyof Transaction

/** The store, failing before or after one of a transaction's steps. */
function failing(store: Store, step: Step, when: 'before' | 'after'): Store {
  return {
    ...store,
    transact: (work) =>
      store.transact((tx) => {
        const fail = async (...given: readonly unknown[]) => {
          const real = tx[step] as (...all: readonly unknown[]) => Promise<unknown>
          if (when === 'after') await real(...given)
          throw new Error(`broken ${when} ${step}`)
        }
        return work({ ...tx, [step]: fail })
      }),
  }
}

/** The store, whose connection dies once at one of a transaction's steps. */
function dying(world: World, step: Step): Store {
  let left = 1
  return {
    ...world.store,
    transact: (work) =>
      world.store.transact((tx) => {
        const die = async (...given: readonly unknown[]) => {
          const real = tx[step] as (...all: readonly unknown[]) => Promise<unknown>
          const answer = await real(...given)
          if (left-- > 0) await killWriters(world)
          return answer
        }
        return work({ ...tx, [step]: die })
      }),
  }
}

async function killWriters({ database }: World): Promise<void> {
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction'`,
  )
}

const steps: readonly Step[] = [
  'seeEvent',
  'lockConversation',
  'listCasesOf',
  'listAbsences',
  'lockCase',
  'saveCase',
  'saveConversation',
  'appendMessage',
  'saveTurn',
]

describe('a hand-off is kept whole or not at all', () => {
  test('whatever step fails, nothing is kept, and the same press then goes well', async () => {
    await fillIn(person)
    const before = await dump(world.database)
    for (const step of steps) {
      for (const when of ['before', 'after'] as const) {
        const broken = world.beside(failing(world.store, step, when))
        const press = person.incoming({ kind: 'press', press: 'handoff-send' }, 'send')
        await expect(broken.receive(press)).rejects.toThrow(`broken ${when} ${step}`)
        expect(await dump(world.database), `${when} ${step}`).toBe(before)
      }
    }
    const number = numberIn(await person.press('handoff-send', 'send'))
    const { rows } = await world.database.pool.query(
      `select notice.id, state, key is not null as job from lotsen.notices notice
         left join graphile_worker.jobs on key = notice.id order by 1`,
    )
    expect(rows).toEqual([
      { id: `${number}:new-case:1:mala`, state: 'owed', job: true },
      { id: `${number}:received:1`, state: 'owed', job: true },
    ])
    expect((await world.store.findConversation(person.conversation))?.cases).toEqual([number])
    expect(await world.store.listHistory({})).toHaveLength(1)
  })

  test.each(steps)('a connection that dies at %s leaves one case', async (step) => {
    await fillIn(person)
    const broken = world.beside(dying(world, step))
    const press = person.incoming({ kind: 'press', press: 'handoff-send' })
    // While committing it cannot be known: the channel asks again with the same event.
    const number = numberIn(await broken.receive(press).catch(() => broken.receive(press)))
    expect((await world.store.listCases({})).map((one) => one.id)).toEqual([number])
    expect(await world.store.listHistory({})).toHaveLength(1)
  })

  test('an office’s press too', async () => {
    const number = await handOff(person)
    const before = await dump(world.database)
    const { officer } = createDesk(world, 'mala')
    const take = { case: number, version: 1, action: 'take', values: {}, officer, event: 'take' }
    for (const step of ['seeEvent', 'lockCase', 'saveCase', 'loadHistory'] as const) {
      const broken = world.beside(failing(world.store, step, 'after'))
      await expect(broken.act(take)).rejects.toThrow('broken')
      expect(await dump(world.database), step).toBe(before)
    }
    expect(await world.navigator.act(take)).toMatchObject({ kind: 'moved' })
  })
})

describe('the same thing twice is once', () => {
  test('the same event again gets the same answer', async () => {
    await fillIn(person)
    const first = await person.press('handoff-send', 'send')
    const before = await dump(world.database)
    expect(await person.press('handoff-send', 'send')).toEqual(first)
    expect(await dump(world.database)).toBe(before)
  })

  test('eight at once, from two processes: one turn, one case, one answer', async () => {
    await fillIn(person)
    const other = world.beside(world.store)
    const press = person.incoming({ kind: 'press', press: 'handoff-send' }, 'send')
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? other : world.navigator).receive(press)),
    )
    expect(new Set(all.map(numberIn)).size).toBe(1)
    expect(new Set(all.map((answer) => answer.receipt)).size).toBe(1)
    expect(await world.store.listCases({})).toHaveLength(1)
  })

  test('pressed twice, as two events: the second is told of the first', async () => {
    await fillIn(person)
    const [one, two] = await Promise.all([
      person.press('handoff-send', 'one'),
      person.press('handoff-send', 'two'),
    ])
    const [only] = await world.store.listCases({})
    expect(await world.store.listCases({})).toHaveLength(1)
    expect(`${wordsOf(one)} ${wordsOf(two)}`).toContain(
      `Du har redan ett ärende om det här: ${only?.id}`,
    )
  })

  test('the same need again is pointed to the case there is; a new need is a new case', async () => {
    const number = await handOff(person)
    expect(wordsOf(await person.press('handoff'))).toContain(
      `Du har redan ett ärende om det här: ${number}`,
    )
    expect(wordsOf(await person.say('jag vill prata med en människa'))).toContain(number)
    await person.say('Vi behöver också hjälp att anställa en lärling')
    expect(wordsOf(await person.press('handoff'))).not.toContain('redan ett ärende')
    const need = 'Anställa en lärling'
    await person.do({ kind: 'form', form: 'handoff', values: { ...contact, need } })
    const second = numberIn(await person.press('handoff-send'))
    expect(second).not.toBe(number)
    expect(await createDesk(world, 'mala').cases()).toEqual(
      expect.arrayContaining([number, second]),
    )
  })

  test('an office’s press twice, at once and again later', async () => {
    const number = await handOff(person)
    const desk = createDesk(world, 'mala')
    const take = () => desk.act(number, 'take', { version: 1, event: 'take' })
    const both = await Promise.all([take(), take()])
    expect(both.map((one) => one.kind)).toEqual(['moved', 'moved'])
    expect(await take()).toMatchObject({ kind: 'moved', message: 'Det är redan gjort.' })
    const history = await world.store.listHistory({})
    expect(history.map((event) => event.what)).toEqual(['open', 'take'])
  })
})

describe('stale presses', () => {
  test('someone else was first: who and when, and the card as it is', async () => {
    const number = await handOff(person)
    const [anna, bo] = [createDesk(world, 'mala'), createDesk(world, 'mala', 'Bo')]
    await anna.act(number, 'take', { version: 1 })
    const late = await bo.act(number, 'take', { version: 1 })
    expect(late).toMatchObject({ kind: 'stale', message: 'Redan taget av Malå 09:00.' })
    expect(late.card?.state.code).toBe('taken')
  })

  test('another office has no say, an unknown case and an unknown action do no harm', async () => {
    const number = await handOff(person)
    const asele = createDesk(world, 'asele')
    expect((await asele.act(number, 'take')).kind).toBe('refused')
    expect((await asele.act('L-NNNNN', 'take')).kind).toBe('unknown-case')
    expect((await createDesk(world, 'mala').act(number, 'explode')).card?.state.code).toBe(
      'waiting',
    )
    expect(await world.store.listHistory({})).toHaveLength(1)
  })

  test('both offices at once: one takes it, and only one', async () => {
    const number = await handOff(person)
    const desks = ['Anna', 'Bo', 'Cecilia', 'David'].map((name) => createDesk(world, 'mala', name))
    const answers = await Promise.all(desks.map((desk) => desk.act(number, 'take', { version: 1 })))
    expect(answers.filter((one) => one.kind === 'moved')).toHaveLength(1)
    expect(answers.filter((one) => one.kind === 'stale')).toHaveLength(3)
  })

  test('what was pressed and filled in stands in the conversation as it stood on the button', async () => {
    await person.say('vi vill köpa en svarv i Malå')
    await person.do({ kind: 'press', press: 'handoff', label: 'Kontakta en människa' })
    await person.do({ kind: 'form', form: 'handoff', values: contact, label: 'Granska' })
    await person.press('handoff-edit')
    const all = await world.store.listMessages(person.conversation, 0)
    expect(all.flatMap(({ said }) => (said.by === 'person' ? [said.text] : []))).toEqual([
      'vi vill köpa en svarv i Malå',
      'Kontakta en människa',
      'Granska',
    ])
  })

  test('the tick of consent is kept while the rest is mended, and never ticked by itself', async () => {
    await person.say('vi vill köpa en svarv i Malå')
    const tick = (answer: Answer): string =>
      answer.replies
        .flatMap((reply) => (reply.kind === 'form' ? reply.fields : []))
        .find(({ name }) => name === 'consent')?.value ?? 'no form'
    expect(tick(await person.press('handoff'))).toBe('')
    const fill = (values: object) =>
      person.do({ kind: 'form', form: 'handoff', values: { ...contact, ...values } })
    expect(tick(await fill({ phone: 'ring mig' }))).toBe('yes')
    expect(tick(await fill({ phone: 'ring mig', consent: 'no' }))).toBe('')
    await fill({})
    expect(tick(await person.press('handoff-edit'))).toBe('yes')
  })

  test('a company’s buttons from before are answered from today', async () => {
    const number = await handOff(person)
    const withdraw = `case|${number}|withdraw|1`
    await createDesk(world, 'mala').act(number, 'take')
    expect(wordsOf(await person.press(withdraw))).toContain('inte att ångra')
    expect(await world.store.findCase(number)).toMatchObject({ state: 'taken' })
    await person.press(`case|${number}|withdraw-sure|1`)
    const again = await person.press(withdraw)
    expect(await world.store.findCase(number)).toMatchObject({ state: 'closed' })
    expect(wordsOf(again)).not.toBe('')
    for (const press of [
      `case|${number}|wait|1`,
      `case|${number}|rate|1 good`,
      'case|L-22222|wait|',
      'x',
    ])
      expect(wordsOf(await person.press(press)), press).not.toBe('')
    expect(pressesIn(await person.press('my-cases'))).toEqual({})
  })
})
