import { createHome } from '../journey/program.ts'
import { createFresh } from '../postgres/fresh.ts'
import { appToken, secret, token } from './fake-slack.ts'
import type { Mode } from './harness.ts'
import { freePort, type LocalSlack, startLocalSlack } from './local-slack.ts'

export interface E2eWorld {
  readonly local: LocalSlack
  readonly officeKey: string
  /** Every fault the program told of, and every warning of its Slack. */
  readonly complaints: () => readonly string[]
  readonly stop: () => Promise<void>
}

/** The whole program, on a database of its own, with local-slack for its Slack. */
export async function createE2eWorld(binary: string, mode: Mode): Promise<E2eWorld> {
  const fresh = await createFresh()
  const port = await freePort()
  const local = await startLocalSlack(binary, {
    mode: mode === 'http' ? 'events' : 'socket',
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
  })
  const home = await createHome(fresh.url, {
    LOTSEN_PORT: String(port),
    LOTSEN_LOG_LEVEL: 'warn',
    LOTSEN_GATHER_SECONDS: '2',
    LOTSEN_SLACK_API_URL: local.apiUrl,
    LOTSEN_SLACK_BOT_TOKEN: token,
    ...(mode === 'http'
      ? { LOTSEN_SLACK_SIGNING_SECRET: secret }
      : { LOTSEN_SLACK_APP_TOKEN: appToken }),
  })
  const close = async (): Promise<void> => {
    await home.clean()
    await local.stop()
    await fresh.drop()
  }
  const program = await home.start().catch(async (error: unknown) => {
    await close()
    throw error
  })
  const inbox = await program.inbox('mala')
  return {
    local,
    officeKey: new URL(inbox).searchParams.get('key') ?? '',
    complaints: () =>
      program.complaints().filter((line) => /"level":[56]0|"msg":"slack/.test(line)),
    stop: async () => {
      await program.kill()
      await close()
    },
  }
}
