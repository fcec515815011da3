import type { Sent } from './connector.ts'
import type { Desk } from './desk.ts'
import type { Place } from './parse.ts'
import type { Person } from './records.ts'

export type PrivateChat =
  | { readonly kind: 'open'; readonly person: Person }
  | { readonly kind: 'closed'; readonly sent: Exclude<Sent, { kind: 'sent' }> }

/** The private chat with who spoke in a shared place; made when there is none, which only works where the bot is installed. */
export async function openPrivateChat(desk: Desk, place: Place): Promise<PrivateChat> {
  const known = await desk.records.people.find(place.person)
  if (known !== undefined) return { kind: 'open', person: known }
  const { reference, user } = place
  const sent = await desk.connector.create(reference, {
    bot: reference.bot,
    members: [{ id: user }],
    isGroup: false,
    tenantId: reference.tenant,
    channelData: { tenant: { id: reference.tenant } },
  })
  if (sent.kind !== 'sent') return { kind: 'closed', sent }
  const person = {
    reference: { ...reference, conversation: sent.conversation, user },
    speaks: place.person,
    said: [],
  }
  await desk.records.people.save(place.person, person)
  return { kind: 'open', person }
}
