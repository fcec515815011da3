import { currentLanguage } from './language.js'

/** An instant as the offices read it; anything else as it was told. @param {string} at */
export function tellTime(at) {
  const time = Date.parse(at)
  if (!/^\d{4}-\d\d-\d\dT/.test(at) || Number.isNaN(time)) return at
  const locale = currentLanguage() === 'sv' ? 'sv-SE' : 'en-GB'
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/Stockholm',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(time)
}
