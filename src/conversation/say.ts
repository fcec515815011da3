import type { Action, Language, Link, Reply } from '../chat.ts'
import type { Messages } from '../knowledge/knowledge.ts'
import { formatPress, type Press } from './press.ts'

/** Says a sentence of `knowledge/texts` with its blanks filled in. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

export function createSay(messages: Messages, language: Language): Say {
  const parts = splits.get(messages) ?? new Map<string, readonly string[]>()
  splits.set(messages, parts)
  return (key, values = {}) => {
    const sentence = messages[language].get(key) ?? messages.sv.get(key) ?? key
    if (!sentence.includes('{')) return sentence
    const split = parts.get(sentence) ?? sentence.split(/\{(\w+)\}/)
    parts.set(sentence, split)
    const fill = (name: string) => String(values[name] ?? `{${name}}`)
    return split.reduce((said, part, at) => said + (at % 2 === 0 ? part : fill(part)), '')
  }
}

/** Sentences as what stands between their blanks, and every other the name of a blank. */
const splits = new WeakMap<Messages, Map<string, readonly string[]>>()

export function text(words: string, links: readonly Link[] = []): Reply {
  return { kind: 'text', text: words, tone: 'plain', links }
}

export function warning(words: string): Reply {
  return { kind: 'text', text: words, tone: 'warning', links: [] }
}

export function quiet(words: string): Reply {
  return { kind: 'text', text: words, tone: 'quiet', links: [] }
}

export function button(label: string, press: Press, weight: 'main' | 'plain' = 'plain'): Action {
  return { kind: 'press', label, press: formatPress(press), weight }
}

/** 250000 -> "250 000"; Swedish and English alike as the locale writes it. */
export function formatNumber(value: number, language: Language): string {
  const whole = String(Math.round(value))
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, language === 'sv' ? '\u00a0' : ',')
}

export function formatMoney(value: number, currency: 'SEK' | 'EUR', language: Language): string {
  const number = formatNumber(value, language)
  if (language === 'en') return `${currency}\u00a0${number}`
  return currency === 'SEK' ? `${number}\u00a0kr` : `${number}\u00a0euro`
}

/** "50 000–500 000 kr", "SEK 50,000–500,000" */
export function formatMoneyBetween(
  { least, most, currency }: { least: number; most: number; currency: 'SEK' | 'EUR' },
  language: Language,
): string {
  return language === 'sv'
    ? `${formatNumber(least, language)}–${formatMoney(most, currency, language)}`
    : `${formatMoney(least, currency, language)}–${formatNumber(most, language)}`
}

/** "a, b och c" */
export function joinWords(words: readonly string[], and: string): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`
}
