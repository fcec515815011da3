import type { Desk } from './desk.ts'
import { linkingTime } from './records.ts'

/** Whether a person still talks with Lotsen, in private or in the place the private chat speaks for. */
export async function hasTalk(
  { store }: Desk,
  addresses: readonly string[],
): Promise<'yes' | 'no'> {
  for (const address of new Set(addresses))
    if ((await store.findConversation(`teams:${address}`)) !== undefined) return 'yes'
  return 'no'
}

/** Now and then: people whose every talk was forgotten, their welcomes, and links that nobody gave the key for. */
export async function sweep(desk: Desk): Promise<void> {
  const { people, welcomes, pending } = desk.records
  // In the person's lane: a turn under way may be the first of a new talk.
  for (const { id, value } of await people.list())
    await desk.lanes.run(id, async () => {
      if ((await hasTalk(desk, [id, value.speaks])) === 'no') await people.drop(id)
    })
  for (const { id, value } of await welcomes.list())
    if (value !== '' && (await people.find(value)) === undefined) await welcomes.drop(id)
  for (const { id, value } of await pending.list())
    if (value.asked < desk.clock.now() - linkingTime) await pending.drop(id)
}
