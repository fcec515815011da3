import type { Clock } from './settings.ts'

const kept = 10 * 60 * 1_000
const most = 10_000

/** The same event again within ten minutes shares the first one's work and answer. */
export function createRecent<T>(
  clock: Clock,
): (event: string, work: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { readonly at: number; readonly result: Promise<T> }>()
  return (event, work) => {
    const before = known.get(event)
    const now = clock.now()
    if (before !== undefined && before.at > now - kept) return before.result
    known.delete(event)
    const result = work()
    known.set(event, { at: now, result })
    for (const [old, { at }] of known) {
      if (known.size <= most && at > now - kept) break
      known.delete(old)
    }
    return result
  }
}
