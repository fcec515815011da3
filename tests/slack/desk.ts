import type { CaseCard, Route } from '../../src/index.ts'
import { officeKey, pressOn, readable, slash, submissionOf, until, type World } from './harness.ts'
import type { Json } from './json.ts'
import { caseId } from './navigator.ts'
import { watch } from './watch.ts'

/** Malå's office in the channel C9 and what its officer does there. */
export function sitDown(world: () => World) {
  const { message, called } = watch(world)
  const respond = () => `${world().fake.url}/respond/office`
  const command = (text: string) =>
    world().deliver(
      'slash_commands',
      slash(text, { channel_id: 'C9', user_id: 'UMALA', response_url: respond() }),
    )
  const giveKey = async (key: string, at = 0) => {
    const { view } = (await called('views.open', at)).args
    return world().deliver(
      'interactive',
      submissionOf(view, { key }, { user: { id: 'UMALA', team_id: 'T1' } }),
    )
  }
  const connect = async (): Promise<Route> => {
    await command('kontor koppla Malå')
    await giveKey(officeKey)
    return until('a route', () => world().routes[0])
  }
  const roomCard = async (): Promise<CaseCard> => {
    const card = await world().navigator.drawCase(caseId, {
      id: 'slack:T1:C9',
      name: '',
      office: 'mala',
    })
    if (card === undefined) throw new Error('no card')
    return card
  }
  const draw = async (route: Route) =>
    world().slack.draw({
      route,
      card: await roomCard(),
      headline: 'Nytt ärende till Malå',
      notice: `${caseId}:new-case`,
    })
  const cardMessage = () => message((one) => readable(one.blocks).includes(`Ärende ${caseId}`))
  const press = (pressed: Json, more: Json = {}) =>
    world().deliver('interactive', {
      ...pressOn(pressed),
      user: { id: 'UMALA', team_id: 'T1' },
      channel: { id: 'C9' },
      container: { type: 'message', channel_id: 'C9' },
      response_url: respond(),
      ...more,
    })
  return { command, giveKey, connect, roomCard, draw, cardMessage, press }
}
