import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Reply } from '../../src/index.ts'
import { everyReply, press } from '../contracts/replies.ts'
import { say, textReply } from './fake-navigator.ts'
import {
  activity,
  cardOf,
  channel,
  dataOf,
  eva,
  inChannel,
  invoke,
  type Rig,
  setUp,
} from './set-up.ts'

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
const reply = (kind: keyof typeof everyReply): Reply => everyReply[kind] as Reply
const last = (conversation: string) => rig.bot.chat(conversation).at(-1)

test('personal matters of a channel go on in the private chat, and stay one conversation', async () => {
  rig.fake.answerWith(() => say(textReply('Då tar vi det.'), reply('form')))
  await rig.send(inChannel(rig, { text: 'hjälp mig' }))
  expect(last(thread)).toMatchObject({
    text: 'Det här är personligt, så jag har skrivit till dig i vår privata chatt.',
  })
  expect(JSON.stringify(rig.bot.chat(thread))).not.toContain('näringslivskontoret')
  const shared = rig.fake.turns[0]?.address.id
  const data = dataOf(cardOf(last(mine)), 'Granska')
  await rig.send(
    activity(rig, {
      ...invoke({ ...data, 'field.name': 'Anna' }),
      replyToId: String(last(mine)?.id),
    }),
  )
  expect(rig.fake.turns[1]).toMatchObject({
    kind: 'form',
    form: 'handoff',
    values: { name: 'Anna' },
    address: { id: shared },
  })
  await rig.send(activity(rig, { text: 'och en sak till' }))
  expect(rig.fake.turns[2]?.address.id).toBe(shared)
  await rig.send(activity(rig, invoke(data), eva))
  expect(rig.fake.turns).toHaveLength(3)
})

test('without a private chat one is made; where that is not allowed, a link says how', async () => {
  rig.fake.answerWith(() => say(reply('summary')))
  const bo = { name: 'Bo', id: 'bo' }
  await rig.send(inChannel(rig, { text: 'mina uppgifter' }, bo))
  expect(rig.bot.calls.map((one) => [one.method, one.path.slice(0, 17), one.conversation])).toEqual(
    [
      ['POST', '/v3/conversations', ''],
      ['POST', '/v3/conversations', 'a:private-29:bo'],
      ['POST', '/v3/conversations', thread],
    ],
  )
  rig.bot.failNext({ status: 403 })
  await rig.send(inChannel(rig, { text: 'mina uppgifter' }, { name: 'Cia', id: 'cia' }))
  expect(JSON.stringify(last(thread))).toContain('https://teams.microsoft.com/l/chat/0/0?users=28:')
})

test('a form is redrawn in place with its faults and what was typed', async () => {
  const form = reply('form')
  if (form.kind !== 'form') throw new Error('no form')
  rig.fake.answerWith(() => say(form))
  await rig.send(activity(rig, { text: 'kontakta mig' }))
  const shown = last(mine)
  const [name, ...others] = form.fields
  if (name === undefined) throw new Error('no field')
  rig.fake.answerWith(() =>
    say({ ...form, fields: [{ ...name, value: 'Anna', error: 'Efternamnet saknas.' }, ...others] }),
  )
  const { body } = await rig.send(
    activity(rig, {
      ...invoke(dataOf(cardOf(shown), 'Granska')),
      replyToId: String(shown?.id),
    }),
  )
  expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
  expect(JSON.stringify(body.value)).toContain('Rätta till: Efternamnet saknas.')
  expect(JSON.stringify(body.value)).toContain('"value":"Anna"')
  expect(cardOf(last(mine))).toEqual(body.value)
  expect(rig.bot.calls.at(-1)).toMatchObject({ method: 'PUT' })
})

test('Execute and its Submit fallback mean the same', async () => {
  rig.fake.answerWith(() => say(reply('choices')))
  await rig.send(activity(rig, { text: 'hej' }))
  const data = dataOf(cardOf(last(mine)), 'Bara jag')
  await rig.send(activity(rig, invoke(data)))
  await rig.send(activity(rig, { value: data }))
  const [, execute, submit] = rig.fake.turns.map(({ event: _, ...rest }) => rest)
  expect(execute).toEqual(submit)
  expect(execute).toMatchObject({ kind: 'press', press: 'answer|employees|1' })
})

