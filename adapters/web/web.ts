import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { type Complaint, complain } from './complaint.ts'
import { describeFault } from './fault.ts'
import { limitAddresses, Refusal } from './limits.ts'
import { createLive } from './live.ts'
import { addOfficeRoutes } from './office-routes.ts'
import { addPages } from './page-routes.ts'
import { protection } from './protection.ts'
import type { WebParts } from './settings.ts'
import { addTalkRoutes } from './talk-routes.ts'

export { usualLimits, type WebConfig, type WebParts } from './settings.ts'

/** The one server; other channels may be mounted on it. It logs nothing by itself: URLs may hold an office's key. */
export async function createWeb(parts: WebParts): Promise<FastifyInstance> {
  const server = fastify({
    logger: false,
    trustProxy: parts.config.proxies.length === 0 ? false : [...parts.config.proxies],
    routerOptions: { maxParamLength: 100, ignoreTrailingSlash: true },
    schemaController: {
      compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas },
    },
  })
  await server.register(web(parts))
  return server
}

/** Each route reads by itself what it gets: the compilers of schemas are half of fastify and need not be loaded. */
function noSchemas(): never {
  throw new Error('No route has a schema here.')
}

/** The web channel as a fastify plugin: its headers, limits and errors hold for its own routes, and for paths nobody has. */
function web(parts: WebParts) {
  return async (server: FastifyInstance): Promise<void> => {
    await server.register(helmet, protection)
    await server.register(cookie)
    await limitAddresses(server, parts.config.limits)
    server.setErrorHandler((error: FastifyError, _request, reply) =>
      answerError(error, reply, parts),
    )
    server.setNotFoundHandler((_request, reply) => complain(reply, 'not-found'))
    logRequests(server, parts)

    const live = await createLive(parts)
    server.addHook('preClose', live.stop)
    addHealth(server, parts)
    addTalkRoutes(server, parts, live)
    addOfficeRoutes(server, parts, live)
    await addPages(server, parts.config)
  }
}

/** One line per request, with the route's pattern: never a URL, an address or a body. */
function logRequests(server: FastifyInstance, { log }: WebParts): void {
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const ms = Math.round(reply.elapsedTime)
    log.info(
      { channel: 'web', method: request.method, route, status: reply.statusCode, ms },
      'request',
    )
  })
}

function answerError(error: FastifyError, reply: FastifyReply, { log }: WebParts): FastifyReply {
  const code = nameError(error)
  if (code === 'fault') {
    log.error(
      { channel: 'web', route: reply.request.routeOptions.url, ...describeFault(error) },
      'request failed',
    )
  }
  return complain(reply, code)
}

function nameError(error: FastifyError): Complaint {
  if (error instanceof Refusal) return error.code
  if (error.statusCode === 413) return 'too-big'
  if (error.statusCode === 404) return 'not-found'
  return error.statusCode !== undefined && error.statusCode < 500 ? 'bad-request' : 'fault'
}

const patience = 2000

/** Well only while the store answers. An alarm is told and changes nothing else: starting anew would not help. */
function addHealth(server: FastifyInstance, { store, alarms }: WebParts): void {
  server.get('/health', async (_request, reply) => {
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, patience, 'late').unref())
    // Asks for a conversation that is never there.
    const asked = store.findConversation('health').then(
      () => alarms.list(),
      () => 'failed' as const,
    )
    const state = await Promise.race([asked.catch(() => 'failed' as const), late])
    reply.header('cache-control', 'no-store')
    if (typeof state === 'string') return reply.code(503).send({ status: 'unwell', store: state })
    const all = Object.values(state).map((one) => (typeof one === 'number' ? one : one.length))
    const status = all.every((many) => many === 0) ? 'well' : 'alarm'
    return { status, store: 'well', alarms: state }
  })
}
