import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OfficeId, Officer } from '../../src/index.ts'
import type { OfficeDoor, WebConfig } from './settings.ts'

const year = 365 * 24 * 60 * 60

const cookieOf = (office: OfficeId): string => `lotsen-office-${office}`

/** What the cookie holds: proof of the key, not the key, and void when the key is changed. */
const proofOf = (office: OfficeId, door: OfficeDoor): string =>
  createHmac('sha256', door.key).update(`inbox of ${office}`).digest('base64url')

/** An office without a key, or with one a person could guess, has no inbox. */
export function findDoor(config: WebConfig, office: OfficeId): OfficeDoor | undefined {
  const door = Object.hasOwn(config.offices, office) ? config.offices[office] : undefined
  return door !== undefined && door.key.length >= 16 ? door : undefined
}

export const fits = (door: OfficeDoor, key: string): boolean => isSame(door.key, key)

export function giveCookie(reply: FastifyReply, office: OfficeId, config: WebConfig): void {
  const door = findDoor(config, office)
  if (door === undefined) return
  reply.setCookie(cookieOf(office), proofOf(office, door), {
    httpOnly: true,
    sameSite: 'strict',
    secure: config.publicUrl.startsWith('https:'),
    path: '/',
    maxAge: year,
  })
}

/** The person behind a request, if it carries the office's cookie. */
export function findOfficer(
  request: FastifyRequest,
  office: unknown,
  config: WebConfig,
): Officer | undefined {
  if (typeof office !== 'string') return undefined
  const door = findDoor(config, office)
  const proof = request.cookies[cookieOf(office)]
  if (door === undefined || proof === undefined || !isSame(proofOf(office, door), proof))
    return undefined
  return { id: `web:${office}`, name: door.name, office }
}

/** Constant time, whatever the lengths. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
