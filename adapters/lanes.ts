/** Work that must keep its order, one line per name; lines do not wait for each other. */
export interface Lanes {
  readonly run: <T>(lane: string, work: () => Promise<T>) => Promise<T>
  readonly idle: () => Promise<void>
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run: (lane, work) => {
      const done = (tails.get(lane) ?? Promise.resolve()).then(work, work)
      tails.set(lane, done)
      const leave = (): void => {
        if (tails.get(lane) === done) tails.delete(lane)
      }
      done.then(leave, leave)
      return done
    },
    idle: async () => {
      while (tails.size > 0) await Promise.allSettled(tails.values())
    },
  }
}
