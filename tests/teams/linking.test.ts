import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tenant } from './keys.ts'
import {
  activity,
  anna,
  cardOf,
  channel,
  dataOf,
  eva,
  inChannel,
  invoke,
  linkOffice,
  type Rig,
  setUp,
} from './set-up.ts'

let rig: Rig
beforeEach(async () => {
  rig = await setUp()
})
afterEach(() => rig.stop())

const thread = `${channel};messageid=1`
const evas = 'a:private-29:eva'
const last = (conversation: string) => rig.bot.chat(conversation).at(-1)
const texts = (conversation: string) => JSON.stringify(rig.bot.chat(conversation))

const link = () => linkOffice(rig)

describe('linking a channel', () => {
  test('the key is asked in the private chat and never seen in the channel', async () => {
    const route = await link()
    expect(route).toMatchObject({ office: 'mala', channel: 'teams', id: channel })
    expect(JSON.parse(route.ref)).toMatchObject({
      serviceUrl: rig.bot.url,
      conversation: channel,
      tenant,
    })
    expect(texts(thread)).toContain('Jag frågar efter kontorsnyckeln i vår privata chatt')
    expect(texts(channel)).toContain('Kanalen är nu inkorg för Malå.')
    expect(texts(evas)).toContain('Kanalen är nu inkorg för Malå.')
    expect(texts(thread) + texts(channel) + texts(evas) + rig.logged.join()).not.toContain('key-of')
    expect(JSON.stringify([...rig.memory.all])).not.toContain('key-of')
  })

  test('the input hides what is typed', async () => {
    await rig.send(inChannel(rig, { text: 'connect mala', locale: 'en-GB' }, eva))
    expect(JSON.stringify(cardOf(last(evas)))).toContain('"style":"Password"')
  })

  test('a wrong key is told, and after five there is a wait', async () => {
    await rig.send(inChannel(rig, { text: 'koppla mala' }, eva))
    const data = dataOf(cardOf(last(evas)), 'Koppla')
    for (let tries = 0; tries < 5; tries += 1) {
      const { body } = await rig.send(activity(rig, invoke({ ...data, key: 'guess' }), eva))
      expect(JSON.stringify(body)).toContain('Nyckeln stämmer inte.')
    }
    const { body } = await rig.send(activity(rig, invoke({ ...data, key: 'key-of-mala' }), eva))
    expect(JSON.stringify(body)).toContain('Vänta en kvart')
    expect(rig.routes.size).toBe(0)
  })

  test('only who asked in the channel can give the key, and only for what was asked', async () => {
    await rig.send(inChannel(rig, { text: 'koppla mala' }, eva))
    const data = dataOf(cardOf(last(evas)), 'Koppla')
    for (const [who, more] of [
      [anna, {}],
      [eva, { channel: '19:other@thread.tacv2' }],
      [eva, { office: 'asele', key: 'key-of-asele' }],
    ] as const) {
      const { body } = await rig.send(
        activity(rig, invoke({ ...data, key: 'key-of-mala', ...more }), who),
      )
      expect(JSON.stringify(body)).toContain('i kanalen igen')
    }
    expect(rig.routes.size).toBe(0)
  })

  test('an unknown office lists those there are; a private chat says where to write it; a question stays one', async () => {
    await rig.send(inChannel(rig, { text: 'koppla nowhere' }))
    expect(texts(thread)).toContain('Malå, Åsele')
    await rig.send(activity(rig, { text: 'koppla asele' }))
    expect(texts('a:private-29:anna')).toContain('i den kanal i ett team')
    await rig.send(activity(rig, { text: 'koppla mig till Malå kommun tack' }))
    await rig.send(inChannel(rig, { text: 'koppla ihop mig med någon' }))
    await rig.send(inChannel(rig, { text: 'koppla vidare' }))
    expect(rig.fake.turns).toHaveLength(3)
  })

  test('where the private chat cannot be opened, the channel says what to do', async () => {
    rig.bot.failNext({ status: 403, when: (call) => call.path === '/v3/conversations' })
    await rig.send(inChannel(rig, { text: 'koppla mala' }, { name: 'Dan', id: 'dan' }))
    expect(texts(thread)).toContain('Öppna vår privata chatt först')
  })

  test.each(['koppla bort Malå', 'kontor koppla bort', 'kontoret: koppla bort malå'])(
    '%s unlinks',
    async (said) => {
      await link()
      await rig.send(inChannel(rig, { text: said }, eva))
      expect(rig.routes.size).toBe(0)
    },
  )

  test('koppla bort, removal from the team and a deleted channel end it', async () => {
    await link()
    await rig.send(inChannel(rig, { text: 'koppla bort' }, eva))
    expect(rig.routes.size).toBe(0)
    expect(texts(thread)).toContain('inte längre kontorets inkorg')
    await link()
    await rig.send(inChannel(rig, { type: 'installationUpdate', action: 'remove' }))
    expect(rig.routes.size).toBe(0)
    await link()
    await rig.send(
      inChannel(rig, {
        type: 'conversationUpdate',
        channelData: {
          eventType: 'channelDeleted',
          channel: { id: channel },
          team: { id: '19:team@thread.tacv2' },
          tenant: { id: tenant },
        },
      }),
    )
    expect(rig.routes.size).toBe(0)
  })

  test('everything that comes from the channel refreshes where it is', async () => {
    await link()
    const serviceUrl = `${rig.bot.url}/moved`
    await rig.send(inChannel(rig, { text: 'vad finns för oss?', serviceUrl }, eva))
    expect(rig.memory.all.get(`teams office:${channel}`)).toMatchObject({
      reference: { serviceUrl, conversation: channel },
    })
  })
})
