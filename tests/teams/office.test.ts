import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tenant } from './keys.ts'
import { caseIn, lastMade, pressIn } from './office-room.ts'
import {
  actionsIn,
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
const drawn = () => caseIn(rig)
const press = (where: string, data: object, more: object = {}) =>
  pressIn(rig, where, { ...invoke(data), ...more })

describe('a case in the channel', () => {
  test('a new case starts a thread, without contact, and its headline is what notifications read', async () => {
    const { where } = await drawn()
    const call = rig.bot.calls.at(-1)
    expect(call).toMatchObject({ method: 'POST', path: '/v3/conversations' })
    expect(last(where)).toMatchObject({ summary: 'Nytt ärende' })
    expect(texts(where)).toContain('Snickeri i Malå vill anställa')
    expect(texts(where)).not.toContain('070-123')
  })

  test('taking it: contact for who took it only, the card redrawn for all, own views from then on', async () => {
    const { where, id } = await drawn()
    const { body } = await rig.send(
      press(where, dataOf(cardOf(last(where)), 'Jag tar det'), { replyToId: id }),
    )
    expect(rig.fake.presses[0]).toMatchObject({
      case: 'L-7K3QX',
      version: 1,
      action: 'take',
      officer: { id: `teams:${tenant}:aad-eva`, name: 'Eva Ek', office: 'mala' },
    })
    expect(JSON.stringify(body.value)).toContain('070-123 45 67')
    expect(JSON.stringify(body.value)).toContain('Du har tagit ärendet.')
    expect(texts(where)).toContain('Taget av Eva Ek')
    expect(texts(where)).not.toContain('070-123')
    expect(cardOf(last(where)).refresh).toMatchObject({ userIds: ['29:eva'] })
    const refresh = (cardOf(last(where)).refresh as { action: { data: object } }).action.data
    const own = await rig.send(press(where, refresh))
    expect(JSON.stringify(own.body.value)).toContain('070-123 45 67')
    const other = inChannel(
      rig,
      { ...invoke(refresh), conversation: { id: where, conversationType: 'channel' } },
      anna,
    )
    expect(JSON.stringify((await rig.send(other)).body.value)).not.toContain('070-123')
  })

  test('a button with fields opens its form in the card, and the values travel with the press', async () => {
    const { where, id } = await drawn()
    await rig.send(press(where, dataOf(cardOf(last(where)), 'Jag tar det'), { replyToId: id }))
    const card = cardOf(last(where))
    const show = actionsIn(card).find(
      (one) => one.type === 'Action.ShowCard' && one.title === 'Avsluta',
    )
    expect(JSON.stringify(show)).toContain('"id":"field.close.help"')
    const data = dataOf(show, 'Avsluta')
    await rig.send(
      press(
        where,
        { ...data, 'field.close.help': 'advice', 'field.note.text': 'not mine' },
        { replyToId: id },
      ),
    )
    expect(rig.fake.presses.at(-1)).toMatchObject({
      action: 'close',
      version: 2,
      values: { help: 'advice' },
    })
  })

  test('a form refused for what it says stays as it was typed: a message, and nothing redrawn', async () => {
    const { where, id } = await drawn()
    const data = dataOf(
      actionsIn(cardOf(last(where))).find((one) => one.type === 'Action.ShowCard'),
      'Anteckna',
    )
    const calls = rig.bot.calls.length
    const { body } = await rig.send(
      press(where, { ...data, 'field.note.text': '' }, { replyToId: id }),
    )
    expect(body).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
      value: 'Skriv något först.',
    })
    expect(rig.bot.calls).toHaveLength(calls)
  })

  test('a redraw that is throttled for long posts no second card: its notice comes back', async () => {
    const { where, id } = await drawn()
    rig.bot.failNext({ status: 429, headers: { 'retry-after': '90' } })
    const data = dataOf(cardOf(last(where)), 'Jag tar det')
    const { body } = await rig.send(press(where, data, { replyToId: id }))
    expect(JSON.stringify(body.value)).toContain('070-123 45 67')
    expect(rig.bot.chat(where)).toHaveLength(1)
    expect(rig.bot.calls.filter((one) => one.path === '/v3/conversations')).toHaveLength(2)
  })

  test('a stale press gets a message and the card as it is now', async () => {
    const { where, id } = await drawn()
    const data = dataOf(cardOf(last(where)), 'Jag tar det')
    await rig.send(press(where, data, { replyToId: id }))
    const { body } = await rig.send(press(where, data, { replyToId: id }))
    expect(JSON.stringify(body.value)).toContain('Redan taget av Eva Ek.')
    expect(JSON.stringify(body.value)).toContain('Fick tag på')
  })

  test('the Submit fallback does the same, and the contact comes in the private chat', async () => {
    const { where, id } = await drawn()
    const data = dataOf(cardOf(last(where)), 'Jag tar det')
    await rig.send(press(where, data, { type: 'message', value: data, replyToId: id }))
    expect(rig.fake.presses).toHaveLength(1)
    expect(texts(where)).toContain('Taget av Eva Ek')
    expect(texts(where)).not.toContain('070-123')
    expect(texts(evas)).toContain('070-123 45 67')
  })

  test('a card that is gone is posted anew, in a new thread', async () => {
    const { route, where } = await drawn()
    rig.bot.failNext({ status: 404, when: (call) => call.method === 'PUT' })
    await rig.teams.draw({
      route,
      card: { ...rig.fake.card(), version: 2 },
      headline: 'Ändrat',
      notice: 'L-7K3QX:2',
    })
    expect(lastMade(rig)).not.toBe(where.split('=')[1])
    expect(rig.bot.chat(`${channel};messageid=${lastMade(rig)}`)).toHaveLength(1)
  })

  test('redrawing is an update, and an older drawing never covers a newer one', async () => {
    const { route, where } = await drawn()
    await rig.teams.draw({
      route,
      card: { ...rig.fake.card(), version: 3, title: 'Ny' },
      headline: 'Ändrat',
      notice: 'L-7K3QX:3',
    })
    await rig.teams.draw({
      route,
      card: { ...rig.fake.card(), version: 2, title: 'Gammal' },
      headline: 'Ändrat',
      notice: 'L-7K3QX:2',
    })
    expect(rig.bot.chat(where)).toHaveLength(1)
    expect(texts(where)).toContain('Ny')
    expect(texts(where)).not.toContain('Gammal')
  })

  test('a line under the card is posted once, in the thread', async () => {
    const { route, where } = await drawn()
    const line = {
      route,
      case: 'L-7K3QX',
      text: 'Företaget svarar: *ring* mig',
      language: 'sv',
      notice: 'L-7K3QX:answer',
    } as const
    expect(await rig.teams.post(line)).toEqual({ kind: 'delivered' })
    expect(await rig.teams.post(line)).toEqual({ kind: 'delivered' })
    expect(rig.bot.chat(where)).toHaveLength(2)
    expect(last(where)).toMatchObject({ text: 'Företaget svarar: *ring* mig', textFormat: 'plain' })
  })

  test('what is written in the thread stays there', async () => {
    const { where } = await drawn()
    const conversation = { id: where, conversationType: 'channel' }
    await rig.send(inChannel(rig, { text: 'någon som kan ringa?', conversation }, eva))
    expect(rig.fake.turns).toEqual([])
    expect(texts(where)).toContain('stannar på kontoret')
  })

  test('presses from a channel that is no office’s do nothing', async () => {
    const { body } = await rig.send(
      press(thread, { lotsen: 'act', case: 'L-7K3QX', version: 1, action: 'take' }),
    )
    expect(JSON.stringify(body)).toContain('inte kopplad')
    expect(rig.fake.presses).toEqual([])
  })

  test('an unknown case is told', async () => {
    await linkOffice(rig)
    const { body } = await rig.send(
      press(thread, { lotsen: 'act', case: 'L-XXXXX', version: 1, action: 'take' }),
    )
    expect(body.value).toBe('Ärendet finns inte.')
  })

  test('where the bot may not write any more, the route is gone', async () => {
    const { route } = await drawn()
    rig.bot.failNext({ status: 403 }, { status: 403 })
    expect(
      await rig.teams.draw({
        route,
        card: { ...rig.fake.card(), version: 2 },
        headline: '',
        notice: 'n',
      }),
    ).toEqual({ kind: 'gone' })
    expect(rig.routes.size).toBe(0)
  })

  test('throttled for long: later, and nothing is lost', async () => {
    const { route } = await drawn()
    rig.bot.failNext({ status: 429, headers: { 'retry-after': '90' } })
    expect(
      await rig.teams.draw({
        route,
        card: { ...rig.fake.card(), version: 2 },
        headline: '',
        notice: 'n',
      }),
    ).toEqual({ kind: 'later', seconds: 90 })
    expect(
      await rig.teams.draw({
        route,
        card: { ...rig.fake.card(), version: 2 },
        headline: '',
        notice: 'n',
      }),
    ).toEqual({ kind: 'delivered' })
  })
})
