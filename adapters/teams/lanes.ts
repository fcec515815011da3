/** Work on the same thing goes one after the other, in the order it came. */
export interface Lanes {
  readonly run: <T>(lane: string, work: () => Promise<T>) => Promise<T>
  /** Settles when all lanes are empty. */
  readonly settle: () => Promise<void>
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run: (lane, work) => {
      const before = tails.get(lane) ?? Promise.resolve()
      const mine = before.then(work, work)
      const tail = mine.then(
        () => {},
        () => {},
      )
      tails.set(lane, tail)
      void tail.then(() => {
        if (tails.get(lane) === tail) tails.delete(lane)
      })
      return mine
    },
    settle: async () => {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
