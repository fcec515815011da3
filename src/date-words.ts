import type { Language } from './chat.ts'

export const months = {
  sv: 'januari februari mars april maj juni juli augusti september oktober november december'.split(
    ' ',
  ),
  en: 'January February March April May June July August September October November December'.split(
    ' ',
  ),
} as const

/** "2020-04-30" -> "30 april 2020", "2015-07" -> "juli 2015"; a year, or what is no date, as it is. */
export function formatDate(date: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(date) ?? []
  if (month === undefined) return date
  const name = months[language][Number(month) - 1]
  return [...(day === undefined ? [] : [Number(day)]), name, year].join(' ')
}
