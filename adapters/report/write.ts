import {
  createSay,
  type Knowledge,
  type Language,
  type Report,
  writeReport,
} from '../../src/index.ts'
import { writeCsv } from './csv.ts'
import { type Version, writeHtml } from './html.ts'

export const formats = ['html', 'csv', 'json'] as const
export type Format = (typeof formats)[number]

interface Writing {
  readonly format: Format
  /** The CSV's; a page has both and JSON has none. */
  readonly language: Language
}

export function writeAs(
  report: Report,
  knowledge: Knowledge,
  { format, language }: Writing,
): string {
  const version = (of: Language): Version => ({
    language: of,
    written: writeReport(report, knowledge, of),
    say: createSay(knowledge.messages, of),
  })
  switch (format) {
    case 'html':
      return writeHtml(version('sv'), version('en'))
    case 'csv':
      return writeCsv(version(language).written)
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`
  }
}
