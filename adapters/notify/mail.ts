import type { Transporter } from 'nodemailer'
import type { Delivery } from '../channel.ts'
import { type Letter, letterAsHtml, letterAsText } from './letter.ts'
import { delivered } from './place.ts'
import { type EmailConfig, readSender } from './settings.ts'

interface Envelope {
  readonly to: string
  /** Where an answer goes; none when nobody reads it. */
  readonly replyTo: string | undefined
  /** The notice's id: the same notice is the same letter, which mail programs show once. */
  readonly id: string
  /** Letters of one thread lie together: one case, one reader. */
  readonly thread: string
}

export interface Mailer {
  readonly send: (envelope: Envelope, letter: Letter) => Promise<Delivery>
}

/** One plain address and nothing else: no list, no name, no header hidden in it. */
export function readAddress(text: string): string | undefined {
  const address = text.trim()
  const plain = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]{2,}$/u
  return plain.test(address) && address.length <= 254 ? address : undefined
}

/** A header is one line, whatever was written into it. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}

function messageId(id: string, domain: string): string {
  return `<${id.replace(/[^A-Za-z0-9-]+/g, '.')}@${domain}>`
}

const here = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What goes over the net is encrypted, unless the deployment says otherwise in so many words. */
function demandsTls(url: string): boolean {
  const { protocol, hostname, searchParams } = new URL(url)
  return protocol === 'smtp:' && !here.has(hostname) && !searchParams.has('requireTLS')
}

/** Refused for good: the address or the letter will not do, today or tomorrow. */
function isRefused(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false
  const ofThisLetter = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  return ofThisLetter && Number(error.responseCode) >= 500
}

/** Loaded with the first letter: a start goes without. */
async function openTransport(url: string, patience: number): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(demandsTls(url) ? { requireTLS: true } : {}),
  })
}

export function createMailer({ url, from }: EmailConfig, patience: number): Mailer {
  const domain = readSender(from) ?? 'localhost'
  let transport: Promise<Transporter> | undefined
  return {
    send: async ({ to, replyTo, id, thread }, letter) => {
      const root = messageId(thread, domain)
      try {
        transport ??= openTransport(url, patience)
        await (await transport).sendMail({
          from,
          to: { name: '', address: to },
          ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
          subject: oneLine(letter.subject),
          messageId: messageId(id, domain),
          inReplyTo: root,
          references: root,
          text: letterAsText(letter),
          html: letterAsHtml(letter),
          // Nobody's holiday greeting is wanted in return.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        return delivered
      } catch (error) {
        if (isRefused(error)) return { kind: 'gone' }
        throw error
      }
    },
  }
}
