import type { CaseAnswer, CaseCard, Officer } from '../../src/index.ts'
import { everyoneAt } from '../everyone.ts'
import { mostViewers, renderCase } from './case-card.ts'
import { type Desk, done, type Hearing, languageOf, type Response } from './desk.ts'
import { cardId, findCard, putCard } from './inbox.ts'
import { sayInstead } from './owner.ts'
import type { Place } from './parse.ts'
import type { Pressed } from './press.ts'
import { openPrivateChat } from './private-chat.ts'
import type { OfficeLink } from './records.ts'
import { toActivity } from './render.ts'
import { say } from './texts.ts'

type Act = Extract<Pressed, { readonly kind: 'act' }>
type Refresh = Extract<Pressed, { readonly kind: 'refresh' }>

function officerOf(place: Place, office: string): Officer {
  return { id: `teams:${place.person}`, name: place.name, office }
}

/** Which office a person acts for is decided by the channel the card is in, never by the card. */
export async function act(desk: Desk, hearing: Hearing, pressed: Act): Promise<Response> {
  const { place, event } = hearing
  const link = await findLink(desk, place)
  if (link === undefined) return sayInstead(desk, hearing, say('notLinked', languageOf(place)))
  const { kind: _, ...press } = pressed
  return desk.lanes.run(`card:${cardId(place.channel, pressed.case)}`, async () => {
    const officer = officerOf(place, link.office)
    const answer = await desk.navigator.act({ ...press, event, officer })
    const { card } = answer
    // What was typed stays in its form only as long as the card is not redrawn.
    const typed = Object.keys(pressed.values).length > 0
    if (card === undefined || (answer.kind === 'refused' && typed))
      return sayInstead(desk, hearing, answer.message)
    const viewers = await redrawForAll(desk, { hearing, link, card })
    return answerWith(desk, hearing, { answer, card, viewers })
  })
}

/** What an office writes to Lotsen itself, answered in the thread. */
export async function hearWords(
  desk: Desk,
  hearing: Hearing,
  said: { readonly link: OfficeLink; readonly text: string },
): Promise<Response> {
  const { place, event } = hearing
  const officer = officerOf(place, said.link.office)
  const heard = await desk.navigator.hearOffice({ event, officer, text: said.text })
  return sayInstead(desk, hearing, heard)
}

/** A linked channel's reference is refreshed by everything that comes from there. */
export async function findLink(desk: Desk, place: Place): Promise<OfficeLink | undefined> {
  if (place.channel === '') return undefined
  const link = await desk.records.links.find(place.channel)
  if (link === undefined || link.reference.serviceUrl === place.reference.serviceUrl) return link
  const fresh = { ...link, reference: { ...place.reference, conversation: place.channel } }
  await desk.records.links.save(place.channel, fresh)
  return fresh
}

interface Redrawn {
  readonly hearing: Hearing
  readonly link: OfficeLink
  readonly card: CaseCard
}

/** Answers who has a view of their own from now on. */
async function redrawForAll(
  desk: Desk,
  { hearing, link, card }: Redrawn,
): Promise<readonly string[]> {
  const { place, pressedOn } = hearing
  const id = cardId(place.channel, card.case)
  const known = await findCard(desk, id)
  const at =
    known.activity === ''
      ? { conversation: place.reference.conversation, activity: pressedOn }
      : known
  const others = known.viewers.filter((one) => one !== place.user)
  const viewers = [...others, place.user].slice(-mostViewers)
  const everyone = everyoneAt('teams', link.office)
  await putCard(desk, {
    id,
    channel: link.reference,
    card: (await desk.navigator.drawCase(card.case, everyone)) ?? card,
    headline: '',
    record: { ...known, ...at, viewers },
  })
  return viewers
}

interface Acted {
  readonly answer: CaseAnswer
  readonly card: CaseCard
  readonly viewers: readonly string[]
}

/** Who pressed sees the card as it is for them; a client without views of one's own gets it in the private chat. */
async function answerWith(
  desk: Desk,
  hearing: Hearing,
  { answer, card, viewers }: Acted,
): Promise<Response> {
  const { heard, place } = hearing
  const { message } = answer
  if (heard.kind === 'pressed' && heard.means === 'invoke')
    return { kind: 'card', card: renderCase(card, { message, viewers }) }
  const chat = card.contact.length === 0 ? undefined : await openPrivateChat(desk, place)
  if (chat?.kind !== 'open') return sayInstead(desk, hearing, message)
  const shown = renderCase({ ...card, actions: [] }, { message, viewers: [] })
  const activity = toActivity({ kind: 'card', card: shown, summary: message }, card.language)
  await desk.connector.post(chat.person.reference, activity)
  return done
}

/** Teams asks for a person's own view of a card that was redrawn for all. */
export async function refresh(desk: Desk, hearing: Hearing, pressed: Refresh): Promise<Response> {
  const { place } = hearing
  const link = await findLink(desk, place)
  if (link === undefined) return { kind: 'message', text: say('notLinked', languageOf(place)) }
  const card = await desk.navigator.drawCase(pressed.case, officerOf(place, link.office))
  if (card === undefined) return { kind: 'message', text: say('gone', languageOf(place)) }
  const { viewers } = await findCard(desk, cardId(place.channel, pressed.case))
  return { kind: 'card', card: renderCase(card, { message: '', viewers }) }
}
