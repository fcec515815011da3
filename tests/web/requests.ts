import { randomBytes } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import { onTestFinished } from 'vitest'
import type { WebConfig } from '../../adapters/web/web.ts'
import { createTestServer, type TestServer } from './test-server.ts'

/** A server for one test. */
export async function open(config: Partial<WebConfig> = {}): Promise<TestServer> {
  const made = await createTestServer(config)
  onTestFinished(() => made.server.close())
  return made
}

export const secret = (): string => randomBytes(16).toString('hex')
export const event = (): string => randomBytes(8).toString('hex')

export const turn = (conversation: string, said: object): InjectOptions => ({
  method: 'POST',
  url: '/api/turn',
  headers: { 'x-lotsen-conversation': conversation },
  payload: { event: event(), locale: 'sv', after: 0, ...said },
})

export const asPage = { accept: 'text/html,application/xhtml+xml' }
