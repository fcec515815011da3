import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What a mail server may do with a letter. */
type Mood = 'takes' | 'no-greeting' | 'never-answers' | 'not-now' | 'no-such-box' | 'refuses'

export interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  /** What the sender called itself, and when it came. */
  readonly helo: string
  readonly at: number
}

export interface PostOffice {
  readonly url: string
  readonly received: Received[]
  readonly be: (mood: Mood) => void
  readonly stop: () => Promise<void>
}

function refusal(text: string, responseCode: number): Error {
  return Object.assign(new Error(text), { responseCode })
}

/** A real SMTP server on this machine. */
export async function openPostOffice(): Promise<PostOffice> {
  const received: Received[] = []
  let mood: Mood = 'takes'
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    onConnect: (_session, answer) => {
      if (mood !== 'no-greeting') answer()
    },
    onRcptTo: (_address, _session, answer) => {
      if (mood === 'not-now') answer(refusal('Greylisted, try again later', 451))
      else if (mood === 'no-such-box') answer(refusal('No such user here', 550))
      else answer()
    },
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (mood === 'never-answers') return
        if (mood === 'refuses') return answer(refusal('Message refused', 554))
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        const raw = Buffer.concat(chunks).toString('utf8')
        const helo = String(session.hostNameAppearsAs)
        const to = rcptTo.map(({ address }) => address)
        received.push({ from, to, raw, helo, at: Date.now() })
        answer()
      })
    },
  })
  // A sender that runs out of patience hangs up.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    be: (next) => {
      mood = next
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A letter as a mail program shows it. */
export interface Read {
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly html: string
}

function decodeWord(word: string): string {
  return word.replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, how: string, coded: string) =>
    how.toLowerCase() === 'b'
      ? Buffer.from(coded, 'base64').toString('utf8')
      : decodeQuoted(coded.replaceAll('_', ' ')),
  )
}

function decodeQuoted(coded: string): string {
  const bytes = coded
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function readHeaders(head: string): Readonly<Record<string, string>> {
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':')
      const joined = line.slice(at + 1).replace(/\?=\s+=\?/g, '?==?')
      return [line.slice(0, at).toLowerCase(), decodeWord(joined.trim())]
    }),
  )
}

function split(raw: string): { readonly head: string; readonly body: string } {
  const at = raw.indexOf('\r\n\r\n')
  return { head: raw.slice(0, at), body: raw.slice(at + 4) }
}

function decodeBody(part: string): string {
  const { head, body } = split(part)
  const how = readHeaders(head)['content-transfer-encoding'] ?? '7bit'
  if (how === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return how === 'quoted-printable' ? decodeQuoted(body) : body
}

export function readLetter({ raw }: Received): Read {
  const { head, body } = split(raw)
  const headers = readHeaders(head)
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '')?.[1] ?? ''
  const [, text = '', html = ''] = body.split(`--${boundary}`).map((part) => part.trimStart())
  const decoded = (part: string): string => decodeBody(part).replaceAll('\r\n', '\n')
  return { headers, text: decoded(text), html: decoded(html) }
}
