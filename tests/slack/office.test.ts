import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseCard, Route } from '../../src/index.ts'
import {
  createWorld,
  mention,
  modes,
  officeKey,
  pressOn,
  readable,
  settle,
  slash,
  submissionOf,
  until,
  type World,
} from './harness.ts'
import type { Json } from './json.ts'
import { caseId } from './navigator.ts'
import { button, watch } from './watch.ts'

describe.each(modes)('an office, over %s', (mode) => {
  let world: World
  beforeEach(async () => {
    world = await createWorld({ mode })
  })
  afterEach(() => world.stop())
  const { message, called, whispered } = watch(() => world)

  const respond = () => `${world.fake.url}/respond/office`
  const command = (text: string) =>
    world.deliver(
      'slash_commands',
      slash(text, { channel_id: 'C9', user_id: 'UMALA', response_url: respond() }),
    )
  const giveKey = async (key: string, at = 0) => {
    const { view } = (await called('views.open', at)).args
    return world.deliver(
      'interactive',
      submissionOf(view, { key }, { user: { id: 'UMALA', team_id: 'T1' } }),
    )
  }
  const connect = async (): Promise<Route> => {
    await command('kontor koppla Malå')
    await giveKey(officeKey)
    return until('a route', () => world.routes[0])
  }
  const roomCard = async (): Promise<CaseCard> => {
    const card = await world.navigator.drawCase(caseId, {
      id: 'slack:T1:C9',
      name: '',
      office: 'mala',
    })
    if (card === undefined) throw new Error('no card')
    return card
  }
  const draw = async (route: Route) =>
    world.slack.draw({
      route,
      card: await roomCard(),
      headline: 'Nytt ärende till Malå',
      notice: `${caseId}:new-case`,
    })
  const cardMessage = () => message((one) => readable(one.blocks).includes(`Ärende ${caseId}`))
  const press = (pressed: Json, more: Json = {}) =>
    world.deliver('interactive', {
      ...pressOn(pressed),
      user: { id: 'UMALA', team_id: 'T1' },
      channel: { id: 'C9' },
      container: { type: 'message', channel_id: 'C9' },
      response_url: respond(),
      ...more,
    })

  test('the key is asked in a modal, a wrong one is refused there, the right one makes the route', async () => {
    await command('kontor koppla Malå')
    const wrong = await giveKey('gissning')
    expect(wrong.body).toEqual({
      response_action: 'errors',
      errors: { 'field:key': 'Nyckeln stämmer inte.' },
    })
    expect(world.routes).toEqual([])
    const right = await giveKey(officeKey)
    expect(right.body.response_action).toBeUndefined()
    expect(await until('a route', () => world.routes[0])).toEqual({
      office: 'mala',
      channel: 'slack',
      id: 'T1:C9',
      ref: '{"workspace":"T1","channel":"C9"}',
    })
    expect((await message((one) => one.channel === 'C9')).text).toBe(
      'Den här kanalen är nu inkorg för Malå.',
    )
    expect(world.memory.dump()).not.toContain(officeKey)
    expect(world.logged.join()).not.toContain(officeKey)
  })

  test('five wrong keys, then no more for a quarter of an hour', async () => {
    await command('kontor koppla Malå')
    for (const _ of [1, 2, 3, 4, 5]) await giveKey('gissning')
    const sixth = await giveKey(officeKey)
    expect(sixth.body.errors['field:key']).toContain('För många försök')
    expect(world.routes).toEqual([])
  })

  test('an unknown office is answered with those there are; /lots kontor tells how', async () => {
    await command('kontor koppla Stockholm')
    expect((await whispered()).text).toContain('Malå, Åsele')
    await command('kontor')
    expect((await whispered(1)).text).toContain('/lots kontor koppla')
    expect(world.navigator.heard).toEqual([])
  })

  test('a channel shared with another organisation, or one we are not in, is refused in the modal', async () => {
    world.fake.channels.set('C9', { is_ext_shared: true })
    await command('kontor koppla Malå')
    expect((await giveKey(officeKey)).body.errors['field:key']).toContain('delas')
    world.fake.channels.clear()
    world.fake.upset('chat.postMessage', { kind: 'error', error: 'not_in_channel' })
    expect((await giveKey(officeKey)).body.errors['field:key']).toContain('/invite')
    expect(world.routes).toEqual([])
  })

  test('koppla bort drops the route and says so to all', async () => {
    await connect()
    await command('kontor koppla bort')
    await message((one) => one.text.startsWith('Den här kanalen är inte längre'))
    expect(world.routes).toEqual([])
    await command('kontor koppla bort')
    expect((await whispered()).text).toContain('inte kopplad')
  })

  test('a case comes as a card, is taken, and the card is redrawn for everyone', async () => {
    const route = await connect()
    expect(await draw(route)).toEqual({ kind: 'delivered' })
    const card = await cardMessage()
    expect(card.text).toBe('Nytt ärende till Malå\nBehöver låna till en maskin')
    expect(readable(card.blocks)).toContain('Lovat svar')
    await press(button(card.blocks, 'Jag tar det'))
    await until('the redrawn card', () => world.fake.callsOf('chat.update')[0])
    const now = await cardMessage()
    expect(readable(now.blocks)).toContain('Taget av Namn UMALA')
    expect(readable(now.blocks)).not.toContain('0950-123 45')
    const told = await whispered()
    expect(told.text).toContain('Ärendet är ditt.')
    expect(told.text).toContain('Telefon: 0950-123 45')
    expect(world.navigator.acted[0]?.officer).toEqual({
      id: 'slack:T1:UMALA',
      name: 'Namn UMALA',
      office: 'mala',
    })
  })

  test('contact details are shown to the one who asks, and never by the card that all can read', async () => {
    const route = await connect()
    world.navigator.setCase({ state: 'taken', owner: 'Namn UMALA', version: 2 })
    await draw(route)
    const card = await cardMessage()
    await press(button(card.blocks, 'Visa kontaktuppgifter'))
    expect((await whispered()).text).toContain('0950-123 45')
    world.navigator.setCase({ state: 'waiting', owner: '', version: 3 })
    await press(button(card.blocks, 'Visa kontaktuppgifter'))
    expect((await whispered(1)).text).toContain('för kontoret som har tagit ärendet')
    expect(JSON.stringify(world.fake.messages)).not.toContain('0950-123 45')
  })

  test('a stale press is answered with who has it, and the card is redrawn', async () => {
    const route = await connect()
    await draw(route)
    const card = await cardMessage()
    world.navigator.setCase({ state: 'taken', owner: 'Åsa', version: 2 })
    await press(button(card.blocks, 'Jag tar det'))
    expect((await whispered()).text).toBe('Redan taget av Åsa.')
    expect(readable((await cardMessage()).blocks)).toContain('Taget av Åsa')
  })

  test('a note and a message to the company are asked for in a modal; a refusal keeps what was typed', async () => {
    const route = await connect()
    world.navigator.setCase({ state: 'taken', owner: 'Namn UMALA', version: 2 })
    await draw(route)
    const written: string[] = []
    world.navigator.whenWritten.call = async (text) => void written.push(text)
    const card = await cardMessage()
    await press(button(card.blocks, 'Skriv till företaget'))
    const { view } = (await called('views.open', 1)).args
    const send = (text: string) =>
      world.deliver(
        'interactive',
        submissionOf(view, { text }, { user: { id: 'UMALA', team_id: 'T1' } }),
      )
    expect((await send('hej')).body).toEqual({
      response_action: 'errors',
      errors: { 'field:text': 'Skriv lite mer.' },
    })
    expect((await send('Vi ringer i morgon.')).body.response_action).toBeUndefined()
    await until('the message', () => written[0] === 'Vi ringer i morgon.')
    await until('the card redrawn', () => world.fake.callsOf('chat.update').length > 0)
  })

  test('the answer of the company comes in the thread under the card, once', async () => {
    const route = await connect()
    await draw(route)
    const card = await cardMessage()
    const post = () =>
      world.slack.post({
        route,
        case: caseId,
        text: 'Anna svarar: <!here> tack & hej',
        language: 'sv',
        notice: 'n-1',
      })
    expect(await post()).toEqual({ kind: 'delivered' })
    expect(await post()).toEqual({ kind: 'delivered' })
    const lines = world.fake.messages.filter((one) => one.thread_ts === card.ts)
    expect(lines).toHaveLength(1)
    expect(lines[0]?.text).toBe('Anna svarar: &lt;!here&gt; tack &amp; hej')
  })

  test('what the office writes under a case stays there, also with our name in it', async () => {
    const route = await connect()
    await draw(route)
    const card = await cardMessage()
    const inThread = mention('vad tror du?', { channel: 'C9', user: 'UMALA', thread_ts: card.ts })
    expect((await world.deliver('events_api', inThread)).status).toBe(200)
    await settle(80)
    expect(world.navigator.heard).toEqual([])
    expect(world.fake.messages.filter((one) => one.thread_ts === card.ts)).toEqual([])
  })

  test('a deleted card is posted anew, and an older drawing never replaces a newer', async () => {
    const route = await connect()
    const old = await roomCard()
    await draw(route)
    world.navigator.setCase({ version: 3 })
    world.fake.upset('chat.update', { kind: 'error', error: 'message_not_found' })
    await draw(route)
    const cards = () => world.fake.messages.filter((one) => readable(one.blocks).includes(caseId))
    expect(cards()).toHaveLength(2)
    await world.slack.draw({ route, card: old, headline: 'gammal', notice: 'late' })
    expect(world.fake.callsOf('chat.update')).toHaveLength(1)
    expect(cards()).toHaveLength(2)
  })

  test('a card that cannot be delivered says whether to try again', async () => {
    const route = await connect()
    world.fake.upset('chat.postMessage', { kind: 'rate-limited', seconds: 120 })
    expect(await draw(route)).toEqual({ kind: 'later', seconds: 120 })
    world.fake.upset('chat.postMessage', { kind: 'error', error: 'is_archived' })
    expect(await draw(route)).toEqual({ kind: 'gone' })
    expect(
      await world.slack.post({
        route: { ...route, ref: '?' },
        case: caseId,
        text: 'x',
        language: 'sv',
        notice: 'z',
      }),
    ).toEqual({ kind: 'gone' })
  })

  test('what an office writes to Lotsen itself is heard as the office, aside with /lots and for all with a mention', async () => {
    await connect()
    await command('kontor semester 1–21 juli, Malå tar våra')
    expect((await whispered()).text).toBe('Kontoret skrev: semester 1–21 juli, Malå tar våra')
    const asked = mention('kontor vem kan export?', { channel: 'C9', user: 'UMALA' })
    await world.deliver('events_api', asked)
    const said = await message((one) => one.text === 'Kontoret skrev: vem kan export?')
    expect(said.thread_ts).toBe(asked.event.ts)
    const officer = { id: 'slack:T1:UMALA', name: 'Namn UMALA', office: 'mala' }
    expect(world.navigator.told.map((one) => one.officer)).toEqual([officer, officer])
    expect(world.navigator.heard).toEqual([])
  })

  test('delivered twice, what an office writes is one event', async () => {
    await connect()
    const asked = mention('kontor tillbaka nu', { channel: 'C9', user: 'UMALA' })
    await world.deliver('events_api', asked)
    await world.deliver('events_api', { ...asked, event_id: 'EvAgain' })
    await message((one) => one.text === 'Kontoret skrev: tillbaka nu')
    await settle(80)
    expect(world.navigator.told).toHaveLength(1)
  })

  test('the same words where no office is linked are a question like any other', async () => {
    await command('kontor semester 1–21 juli, Malå tar våra')
    await world.deliver('events_api', mention('kontor i Malå, vad kan ni?'))
    await until('two questions', () => world.navigator.heard.length === 2)
    expect(world.navigator.told).toEqual([])
  })

  test('a press in a channel that is no inbox any more says so', async () => {
    const route = await connect()
    await draw(route)
    const card = await cardMessage()
    await command('kontor koppla bort')
    await until('no route', () => world.routes.length === 0)
    await press(button(card.blocks, 'Jag tar det'))
    expect((await whispered()).text).toContain('inte kopplad till något kontor')
    expect(world.navigator.acted).toEqual([])
  })
})
