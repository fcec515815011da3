import type { Address, Answer } from '../../src/index.ts'
import type { ChannelMemory, Delivery } from '../channel.ts'
import { deliver } from './delivery.ts'
import type { Directs } from './directs.ts'
import { type Forms, formIn } from './forms.ts'
import type { ClientFor } from './install.ts'
import { type Place, readRef, scopeOf } from './places.ts'
import type { SlackLog } from './settings.ts'
import type { Speaker } from './speak.ts'

interface Saying {
  readonly address: Address
  readonly answer: Answer
  readonly notice: string
}

interface SayParts {
  readonly memory: ChannelMemory
  readonly clientFor: ClientFor
  readonly directs: Directs
  readonly forms: Forms
  readonly speaker: Speaker
  readonly log: SlackLog
}

/**
 * Says something outside a turn: always in the direct messages, since a notice is about the person's own case. Once
 * per notice: what was said is remembered, and what was posted just before a crash is found by its mark.
 */
export function createSay(parts: SayParts): (to: Saying) => Promise<Delivery> {
  return async ({ address, answer, notice }) => {
    const ref = readRef(address)
    if (ref === undefined) return { kind: 'gone' }
    const said = `said:${notice}/${address.id}`
    if ((await parts.memory.find('slack', said)) === true) return { kind: 'delivered' }
    return deliver(parts, ref.workspace, async (client) => {
      const person = { team: ref.team, user: ref.user }
      const talk = { workspace: ref.workspace, person, scope: scopeOf(person, address.id) }
      const channel = await parts.directs.goOn(client, talk)
      const place: Place = { kind: 'direct', ...talk, channel }
      const form = formIn(answer)
      if (form !== undefined) await parts.forms.keep(place, form)
      await parts.speaker.speak(client, {
        place,
        answer,
        mark: { id: notice, kind: 'perhaps-posted' },
      })
      await parts.memory.save('slack', said, true)
    })
  }
}
