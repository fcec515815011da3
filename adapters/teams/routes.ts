import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Activity, readActivity } from './activity.ts'
import type { Response } from './desk.ts'
import type { Door } from './door.ts'
import type { Log } from './settings.ts'

const path = '/api/messages'
const largestBody = 256 * 1024

export interface Inbound {
  readonly door: Door
  readonly log: Log
  readonly take: (activity: Activity) => Promise<Response>
}

/** Callers outside Teams learn nothing: 400 or 401 with an empty body. */
export async function mountRoutes(server: FastifyInstance, inbound: Inbound): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: largestBody },
      async (_request: unknown, body: string) => readJson(body),
    )
    scope.setErrorHandler(async (error, _request, reply) => {
      inbound.log.warn(
        { event: 'teams.bad-request', error: error instanceof Error ? error.name : 'unknown' },
        'a call that could not be read',
      )
      await reply.code(400).send()
    })
    // The web pages' limit per address would throttle Microsoft, which has few addresses.
    const config = { rateLimit: false }
    // The web chat reads its messages there; without it a GET is told what is wrong.
    if (!server.hasRoute({ method: 'GET', url: path })) {
      scope.get(path, { config }, async (_request, reply) =>
        reply.code(405).header('allow', 'POST').send(),
      )
    }
    scope.post(path, { config }, async (request, reply) =>
      receive(inbound, { body: request.body, header: request.headers.authorization, reply }),
    )
  })
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

interface Call {
  readonly body: unknown
  readonly header: unknown
  readonly reply: FastifyReply
}

async function receive(inbound: Inbound, { body, header, reply }: Call): Promise<FastifyReply> {
  const activity = readActivity(body)
  if (activity === undefined) return reply.code(400).send()
  const admission = await inbound.door.admit(activity, header)
  if (admission === 'refused') return reply.code(401).send()
  if (admission === 'unavailable') return reply.code(503).send()
  const response = await inbound.take(activity)
  if (response.kind === 'not-ours') return reply.code(501).send()
  return activity.type === 'invoke'
    ? reply.code(200).send(toInvokeResponse(response))
    : reply.code(200).send()
}

function toInvokeResponse(response: Exclude<Response, { kind: 'not-ours' }>) {
  if (response.kind === 'card') {
    return {
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: response.card,
    }
  }
  const value = response.kind === 'message' ? response.text : ''
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value }
}
