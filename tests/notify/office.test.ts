import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { company, press } from '../cases/setting.ts'
import { openPostOffice, type PostOffice, readLetter } from './post-office.ts'
import { type HookServer, openHookServer, setUp } from './setting.ts'

const from = 'lotsen@example.org'
const secret = 'a secret of the deployment'
let post: PostOffice
let hooks: HookServer
beforeAll(async () => {
  post = await openPostOffice()
  hooks = await openHookServer()
})
afterAll(() => Promise.all([post.stop(), hooks.stop()]))
beforeEach(() => {
  post.be('takes')
  hooks.be({ status: 204 })
  post.received.length = 0
  hooks.calls.length = 0
})

const everything = () =>
  setUp({
    email: { url: post.url, from },
    officeEmails: { mala: 'naring@mala.example' },
    webhooks: { urls: { mala: hooks.url }, secret },
    patience: { mail: 300, webhook: 300 },
  })

async function withAllRoutes() {
  const made = everything()
  await made.link('mala', 'slack')
  await made.link('mala', 'teams')
  const opened = await made.open({ email: 'eva@example.se' })
  return { ...made, opened }
}

describe('a new case', () => {
  test('goes to every route of the office at once, each once', async () => {
    const { owed, notify, slack, teams } = await withAllRoutes()
    expect(await notify.deliver(owed('new-case'))).toEqual({ kind: 'sent' })
    expect(await notify.deliver(owed('new-case'))).toEqual({ kind: 'sent' })
    for (const { drawn, posted } of [slack, teams]) {
      expect(drawn).toHaveLength(1)
      expect(drawn[0]?.headline).toMatch(/^Nytt ärende L-7K3QX/)
      expect(drawn[0]?.card.actions.map(({ action }) => action)).toContain('take')
      expect(drawn[0]?.card.contact).toEqual([])
      expect(posted).toEqual([])
    }
    expect(post.received).toHaveLength(1)
    expect(hooks.calls).toHaveLength(1)
  })

  test('the letter opens the case page and holds no contact data', async () => {
    const { owed, notify } = await withAllRoutes()
    await notify.deliver(owed('new-case'))
    const [received] = post.received
    if (received === undefined) throw new Error('no letter')
    const { headers, text, html } = readLetter(received)
    expect(received.to).toEqual(['naring@mala.example'])
    expect(headers.subject).toBe('Nytt: Ärende L-7K3QX, Malå')
    expect(headers.references).toBe('<L-7K3QX.mala@example.org>')
    expect(text).toContain('Vi vill köpa en svarv')
    expect(text).toContain('tisdag 24 november 08:30')
    expect(text).not.toMatch(/i dag|i morgon/)
    expect(text).toContain('https://lotsen.example/office/mala/case/L-7K3QX')
    expect(`${text}${html}`).not.toMatch(/Eva|Eks Verkstad|070-/)
    const urls = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)
    expect(urls).toEqual(['https://lotsen.example/office/mala/case/L-7K3QX'])
  })

  test('the webhook is signed over timestamp and body, and names no person', async () => {
    const { owed, notify } = await withAllRoutes()
    await notify.deliver(owed('new-case'))
    const [call] = hooks.calls
    if (call === undefined) throw new Error('no call')
    const { headers, body } = call
    const signed = createHmac('sha256', secret).update(`${headers['lotsen-timestamp']}.${body}`)
    expect(headers['lotsen-signature']).toBe(`v1=${signed.digest('hex')}`)
    expect(headers['lotsen-notice']).toBe('L-7K3QX:new-case:1:mala')
    expect(JSON.parse(body)).toMatchObject({
      what: 'new-case',
      office: 'mala',
      case: { id: 'L-7K3QX', state: 'waiting' },
    })
    expect(body).not.toMatch(/Eva|Eks|svarv|070/)
  })

  test('an office that has only its inbox page needs nothing', async () => {
    const { open, owed, notify } = setUp()
    await open({})
    expect(await notify.deliver(owed('new-case'))).toEqual({ kind: 'sent' })
    expect(notify.alarms()).toEqual([])
  })
})

