import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Tokens, forms and events lie encrypted in the channel's memory: AES-256-GCM, bound to the id they are kept under. */
export interface Seal {
  readonly close: (id: string, value: unknown) => string
  /** Undefined when the key is another, the text was changed, or it was moved from another id. */
  readonly open: (id: string, sealed: unknown) => unknown
}

const version = 'v1'

/** `key` is 32 bytes in base64 (`openssl rand -base64 32`). */
export function createSeal(key: string): Seal {
  const secret = Buffer.from(key, 'base64')
  if (secret.length !== 32) {
    throw new Error(
      `Slack: the seal key is ${secret.length} bytes in base64, it must be 32; make one with: openssl rand -base64 32`,
    )
  }
  return {
    close: (id, value) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(id))
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')}`
    },
    open: (id, sealed) => {
      if (typeof sealed !== 'string' || !sealed.startsWith(`${version}.`)) return undefined
      const bytes = Buffer.from(sealed.slice(version.length + 1), 'base64')
      if (bytes.length < 29) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12))
        decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(12, 28))
        const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
        return JSON.parse(text.toString('utf8'))
      } catch {
        return undefined
      }
    },
  }
}
