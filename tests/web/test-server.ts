import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { createWeb, usualLimits, type WebConfig } from '../../adapters/web/web.ts'
import { createFake, type Fake } from './fake-navigator.ts'

export const officeKey = 'mala-key-0123456789abcdef'

export const testConfig: WebConfig = {
  publicUrl: 'http://127.0.0.1',
  embedOrigins: [],
  proxies: [],
  offices: { mala: { name: 'Näringslivskontoret i Malå', key: officeKey } },
  privacy: {
    controller: 'Region 10',
    email: 'dataskydd@exempel.se',
    conversationDays: 90,
    caseDays: 730,
  },
  limits: { ...usualLimits, perAddress: 10_000, perConversation: 10_000 },
}

export interface TestServer {
  readonly server: FastifyInstance
  readonly fake: Fake
  /** What is told on /health and to the office. */
  readonly alarms: string[]
  /** One JSON object per log line, as written. */
  readonly logged: unknown[]
}

/** The web channel with a scripted navigator behind it; not listening. */
export async function createTestServer(config: Partial<WebConfig> = {}): Promise<TestServer> {
  const fake = createFake()
  const logged: unknown[] = []
  const alarms: string[] = []
  const write = (...line: unknown[]): void => {
    logged.push(line)
  }
  const server = await createWeb({
    navigator: fake.navigator,
    store: fake.store,
    log: { info: write, warn: write, error: write },
    config: { ...testConfig, ...config },
    alarms: {
      list: async () => ({ failed: alarms.length }),
      tell: async () => alarms,
      missed: async () => fake.missed,
    },
  })
  return { server, fake, alarms, logged }
}

/** The same, listening on a free port of this machine. */
export async function startTestServer(
  config: Partial<WebConfig> = {},
): Promise<TestServer & { readonly url: string }> {
  const started = await createTestServer(config)
  await started.server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = started.server.server.address() as AddressInfo
  return { ...started, url: `http://127.0.0.1:${port}` }
}
