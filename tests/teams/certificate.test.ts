import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { readCertificate } from '../../adapters/teams/certificate.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
if (!hasOpenssl)
  process.stderr.write('SKIPPED: reading a certificate. There is no openssl to make one with.\n')

test.skipIf(!hasOpenssl)('a certificate is read from one PEM file, with its own key only', () => {
  const [one, other] = [makeCertificate(), makeCertificate()]
  const read = readCertificate(`${one.key}\n${one.certificate}`)
  expect(read.thumbprintSha256).toMatch(/^[0-9A-F]{64}$/)
  expect(read.privateKey).toContain('BEGIN PRIVATE KEY')
  expect(readCertificate(one.certificate + one.key)).toEqual(read)
  for (const wrong of ['', one.key, one.certificate, one.certificate + other.key])
    expect(() => readCertificate(wrong)).toThrow(/must hold a certificate and its private key/)
})

function makeCertificate(): { readonly key: string; readonly certificate: string } {
  const wanted = 'req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=lotsen -keyout - -out -'
  const made = execFileSync('openssl', wanted.split(' '), { stdio: ['ignore', 'pipe', 'ignore'] })
  const [key = '', certificate = ''] = made.toString().split(/(?=-----BEGIN CERTIFICATE)/)
  return { key, certificate }
}
