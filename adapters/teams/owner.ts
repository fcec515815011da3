import type { Answer, Incoming } from '../../src/index.ts'
import type { Delivery } from '../channel.ts'
import type { Reference } from './call.ts'
import type { Sent } from './connector.ts'
import {
  type Desk,
  done,
  type Hearing,
  languageOf,
  postAll,
  type Response,
  toDelivery,
} from './desk.ts'
import { belongsTo, type Heard, type Means, type Place, personOf } from './parse.ts'
import type { From, Pressed } from './press.ts'
import { openPrivateChat } from './private-chat.ts'
import { type Person, remember } from './records.ts'
import { renderAnswer, renderChosen, type Shown, toActivity, toCard } from './render.ts'
import { forgetPerson, noteTalk } from './talks.ts'
import { say } from './texts.ts'

type OwnerPress = Extract<Pressed, { readonly kind: 'press' | 'form' }>
type Turn = { readonly incoming: Incoming; readonly from: From; readonly hearing: Hearing }

export async function answerMessage(
  desk: Desk,
  hearing: Hearing<Extract<Heard, { kind: 'said' }>>,
): Promise<Response> {
  const { place, event, heard } = hearing
  if (heard.text === '') return sayInstead(desk, hearing, say('onlyText', languageOf(place)))
  const speaks =
    place.kind === 'personal' ? ((await desk.records.people.find(place.person))?.speaks ?? '') : ''
  const at = speaks !== '' && belongsTo(speaks, place.person) ? speaks : place.address
  const incoming = {
    kind: 'message',
    text: heard.text,
    event,
    locale: place.locale,
    address: { channel: 'teams', id: at },
  } as const
  return takeTurn(desk, { incoming, from: { at, redraw: 'no' }, hearing })
}

export async function answerPress(
  desk: Desk,
  hearing: Hearing,
  pressed: OwnerPress,
): Promise<Response> {
  const { place, event } = hearing
  const at = pressed.from.at === '' ? place.address : pressed.from.at
  if (!belongsTo(at, place.person))
    return sayInstead(desk, hearing, say('otherPerson', languageOf(place)))
  const base = { event, locale: place.locale, address: { channel: 'teams', id: at } } as const
  const incoming: Incoming =
    pressed.kind === 'press'
      ? { ...base, kind: 'press', press: pressed.press }
      : { ...base, kind: 'form', form: pressed.form, values: pressed.values }
  return takeTurn(desk, { incoming, from: { at, redraw: pressed.from.redraw }, hearing })
}

/** Teams tells of an installation twice; whoever removes and adds the bot again is welcomed again. */
export async function welcome(desk: Desk, hearing: Hearing): Promise<Response> {
  const { place, event } = hearing
  const id = place.reference.conversation
  if ((await desk.records.welcomes.find(id)) !== undefined) return done
  await desk.records.welcomes.save(id, place.kind === 'personal' ? place.person : '')
  const incoming = {
    kind: 'open',
    event,
    locale: place.locale,
    address: { channel: 'teams', id: place.address },
  } as const
  return takeTurn(desk, { incoming, from: { at: place.address, redraw: 'no' }, hearing })
}

async function takeTurn(desk: Desk, turn: Turn): Promise<Response> {
  const { place, event } = turn.hearing
  const known = await desk.records.people.find(place.person)
  if (known?.said.includes(event)) return done
  const answer = await whileTyping(desk, place, () => desk.navigator.receive(turn.incoming))
  await noteTalk(desk, place.person, turn.from.at)
  return place.kind === 'personal'
    ? answerInPrivate(desk, turn, { answer, known })
    : answerInShared(desk, turn, answer)
}

/** A turn that takes a moment shows that the bot is typing; channels know no typing. */
async function whileTyping<T>(desk: Desk, place: Place, work: () => Promise<T>): Promise<T> {
  if (place.kind === 'channel') return work()
  const timer = setTimeout(
    () => void desk.connector.post(place.reference, { type: 'typing' }),
    desk.times.typing,
  )
  try {
    return await work()
  } finally {
    clearTimeout(timer)
  }
}

interface Answered {
  readonly answer: Answer
  readonly known: Person | undefined
}

async function answerInPrivate(
  desk: Desk,
  turn: Turn,
  { answer, known }: Answered,
): Promise<Response> {
  const { place, event } = turn.hearing
  const { at } = turn.from
  const shown = renderAnswer(answer, at === place.person ? '' : at)
  const { response, rest } = await redraw(desk, turn, { answer, shown })
  const sent = await postAll(desk, place.reference, { shown: rest, language: answer.language })
  if (answer.forgotten === 'yes') await forgetPerson(desk, turn.hearing)
  else if (sent.kind === 'gone') await desk.records.people.drop(place.person)
  else
    await desk.records.people.save(place.person, {
      reference: place.reference,
      speaks: at,
      said: remember(known?.said ?? [], event),
    })
  return response
}

interface Rendered {
  readonly answer: Answer
  readonly shown: readonly Shown[]
}

