import type { Language, Link, Row } from '../../src/index.ts'
import { escapeHtml } from '../report/escape.ts'

/** An e-mail before it is written down: once as plain text, once as simple HTML that says the same. */
export interface Letter {
  readonly language: Language
  readonly subject: string
  readonly heading: string
  /** A line break stays a line break. */
  readonly paragraphs: readonly string[]
  readonly rows: readonly Row[]
  /** Where to act: opening it changes nothing. */
  readonly link: Link
  readonly footer: string
}

export function letterAsText(letter: Letter): string {
  const { heading, paragraphs, rows, link, footer } = letter
  const table = rows.map(({ label, value }) => `${label}: ${value}`).join('\n')
  const parts = [heading, ...paragraphs, table, `${link.label}:\n${link.url}`, `-- \n${footer}`]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function paragraph(text: string): string {
  return `<p style="margin:0 0 16px">${escapeHtml(text).replaceAll('\n', '<br>')}</p>`
}

function table(rows: readonly Row[]): string {
  if (rows.length === 0) return ''
  const cell = 'style="text-align:left;vertical-align:top;padding:4px 16px 4px 0"'
  const lines = rows.map(
    ({ label, value }) =>
      `<tr><th scope="row" ${cell}>${escapeHtml(label)}</th><td ${cell}>${escapeHtml(value)}</td></tr>`,
  )
  return `<table style="border-collapse:collapse;margin:0 0 16px">${lines.join('')}</table>`
}

export function letterAsHtml(letter: Letter): string {
  const { language, subject, heading, paragraphs, rows, link, footer } = letter
  const body = [
    heading === '' ? '' : `<h1 style="font-size:20px;margin:0 0 16px">${escapeHtml(heading)}</h1>`,
    ...paragraphs.map(paragraph),
    table(rows),
    `<p style="margin:0 0 24px"><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`,
    `<p style="margin:0;color:#595959;font-size:14px">${escapeHtml(footer)}</p>`,
  ]
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font:16px/1.5 sans-serif;color:#1a1a1a;max-width:640px;margin:24px">
${body.filter((part) => part !== '').join('\n')}
</body></html>
`
}
