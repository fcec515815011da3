import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Address } from '../../src/index.ts'

/** The page proves which conversation is its own with 128 random bits; never in a URL, so never in a log. */
const secretHeader = 'x-lotsen-conversation'

/** The secret is kept by the page only: what is stored (and may be logged) is its digest. */
export function findAddress(request: FastifyRequest): Address | undefined {
  const secret = request.headers[secretHeader]
  if (typeof secret !== 'string' || !/^[0-9a-f]{32}$/.test(secret)) return undefined
  const id = createHash('sha256').update(secret).digest('base64url').slice(0, 32)
  return { channel: 'web', id }
}