describe('one place of several fails', () => {
  test.each([
    ['slack', /slack Error/],
    ['mail', /email E(TIMEDOUT|ENVELOPE)/],
    ['webhook', /webhook HTTP 500/],
    ['silent webhook', /webhook (TimeoutError|23)/],
  ])('%s: the others have had it and are not told again', async (broken, fault) => {
    const { owed, notify, slack, teams } = await withAllRoutes()
    if (broken === 'slack') slack.be('broken')
    if (broken === 'mail') post.be('not-now')
    if (broken === 'webhook') hooks.be({ status: 500 })
    if (broken === 'silent webhook') hooks.be('silent')
    await expect(notify.deliver(owed('new-case'))).rejects.toThrow(fault)
    await expect(notify.deliver(owed('new-case'))).rejects.toThrow(fault)
    const had = [slack.drawn, teams.drawn, post.received, hooks.calls].map((list) => list.length)
    expect(had.toSorted()).toEqual([0, 1, 1, 1])
    slack.be({ kind: 'delivered' })
    post.be('takes')
    hooks.be({ status: 204 })
    expect(await notify.deliver(owed('new-case'))).toEqual({ kind: 'sent' })
    expect(
      [slack.drawn, teams.drawn, post.received, hooks.calls].map((list) => list.length),
    ).toEqual([1, 1, 1, 1])
  })

  test('after its tries there is one alarm, in one line that names nobody', async () => {
    const { owed, notify, logged } = await withAllRoutes()
    hooks.be({ status: 500 })
    await expect(notify.deliver(owed('new-case'))).rejects.toThrow()
    await notify.givenUp(owed('new-case'))
    await notify.givenUp(owed('new-case'))
    const alarms = logged.filter(({ level }) => level === 'error')
    expect(alarms.map(({ line }) => line)).toEqual([
      { notice: 'L-7K3QX:new-case:1:mala', place: 'webhook', why: 'given-up' },
    ])
    expect(notify.alarms()).toHaveLength(1)
  })

  test('a webhook may say when to come again, that it is gone, and may not redirect', async () => {
    const { owed, notify } = await withAllRoutes()
    hooks.be({ status: 503, headers: { 'retry-after': '120' } })
    expect(await notify.deliver(owed('new-case'))).toEqual({
      kind: 'later',
      at: '2026-11-23T08:02:00.000Z',
    })
    hooks.be({ status: 307, headers: { location: 'http://127.0.0.1:1/' } })
    await expect(notify.deliver(owed('new-case'))).rejects.toThrow(/HTTP 307/)
    hooks.be({ status: 410 })
    expect(await notify.deliver(owed('new-case'))).toEqual({ kind: 'sent' })
    expect(notify.alarms()).toMatchObject([{ place: 'webhook', why: 'gone' }])
  })

  test('an office told to nobody still has its inbox; the alarms say so', async () => {
    const { owed, notify, slack, teams } = await withAllRoutes()
    slack.be({ kind: 'gone' })
    teams.be({ kind: 'gone' })
    post.be('no-such-box')
    hooks.be({ status: 410 })
    expect(await notify.deliver(owed('new-case'))).toEqual({ kind: 'sent' })
    expect(notify.alarms().map(({ place }) => place)).toEqual([
      'slack',
      'teams',
      'email',
      'webhook',
    ])
  })
})

