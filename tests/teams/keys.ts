import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'

export const appId = '11111111-2222-4333-8444-555555555555'
export const tenant = '99999999-8888-4777-8666-555555555555'

type Json = Record<string, unknown>

export interface Token {
  readonly claims?: Json
  readonly header?: Json
  readonly by?: 'right' | 'wrong' | 'other-channel' | 'none' | 'hs256'
}

interface Key {
  readonly kid: string
  readonly endorsements: readonly string[]
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function createKey(kid: string, endorsements: readonly string[]): Key {
  return { kid, endorsements, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) }
}

const right = createKey('right', ['msteams'])
const wrong = createKey('right', ['msteams'])
const otherChannel = createKey('other-channel', ['webchat'])

/** A token as Teams would send it, or with one thing wrong. */
export function sign({ claims = {}, header = {}, by = 'right' }: Token, url: string): string {
  const now = Math.floor(Date.now() / 1_000)
  const key = { wrong, 'other-channel': otherChannel }[by as string] ?? right
  const alg = { none: 'none', hs256: 'HS256' }[by as string] ?? 'RS256'
  const head = b64({ alg, typ: 'JWT', kid: key.kid, ...header })
  const body = b64({
    iss: 'https://api.botframework.com',
    aud: appId,
    serviceurl: url,
    nbf: now - 60,
    exp: now + 600,
    ...claims,
  })
  const input = `${head}.${body}`
  if (by === 'none') return `${input}.`
  if (by === 'hs256') {
    const pem = right.publicKey.export({ type: 'spki', format: 'pem' })
    return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`
  }
  return `${input}.${createSign('RSA-SHA256').update(input).sign(key.privateKey).toString('base64url')}`
}

/** What the bot may find at the keys' address. */
export const publicKeys = (): readonly Json[] => [right, otherChannel].map(toJwk)

function toJwk({ kid, endorsements, publicKey }: Key): Json {
  return { ...publicKey.export({ format: 'jwk' }), use: 'sig', kid, x5t: kid, endorsements }
}
