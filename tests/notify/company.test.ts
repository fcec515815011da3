import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPostOffice, type PostOffice, readLetter } from './post-office.ts'
import { setUp } from './setting.ts'

const from = 'Lotsen <lotsen@example.org>'
let post: PostOffice
beforeAll(async () => {
  post = await openPostOffice()
})
afterAll(() => post.stop())
beforeEach(() => {
  post.be('takes')
  post.received.length = 0
})

const patience = { mail: 300, webhook: 300 }
const withMail = () => setUp({ email: { url: post.url, from }, patience })

function lastLetter() {
  const received = post.received.at(-1)
  if (received === undefined) throw new Error('no letter came')
  return { ...received, ...readLetter(received) }
}

describe('a company in the web chat', () => {
  test('hears in its conversation, once, however often the job runs', async () => {
    const { store, open, act, owed, notify } = setUp()
    const opened = await open({})
    await act(opened.id, 'take')
    const notice = owed('taken')
    expect(await notify.deliver(notice)).toEqual({ kind: 'sent' })
    expect(await notify.deliver(notice)).toEqual({ kind: 'sent' })
    await Promise.all([notify.deliver(notice), notify.deliver(notice)])
    const { messages } = store.kept()
    expect(messages).toHaveLength(1)
    expect(JSON.stringify(messages)).toContain('L-7K3QX är taget')
  })

  test('a commit that fails says nothing; the next try says it once', async () => {
    const { store, open, act, owed, notify } = setUp()
    const opened = await open({})
    await act(opened.id, 'take')
    await act(opened.id, 'message-to-company', { text: 'Hej, vi ses på tisdag.' })
    const notice = owed('message')
    const { transact } = store
    // The first commit is of the question whether it was said before, which is always undone.
    let transactions = 0
    const counting = Object.assign(store, {
      transact: ((work) => {
        transactions += 1
        if (transactions === 2) store.failNextCommit()
        return transact(work)
      }) as typeof transact,
    })
    await expect(notify.deliver(notice)).rejects.toThrow(/did not arrive/)
    expect(counting.kept().messages).toHaveLength(0)
    expect(await notify.deliver(notice)).toEqual({ kind: 'sent' })
    expect(store.kept().messages).toHaveLength(1)
    expect(store.kept().messages[0]?.said.by).toBe('office')
  })

  test('what is no longer true is not sent', async () => {
    const { store, open, act, owed, notify, clock } = setUp()
    const opened = await open({})
    await act(opened.id, 'take')
    await act(opened.id, 'close', { help: 'advice' })
    const notice = owed('closed')
    clock.now = '2026-11-23T08:00:30Z'
    await act(opened.id, 'undo')
    expect(await notify.deliver(notice)).toEqual({ kind: 'moot' })
    expect(await notify.deliver(owed('taken'))).toEqual({ kind: 'sent' })
    expect(store.kept().messages).toHaveLength(1)
  })

  test('the receipt that the turn said is not repeated, but comes by e-mail', async () => {
    const { store, open, owed, notify } = withMail()
    await open({ email: 'eva.ek@example.se' })
    expect(await notify.deliver(owed('received'))).toEqual({ kind: 'sent' })
    expect(store.kept().messages).toHaveLength(0)
    expect(post.received.map(({ to }) => to)).toEqual([['eva.ek@example.se']])
  })

  test('a late case is told with choices in the chat and words in the letter', async () => {
    const { store, open, owed, notify, clock, navigator } = withMail()
    await open({ email: 'eva@example.se' })
    clock.now = '2026-11-25T09:00:00Z'
    await navigator.remind()
    await notify.deliver(owed('delayed'))
    const [message] = store.kept().messages
    expect(message?.said.by === 'lotsen' && message.said.answer.replies[0]?.kind).toBe('choices')
    const { text } = lastLetter()
    expect(text).toContain('Du väljer i chatten')
    expect(text).not.toMatch(/https:\/\/lotsen\.example\/\S+\?/)
  })
})

