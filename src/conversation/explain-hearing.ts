import type { Understood } from './understand.ts'

const leastTold = 0.05

/** Why a message was taken for what it was, in ids and shares: never in the person's own words. */
export function explainHearing({ kinds, intents, names, content }: Understood): string {
  const likely = Object.entries(kinds)
    .filter(([, share]) => share >= leastTold)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, share]) => `${kind} ${share.toFixed(2)}`)
  const named = names.flatMap((hit) => hit.named.map(({ kind, id }) => `${kind} ${id}`))
  const words = `${content.known} of ${content.words} words known`
  const parts = [
    likely.join(', '),
    words,
    ...tell('phrases', intents),
    ...tell('names', [...new Set(named)]),
  ]
  return `heard as: ${parts.join('; ')}`
}

function tell(what: string, ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? [] : [`${what}: ${ids.join(', ')}`]
}
