import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Conversation } from '../../src/index.ts'
import { say, textReply } from './fake-navigator.ts'
import { tenant } from './keys.ts'
import { activity, anna, channel, eva, inChannel, type Rig, setUp } from './set-up.ts'

let rig: Rig
beforeAll(async () => {
  rig = await setUp()
})
afterAll(() => rig.stop())
afterEach(() => {
  rig.fake.turns.length = 0
  rig.bot.calls.length = 0
  rig.fake.answerWith(() => say(textReply('Jaha.')))
})

const mine = 'a:private-29:anna'
const thread = `${channel};messageid=1`
const person = `${tenant}:aad-anna`
const last = (conversation: string) => rig.bot.chat(conversation).at(-1)

test('a message becomes a turn and its answer plain text that cannot be markup', async () => {
  rig.fake.answerWith(() =>
    say(textReply('*Hej* <at>alla</at>'), textReply('[klick](http://x.example)')),
  )
  expect(await rig.send(activity(rig, { id: 'm1', text: 'hej  &amp;&nbsp;tack' }))).toMatchObject({
    status: 200,
    raw: '',
  })
  expect(rig.fake.turns).toEqual([
    {
      kind: 'message',
      text: 'hej & tack',
      event: `teams:${mine}:m1`,
      locale: 'sv',
      address: { channel: 'teams', id: person },
    },
  ])
  expect(last(mine)).toMatchObject({
    text: '*Hej* <at>alla</at>\n\n[klick](http://x.example)',
    textFormat: 'plain',
    locale: 'sv-SE',
  })
})

test.each([
  ['sv-SE', 'sv'],
  ['en-GB', 'en'],
  ['nb-NO', 'unknown'],
  ['', 'unknown'],
])('the locale %j is %s', async (locale, expected) => {
  await rig.send(activity(rig, { text: 'hej', locale }))
  const [turn] = rig.fake.turns
  expect(turn?.locale).toBe(expected)
})

test('the same activity again, at once or later, is one turn and one answer', async () => {
  const again = activity(rig, { text: 'hej' })
  await Promise.all([rig.send(again), rig.send(again)])
  await rig.send(again)
  expect(rig.fake.turns).toHaveLength(1)
  expect(rig.bot.calls).toHaveLength(1)
})

test('messages of one person are answered in order', async () => {
  rig.fake.answerWith(async (incoming) => {
    const text = incoming.kind === 'message' ? incoming.text : ''
    if (text === 'ett') await new Promise((done) => setTimeout(done, 40))
    return say(textReply(text))
  })
  await Promise.all([
    rig.send(activity(rig, { text: 'ett' })),
    rig.send(activity(rig, { text: 'två' })),
  ])
  expect(
    rig.bot
      .chat(mine)
      .slice(-2)
      .map((one) => one.text),
  ).toEqual(['ett', 'två'])
})

test('an attachment without text is answered kindly', async () => {
  await rig.send(activity(rig, { text: '', attachments: [{ contentType: 'image/png' }] }))
  expect(rig.fake.turns).toEqual([])
  expect(last(mine)).toMatchObject({ text: expect.stringContaining('Jag kan bara läsa text') })
})

test('messages of bots, and reactions, are not answered', async () => {
  await rig.send(activity(rig, { text: 'hej', from: { id: '28:other', role: 'bot' } }))
  await rig.send(activity(rig, { type: 'messageReaction' }))
  expect(rig.bot.calls).toEqual([])
})

test('other invokes are not ours: 501', async () => {
  expect(
    await rig.send(activity(rig, { type: 'invoke', name: 'composeExtension/query' })),
  ).toMatchObject({ status: 501, raw: '' })
})

test('an installation is welcomed once, though told twice, and again after it was removed', async () => {
  const conversation = { id: 'a:new', conversationType: 'personal', tenantId: tenant }
  const install = (action: string) =>
    activity(rig, { type: 'installationUpdate', action, conversation })
  await Promise.all([
    rig.send(install('add')),
    rig.send(
      activity(rig, {
        type: 'conversationUpdate',
        conversation,
        membersAdded: [{ id: 'x' }, activity(rig).recipient],
      }),
    ),
  ])
  expect(rig.fake.turns.map((one) => one.kind)).toEqual(['open'])
  await rig.send(install('add-upgrade'))
  expect(rig.fake.turns).toHaveLength(1)
  await rig.send(install('remove'))
  await rig.send(install('add'))
  expect(rig.fake.turns).toHaveLength(2)
  expect(rig.bot.chat('a:new')).toHaveLength(2)
})

test('a channel is answered in its thread, with the mention removed, each person for themselves', async () => {
  await rig.send(inChannel(rig, { text: 'vad finns för <at>Bo</at>?' }))
  await rig.send(inChannel(rig, { text: 'och för mig?' }, eva))
  expect(rig.fake.turns.map((one) => one.kind === 'message' && one.text)).toEqual([
    'vad finns för Bo?',
    'och för mig?',
  ])
  expect(new Set(rig.fake.turns.map((one) => one.address.id)).size).toBe(2)
  expect(rig.bot.calls.map((one) => one.conversation)).toEqual([thread, thread])
})