describe('a card that is there', () => {
  test('is redrawn without a letter', async () => {
    const { opened, act, owed, notify, slack } = await withAllRoutes()
    await notify.deliver(owed('new-case'))
    post.received.length = 0
    await act(opened.id, 'take')
    await notify.deliver(owed('redraw'))
    expect(slack.drawn.at(-1)?.card.state.code).toBe('taken')
    expect(slack.posted).toEqual([])
    expect(post.received).toEqual([])
  })

  test('a reminder is also a line under it, since a redrawn card tells nobody', async () => {
    const { owed, notify, slack, clock, navigator } = await withAllRoutes()
    await notify.deliver(owed('new-case'))
    clock.now = '2026-11-23T12:30:00Z'
    await navigator.remind()
    await notify.deliver(owed('reminder'))
    expect(slack.drawn).toHaveLength(2)
    expect(slack.posted.map(({ text }) => text)).toEqual([expect.stringMatching(/^Påminnelse/)])
    clock.now = '2026-11-23T20:00:00Z'
    expect(await notify.deliver({ ...owed('reminder'), id: 'late' })).toEqual({ kind: 'moot' })
  })
})

describe('who has the case', () => {
  async function replied(how: 'with-chats' | 'with-mail') {
    const made = everything()
    if (how === 'with-chats') await made.link('mala', 'slack')
    const { id } = await made.open({})
    await made.act(id, 'take')
    await made.store.transact(async (tx) => {
      const current = await tx.lockCase(id)
      if (current === undefined) throw new Error('no case')
      const values = { text: 'Tisdag passar' }
      const moved = press(current, 'reply-from-company', {
        by: company,
        at: made.clock.now,
        values,
      })
      if (moved.kind === 'moved') await tx.saveCase(moved)
    })
    return made
  }

  test('gets a line under the card and no letter', async () => {
    const { owed, notify, slack } = await replied('with-chats')
    expect(await notify.deliver(owed('reply'))).toEqual({ kind: 'sent' })
    expect(await notify.deliver(owed('reply'))).toEqual({ kind: 'sent' })
    expect(slack.posted.map(({ text }) => text)).toEqual([expect.stringContaining('Tisdag passar')])
    expect(post.received).toEqual([])
  })

  test('gets a letter where there is no channel', async () => {
    const { owed, notify } = await replied('with-mail')
    await notify.deliver(owed('reply'))
    const [received] = post.received
    if (received === undefined) throw new Error('no letter')
    expect(readLetter(received).headers.subject).toBe('Svar från företaget: Ärende L-7K3QX, Malå')
    expect(readLetter(received).text).toContain('Tisdag passar')
  })

  test('gets a letter when the channel has gone, or has failed for a while', async () => {
    const gone = await replied('with-chats')
    gone.slack.be({ kind: 'gone' })
    expect(await gone.notify.deliver(gone.owed('reply'))).toEqual({ kind: 'sent' })
    expect(post.received).toHaveLength(1)
    const failing = await replied('with-chats')
    failing.slack.be('broken')
    await expect(failing.notify.deliver(failing.owed('reply'))).rejects.toThrow(/slack/)
    expect(post.received).toHaveLength(1)
    failing.clock.now = '2026-11-23T08:20:00Z'
    await expect(failing.notify.deliver(failing.owed('reply'))).rejects.toThrow(/slack/)
    expect(post.received).toHaveLength(2)
  })
})

describe('settings', () => {
  test.each([
    [{ officeEmails: { maala: 'a@b.se' } }, /LOTSEN_OFFICE_EMAILS: no office "maala"/],
    [{ webhooks: { urls: { mala: 'http://127.0.0.1/' }, secret: '' } }, /LOTSEN_WEBHOOK_SECRET/],
    [{ email: { url: 'smtp://127.0.0.1', from: '' } }, /LOTSEN_MAIL_FROM/],
    [{ email: { url: 'smtp://127.0.0.1', from: 'x@y.se\r\nBcc: z@y.se' } }, /LOTSEN_MAIL_FROM/],
  ])('%j is refused at the start', (given, message) => {
    expect(() => setUp(given)).toThrow(message)
  })

  test('addresses without a mail server are warned of', () => {
    const { logged } = setUp({ officeEmails: { mala: 'a@b.se' } })
    expect(logged).toMatchObject([{ level: 'warn' }])
  })
})
