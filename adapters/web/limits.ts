import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Complaint } from './complaint.ts'
import { findAddress } from './conversation.ts'
import type { WebLimits } from './settings.ts'

/** Thrown by the rate limiter and turned into a complaint by the error handler. */
export class Refusal extends Error {
  readonly code: Complaint
  constructor(code: Complaint) {
    super(code)
    this.code = code
  }
}

/** Counts requests per address, but not the files a page is made of; routes may set their own number. */
export async function limitAddresses(server: FastifyInstance, limits: WebLimits): Promise<void> {
  await server.register(rateLimit, {
    global: true,
    max: limits.perAddress,
    timeWindow: 60_000,
    cache: 20_000,
    allowList: (request) => request.url.startsWith('/pages/'),
    errorResponseBuilder: () => new Refusal('too-fast'),
  })
}

/** One conversation cannot use up the engine, from however many addresses. */
export function limitConversations(server: FastifyInstance, limits: WebLimits) {
  const count = server.createRateLimit({
    max: limits.perConversation,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) => findAddress(request)?.id ?? request.ip,
  })
  return async (request: FastifyRequest): Promise<void> => {
    const counted = await count(request)
    if (!counted.isAllowed && counted.isExceeded) throw new Refusal('too-fast')
  }
}
