import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../adapters/postgres/database.ts'
import { municipalityIds } from '../../src/knowledge/terms.ts'
import { openPostOffice, type PostOffice, readLetter } from '../notify/post-office.ts'
import { createFresh, type Fresh } from '../postgres/fresh.ts'
import { type Arrival, type Crowd, createCrowd, type Hooks, openHooks } from './crowd.ts'

const companies = 2_000
/** Every so many companies leave an e-mail address, and every so many cases are taken. */
const every = 4
const mostKills = 8
/** In milliseconds, between two kills. */
const [soonest, latest] = [2_000, 5_000]
/** In milliseconds, for what is owed when all has been said and done. */
const patience = 200_000
/** Jobs that one process carries out at the same time. */
const jobsAtOnce = 4
/** How many a process may have sent after one that it had not yet recorded when it was killed: each job a few. */
const sentSince = 4 * jobsAtOnce

let fresh: Fresh
let database: Database
let hooks: Hooks
let post: PostOffice
let crowd: Crowd
beforeAll(async () => {
  fresh = await createFresh()
  database = await fresh.open()
  hooks = await openHooks()
  post = await openPostOffice()
  crowd = createCrowd({
    database: fresh.url,
    smtp: post.url,
    hooks: Object.fromEntries(municipalityIds.map((id) => [id, hooks.url(id)])),
  })
})
afterAll(async () => {
  crowd.stop()
  await hooks.stop()
  await post.stop()
  await database.close()
  await fresh.drop()
})

async function countOwed(): Promise<number> {
  const { rows } = await database.pool.query(
    "select count(*)::int as owed from lotsen.notices where state = 'owed'",
  )
  return rows[0].owed
}

interface Owed {
  readonly id: string
  readonly what: string
  readonly state: string
  /** The company's, when it is for a company that left one. */
  readonly email: string
}

async function listNotices(): Promise<readonly Owed[]> {
  const { rows } = await database.pool.query<Owed>(
    `select notices.id, notices.state, notices.data ->> 'what' as what, case notices.data -> 'to' ->> 'kind'
       when 'company' then cases.data -> 'contact' ->> 'email' else '' end as email
      from lotsen.notices join lotsen.cases on cases.id = case_id order by 1`,
  )
  return rows
}

const messageId = (notice: string) => `<${notice.replace(/[^A-Za-z0-9-]+/g, '.')}@example.org>`

function listArrivals(): readonly Arrival[] {
  const letters = post.received.map((letter) => {
    const id = readLetter(letter).headers['message-id'] ?? ''
    return { id, place: letter.to.join(), by: letter.helo, at: letter.at }
  })
  return [...hooks.arrivals, ...letters]
}

/** All but the last of what came more than once to the same place. */
function listDoubled(arrivals: readonly Arrival[]): readonly Arrival[] {
  const last = new Map(arrivals.map((one) => [`${one.id} ${one.place}`, one]))
  return arrivals.filter((one) => last.get(`${one.id} ${one.place}`) !== one)
}

/** What its process did after it: killed among the next few, that process could not record it. */
function explain({ by, at }: Arrival, arrivals: readonly Arrival[]) {
  const later = arrivals.filter((one) => one.by === by && one.at > at)
  const killed = crowd.killed.get(by)
  return {
    sentLater: later.length,
    killedAfter: killed === undefined ? 'never' : killed - at,
  }
}

/** Opens all and takes some; answers the numbers. */
async function serveAll(): Promise<readonly string[]> {
  const people = Array.from({ length: companies }, (_, at) => ({
    kind: 'open' as const,
    person: `company-${at}`,
    office: municipalityIds[at % municipalityIds.length] ?? '',
    email: at % every === 0 ? `company-${at}@example.org` : '',
  }))
  const numbers = await crowd.send(people)
  const takes = numbers.map((number, at) => {
    return { kind: 'take' as const, number, office: people[at]?.office ?? '' }
  })
  await crowd.send(takes.filter((_, at) => at % every === 0))
  return numbers
}

test(`${companies} cases on two processes, either killed at random: every notice arrives, and twice only where a kill fell`, {
  timeout: 500_000,
  retry: 0,
}, async () => {
  let going = true
  const killing = (async () => {
    while (going && crowd.killed.size < mostKills) {
      await pause(soonest + Math.random() * (latest - soonest))
      if (going) crowd.kill()
    }
  })()
  const numbers = await serveAll()
  const end = Date.now() + patience
  while ((await countOwed()) > 0) {
    expect(Date.now(), 'none is owed for ever').toBeLessThan(end)
    await pause(250)
  }
  going = false
  await killing

  expect(new Set(numbers).size, 'a case for each, however often it was handed over').toBe(companies)
  const { rows: histories } = await database.pool.query(
    `select string_agg(data ->> 'what', ' ' order by seq) as history
       from lotsen.case_events group by case_id`,
  )
  expect(histories).toHaveLength(companies)
  const taken = histories.filter(({ history }) => history === 'open take')
  expect(taken).toHaveLength(companies / every)
  expect(histories.filter(({ history }) => history === 'open')).toHaveLength(
    companies - companies / every,
  )

  const notices = await listNotices()
  const sent = notices.filter(({ state }) => state === 'sent')
  const moot = notices.filter(({ state }) => state === 'moot')
  expect(sent.length + moot.length, 'none has failed').toBe(notices.length)
  expect(moot.filter(({ what }) => what !== 'new-case')).toEqual([])
  const arrivals = listArrivals()
  const arrived = new Set(arrivals.map(({ id }) => id))
  const lost = sent.filter(({ id, what, email }) => {
    const company = what === 'received' || what === 'taken'
    return company ? email !== '' && !arrived.has(messageId(id)) : !arrived.has(id)
  })
  expect(lost, 'what is recorded as sent has arrived').toEqual([])
  const { rows: chats } = await database.pool.query(
    `select conversation from lotsen.messages where said -> 'said' -> 'answer' ->> 'receipt' = ''`,
  )
  expect(chats, 'a chat hears once').toHaveLength(companies / every)
  expect(new Set(chats.map(({ conversation }) => conversation)).size).toBe(chats.length)

  const doubled = listDoubled(arrivals)
  const kills = crowd.killed.size
  process.stdout.write(
    `${companies} cases, ${kills} kills, ${notices.length} notices: ${sent.length} sent, ${moot.length} moot before they were sent; ` +
      `${arrivals.length} arrivals, ${doubled.length} of them doubled by a kill between sending and recording\n`,
  )
  expect(kills).toBeGreaterThan(3)
  const explained = doubled.map((one) => ({ ...one, ...explain(one, arrivals) }))
  const late = explained.filter((one) => one.killedAfter === 'never' || one.sentLater >= sentSince)
  expect(late, 'what came twice was sent in the moment of a kill').toEqual([])
  expect(doubled.length).toBeLessThanOrEqual(kills * jobsAtOnce)
})
