import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Response } from 'botbuilder'
import {
  AuthenticationConfiguration,
  MsalServiceClientCredentialsFactory,
} from 'botframework-connector'
import fastify from 'fastify'
import { pino } from 'pino'
import { outside } from '../../adapters/outside.ts'
import { createChannelMemory } from '../../adapters/postgres/channel-memory.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { migrate } from '../../adapters/postgres/migrate.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import { createTeams } from '../../adapters/teams/teams.ts'
import { createNavigator } from '../../src/index.ts'
import { openKnowledge } from '../real-knowledge.ts'
import { cloudAt, networkTo } from './fake-botframework.ts'
import { createFakeNavigator } from './fake-navigator.ts'
import { appId, tenant } from './keys.ts'

/** One of the bots the bench compares, in a process of its own: `bench-bots.ts <bot> <bot framework's url> <folder>`. */
const [bot = '', framework = '', folder = ''] = process.argv.slice(2)
const silent = pino({ level: 'silent' })
const network: INetworkModule = networkTo(framework)

/** What the SDK's samples make: its adapter, and an answer that repeats what was said. */
async function startBare(): Promise<number> {
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      clientSecret: 'not-a-real-secret',
      authority: `https://login.microsoftonline.com/${tenant}`,
    },
    system: { networkClient: network },
  })
  const settings = {
    MicrosoftAppId: appId,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: tenant,
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenant}`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: `${framework}/token-service`,
    ToBotFromChannelOpenIdMetadataUrl: `${framework}/openid`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${framework}/openid`,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: 'true',
  }
  const authentication = new ConfigurationBotFrameworkAuthentication(
    settings,
    new MsalServiceClientCredentialsFactory(appId, client),
    new AuthenticationConfiguration(['msteams']),
  )
  const adapter = new CloudAdapter(authentication)
  const server = createServer((request, response) => {
    const answer: Response = {
      socket: response.socket,
      header: (name: string, value: unknown) => response.setHeader(name, String(value)),
      status: (code: number) => {
        response.statusCode = code
        return answer
      },
      send: (body: unknown) => response.end(body === undefined ? '' : JSON.stringify(body)),
      end: () => response.end(),
    }
    void readJson(request).then((body) =>
      adapter.process(Object.assign(request, { body }) as never, answer, async (context) => {
        if (context.activity.type === 'message')
          await context.sendActivity(`Du skrev: ${context.activity.text}`)
      }),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return (server.address() as AddressInfo).port
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString())
}

/** Lotsen's channel on PostgreSQL, with an echo or with everything behind it. */
async function startLotsen(extent: 'echo' | 'everything'): Promise<number> {
  const database = await openDatabase({ folder: join(folder, 'postgres'), log: silent })
  await migrate(database)
  const store = createStore(database)
  const knowledge = extent === 'everything' ? await openKnowledge() : undefined
  const teams = createTeams({
    navigator:
      knowledge === undefined
        ? createFakeNavigator().navigator
        : createNavigator({ store, outside, knowledge: () => knowledge }),
    store,
    memory: createChannelMemory(database),
    config: {
      appId,
      tenant,
      identity: { kind: 'secret', secret: 'not-a-real-secret' },
      emulator: 'no',
      offices: [],
      checkOfficeKey: () => false,
      cloud: cloudAt(framework),
      network,
    },
    log: silent,
  })
  const server = fastify()
  await teams.mount(server)
  await teams.start()
  return Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port)
}

const start: Readonly<Record<string, () => Promise<number>>> = {
  bare: startBare,
  channel: () => startLotsen('echo'),
  everything: () => startLotsen('everything'),
}
const port = await start[bot]?.()
process.stdout.write(`http://127.0.0.1:${port}/api/messages\n`)
