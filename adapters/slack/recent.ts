/** The last so many, oldest forgotten first. */
export interface Recent<T> {
  readonly find: (id: string) => T | undefined
  readonly keep: (id: string, value: T) => void
  readonly drop: (id: string) => void
}

export function createRecent<T>(most: number): Recent<T> {
  const kept = new Map<string, T>()
  return {
    find: (id) => kept.get(id),
    keep: (id, value) => {
      kept.delete(id)
      kept.set(id, value)
      const oldest = kept.keys().next()
      if (kept.size > most && oldest.done !== true) kept.delete(oldest.value)
    },
    drop: (id) => {
      kept.delete(id)
    },
  }
}
