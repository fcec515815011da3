import { expect } from 'vitest'
import type { Route } from '../../src/index.ts'
import { tenant } from './keys.ts'
import { channel, eva, inChannel, linkOffice, type Rig } from './set-up.ts'

/** A new case in Malå's channel: the thread it is in, and its card's id. */
export async function caseIn(rig: Rig): Promise<{ route: Route; where: string; id: string }> {
  const route = await linkOffice(rig)
  const drawing = { route, card: rig.fake.card(), headline: 'Nytt ärende', notice: 'L-7K3QX:new' }
  expect(await rig.teams.draw(drawing)).toEqual({ kind: 'delivered' })
  const where = `${channel};messageid=${lastMade(rig)}`
  return { route, where, id: String(rig.bot.chat(where).at(-1)?.id) }
}

/** The thread the case's card is in now. */
export function lastMade(rig: Rig): string {
  const record = JSON.stringify(rig.memory.all.get(`teams card:${channel}:L-7K3QX`))
  return /messageid=([\w-]+)/.exec(record)?.[1] ?? ''
}

/** Something Eva does in a thread of the channel. */
export function pressIn(rig: Rig, where: string, deed: object) {
  const conversation = { id: where, conversationType: 'channel', isGroup: true, tenantId: tenant }
  return inChannel(rig, { ...deed, conversation }, eva)
}