/** What becomes of the card that was pressed. Its new look is also sent as an update: an invoke's answer alone is gone at the next start. */
async function redraw(
  desk: Desk,
  turn: Turn,
  { answer, shown }: Rendered,
): Promise<{ response: Response; rest: readonly Shown[] }> {
  const { heard, pressedOn, place } = turn.hearing
  if (heard.kind !== 'pressed') return { response: done, rest: shown }
  const below: Response = { kind: 'message', text: say('below', answer.language) }
  const [first, ...others] = shown
  const chosen =
    heard.pressed.kind === 'press' && heard.pressed.asked !== '' && heard.pressed.label !== ''
      ? heard.pressed
      : undefined
  const inPlace = turn.from.redraw === 'yes' ? first : undefined
  if (pressedOn === '' || (inPlace === undefined && chosen === undefined))
    return { response: below, rest: shown }
  const card =
    inPlace === undefined
      ? renderChosen({ text: chosen?.asked ?? '', label: chosen?.label ?? '' }, answer.language)
      : toCard(inPlace, answer.language)
  const as = { kind: 'card', card, summary: String(card.fallbackText) } as const
  const sent = await desk.connector.update(
    place.reference,
    pressedOn,
    toActivity(as, answer.language),
  )
  if (inPlace === undefined) return { response: { kind: 'card', card }, rest: shown }
  // A card that could not be redrawn is posted anew, so that nothing of the answer is lost.
  return { response: { kind: 'card', card }, rest: sent.kind === 'sent' ? others : shown }
}

const personal = new Set(['form', 'summary'])

async function answerInShared(desk: Desk, turn: Turn, answer: Answer): Promise<Response> {
  const { place, event } = turn.hearing
  const { language } = answer
  if (!answer.replies.some((reply) => personal.has(reply.kind))) {
    await postAll(desk, place.reference, { shown: renderAnswer(answer, ''), language })
    if (answer.forgotten === 'yes') await forgetPerson(desk, turn.hearing)
    return { kind: 'message', text: say('answered', language) }
  }
  const moved = await sayInPrivate(desk, {
    reference: place,
    answer,
    at: turn.from.at,
    once: event,
  })
  const link = `https://teams.microsoft.com/l/chat/0/0?users=28:${desk.config.appId}`
  const pointer: Answer = {
    ...answer,
    replies:
      moved.kind === 'sent'
        ? [{ kind: 'text', text: say('movedHere', language), tone: 'plain', links: [] }]
        : [
            {
              kind: 'text',
              text: say('openChat', language),
              tone: 'plain',
              links: [{ label: say('openChatLink', language), url: link }],
            },
          ],
  }
  await postAll(desk, place.reference, { shown: renderAnswer(pointer, ''), language })
  return { kind: 'message', text: say(moved.kind === 'sent' ? 'movedHere' : 'openChat', language) }
}

interface Private {
  readonly reference: Place
  readonly answer: Answer
  readonly at: string
  readonly once: string
}

/** Personal matters of a shared place go on in the private chat, which from then on speaks for that conversation. */
async function sayInPrivate(
  desk: Desk,
  { reference: place, answer, at, once }: Private,
): Promise<Sent> {
  return desk.lanes.run(place.person, async () => {
    const chat = await openPrivateChat(desk, place)
    return chat.kind === 'open' ? sayTo(desk, chat.person, { answer, at, once }) : chat.sent
  })
}

async function sayTo(desk: Desk, person: Person, what: Omit<Private, 'reference'>): Promise<Sent> {
  const owner = personOf(what.at)
  const shown = renderAnswer(what.answer, what.at === owner ? '' : what.at)
  const sent = await postAll(desk, person.reference, { shown, language: what.answer.language })
  if (sent.kind === 'gone') await desk.records.people.drop(owner)
  if (sent.kind === 'sent') {
    await desk.records.people.save(owner, {
      ...person,
      speaks: what.at,
      said: remember(person.said, what.once),
    })
  }
  return sent
}

/** Something said outside a turn always is about the person's case: it goes to the private chat. */
export async function sayProactively(
  desk: Desk,
  to: { readonly id: string; readonly answer: Answer; readonly notice: string },
): Promise<Delivery> {
  const owner = personOf(to.id)
  return desk.lanes.run(owner, async (): Promise<Delivery> => {
    const person = await desk.records.people.find(owner)
    if (person === undefined) return { kind: 'gone' }
    if (person.said.includes(to.notice)) return { kind: 'delivered' }
    return toDelivery(await sayTo(desk, person, { answer: to.answer, at: to.id, once: to.notice }))
  })
}

/** An invoke is told in its answer, a message by a message. */
export async function sayInstead(desk: Desk, hearing: Hearing, text: string): Promise<Response> {
  const means: Means = 'means' in hearing.heard ? hearing.heard.means : 'message'
  if (means === 'invoke') return { kind: 'message', text }
  await sayPlainly(desk, hearing.place.reference, text)
  return done
}

export function sayPlainly(desk: Desk, to: Reference, text: string): Promise<Sent> {
  return desk.connector.post(to, { type: 'message', text, textFormat: 'plain' })
}
