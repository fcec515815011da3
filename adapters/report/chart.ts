import type { Section } from '../../src/index.ts'
import { escapeHtml } from './escape.ts'

const width = 640
const bar = { from: 0, longest: 560, height: 16 }
const row = 44
const mostBars = 12

/** Dark, middle and white with an outline: told apart in print and without colour. */
const fills = ['#1b4965', '#8fb8d4', '#ffffff', '#d9d9d9'] as const

function numberAt(section: Section, at: number, column: number): number {
  const value = section.rows[at]?.cells[column]?.value
  return typeof value === 'number' ? value : 0
}

interface Drawn {
  readonly label: string
  readonly parts: readonly number[]
  readonly total: number
}

function listBars(section: Section): readonly Drawn[] {
  return section.rows.slice(0, mostBars).map(({ label }, at) => {
    const parts = section.chart.map((column) => numberAt(section, at, column))
    return { label, parts, total: parts.reduce((sum, one) => sum + one, 0) }
  })
}

function drawBar({ label, parts, total }: Drawn, at: number, most: number): string {
  const top = at * row
  const scale = most === 0 ? 0 : bar.longest / most
  let left = bar.from
  const pieces = parts.map((part, which) => {
    const x = left
    left += part * scale
    if (part === 0) return ''
    return `<rect x="${x.toFixed(1)}" y="${top + 20}" width="${(part * scale).toFixed(1)}" height="${bar.height}" fill="${fills[which] ?? fills[0]}" stroke="#1b4965"/>`
  })
  return `<text x="0" y="${top + 14}">${escapeHtml(label)}</text>${pieces.join('')}<text x="${(left + 6).toFixed(1)}" y="${top + 33}" font-weight="bold">${total}</text>`
}

function drawLegend({ columns, chart }: Section): string {
  if (chart.length < 2) return ''
  const items = chart.map(
    (column, which) =>
      `<li><svg width="14" height="14" aria-hidden="true"><rect x="1" y="1" width="12" height="12" fill="${fills[which] ?? fills[0]}" stroke="#1b4965"/></svg> ${escapeHtml(columns[column] ?? '')}</li>`,
  )
  return `<ul class="legend">${items.join('')}</ul>`
}

/** Bars beside the table that says the same; nothing when there is nothing to draw. */
export function drawChart(section: Section, name: string): string {
  const bars = listBars(section)
  const most = Math.max(0, ...bars.map(({ total }) => total))
  if (section.chart.length === 0 || most === 0) return ''
  const height = bars.length * row
  const all = bars.map((one, at) => drawBar(one, at, most)).join('')
  return `<figure><svg role="img" aria-label="${escapeHtml(name)}" viewBox="0 0 ${width} ${height}">${all}</svg>${drawLegend(section)}</figure>`
}
