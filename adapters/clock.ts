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
const locales: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' }
/** Made when first asked for: each takes tens of milliseconds, and a start waits for none of them. */
const moments: Partial<Record<Language, Intl.DateTimeFormat>> = {}

/** "23 nov. 13:05" where the offices are; what is no instant is words already. */
export function momentOf(instant: string, language: Language): string {
  const at = /^\d{4}-\d\d-\d\dT/.test(instant) ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(at)) return instant
  moments[language] ??= new Intl.DateTimeFormat(locales[language], moment)
  return moments[language].format(at)
}
