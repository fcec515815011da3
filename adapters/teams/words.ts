/** Foreign text made fit for a card: nothing in it can become markup, and it can always be cut. */

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Line breaks, and the joiners that emoji and some scripts are made with. */
const kept = new Set(['\n', '\u200c', '\u200d'])

/** Without control characters, halves of characters and characters that turn the direction of what follows. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(invisible, (one) => {
      if (kept.has(one)) return one
      return /\p{Cs}/u.test(one) ? '\ufffd' : ''
    })
    .trim()
}

/** At most `longest` UTF-16 units, on a character's boundary; … tells that something is missing. */
export function cut(text: string, longest: number): string {
  const whole = clean(text)
  if (whole.length <= longest) return whole
  const kept = whole.slice(0, Math.max(0, longest - 1)).replace(/[\ud800-\udbff]$/, '')
  return `${kept.trimEnd()}…`
}

/** What Teams would read as markup: emphasis, links, lists, headings, tags, and `{{DATE(...)}}`. */
const markup = /[*_~`[\]<>#\\|]|\{\{|^\s*(?:[-+•]|\d+[.)])\s/mu

export function isHarmless(text: string): boolean {
  return !markup.test(text)
}

const lookalikes: Readonly<Record<string, string>> = {
  '*': '∗',
  _: '＿',
  '~': '∼',
  '`': 'ʼ',
  '[': '［',
  ']': '］',
  '<': '‹',
  '>': '›',
  '#': '＃',
  '\\': '＼',
  '|': '｜',
  '{': '｛',
}

/** For the few places that only take text with markup (choices, error messages): the same to the eye, dead to a parser. */
export function disarm(text: string): string {
  if (isHarmless(text)) return text
  return text
    .replace(/[*_~`[\]<>#\\|{]/g, (one) => lookalikes[one] ?? one)
    .replace(/^(\s*)([-+•]|\d+[.)])(?=\s)/gm, '$1·$2')
}
