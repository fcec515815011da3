import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Change, Store } from '../../src/index.ts'
import { describeCases, describeForgetting, describeNotices } from './store-cases.ts'
import { type GetPair as Get, type StorePair, until } from './store-pair.ts'
import { answerOf, caseOf, conversationOf, messageOf, openingOf, turnOf } from './store-samples.ts'

function describeTurns(pair: Get): void {
  test('an event seen twice at once is one turn, and gives the earlier answer', async () => {
    const receive = (store: Store, receipt: string): Promise<string> =>
      store.transact(async (tx) => {
        const seen = await tx.seeEvent('same event')
        if (seen.kind === 'seen') return JSON.stringify(seen.answer)
        await pause(30)
        const turn = { ...turnOf(receipt, 'twice'), answer: answerOf(receipt) }
        await tx.saveTurn({ ...turn, incoming: { ...turn.incoming, event: 'same event' } })
        return JSON.stringify(turn.answer)
      })
    const { one, two } = pair()
    const answers = await Promise.all([receive(one, 'A1'), receive(two, 'A2'), receive(one, 'A3')])
    const parsed = answers.map((text) => JSON.parse(text))
    expect(parsed[1]).toEqual(parsed[0])
    expect(parsed[2]).toEqual(parsed[0])
    const kept = await Promise.all(['A1', 'A2', 'A3'].map((receipt) => one.findTurn(receipt)))
    expect(kept.filter((turn) => turn !== undefined)).toHaveLength(1)
  })

  test('an event whose turn was rolled back is new again', async () => {
    const { one } = pair()
    const failing = one.transact(async (tx) => {
      await tx.seeEvent('failing')
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await one.transact((tx) => tx.seeEvent('failing'))).toEqual({ kind: 'new' })
  })

  test('turns of one conversation wait for each other, from the very first', async () => {
    const { one, two } = pair()
    const count = (store: Store): Promise<void> =>
      store.transact(async (tx) => {
        const known = (await tx.lockConversation('counted')) ?? {
          ...conversationOf('counted'),
          turns: 0,
        }
        await pause(5)
        await tx.saveConversation({ ...known, turns: known.turns + 1 })
      })
    await Promise.all(Array.from({ length: 12 }, (_, index) => count(index % 2 === 0 ? one : two)))
    expect((await one.findConversation('counted'))?.turns).toBe(12)
  })

  test('two that lock each other out both end well', async () => {
    const { one, two } = pair()
    const both = (store: Store, ids: readonly [string, string]): Promise<void> =>
      store.transact(async (tx) => {
        await tx.lockConversation(ids[0])
        await pause(50)
        await tx.lockConversation(ids[1])
      })
    await Promise.all([both(one, ['left', 'right']), both(two, ['right', 'left'])])
  })

  test('a turn comes back as it was saved', async () => {
    const { one, two } = pair()
    const turn = turnOf('BACK', 'back')
    await one.transact((tx) => tx.saveTurn(turn))
    expect(await two.findTurn('BACK')).toEqual(turn)
    expect(await two.findTurn('none')).toBeUndefined()
  })

  test('a receipt that another turn has is drawn again, with all of its turn', async () => {
    const { one, two } = pair()
    await one.transact((tx) => tx.saveTurn(turnOf('TAKEN', 'had-it')))
    const drawn = ['TAKEN', 'FREE']
    const conversation = conversationOf('drew-it')
    await two.transact(async (tx) => {
      await tx.saveConversation(conversation)
      await tx.saveTurn(turnOf(drawn.shift() ?? '', conversation.id))
    })
    expect((await one.findTurn('TAKEN'))?.conversation).toBe('had-it')
    expect((await one.findTurn('FREE'))?.conversation).toBe(conversation.id)
  })

  test('messages come back in order, after a given one', async () => {
    const { one, two } = pair()
    for (const text of ['ett', 'två', 'tre']) {
      await one.transact((tx) => tx.appendMessage(messageOf('ordered', text)))
    }
    const all = await two.listMessages('ordered', 0)
    expect(all.map(({ said }) => said)).toEqual(
      ['ett', 'två', 'tre'].map((text) => ({ by: 'person', text })),
    )
    expect(await two.listMessages('ordered', all[1]?.seq ?? 0)).toEqual(all.slice(2))
  })
}

/** Buffers write half a character as U+FFFD. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString().replaceAll('\0', '\ufffd')
}

function describeTexts(pair: Get): void {
  test('å ä ö, emoji and whatever a client sends is kept; NUL and half a character become U+FFFD', async () => {
    const { one } = pair()
    const said = 'åäö ÅÄÖ ŋ 😀👩‍🌾 \\u0000 "\u2028'
    const keep = (text: string): Promise<void> =>
      one.transact((tx) => tx.saveConversation({ ...conversationOf(text), about: text }))
    await keep(said)
    expect((await one.findConversation(said))?.about).toBe(said)
    await keep('a\0b')
    expect((await one.findConversation('a\0b'))?.about).toBe('a\ufffdb')
    await keep('half \ud83d')
    expect((await one.findConversation('half \ud83d'))?.about).toBe('half \ufffd')
  })

  test('no text breaks a turn', async () => {
    const { one } = pair()
    let run = 0
    const texts = fc.string({ unit: 'binary', maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(texts, fc.dictionary(texts, texts), async (text, values) => {
        run += 1
        const conversation = `any ${run}`
        await one.transact(async (tx) => {
          expect(await tx.seeEvent(`${run} ${text}`)).toEqual({ kind: 'new' })
          const turn = turnOf(`ANY${run}`, conversation)
          const base = { event: text, address: turn.incoming.address, locale: 'sv' } as const
          await tx.saveTurn({ ...turn, incoming: { ...base, kind: 'form', form: text, values } })
          await tx.appendMessage(messageOf(conversation, text))
        })
        const [message] = await one.listMessages(conversation, 0)
        const kept = wellFormed(text)
        expect(message?.said).toEqual({ by: 'person', text: kept })
        await one.findTurn(text)
        await one.findConversation(text)
      }),
      { numRuns: 40 },
    )
  })

  test('an event id may be longer than an index allows', async () => {
    const { one } = pair()
    const event = 'x'.repeat(100_000)
    expect(await one.transact((tx) => tx.seeEvent(event))).toEqual({ kind: 'new' })
    expect((await one.transact((tx) => tx.seeEvent(event))).kind).toBe('seen')
  })
}

function describeWatching(pair: Get): void {
  test('changes are heard in another process, at commit only', async () => {
    const { one, two } = pair()
    const heard: Change[] = []
    const watching = await two.watch((change) => heard.push(change))
    await one.transact((tx) => tx.appendMessage(messageOf('watched')))
    const moved = caseOf('L-WATCH', 'watched')
    await one.transact((tx) => tx.saveCase(openingOf(moved)))
    const lost = one.transact(async (tx) => {
      await tx.appendMessage(messageOf('rolled back'))
      throw new Error('on purpose')
    })
    await expect(lost).rejects.toThrow()
    const passed = { ...moved, office: 'norsjo', version: 2 }
    await one.transact((tx) => tx.saveCase({ case: passed, events: [], notices: [] }))
    await until(() => heard.length >= 4)
    expect(heard).toEqual([
      { kind: 'message', conversation: 'watched' },
      { kind: 'case', case: 'L-WATCH', office: 'mala' },
      { kind: 'case', case: 'L-WATCH', office: 'norsjo' },
      { kind: 'case', case: 'L-WATCH', office: 'mala' },
    ])
    await watching.stop()
    await one.transact((tx) => tx.appendMessage(messageOf('watched')))
    await pause(50)
    expect(heard).toHaveLength(4)
  })
}

/** What every store keeps; `create` opens a fresh one. */
export function describeStore(name: string, create: () => Promise<StorePair>): void {
  describe(`${name} keeps the store contract`, () => {
    let opened: StorePair | undefined
    const pair: Get = () => {
      if (opened === undefined) throw new Error('not open')
      return opened
    }
    beforeAll(async () => {
      opened = await create()
    })
    afterAll(() => opened?.close())
    describeTurns(pair)
    describeTexts(pair)
    describeCases(pair)
    describeWatching(pair)
    describeForgetting(pair)
    describeNotices(pair)
  })
}
