import type { Logger } from '@slack/bolt'
import { LogLevel } from '@slack/bolt'
import type { SlackLog } from './settings.ts'

const secrets = /\bx(?:ox[a-z]|app)-[\w-]+|https:\/\/hooks\.slack\.com\/\S+/g

/** Bolt's own log lines: warnings and errors only (its debug prints bodies), objects dropped, tokens taken out. */
export function createBoltLog(log: SlackLog): Logger {
  const nothing = (): void => {}
  return {
    debug: nothing,
    info: nothing,
    warn: (...said: unknown[]) => log.warn({ from: 'bolt' }, redact(said)),
    error: (...said: unknown[]) => log.error({ from: 'bolt' }, redact(said)),
    setLevel: nothing,
    getLevel: () => LogLevel.WARN,
    setName: nothing,
  }
}

const redact = (said: readonly unknown[]): string =>
  said.flatMap(wordsOf).join(' ').replace(secrets, '[secret]').slice(0, 300)

const wordsOf = (one: unknown): readonly string[] => {
  if (one instanceof Error) return [`${one.name}: ${one.message}`]
  return typeof one === 'string' ? [one] : []
}

/** A fault in a word or two, never with what a person wrote. */
export function faultOf(error: unknown): { readonly fault: string } {
  if (!(error instanceof Error)) return { fault: 'unknown' }
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return {
    fault: `${error.name}: ${error.message}${cause}`.replace(secrets, '[secret]').slice(0, 300),
  }
}
