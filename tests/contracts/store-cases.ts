import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Store } from '../../src/index.ts'
import type { GetPair as Get } from './store-pair.ts'
import {
  at,
  caseOf,
  conversationOf,
  eventOf,
  messageOf,
  noticeOf,
  openingOf,
  secret,
  turnOf,
} from './store-samples.ts'

export function describeCases(pair: Get): void {
  test('a case comes back with its history, and lists by office, state and time', async () => {
    const { one, two } = pair()
    const first = {
      ...caseOf('L-LIST1', 'lister'),
      office: 'sorsele',
      opened: '2026-01-02T08:00:00Z',
    }
    const second = {
      ...caseOf('L-LIST2', 'lister'),
      office: 'sorsele',
      opened: '2026-01-03T08:00:00Z',
    }
    await one.transact((tx) => tx.saveCase(openingOf(first)))
    await one.transact((tx) => tx.saveCase(openingOf(second)))
    const closed = { ...first, version: 2, state: 'closed' } as const
    const closing = { ...eventOf(closed), what: 'close', at: '2026-01-05T08:00:00Z' } as const
    await one.transact((tx) => tx.saveCase({ case: closed, events: [closing], notices: [] }))
    expect(await two.findCase('L-LIST1')).toEqual(closed)
    expect(await two.transact((tx) => tx.loadHistory('L-LIST1'))).toEqual([eventOf(first), closing])
    expect(await two.transact((tx) => tx.listCasesOf('lister'))).toEqual([second, closed])
    expect(await two.listCases({ office: 'sorsele' })).toEqual([second, closed])
    expect(await two.listCases({ office: 'sorsele', state: 'waiting' })).toEqual([second])
    expect(await two.listCases({ office: 'sorsele', to: second.opened })).toEqual([closed])
    expect(await two.listHistory({ office: 'sorsele', from: '2026-01-04T00:00:00Z' })).toEqual([
      closing,
    ])
  })

  test('an older version never overwrites a newer one', async () => {
    const { one } = pair()
    const old = caseOf('L-OLD', 'old')
    await one.transact((tx) => tx.saveCase(openingOf({ ...old, version: 3 })))
    const late = one.transact((tx) =>
      tx.saveCase({ case: { ...old, version: 2 }, events: [], notices: [] }),
    )
    await expect(late).rejects.toThrow('lock it')
  })

  test('a locked case is changed by one at a time', async () => {
    const { one, two } = pair()
    await one.transact((tx) => tx.saveCase(openingOf(caseOf('L-RACE', 'race'))))
    const bump = (store: Store): Promise<void> =>
      store.transact(async (tx) => {
        const current = await tx.lockCase('L-RACE')
        if (current === undefined) throw new Error('gone')
        const next = { ...current, version: current.version + 1 }
        await tx.saveCase({ case: next, events: [eventOf(next)], notices: [] })
      })
    await Promise.all([bump(one), bump(two), bump(one), bump(two)])
    expect((await one.findCase('L-RACE'))?.version).toBe(5)
    expect(await one.transact((tx) => tx.loadHistory('L-RACE'))).toHaveLength(5)
  })

  test('a number that two find free at once is one case, and the other one sees it taken', async () => {
    const { one, two } = pair()
    const open = (store: Store, person: string): Promise<boolean> =>
      store.transact(async (tx) => {
        if ((await tx.lockCase('L-SAME')) !== undefined) return false
        await pause(30)
        await tx.saveCase(openingOf(caseOf('L-SAME', person)))
        return true
      })
    const opened = await Promise.all([open(one, 'first'), open(two, 'second')])
    expect(opened.filter((did) => did)).toHaveLength(1)
    expect(await one.transact((tx) => tx.loadHistory('L-SAME'))).toHaveLength(1)
  })

  test('who is or will be away: what was said last comes first, the end is not included', async () => {
    const { one } = pair()
    const away = { office: 'mala', from: '2026-07-01T00:00:00Z', to: '2026-07-22T00:00:00Z' }
    await one.transact((tx) => tx.saveAbsence({ ...away, stand_in: 'norsjo' }))
    await one.transact((tx) => tx.saveAbsence({ ...away, from: '2026-07-10T00:00:00Z' }))
    await one.transact((tx) => tx.saveAbsence({ ...away, stand_in: 'lycksele' }))
    const on = (day: string): Promise<readonly (string | undefined)[]> =>
      one.transact(async (tx) => (await tx.listAbsences(`${day}T00:00:00Z`)).map((a) => a.stand_in))
    expect(await on('2026-06-01')).toEqual(['lycksele', undefined])
    expect(await on('2026-07-05')).toEqual(['lycksele', undefined])
    expect(await on('2026-07-15')).toEqual(['lycksele', undefined])
    expect(await on('2026-07-22')).toEqual([])
  })

  test('routes and knowledge are kept', async () => {
    const { one, two } = pair()
    const route = { office: 'asele', channel: 'slack', id: 'C1', ref: '{"team":"T1"}' } as const
    await one.saveRoute({ ...route, office: 'mala' })
    await one.saveRoute(route)
    expect(await two.listRoutes('asele')).toEqual([route])
    expect(await two.listRoutes('mala')).toEqual([])
    await one.dropRoute(route)
    expect(await two.listRoutes('asele')).toEqual([])
    await one.saveKnowledge('k', { 'a.yaml': 'å: 1' })
    await two.saveKnowledge('k', { 'a.yaml': 'å: 1' })
    expect(await two.findKnowledge('k')).toEqual({ 'a.yaml': 'å: 1' })
    expect(await two.findKnowledge('none')).toBeUndefined()
  })
}

