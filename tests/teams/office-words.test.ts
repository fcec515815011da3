import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tenant } from './keys.ts'
import { caseIn } from './office-room.ts'
import { activity, channel, eva, inChannel, linkOffice, type Rig, setUp } from './set-up.ts'

let rig: Rig
beforeEach(async () => {
  rig = await setUp()
})
afterEach(() => rig.stop())

const thread = `${channel};messageid=1`
const texts = (conversation: string) => JSON.stringify(rig.bot.chat(conversation))

describe('what an office writes to Lotsen itself', () => {
  test('is heard as the office, with who wrote it, and answered in the thread', async () => {
    await linkOffice(rig)
    await rig.send(inChannel(rig, { text: 'kontor semester 1–21 juli, Malå tar våra' }, eva))
    expect(rig.fake.told).toMatchObject([
      {
        text: 'semester 1–21 juli, Malå tar våra',
        officer: { id: `teams:${tenant}:aad-eva`, name: 'Eva Ek', office: 'mala' },
      },
    ])
    expect(texts(thread)).toContain('Kontoret skrev: semester 1–21 juli, Malå tar våra')
    expect(rig.fake.turns).toEqual([])
  })

  test('delivered twice is one event, and works in a case’s thread', async () => {
    const { where } = await caseIn(rig)
    const conversation = { id: where, conversationType: 'channel' }
    const asked = inChannel(rig, { text: 'Kontor: vem kan export?', conversation }, eva)
    await rig.send(asked)
    await rig.send(asked)
    expect(rig.fake.told.map((one) => one.text)).toEqual(['vem kan export?'])
    expect(texts(where)).toContain('Kontoret skrev: vem kan export?')
  })

  test('is heard without "kontor" when it plainly is the office’s, and not under a case', async () => {
    const { where } = await caseIn(rig)
    await rig.send(inChannel(rig, { text: 'semester idag' }, eva))
    await rig.send(inChannel(rig, { text: 'vad finns för oss?' }, eva))
    const conversation = { id: where, conversationType: 'channel' }
    await rig.send(inChannel(rig, { text: 'semester idag', conversation }, eva))
    expect(rig.fake.told.map((one) => one.text)).toEqual(['semester idag'])
    expect(rig.fake.turns).toHaveLength(1)
    expect(texts(where)).toContain('stannar på kontoret')
  })

  test('is a question like any other where no office is linked', async () => {
    await rig.send(inChannel(rig, { text: 'kontor i Malå, vad kan ni?' }))
    await rig.send(activity(rig, { text: 'kontor semester idag' }))
    await rig.send(inChannel(rig, { text: 'semester idag' }))
    expect(rig.fake.told).toEqual([])
    expect(rig.fake.turns).toHaveLength(3)
  })
})
