import { expect, test } from 'vitest'
import type { Conversation } from '../../src/index.ts'
import { tenant } from './keys.ts'
import { activity, anna, channel, createFastClock, eva, inChannel, setUp } from './set-up.ts'

const person = `${tenant}:aad-anna`
const talk = {} as Conversation

test('a start drops people whose every talk is gone, their welcomes, and links nobody gave the key for', async () => {
  const clock = createFastClock()
  const rig = await setUp({}, clock)
  await rig.send(activity(rig, { type: 'installationUpdate', action: 'add' }, anna))
  await rig.send(inChannel(rig, { type: 'installationUpdate', action: 'add' }, eva))
  await rig.send(inChannel(rig, { text: 'koppla Malå' }, eva))
  const kept = () => [...rig.memory.all.keys()].map((id) => id.replace('teams ', '').split(':')[0])
  expect(kept().sort()).toEqual(['linking', 'person', 'person', 'talks', 'welcome', 'welcome'])

  // What is kept of a talk in a channel keeps the private chat too: its case is told of there.
  await rig.send(inChannel(rig, { text: 'hej' }, anna))
  rig.conversations.set(`teams:${channel};messageid=1|${person}`, talk)
  await rig.teams.start()
  await expect
    .poll(() => kept().sort())
    .toEqual(['linking', 'person', 'talks', 'welcome', 'welcome'])
  rig.conversations.clear()
  await clock.sleep(16 * 60 * 1_000)
  await rig.teams.start()
  await expect.poll(kept).toEqual(['welcome'])
  await rig.stop()
})
