import type { Language } from '../src/index.ts'

const timeZone = 'Europe/Stockholm'

const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day in Stockholm at an instant, "YYYY-MM-DD". */
export function dayOf(instant: string): string {
  return stockholm.format(new Date(instant))
}

const moment = {
  timeZone,
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
} as const
const moments: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  sv: new Intl.DateTimeFormat('sv-SE', moment),
  en: new Intl.DateTimeFormat('en-GB', moment),
}

/** "23 nov. 13:05" where the offices are; what is no instant is words already. */
export function momentOf(instant: string, language: Language): string {
  const at = /^\d{4}-\d\d-\d\dT/.test(instant) ? Date.parse(instant) : Number.NaN
  return Number.isNaN(at) ? instant : moments[language].format(at)
}
