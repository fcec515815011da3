import { dayOf } from '../clock.ts'

/** The day that `--as-of` names, or today in Stockholm; undefined when it is no day. */
export function readAsOf(text: string | undefined): string | undefined {
  if (text === undefined) return dayOf(new Date().toISOString())
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  return isDay ? text : undefined
}
