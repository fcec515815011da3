import type { Desk, Hearing } from './desk.ts'
import { linkingTime } from './records.ts'

const most = 100

/** One at a time of what is noted of a person. */
function alone<T>({ lanes }: Desk, person: string, work: () => Promise<T>): Promise<T> {
  return lanes.run(`talks:${person}`, work)
}

/** A person talks in private and, each place a talk of its own, in group chats and channels: those are noted. */
export async function noteTalk(desk: Desk, person: string, at: string): Promise<void> {
  if (at === person) return
  const { talks } = desk.records
  await alone(desk, person, async () => {
    const known = (await talks.find(person)) ?? []
    if (!known.includes(at)) await talks.save(person, [...known, at].slice(-most))
  })
}

/** A person's talks that are still kept. */
async function listTalks({ records, store }: Desk, person: string): Promise<readonly string[]> {
  const kept: string[] = []
  for (const at of [person, ...((await records.talks.find(person)) ?? [])])
    if ((await store.findConversation(`teams:${at}`)) !== undefined) kept.push(at)
  return kept
}

/** "Forget me" is about the person: what was said in other places goes too. */
export async function forgetPerson(desk: Desk, { place, event }: Hearing): Promise<void> {
  const { person, locale } = place
  for (const id of await listTalks(desk, person)) {
    const sure = { kind: 'press', press: 'forget-sure', event: `${event}/${id}` } as const
    await desk.navigator.receive({ ...sure, locale, address: { channel: 'teams', id } })
  }
  await dropPerson(desk, person)
}

/** Nothing of a person is left: no list of talks, no private chat to write to, no welcome. */
async function dropPerson({ records }: Desk, person: string): Promise<void> {
  const { talks, people, welcomes } = records
  const chat = await people.find(person)
  await talks.drop(person)
  await people.drop(person)
  if (chat !== undefined) await welcomes.drop(chat.reference.conversation)
}

/** Now and then: people whose every talk was forgotten, and links that nobody gave the key for. */
export async function sweep(desk: Desk): Promise<void> {
  const { people, talks, welcomes, pending } = desk.records
  const noted = [...(await people.list()), ...(await talks.list())].map(({ id }) => id)
  for (const person of new Set(noted)) await sweepPerson(desk, person)
  // Erased in the store, a person's private chat is gone and the welcome in it is still there.
  for (const { id, value } of await welcomes.list())
    if (value !== '' && (await people.find(value)) === undefined) await welcomes.drop(id)
  for (const { id, value } of await pending.list())
    if (value.asked < desk.clock.now() - linkingTime) await pending.drop(id)
}

/** In the person's lane: a turn under way may be the first of a new talk. */
function sweepPerson(desk: Desk, person: string): Promise<void> {
  return desk.lanes.run(person, () =>
    alone(desk, person, async () => {
      if ((await listTalks(desk, person)).length === 0) await dropPerson(desk, person)
    }),
  )
}
