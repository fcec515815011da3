import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HTTPReceiver } from '@slack/bolt'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from './settings.ts'

interface Mounting {
  readonly web: HTTPReceiver
  readonly events: 'served' | 'elsewhere'
  readonly clock: Clock
}

/** Slack sends a view of at most 250 kB; the rest is room. */
const mostBytes = 1024 * 1024
const fiveMinutes = 5 * 60

/**
 * Slack's routes on the one server. Bolt verifies the signature over the raw bytes, so in this scope Fastify parses
 * nothing and hands them over as they came.
 */
export async function mountWeb(
  server: FastifyInstance,
  { web, events, clock }: Mounting,
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    const raw = { parseAs: 'buffer', bodyLimit: mostBytes } as const
    scope.addContentTypeParser('*', raw, (_request, body, done) => done(null, body))
    if (events === 'served') {
      const open = { config: { rateLimit: false } }
      scope.post('/slack/events', open, async (request, reply) => {
        const refusal = refuse(request, clock)
        return refusal === undefined ? pass(web, request, reply) : reply.code(refusal).send()
      })
    }
    if (web.installer === undefined) return
    for (const path of ['/slack/install', '/slack/oauth_redirect']) {
      scope.get(path, (request, reply) => pass(web, request, reply))
    }
  })
}

/** What Bolt would let through, or fall over. */
function refuse(request: FastifyRequest, clock: Clock): number | undefined {
  const sent = Number(request.headers['x-slack-request-timestamp'] ?? Number.NaN)
  // Bolt refuses old timestamps only; one from the future could be kept and replayed later.
  if (sent - clock.now() / 1000 > fiveMinutes) return 401
  if (!Buffer.isBuffer(request.body)) return 400
  // A body of `null` ends in a rejection nobody hears.
  return holdsRecord(request, request.body) ? undefined : 400
}

/** By its first character; whether the rest is JSON Bolt finds out itself, after the signature. */
function holdsRecord(request: FastifyRequest, body: Buffer): boolean {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  if (isForm !== true) return startsRecord(body.toString('utf8', 0, 20))
  return startsRecord(new URLSearchParams(body.toString('utf8')).get('payload') ?? '{')
}

const startsRecord = (json: string): boolean => /^\s*[{[]/.test(json)

function pass(web: HTTPReceiver, request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack()
  const incoming: IncomingMessage = Object.assign(request.raw, { rawBody: request.body })
  const response: ServerResponse = reply.raw
  try {
    web.requestListener(incoming, response)
  } catch {
    response.writeHead(404).end()
  }
}