describe('a letter to a company', () => {
  test('is plain text and HTML in its language, in one thread, answered by the office', async () => {
    const officeEmails = { mala: 'naring@mala.example' }
    const { open, act, owed, notify } = setUp({ email: { url: post.url, from }, officeEmails })
    const opened = await open({ email: 'eva@example.se' })
    await notify.deliver(owed('received'))
    const first = lastLetter()
    await act(opened.id, 'take')
    await act(opened.id, 'message-to-company', {
      text: 'Åk förbi på ön <b>& ta med "ritningar"</b>',
    })
    await notify.deliver(owed('message'))
    const second = lastLetter()
    expect(second.from).toBe('lotsen@example.org')
    expect(second.headers.subject).toBe('Ditt ärende L-7K3QX')
    expect(second.headers['message-id']).toBe('<L-7K3QX.message.3@example.org>')
    expect(second.headers.references).toBe(first.headers.references)
    expect(second.headers['in-reply-to']).toBe('<L-7K3QX.company@example.org>')
    expect(second.headers['reply-to']).toBe('naring@mala.example')
    expect(second.headers['auto-submitted']).toBe('auto-generated')
    expect(second.text).toContain('Åk förbi på ön <b>& ta med "ritningar"</b>')
    expect(second.html).toContain(
      'Åk förbi på ön &lt;b&gt;&amp; ta med &quot;ritningar&quot;&lt;/b&gt;',
    )
    expect(second.html).toContain('<html lang="sv">')
    expect([...second.html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)).toEqual([
      'https://lotsen.example/',
    ])
  })

  test('reads in English to who spoke English', async () => {
    const { store, open, owed, notify } = withMail()
    const opened = await open({ email: 'eva@example.se' })
    const conversation = await store.findConversation(opened.conversation)
    if (conversation === undefined) throw new Error('no conversation')
    await store.transact((tx) => tx.saveConversation({ ...conversation, language: 'en' }))
    await notify.deliver(owed('received'))
    const { headers, text, html } = lastLetter()
    expect(headers.subject).toBe('Your case L-7K3QX')
    expect(text).toContain('We have received your case L-7K3QX')
    expect(text).toContain('nobody reads answers')
    expect(html).toContain('<html lang="en">')
  })

  test.each([
    'eva@example.se\r\nBcc: all@example.se',
    'eva@example.se, others@example.se',
    'Eva <eva@example.se>',
    'eva@example.se>\nX: y',
    '"a b"@example.se',
    'eva@localhost',
    `${'a'.repeat(65)}@example.se`,
    '',
  ])('an address that is more than an address gets nothing: %j', async (email) => {
    const { open, owed, notify } = withMail()
    await open({ email })
    expect(await notify.deliver(owed('received'))).toEqual({ kind: 'sent' })
    expect(post.received).toEqual([])
  })

  test('å, ä and ö in a domain arrive', async () => {
    const { open, owed, notify } = withMail()
    await open({ email: 'eva@åseleträ.example' })
    await notify.deliver(owed('received'))
    // The server shows it decoded again.
    expect(post.received[0]?.to).toEqual(['eva@åseleträ.example'])
    expect(post.received[0]?.raw).toContain('To: eva@xn--seletr-guab.example')
  })
})

