import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createWorld,
  mention,
  modes,
  pressOn,
  readable,
  submissionOf,
  until,
  type World,
} from './harness.ts'

import { button, watch } from './watch.ts'

describe.each(modes)('a form, over %s', (mode) => {
  let world: World
  beforeEach(async () => {
    world = await createWorld({ mode })
  })
  afterEach(() => world.stop())

  const { message, called, whispered } = watch(() => world)

  test('a summary drawn from a thread keeps the thread talk when it is pressed in the direct messages', async () => {
    const event = mention('summary')
    await world.deliver('events_api', event)
    const summary = await message((one) => one.channel === 'DU1')
    await world.deliver('interactive', pressOn(button(summary.blocks, 'Ta tillbaka')))
    const heard = await until('the press', () =>
      world.navigator.heard.find((one) => one.kind === 'press'),
    )
    expect(heard.address.id).toBe(`T1:U1:C1:${event.event.ts}`)
    expect(heard).toMatchObject({ press: 'case|L-7K3QX|withdraw|' })
  })

  test('a press that needs a form opens it at once, and the rest is said', async () => {
    await world.deliver('interactive', pressOn({ action_id: 'press:0', value: '|handoff' }))
    const opened = await called('views.open')
    expect(readable(opened.args.view)).toContain('Det här skickas till näringslivskontoret.')
    const said = await message((one) => one.text.includes('några uppgifter'))
    expect(readable(said.blocks)).not.toContain('Öppna formuläret')
  })

  test('with a dead trigger the form is a button', async () => {
    const press = { ...pressOn({ action_id: 'press:0', value: '|handoff' }), trigger_id: 'expired' }
    await world.deliver('interactive', press)
    const said = await message((one) => readable(one.blocks).includes('Öppna formuläret'))
    await world.deliver('interactive', pressOn(button(said.blocks, 'Öppna formuläret')))
    expect((await called('views.open', 1)).args.view.callback_id).toBe('form')
  })

  test('a wrong form stays open with what was typed; a right one is summed up and sent', async () => {
    await world.deliver('interactive', pressOn({ action_id: 'press:0', value: '|handoff' }))
    const { view } = (await called('views.open')).args
    const wrong = await world.deliver(
      'interactive',
      submissionOf(view, { name: 'Anna', phone: '12' }),
    )
    expect(wrong.body).toEqual({
      response_action: 'errors',
      errors: { 'field:phone': 'Skriv ett nummer vi kan ringa.' },
    })
    const again = await world.deliver(
      'interactive',
      submissionOf(view, { name: 'Anna', phone: '12' }),
    )
    expect(again.body).toEqual(wrong.body)
    const right = await world.deliver(
      'interactive',
      submissionOf(view, { name: 'Anna', phone: '0950-123 45' }),
    )
    expect(right.body.response_action).toBeUndefined()
    const summary = await message((one) => readable(one.blocks).includes('Stämmer det här?'))
    expect(readable(summary.blocks)).toContain('0950-123 45')
    await world.deliver('interactive', pressOn(button(summary.blocks, 'Skicka')))
    await message((one) => readable(one.blocks).includes('Ditt ärende L-7K3QX'))
    expect(world.memory.ids().filter((id) => id.startsWith('form:'))).toEqual([])
  })

  test('a form closed by mistake comes back as a button, with what was typed', async () => {
    await world.deliver('interactive', pressOn({ action_id: 'press:0', value: '|handoff' }))
    const { view } = (await called('views.open')).args
    const closed = submissionOf(view, { name: 'Anna Söder' }, { type: 'view_closed' })
    expect((await world.deliver('interactive', closed)).status).toBe(200)
    const said = await message((one) => readable(one.blocks).includes('Öppna formuläret'))
    await world.deliver('interactive', pressOn(button(said.blocks, 'Öppna formuläret')))
    const reopened = (await called('views.open', 1)).args.view
    expect(JSON.stringify(reopened)).toContain('Anna Söder')
  })

  test('a form whose turn takes 3 s is acknowledged in time, and answered', async () => {
    await world.deliver('interactive', pressOn({ action_id: 'press:0', value: '|handoff' }))
    const { view } = (await called('views.open')).args
    const before = Date.now()
    const sent = await world.deliver('interactive', submissionOf(view, { phone: 'långsam' }))
    expect(sent.status).toBe(200)
    expect(Date.now() - before).toBeLessThan(2900)
    await message((one) => one.text === 'Till slut.')
  })

  test('a form that nobody remembers is answered politely', async () => {
    await world.deliver('interactive', pressOn({ action_id: 'form:0', value: '|handoff' }))
    expect((await whispered()).text).toContain('gäller inte längre')
  })
})
