import type { FastifyHelmetOptions } from '@fastify/helmet'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Nothing but our own files, no inline script or style, and DOM by API only. */
const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
}

/** The office key travels once in a URL, so no page ever sends a referrer. HSTS leaves the owner's subdomains alone. */
export const protection = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { ...policy, frameAncestors: ["'none'"] },
  },
  referrerPolicy: { policy: 'no-referrer' },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  xFrameOptions: { action: 'deny' },
} satisfies FastifyHelmetOptions

/** The one page others may frame: ourselves and the sites in the configuration. */
export function embeddable(origins: readonly string[]): FastifyHelmetOptions {
  const frameAncestors = ["'self'", ...origins]
  return {
    ...protection,
    contentSecurityPolicy: { useDefaults: false, directives: { ...policy, frameAncestors } },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: false,
    xFrameOptions: false,
  }
}

/** A file that other sites may load. */
export const loadable: FastifyHelmetOptions = {
  ...protection,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
}

/** A state-changing request must come from our own page: browsers say so, and a form cannot set our header. */
export function isFromOwnPage(request: FastifyRequest, publicUrl: string): boolean {
  if (request.headers['x-lotsen'] === undefined) return false
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const origin = request.headers.origin
  if (origin === undefined) return true
  return origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.host}`
}

export function hideFromSearch(reply: FastifyReply): void {
  reply.header('x-robots-tag', 'noindex, nofollow').header('cache-control', 'no-store')
}