test('an answered question keeps the choice and loses its buttons; the answer follows below', async () => {
  rig.fake.answerWith(() => say(reply('choices')))
  await rig.send(activity(rig, { text: 'hej' }))
  const asked = last(mine)
  rig.fake.answerWith(() => say(textReply('Tack.')))
  const data = dataOf(cardOf(asked), '2 till 9')
  const { body } = await rig.send(activity(rig, { ...invoke(data), replyToId: String(asked?.id) }))
  const card = JSON.stringify(body.value)
  expect(card).toContain('Hur många anställda har ni?')
  expect(card).toContain('Du valde: 2 till 9')
  expect(card).not.toContain('Action.')
  expect(last(mine)).toMatchObject({ text: 'Tack.' })
})

test('a card that cannot be redrawn is posted anew', async () => {
  rig.fake.answerWith(() => say(reply('summary')))
  rig.bot.failNext({ status: 404, when: (call) => call.method === 'PUT' })
  await rig.send(activity(rig, { text: 'hej' }))
  const shown = rig.bot.chat(mine).length
  await rig.send(
    activity(rig, {
      ...invoke(dataOf(cardOf(last(mine)), 'Ta tillbaka')),
      replyToId: String(last(mine)?.id),
    }),
  )
  expect(rig.bot.chat(mine)).toHaveLength(shown + 1)
})

test('many options become one list, and the chosen one a press', async () => {
  const options = Array.from({ length: 15 }, (_, at) => press(`Ort ${at}`, `place|ort-${at}|find`))
  rig.fake.answerWith(() => say({ kind: 'choices', text: 'Var finns ni?', because: '', options }))
  await rig.send(activity(rig, { text: 'hej' }))
  const data = dataOf(cardOf(last(mine)), 'Välj')
  await rig.send(activity(rig, invoke({ ...data, choice: 'place|ort-7|find' })))
  expect(rig.fake.turns[1]).toMatchObject({ kind: 'press', press: 'place|ort-7|find' })
})

test.each([{}, { lotsen: 'unknown' }, { lotsen: 'press' }, 7, null])(
  'data that is not ours, %j, is answered politely',
  async (data) => {
    const { status, body } = await rig.send(activity(rig, invoke(data)))
    expect([status, body.value]).toEqual([
      200,
      expect.stringContaining('går inte att använda längre'),
    ])
    expect(rig.fake.turns).toEqual([])
  },
)

test('a turn that takes a moment shows typing; a longer one is answered in time and goes on', async () => {
  const slow = await setUp({ times: { typing: 20, answer: 200 } })
  let release = () => {}
  const held = new Promise<void>((go) => {
    release = go
  })
  slow.fake.answerWith(() => held.then(() => say(textReply('Nu så.'))))
  const { body } = await slow.send(activity(slow, invoke({ lotsen: 'press', press: 'more' })))
  expect(body.value).toContain('Det tar en stund')
  await expect.poll(() => slow.bot.calls.map((one) => one.activity.type)).toEqual(['typing'])
  release()
  await slow.teams.stop()
  expect(slow.bot.chat(mine).at(-1)).toMatchObject({ text: 'Nu så.' })
  await slow.stop()
})

test('a fault in the navigator is told, logged, and kills nothing', async () => {
  rig.fake.answerWith(() => {
    throw new Error('the database is away')
  })
  expect(await rig.send(activity(rig, { text: 'hej' }))).toMatchObject({ status: 200 })
  expect(last(mine)).toMatchObject({ text: expect.stringContaining('Något gick fel') })
  const { status, body } = await rig.send(activity(rig, invoke({ lotsen: 'press', press: 'more' })))
  expect([status, body.value]).toEqual([200, expect.stringContaining('Något gick fel')])
  expect(rig.logged.join('\n')).toContain('the database is away')
})