describe('a mail server that fails', () => {
  test.each([
    ['not-now', /email EENVELOPE 451/],
    ['no-greeting', /email ETIMEDOUT/],
    ['never-answers', /email ETIMEDOUT/],
  ] as const)('%s: the chat has had it, the letter is tried again', async (mood, fault) => {
    const { store, open, act, owed, notify } = withMail()
    const opened = await open({ email: 'eva@example.se' })
    await act(opened.id, 'take')
    post.be(mood)
    await expect(notify.deliver(owed('taken'))).rejects.toThrow(fault)
    await expect(notify.deliver(owed('taken'))).rejects.not.toThrow(/eva/)
    expect(store.kept().messages).toHaveLength(1)
    post.be('takes')
    expect(await notify.deliver(owed('taken'))).toEqual({ kind: 'sent' })
    expect(await notify.deliver(owed('taken'))).toEqual({ kind: 'sent' })
    expect(store.kept().messages).toHaveLength(1)
    expect(post.received).toHaveLength(1)
  })

  test('a connection refused is tried again', async () => {
    const closed = await openPostOffice()
    await closed.stop()
    const { open, owed, notify } = setUp({ email: { url: closed.url, from } })
    await open({ email: 'eva@example.se' })
    await expect(notify.deliver(owed('received'))).rejects.toThrow(/email E(SOCKET|CONNREFUSED)/)
  })

  test.each(['no-such-box', 'refuses'] as const)('%s: for good, with one alarm', async (mood) => {
    const { store, open, act, owed, notify, logged } = withMail()
    const opened = await open({ email: 'eva@example.se' })
    await act(opened.id, 'take')
    post.be(mood)
    expect(await notify.deliver(owed('taken'))).toEqual({ kind: 'sent' })
    expect(await notify.deliver(owed('taken'))).toEqual({ kind: 'sent' })
    expect(store.kept().messages).toHaveLength(1)
    const alarms = logged.filter(({ level }) => level === 'error')
    expect(alarms).toHaveLength(1)
    expect(JSON.stringify(alarms)).not.toContain('eva')
    expect(notify.alarms()).toMatchObject([{ place: 'email', why: 'gone' }])
  })
})

describe('a company in Slack', () => {
  test('is told there, and it is kept with the rest of the talk', async () => {
    const { store, open, act, owed, notify, slack } = setUp()
    const opened = await open({ channel: 'slack' })
    await act(opened.id, 'take')
    await notify.deliver(owed('taken'))
    await notify.deliver(owed('taken'))
    expect(slack.said).toHaveLength(1)
    expect(slack.said[0]?.notice).toBe('L-7K3QX:taken:2')
    expect(store.kept().messages).toHaveLength(1)
  })

  test('a rate limit is obeyed; the pauses grow; after days it has failed', async () => {
    const { open, act, owed, notify, slack, clock } = setUp()
    const opened = await open({ channel: 'slack' })
    await act(opened.id, 'take')
    slack.be({ kind: 'later', seconds: 30 })
    clock.now = '2026-11-23T08:01:10Z'
    expect(await notify.deliver(owed('taken'))).toEqual({
      kind: 'later',
      at: '2026-11-23T08:01:40.000Z',
    })
    clock.now = '2026-11-23T08:41:00Z'
    expect(await notify.deliver(owed('taken'))).toEqual({
      kind: 'later',
      at: '2026-11-23T08:51:00.000Z',
    })
    clock.now = '2026-11-28T08:00:00Z'
    await expect(notify.deliver(owed('taken'))).rejects.toThrow(/slack later/)
  })

  test('who has left Slack and left no address is called: the office hears at once, once', async () => {
    const { open, act, owed, notify, slack, teams, link, logged } = setUp()
    await link('mala', 'teams')
    const opened = await open({ channel: 'slack' })
    await act(opened.id, 'take')
    slack.be({ kind: 'gone' })
    await expect(notify.deliver(owed('taken'))).rejects.toThrow(/slack gone/)
    await expect(notify.deliver(owed('taken'))).rejects.toThrow(/slack gone/)
    await notify.givenUp(owed('taken'))
    expect(teams.posted).toHaveLength(1)
    expect(teams.posted[0]?.text).toMatch(/nådde inte företaget.*L-7K3QX/)
    const whys = logged
      .filter(({ level }) => level === 'error')
      .map(({ line }) => (line as { why: string }).why)
    expect(whys).toEqual(['gone', 'unreached', 'given-up'])
  })
})
