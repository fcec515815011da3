import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sitDown } from './desk.ts'
import {
  createWorld,
  mention,
  modes,
  readable,
  settle,
  submissionOf,
  until,
  type World,
} from './harness.ts'
import { caseId } from './navigator.ts'
import { button, watch } from './watch.ts'

describe.each(modes)('an office, over %s', (mode) => {
  let world: World
  beforeEach(async () => {
    world = await createWorld({ mode })
  })
  afterEach(() => world.stop())
  const { message, called, whispered } = watch(() => world)
  const { command, connect, roomCard, draw, cardMessage, press } = sitDown(() => world)

  test('a case comes as a card, is taken, and the card is redrawn for everyone', async () => {
    const route = await connect()
    expect(await draw(route)).toEqual({ kind: 'delivered' })
    const card = await cardMessage()
    expect(card.text.split('\n')).toEqual([
      'Nytt ärende till Malå',
      `Ärende ${caseId}, Malå · Väntar`,
      'Behöver låna till en maskin',
      'Anställda: 4',
      'Lovat svar: onsdag 12:00',
    ])
    expect(readable(card.blocks)).toContain('Lovat svar')
    await press(button(card.blocks, 'Jag tar det'))
    await until('the redrawn card', () => world.fake.callsOf('chat.update')[0])
    const now = await cardMessage()
    expect(now.text).toMatch(/^Ärende L-7K3QX, Malå · Taget av Namn UMALA\n/)
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

  test('a form that cannot be opened is said to be, and nothing is done instead', async () => {
    const route = await connect()
    world.navigator.setCase({ state: 'taken', owner: 'Namn UMALA', version: 2 })
    await draw(route)
    const card = await cardMessage()
    world.fake.upset('views.open', { kind: 'error', error: 'expired_trigger_id' })
    await press(button(card.blocks, 'Skriv till företaget'))
    expect((await whispered()).text).toContain('Tryck en gång till')
    expect(world.navigator.acted).toEqual([])
  })

  test('a card that someone has moved meanwhile still opens its form, when that may be done', async () => {
    const route = await connect()
    world.navigator.setCase({ state: 'taken', owner: 'Namn UMALA', version: 2 })
    await draw(route)
    const card = await cardMessage()
    world.navigator.setCase({ version: 3 })
    await press(button(card.blocks, 'Anteckna'))
    expect((await called('views.open', 1)).args.view.title.text).toBe('Anteckna')
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

  test('what is plainly an office’s word needs no "kontor"; a question, and a thread under a case, are left alone', async () => {
    const route = await connect()
    await draw(route)
    const card = await cardMessage()
    const say = (text: string, more = {}) =>
      world.deliver('events_api', mention(text, { channel: 'C9', user: 'UMALA', ...more }))
    await say('semester under kortet', { thread_ts: card.ts })
    await say('vilka stöd finns?')
    await say('semester 1–21 juli')
    await command('semester i augusti')
    await until('both', () => world.navigator.told.length === 2)
    expect(world.navigator.told.map((one) => one.text)).toEqual([
      'semester 1–21 juli',
      'semester i augusti',
    ])
    expect(world.navigator.heard).toMatchObject([{ text: 'vilka stöd finns?' }])
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
    await command('semester 1–21 juli, Malå tar våra')
    await world.deliver('events_api', mention('kontor i Malå, vad kan ni?'))
    await until('three questions', () => world.navigator.heard.length === 3)
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
