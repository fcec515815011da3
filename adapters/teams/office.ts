import type { CaseAnswer, CaseCard, Officer } from '../../src/index.ts'
import { everyoneAt } from '../everyone.ts'
import { renderCase } from './case-card.ts'
import { type Desk, done, type Hearing, languageOf, type Response } from './desk.ts'
import { cardId, drawForAll } from './inbox.ts'
import { sayInstead } from './owner.ts'
import type { Place } from './parse.ts'
import type { Pressed } from './press.ts'
import type { CardRecord, OfficeLink } from './records.ts'
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
    const answer = await desk.navigator.act({
      ...press,
      event,
      officer: officerOf(place, link.office),
    })
    if (answer.card === undefined) return sayInstead(desk, hearing, answer.message)
    const record = await redrawForAll(desk, { hearing, link, card: answer.card })
    return answerWith(desk, hearing, { answer, card: answer.card, record })
  })
}

/** What an office writes to Lotsen itself, answered in the thread; undefined where the channel is nobody's inbox. */
export async function hearWords(
  desk: Desk,
  hearing: Hearing,
  text: string,
): Promise<Response | undefined> {
  const { place, event } = hearing
  const link = await findLink(desk, place)
  if (link === undefined) return undefined
  const officer = officerOf(place, link.office)
  return sayInstead(desk, hearing, await desk.navigator.hearOffice({ event, officer, text }))
}

/** A linked channel's reference is refreshed by every press in it. */
async function findLink(desk: Desk, place: Place): Promise<OfficeLink | undefined> {
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

async function redrawForAll(desk: Desk, { hearing, link, card }: Redrawn): Promise<CardRecord> {
  const { place, pressedOn } = hearing
  const id = cardId(place.channel, card.case)
  const known = await desk.records.cards.find(id)
  const record: CardRecord = {
    conversation: known?.conversation ?? place.reference.conversation,
    activity: known?.activity ?? pressedOn,
    version: Math.max(known?.version ?? 0, card.version),
    viewers: [...(known?.viewers ?? []).filter((one) => one !== place.user), place.user].slice(-60),
    said: known?.said ?? [],
  }
  await desk.records.cards.save(id, record)
  const shared =
    (await desk.navigator.drawCase(card.case, everyoneAt('teams', link.office))) ?? card
  const to = { ...place.reference, conversation: record.conversation }
  const activity = drawForAll(shared, { headline: '', viewers: record.viewers })
  const sent =
    record.activity === '' ? undefined : await desk.connector.update(to, record.activity, activity)
  if (sent?.kind === 'sent') return record
  const posted = await desk.connector.post(to, activity)
  if (posted.kind !== 'sent') return record
  const moved = { ...record, activity: posted.id }
  await desk.records.cards.save(id, moved)
  return moved
}

interface Acted {
  readonly answer: CaseAnswer
  readonly card: CaseCard
  readonly record: CardRecord
}

/** Who pressed sees the card as it is for them; a client without views of one's own gets it in the private chat. */
async function answerWith(
  desk: Desk,
  hearing: Hearing,
  { answer, card, record }: Acted,
): Promise<Response> {
  const { heard, place } = hearing
  if (heard.kind === 'pressed' && heard.means === 'invoke') {
    return {
      kind: 'card',
      card: renderCase(card, { message: answer.message, viewers: record.viewers }),
    }
  }
  const chat = card.contact.length === 0 ? undefined : await desk.records.people.find(place.person)
  if (chat === undefined) return sayInstead(desk, hearing, answer.message)
  const shown = renderCase({ ...card, actions: [] }, { message: answer.message, viewers: [] })
  await desk.connector.post(
    chat.reference,
    toActivity({ kind: 'card', card: shown, summary: answer.message }, card.language),
  )
  return done
}

/** Teams asks for a person's own view of a card that was redrawn for all. */
export async function refresh(desk: Desk, hearing: Hearing, pressed: Refresh): Promise<Response> {
  const { place } = hearing
  const link = await findLink(desk, place)
  if (link === undefined) return { kind: 'message', text: say('notLinked', languageOf(place)) }
  const card = await desk.navigator.drawCase(pressed.case, officerOf(place, link.office))
  if (card === undefined) return { kind: 'message', text: say('gone', languageOf(place)) }
  const record = await desk.records.cards.find(cardId(place.channel, pressed.case))
  return {
    kind: 'card',
    card: renderCase(card, { message: '', viewers: record?.viewers ?? [place.user] }),
  }
}
