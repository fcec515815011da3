import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { Identity } from './settings.ts'

/**
 * The bot's certificate and its private key, both in one PEM text, in any order; the key without a passphrase.
 * Throws when one is missing or they do not belong together, and never says what was in it.
 */
export function readCertificate(pem: string): Extract<Identity, { kind: 'certificate' }> {
  const certificate = find(pem, 'CERTIFICATE', (block) => new X509Certificate(block))
  const key = find(pem, '(?:RSA )?PRIVATE KEY', createPrivateKey)
  if (certificate === undefined || key === undefined || !certificate.checkPrivateKey(key))
    throw new Error(
      'Teams: the certificate file must hold a certificate and its private key without a passphrase, as PEM',
    )
  return {
    kind: 'certificate',
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** The first block of a kind, if there is one that can be read. */
function find<T>(pem: string, kind: string, read: (block: string) => T): T | undefined {
  const block = new RegExp(`-----BEGIN ${kind}-----[^-]+-----END ${kind}-----`).exec(pem)?.[0]
  try {
    return block === undefined ? undefined : read(block)
  } catch {
    return undefined
  }
}
