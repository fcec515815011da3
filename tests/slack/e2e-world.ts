import Fastify from 'fastify'
import type { ChannelAdapter } from '../../adapters/channel.ts'
import { createSlack } from '../../adapters/slack/slack.ts'
import type { Incoming, Route } from '../../src/index.ts'
import { appToken, secret, token } from './fake-slack.ts'
import { officeKey, sealKey } from './harness.ts'
import { type LocalSlack, startLocalSlack } from './local-slack.ts'
import { createMapMemory } from './memory.ts'
import { caseId, createScriptedNavigator, line } from './navigator.ts'

export interface E2eWorld {
  readonly local: LocalSlack
  readonly logged: readonly string[]
  readonly stop: () => Promise<void>
}

/** Lotsen against local-slack, with notices delivered at once as main.ts's jobs would. */
export async function createE2eWorld(binary: string, mode: 'http' | 'socket'): Promise<E2eWorld> {
  const server = Fastify()
  const navigator = createScriptedNavigator()
  const routes: Route[] = []
  const logged: string[] = []
  const note = (...said: unknown[]): void => void logged.push(JSON.stringify(said))
  // local-slack must know our address and we its: so the port is taken first.
  const mounted: { slack?: ChannelAdapter } = {}
  const connection =
    mode === 'http'
      ? ({ kind: 'http', signingSecret: secret } as const)
      : ({ kind: 'socket', appToken } as const)
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const requestUrl = `http://127.0.0.1:${port}/slack/events`
  const local = await startLocalSlack(binary, {
    mode: mode === 'http' ? 'events' : 'socket',
    requestUrl,
  })
  const slack = createSlack({
    config: {
      connection,
      install: { kind: 'token', botToken: token },
      sealKey,
      offices: [{ id: 'mala', name: 'Malå' }],
      checkOfficeKey: (_office, key) => key === officeKey,
      apiUrl: local.apiUrl,
    },
    navigator,
    store: {
      findConversation: async () => ({ cases: [caseId] }) as never,
      findCase: async (id) =>
        ({
          id,
          need: 'Låna till maskin',
          state: 'waiting',
          opened: '2026-11-23T09:00:00Z',
          promised: '2026-11-25T11:00:00Z',
        }) as never,
      saveRoute: async (route) => void routes.push(route),
      dropRoute: async () => {},
    },
    memory: createMapMemory(),
    log: { info: note, warn: note, error: note },
  })
  mounted.slack = slack
  const owner: { address?: Incoming['address'] } = {}
  navigator.whenSent.call = async (incoming) => {
    owner.address = incoming.address
    setTimeout(() => void drawNewCase(), 50)
  }
  const drawNewCase = async (): Promise<void> => {
    const [route] = routes
    const card = await navigator.drawCase(caseId, { id: 'slack:T1:C9', name: '', office: 'mala' })
    if (route === undefined || card === undefined) return
    await slack.draw({
      route,
      card,
      headline: 'Nytt ärende till Malå',
      notice: `${caseId}:new-case`,
    })
  }
  const act = navigator.act
  Object.assign(navigator, {
    act: async (...[press]: Parameters<typeof act>) => {
      const answer = await act(press)
      if (answer.kind === 'moved' && press.action === 'take')
        void tell('Maja vid kontoret har tagit ditt ärende.', 'taken')
      return answer
    },
  })
  const tell = async (text: string, notice: string): Promise<void> => {
    if (owner.address === undefined) return
    await slack.say({
      address: owner.address,
      answer: { language: 'sv', replies: [line(text)], receipt: '' },
      notice,
    })
  }
  navigator.whenWritten.call = (text) => tell(`Malå skriver: ${text}`, `written:${text}`)
  await slack.mount(server)
  await server.listen({ port, host: '127.0.0.1' })
  await slack.start()
  return {
    local,
    logged,
    stop: async () => {
      await slack.stop()
      await server.close()
      await local.stop()
    },
  }
}
