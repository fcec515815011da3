import type { Language, Section, SectionRow, Written } from '../../src/index.ts'
import { drawChart } from './chart.ts'
import { escapeHtml } from './escape.ts'
import { style } from './style.ts'

/** The report in a language, and the few words the page itself needs. */
export interface Version {
  readonly language: Language
  readonly written: Written
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string
}

function rowOf({ label, cells }: SectionRow): string {
  const numbers = cells.map(({ text }) => `<td>${escapeHtml(text)}</td>`).join('')
  return `<tr><th scope="row">${escapeHtml(label)}</th>${numbers}</tr>`
}

function tableOf({ say }: Version, section: Section): string {
  const { id, title, about, columns, rows, sum } = section
  const heads = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')
  const caption = escapeHtml(say('report.caption', { title }))
  const foot = sum === undefined ? '' : `<tfoot>${rowOf(sum)}</tfoot>`
  const kind = id === 'summary' ? ' class="key"' : ''
  return `<div class="table" tabindex="0" role="region" aria-label="${caption}"><table${kind}><caption>${caption}</caption>
<thead><tr><th scope="col">${escapeHtml(about)}</th>${heads}</tr></thead>
<tbody>${rows.map(rowOf).join('\n')}</tbody>${foot}</table></div>`
}

function sectionOf(version: Version, section: Section): string {
  const { id, title, note, rows } = section
  const { language, say } = version
  const body =
    rows.length === 0
      ? `<p>${escapeHtml(say('report.nothing'))}</p>`
      : `${drawChart(section, say('report.chart', { title }))}${tableOf(version, section)}`
  const how = note === '' ? '' : `<p>${escapeHtml(note)}</p>`
  const name = `${language}-${id}`
  return `<section aria-labelledby="${name}"><h2 id="${name}">${escapeHtml(title)}</h2>${how}${body}</section>`
}

function articleOf(version: Version, other: Version): string {
  const { language, written } = version
  const { title, subtitle, notes, sections } = written
  const link = `<p class="language"><a href="#${other.language}" lang="${other.language}" hreflang="${other.language}">${escapeHtml(other.say('report.read-in'))}</a></p>`
  return `<article id="${language}" lang="${language}">${link}
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(subtitle)}</p>
${sections.map((section) => sectionOf(version, section)).join('\n')}
<section>${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('\n')}</section>
</article>`
}

/** One page that needs nothing else. English stands first, so that the address alone can show it instead of Swedish. */
export function writeHtml(swedish: Version, english: Version): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(swedish.written.title)}</title>
<style>${style}</style>
</head>
<body><main>
${articleOf(english, swedish)}
${articleOf(swedish, english)}
</main></body>
</html>
`
}