test('a group chat is answered where it asks', async () => {
  const conversation = {
    id: '19:group@unq.gbl.spaces',
    conversationType: 'groupChat',
    isGroup: true,
    tenantId: tenant,
  }
  await rig.send(activity(rig, { text: 'hej', conversation }))
  expect(last('19:group@unq.gbl.spaces')).toMatchObject({ text: 'Jaha.' })
})

test('something said outside a turn reaches the private chat once, through the stored reference', async () => {
  await rig.send(activity(rig, { text: 'hej' }))
  const to = {
    address: { channel: 'teams', id: `${thread}|${person}` },
    answer: say(textReply('Malå har tagit ditt ärende.')),
    notice: 'L-1:taken',
  } as const
  expect(await rig.teams.say(to)).toEqual({ kind: 'delivered' })
  expect(await rig.teams.say(to)).toEqual({ kind: 'delivered' })
  expect(rig.bot.calls.slice(1).map((one) => one.conversation)).toEqual([mine])
  expect(last(mine)).toMatchObject({ text: 'Malå har tagit ditt ärende.' })
})

test('who is not known, has removed the bot or blocked it is gone', async () => {
  const answer = say(textReply('Hej.'))
  const to = (id: string) =>
    ({
      address: { channel: 'teams', id: `${tenant}:aad-${id}` },
      answer,
      notice: `n-${id}`,
    }) as const
  expect(await rig.teams.say(to('nobody'))).toEqual({ kind: 'gone' })
  await rig.send(activity(rig, { text: 'hej' }, eva))
  await rig.send(activity(rig, { type: 'installationUpdate', action: 'remove' }, eva))
  expect(await rig.teams.say(to('eva'))).toEqual({ kind: 'gone' })
  await rig.send(activity(rig, { text: 'hej' }))
  rig.bot.failNext({ status: 403 })
  expect(await rig.teams.say(to('anna'))).toEqual({ kind: 'gone' })
  const calls = rig.bot.calls.length
  expect(await rig.teams.say(to('anna'))).toEqual({ kind: 'gone' })
  expect(rig.bot.calls).toHaveLength(calls)
})

test('the reference is refreshed by every activity', async () => {
  await rig.send(activity(rig, { text: 'hej' }))
  await rig.send(activity(rig, { text: 'hej', serviceUrl: `${rig.bot.url}/` }))
  expect(JSON.stringify(rig.memory.all.get(`teams person:${person}`))).toContain(`${rig.bot.url}/"`)
  expect(anna.name).toBe('Anna Andersson')
  expect(JSON.stringify([...rig.memory.all])).not.toContain(anna.name)
})

test('who is forgotten leaves nothing in the channel’s memory, and can no longer be written to', async () => {
  rig.memory.all.clear()
  await rig.send(activity(rig, { text: 'hej' }))
  const kept = () => [...rig.memory.all.keys()].filter((id) => id.includes('anna'))
  expect(kept()).toEqual([`teams person:${person}`])
  rig.fake.answerWith(() => ({ ...say(textReply('Allt är borta.')), forgotten: 'yes' }))
  await rig.send(activity(rig, { text: 'ja' }))
  expect(last(mine)).toMatchObject({ text: 'Allt är borta.' })
  expect(kept()).toEqual([])
  const address = { channel: 'teams', id: person } as const
  const told = { address, answer: say(textReply('Hallå?')), notice: 'late' }
  expect(await rig.teams.say(told)).toEqual({ kind: 'gone' })
})

test('forgotten in one place is forgotten in all: each talk, and the private chat', async () => {
  rig.memory.all.clear()
  await rig.send(activity(rig, { text: 'hej' }))
  await rig.send(inChannel(rig, { text: 'hej' }))
  const talks = [person, `${thread}|${person}`]
  expect(rig.memory.all.get(`teams talks:${person}`)).toEqual(talks.slice(1))
  for (const id of talks) rig.conversations.set(`teams:${id}`, {} as Conversation)
  rig.fake.turns.length = 0
  rig.fake.answerWith((incoming) => {
    rig.conversations.delete(`teams:${incoming.address.id}`)
    return { ...say(textReply('Allt är borta.')), forgotten: 'yes' }
  })
  await rig.send(inChannel(rig, { text: 'ja, glöm mig' }))
  expect(rig.fake.turns.map((one) => one.address.id)).toEqual(talks.toReversed())
  expect(rig.fake.turns[1]).toMatchObject({ kind: 'press', press: 'forget-sure' })
  expect([...rig.memory.all.keys()].filter((id) => id.includes('anna'))).toEqual([])
})
