/** Slack's limits (docs.slack.dev, @slack/types 3.2.0); what is longer is refused whole, so we cut first. */
export const limits = {
  /** 50 and 100 in truth; two are kept for a note. */
  messageBlocks: 48,
  viewBlocks: 98,
  /** `msg_blocks_too_long` was seen near 13 200 characters of blocks in one message. */
  messageWeight: 12_000,
  section: 3000,
  field: 2000,
  fields: 10,
  header: 150,
  contextElements: 10,
  actions: 25,
  label: 75,
  value: 2000,
  url: 3000,
  option: 75,
  options: 100,
  input: 3000,
  inputLabel: 2000,
  title: 24,
  metadata: 3000,
  /** Top-level `text` is cut by Slack at 40 000; 4000 is what it recommends. */
  fallback: 4000,
  prompts: 4,
  errorText: 300,
} as const

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what we take away
const control = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g

/** Without control and direction-changing characters and halves of characters. */
export const clean = (text: string): string =>
  text.replace(control, '').replace(/\p{Cs}/gu, '\ufffd')

/** At most `max` UTF-16 units, ending in … when something went; never half a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  return `${whole(text.slice(0, max - 1))}…`
}

/** Pieces of at most `max`, broken at white space where there is some; at most `most`, then …. */
export function split(text: string, max: number, most = 4): readonly string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest.length > max && pieces.length < most - 1) {
    const at = breakBefore(rest, max)
    pieces.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  if (rest !== '') pieces.push(cut(rest, max))
  return pieces
}

function breakBefore(text: string, max: number): number {
  const head = text.slice(0, max)
  const line = head.lastIndexOf('\n')
  if (line > max / 2) return line
  const space = head.lastIndexOf(' ')
  return space > max / 2 ? space : whole(head).length
}

/** Drops a high surrogate left without its other half. */
function whole(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text
}

/** For the one place that is mrkdwn, the top-level `text`: nothing in it is a link or a mention any more. */
const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The top-level `text`: read by notifications and screen readers, so always there. */
export function fallbackText(lines: readonly string[]): string {
  const text = clean(lines.filter((line) => line.trim() !== '').join('\n')).trim()
  let max: number = limits.fallback
  let escaped = escapeMarkup(text)
  while (escaped.length > limits.fallback) {
    max = Math.floor(max * 0.8)
    escaped = escapeMarkup(cut(text, max))
  }
  return escaped === '' ? '…' : escaped
}
