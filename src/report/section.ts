import type { Language } from '../chat.ts'
import type { Say } from '../conversation/say.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Counts, Group, Report } from './report.ts'

/** A number as it is read, and as a program reads it; a word where there is no number. */
export interface Cell {
  readonly text: string
  readonly value: number | string
}

export interface SectionRow {
  readonly key: string
  readonly label: string
  readonly cells: readonly Cell[]
}

/** One part of the report in one language: a table, and which of its columns is drawn. */
export interface Section {
  readonly id: string
  readonly title: string
  /** How to read it; empty when it explains itself. */
  readonly note: string
  readonly about: string
  readonly columns: readonly string[]
  readonly rows: readonly SectionRow[]
  readonly sum: SectionRow | undefined
  /** The columns drawn as one bar, one after the other; none when there is no chart. */
  readonly chart: readonly number[]
}

export interface Written {
  readonly title: string
  readonly subtitle: string
  readonly notes: readonly string[]
  readonly sections: readonly Section[]
}

export interface Writing {
  readonly report: Report
  readonly knowledge: Knowledge
  readonly language: Language
  readonly say: Say
}

const word = (text: string): Cell => ({ text, value: text })
export const count = (value: number): Cell => ({ text: String(value), value })

export function decimal({ language }: Writing, value: number): Cell {
  const rounded = Math.round(value * 10) / 10
  const text = String(rounded)
  return { text: language === 'sv' ? text.replace('.', ',') : text, value: rounded }
}

export function share(part: number, whole: number): Cell {
  if (whole === 0) return word('–')
  const percent = Math.round((100 * part) / whole)
  return { text: `${percent} %`, value: percent }
}

export function wait(writing: Writing, minutes: Group['contact']['median_minutes']): Cell {
  if (minutes === 'none') return word('–')
  return minutes === 'unanswered'
    ? word(writing.say('report.unanswered'))
    : decimal(writing, minutes / 60)
}

export function section(
  { say }: Writing,
  id: string,
): Pick<Section, 'id' | 'title' | 'note' | 'about'> {
  return {
    id,
    title: say(`report.${id}`),
    note: say(`report.${id}.note`),
    about: say(`report.${id}.about`),
  }
}

export function byMost(counts: Counts): readonly string[] {
  return Object.entries(counts)
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([key]) => key)
}

export const total = (counts: Counts): number =>
  Object.values(counts).reduce((sum, one) => sum + one, 0)
