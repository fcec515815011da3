import { describe, expect, test } from 'vitest'
import { open, secret, turn } from './requests.ts'

describe('a turn', () => {
  test('is answered, with everything said since the page last knew', async () => {
    const { server, fake } = await open()
    const answer = await server.inject(turn(secret(), { kind: 'message', text: 'behöver lån' }))
    expect(answer.statusCode).toBe(200)
    const body = answer.json()
    expect(body.answer.receipt).toBe('K00001')
    expect(body.messages.map((one: { said: { by: string } }) => one.said.by)).toEqual([
      'person',
      'lotsen',
    ])
    expect(fake.turns[0]).toMatchObject({
      kind: 'message',
      text: 'behöver lån',
      address: { channel: 'web' },
    })
  })

  test('sent twice under one event id is one turn', async () => {
    const { server, fake } = await open()
    const same = turn(secret(), { kind: 'message', text: 'lån' })
    const [first, second] = [await server.inject(same), await server.inject(same)]
    expect(second.json().answer).toEqual(first.json().answer)
    expect(fake.turns).toHaveLength(1)
  })

  test('of one conversation cannot be asked for from another, even with its event id', async () => {
    const { server, fake } = await open()
    const mine = turn(secret(), { kind: 'message', text: 'lån' })
    await server.inject(mine)
    await server.inject({ ...mine, headers: { 'x-lotsen-conversation': secret() } })
    expect(fake.turns).toHaveLength(2)
    expect(fake.turns[0]?.event).not.toBe(fake.turns[1]?.event)
  })

  test('never shows the store or the log the page’s secret', async () => {
    const { server, fake, logged } = await open()
    const mine = secret()
    await server.inject(turn(mine, { kind: 'message', text: 'hemligt ärende' }))
    expect(JSON.stringify(fake.turns)).not.toContain(mine)
    expect(JSON.stringify(logged)).not.toContain(mine)
    expect(JSON.stringify(logged)).not.toContain('hemligt')
  })

  test.each([
    ['no kind', {}],
    ['an unknown kind', { kind: 'dance' }],
    ['an empty message', { kind: 'message', text: '   ' }],
    ['a message too long', { kind: 'message', text: 'a'.repeat(4001) }],
    ['a press too long', { kind: 'press', press: 'a'.repeat(256) }],
    ['a form with a number', { kind: 'form', form: 'handoff', values: { name: 1 } }],
    ['a strange event id', { kind: 'open', event: '../../etc' }],
    ['an unknown language', { kind: 'open', locale: 'de' }],
  ])('with %s is refused in both languages', async (_what, said) => {
    const { server, fake } = await open()
    const answer = await server.inject(turn(secret(), said))
    expect(answer.statusCode).toBe(400)
    expect(answer.json().error).toMatchObject({
      code: 'bad-request',
      sv: expect.any(String),
      en: expect.any(String),
    })
    expect(fake.turns).toHaveLength(0)
  })

  test('without the conversation’s secret, or with a poor one, is refused', async () => {
    const { server } = await open()
    for (const poor of ['', '123', 'z'.repeat(32), 'a'.repeat(33)]) {
      expect((await server.inject(turn(poor, { kind: 'open' }))).statusCode).toBe(400)
    }
  })

  test('that is no JSON, or far too big, is refused and told so', async () => {
    const { server } = await open()
    const headers = { 'x-lotsen-conversation': secret(), 'content-type': 'application/json' }
    const broken = await server.inject({ method: 'POST', url: '/api/turn', headers, payload: '{' })
    expect(broken.statusCode).toBe(400)
    const big = await server.inject({
      method: 'POST',
      url: '/api/turn',
      headers,
      payload: `"${'a'.repeat(70_000)}"`,
    })
    expect(big.statusCode).toBe(413)
    expect(big.json().error.code).toBe('too-big')
  })

  test('that fails in the navigator says so without details, and logs no text', async () => {
    const { server, fake, logged } = await open()
    fake.breakDown('navigator')
    const answer = await server.inject(turn(secret(), { kind: 'message', text: 'hemligt ärende' }))
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('is down')
    expect(answer.json().error.code).toBe('fault')
    expect(JSON.stringify(logged)).toContain('the navigator is down')
    expect(JSON.stringify(logged)).not.toContain('hemligt')
  })
})

describe('messages', () => {
  test('are those of the conversation, after the one the page has', async () => {
    const { server } = await open()
    const [mine, other] = [secret(), secret()]
    await server.inject(turn(mine, { kind: 'open' }))
    await server.inject(turn(other, { kind: 'message', text: 'annan' }))
    await server.inject(turn(mine, { kind: 'message', text: 'lån' }))
    const headers = { 'x-lotsen-conversation': mine }
    const all = (await server.inject({ url: '/api/messages', headers })).json().messages
    expect(all).toHaveLength(3)
    expect(JSON.stringify(all)).not.toContain('annan')
    const rest = await server.inject({ url: `/api/messages?after=${all[1].seq}`, headers })
    expect(rest.json().messages).toHaveLength(1)
    const odd = await server.inject({ url: '/api/messages?after=-1;drop', headers })
    expect(odd.json().messages).toHaveLength(3)
  })
})