export function describeForgetting(pair: Get): void {
  test('"forget me" leaves no word of a person anywhere, and the numbers stay', async () => {
    const { one, dump } = pair()
    const mine = caseOf('L-MINE', 'forget')
    await one.transact(async (tx) => {
      await tx.lockConversation('forget')
      await tx.seeEvent('event GONE')
      await tx.saveConversation(conversationOf('forget'))
      await tx.saveTurn({ ...turnOf('GONE', 'forget'), cases: [mine] })
      await tx.appendMessage(messageOf('forget', `${secret} forget`))
      await tx.saveCase(openingOf(mine))
    })
    await one.transact(async (tx) => {
      await tx.seeEvent('forget me')
      await tx.lockConversation('forget')
      await tx.forgetConversation('forget')
      await tx.saveTurn(turnOf('LAST', 'forget'))
    })
    const left = (await dump()).split('\n').filter((row) => /L-MINE|forget|GONE|LAST/.test(row))
    expect(left.filter((row) => row.includes(secret) || row.includes('Ängström'))).toEqual([])
    expect(await one.findConversation('forget')).toBeUndefined()
    expect(await one.findTurn('LAST')).toBeUndefined()
    expect(await one.listMessages('forget', 0)).toEqual([])
    expect(await one.transact((tx) => tx.seeEvent('event GONE'))).toEqual({
      kind: 'seen',
      answer: undefined,
    })
    const kept = await one.findCase('L-MINE')
    const { state, office, themes, size, offerings, conversation } = mine
    expect(kept).toMatchObject({ state, office, themes, size, offerings, opened: at })
    expect(kept).toMatchObject({ contact: { name: '' }, need: '', notes: [], conversation: '' })
    expect(conversation).toBe('forget')
    const [opening] = await one.transact((tx) => tx.loadHistory('L-MINE'))
    expect(opening).toMatchObject({ what: 'open', at, by: 'web:mala' })
    expect(JSON.parse(opening?.values.case ?? '')).toMatchObject({ office: 'mala', need: '' })
  })
}

export function describeNotices(pair: Get): void {
  test('a notice is owed once, however often it is saved', async () => {
    const { one, two, dump } = pair()
    const once = caseOf('L-ONCE', 'once')
    const notices = [noticeOf(once, 'redraw'), noticeOf(once, 'redraw')]
    await one.transact((tx) => tx.saveCase({ case: once, events: [], notices }))
    await two.transact((tx) => tx.saveCase({ case: once, events: [], notices }))
    const rows = (await dump()).split('\n').filter((row) => row.startsWith('lotsen.notices'))
    expect(rows.filter((row) => row.includes('L-ONCE:redraw'))).toHaveLength(1)
  })

  test('what is rolled back owes nothing', async () => {
    const { one, dump } = pair()
    const lost = one.transact(async (tx) => {
      await tx.saveCase(openingOf(caseOf('L-LOST', 'lost')))
      throw new Error('on purpose')
    })
    await expect(lost).rejects.toThrow()
    expect(await dump()).not.toContain('L-LOST')
  })
}
