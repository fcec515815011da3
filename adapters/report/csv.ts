import type { Cell, Section, Written } from '../../src/index.ts'

/** Swedish Excel reads semicolons and decimal commas, and UTF-8 only behind a byte order mark. */
const mark = '\ufeff'

function quote(text: string): string {
  // A spreadsheet would run what begins like a formula.
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}

function cell({ value }: Cell): string {
  return typeof value === 'number' ? String(value).replace('.', ',') : quote(value)
}

function lines({ title, about, columns, rows, sum }: Section): readonly string[] {
  const head = [title, about, ...columns].map(quote)
  const all = sum === undefined ? rows : [...rows, sum]
  const body = all.map(({ label, cells }) => [quote(title), quote(label), ...cells.map(cell)])
  return [head, ...body].map((fields) => fields.join(';'))
}

/** One table after the other, an empty line between them; the first column says which. */
export function writeCsv({ title, subtitle, sections }: Written): string {
  const head = [quote(title), quote(subtitle)].join('\r\n')
  const tables = sections.map((section) => lines(section).join('\r\n'))
  return `${mark}${[head, ...tables].join('\r\n\r\n')}\r\n`
}
