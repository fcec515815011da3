import { type Desk, done, type Hearing, type Response } from './desk.ts'
import { dropLink } from './linking.ts'
import type { Heard } from './parse.ts'

/** Where the bot was removed nothing can be written any more: what was kept for that is dropped. */
export async function forgetPlace(
  desk: Desk,
  { heard, place }: Hearing<Extract<Heard, { kind: 'removed' }>>,
): Promise<Response> {
  await desk.records.welcomes.drop(place.reference.conversation)
  switch (heard.what) {
    case 'person':
      await desk.records.people.drop(place.person)
      break
    case 'channel':
      if ((await desk.records.links.find(place.channel)) !== undefined)
        await dropLink(desk, place.channel)
      break
    case 'team':
      for (const { id, value } of await desk.records.links.list()) {
        if (value.team === place.team) await dropLink(desk, id)
      }
      break
    case 'group':
      break
  }
  desk.log.info({ event: 'teams.removed', what: heard.what }, 'the bot was removed')
  return done
}
