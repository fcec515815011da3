import type { KeyTries } from '../key-tries.ts'
import { createCard } from './card.ts'
import type { Command } from './command.ts'
import { type Desk, done, type Hearing, languageOf, type Response } from './desk.ts'
import { actionSets, execute, heading, inputs, paragraphs } from './elements.ts'
import { sayInstead, sayPlainly } from './owner.ts'
import type { Place } from './parse.ts'
import { keyData, keyInput, type Pressed } from './press.ts'
import { openPrivateChat } from './private-chat.ts'
import { linkingTime } from './records.ts'
import { toActivity } from './render.ts'
import { say } from './texts.ts'

export type Linking = Exclude<Command, { readonly kind: 'words' }>

export async function obey(desk: Desk, hearing: Hearing, command: Linking): Promise<Response> {
  const { place } = hearing
  const language = languageOf(place)
  switch (command.kind) {
    case 'link-where':
      return sayInstead(desk, hearing, say('linkWhere', language))
    case 'link-unknown': {
      const names = desk.config.offices.map((one) => one.name).join(', ')
      return sayInstead(desk, hearing, `${say('linkUnknown', language)} ${names}.`)
    }
    case 'unlink':
      return unlink(desk, hearing)
    case 'link':
      return askKey(desk, hearing, command.office)
  }
}

async function unlink(desk: Desk, hearing: Hearing): Promise<Response> {
  const { place } = hearing
  const language = languageOf(place)
  const linked = place.channel === '' ? undefined : await desk.records.links.find(place.channel)
  if (linked === undefined) return sayInstead(desk, hearing, say('notLinked', language))
  await dropLink(desk, place.channel)
  desk.log.info(
    { event: 'teams.unlinked', office: linked.office },
    'an office’s channel was unlinked',
  )
  return sayInstead(desk, hearing, say('unlinked', language))
}

export async function dropLink(desk: Desk, channel: string): Promise<void> {
  await desk.store.dropRoute({ channel: 'teams', id: channel })
  await desk.records.links.drop(channel)
}

/** The key is asked for in the private chat: a channel's messages are read by everyone in the team. */
async function askKey(
  desk: Desk,
  hearing: Hearing,
  office: { id: string; name: string },
): Promise<Response> {
  const { place } = hearing
  const language = languageOf(place)
  const chat = await openPrivateChat(desk, place)
  const card = drawKeyForm(desk, { office: office.id, channel: place.channel, language, error: '' })
  const sent =
    chat.kind === 'open'
      ? await desk.connector.post(chat.person.reference, toActivity(card, language))
      : chat.sent
  if (sent.kind !== 'sent') {
    if (sent.kind === 'gone') await desk.records.people.drop(place.person)
    return sayInstead(desk, hearing, say('linkOpenChat', language))
  }
  const { reference, team } = place
  const inChannel = { ...reference, conversation: place.channel }
  await desk.records.pending.save(pendingId(place, place.channel), {
    office: office.id,
    reference: inChannel,
    team,
    asked: desk.clock.now(),
  })
  return sayInstead(desk, hearing, say('linkMoved', language))
}

function pendingId(place: Place, channel: string): string {
  return `${channel}:${place.person}`
}

interface KeyForm {
  readonly office: string
  readonly channel: string
  readonly language: 'sv' | 'en'
  readonly error: string
}

function drawKeyForm(desk: Desk, { office, channel, language, error }: KeyForm) {
  const look = { language, scale: 1 }
  const title = `${say('keyTitle', language)} ${nameOf(desk, office)}`
  const field = {
    name: keyInput,
    label: say('keyLabel', language),
    hint: '',
    value: '',
    required: 'yes',
    type: 'text',
    options: [],
    error,
    autocomplete: 'off',
  } as const
  // What is typed is hidden, and no part of any card that is drawn afterwards.
  const asked = inputs([field], '', look).map((part) =>
    part.type === 'Input.Text' ? { ...part, id: keyInput, style: 'Password' } : part,
  )
  const send = execute(say('keySend', language), keyData(office, channel), {
    inputs: 'auto',
    style: 'positive',
  })
  const body = [
    ...heading(title, 'Large'),
    ...paragraphs(say('keyIntro', language)),
    ...asked,
    ...actionSets([send]),
  ]
  return { kind: 'card', card: createCard(body, { look, plain: title }), summary: title } as const
}

function nameOf(desk: Desk, office: string): string {
  return desk.config.offices.find((one) => one.id === office)?.name ?? office
}

/** The card names a channel and an office, but only what this person asked for in that channel counts. */
export async function takeKey(
  desk: Desk,
  hearing: Hearing,
  given: { readonly pressed: Extract<Pressed, { kind: 'key' }>; readonly tries: KeyTries },
): Promise<Response> {
  const { place } = hearing
  const { office, channel, key } = given.pressed
  const language = languageOf(place)
  const pending = await desk.records.pending.find(pendingId(place, channel))
  if (
    place.kind !== 'personal' ||
    pending === undefined ||
    pending.office !== office ||
    pending.asked < desk.clock.now() - linkingTime
  ) {
    return replace(desk, hearing, say('keyOld', language))
  }
  if (given.tries(place.person) === 'spent')
    return replace(desk, hearing, say('keyTooOften', language))
  if (!(await desk.config.checkOfficeKey(office, key))) {
    desk.log.warn({ event: 'teams.wrong-office-key', office }, 'a wrong office key')
    return redrawAs(
      desk,
      hearing,
      drawKeyForm(desk, { office, channel, language, error: say('keyWrong', language) }),
    )
  }
  const { reference, team } = pending
  await desk.store.saveRoute({
    office,
    channel: 'teams',
    id: channel,
    ref: JSON.stringify(reference),
  })
  await desk.records.links.save(channel, { office, reference, team })
  await desk.records.pending.drop(pendingId(place, channel))
  desk.log.info({ event: 'teams.linked', office }, 'an office’s channel was linked')
  const linked = `${say('linked', language)} ${nameOf(desk, office)}.`
  await sayPlainly(desk, reference, linked)
  return replace(desk, hearing, linked)
}

function replace(desk: Desk, hearing: Hearing, text: string): Promise<Response> {
  const card = createCard(paragraphs(text), {
    look: { language: languageOf(hearing.place), scale: 1 },
    plain: text,
  })
  return redrawAs(desk, hearing, { kind: 'card', card, summary: text })
}

async function redrawAs(
  desk: Desk,
  hearing: Hearing,
  shown: ReturnType<typeof drawKeyForm>,
): Promise<Response> {
  const activity = toActivity(shown, languageOf(hearing.place))
  const { reference } = hearing.place
  const sent =
    hearing.pressedOn === ''
      ? undefined
      : await desk.connector.update(reference, hearing.pressedOn, activity)
  if (sent?.kind !== 'sent') await desk.connector.post(reference, activity)
  return hearing.heard.kind === 'pressed' ? { kind: 'card', card: shown.card } : done
}
