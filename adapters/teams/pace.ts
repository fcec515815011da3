import type { Clock } from './settings.ts'

/** Teams' limits for one bot: per thread, and per tenant. */
const perThread = [
  { calls: 7, ms: 1_000 },
  { calls: 8, ms: 2_000 },
  { calls: 60, ms: 30_000 },
  { calls: 1_800, ms: 3_600_000 },
] as const
const perTenant = [{ calls: 50, ms: 1_000 }] as const

/** The network may squeeze calls together on their way. */
const margin = 50
const remembered = 5_000

type Windows = readonly { readonly calls: number; readonly ms: number }[]

/** Waits until one more call in this thread stays within Teams' limits; callers are let through in order. */
export type Pace = (thread: string, tenant: string) => Promise<void>

export function createPace(clock: Clock): Pace {
  const threads = new Map<string, number[]>()
  const tenants = new Map<string, number[]>()
  return async (thread, tenant) => {
    const now = clock.now()
    const free = Math.max(
      findFree(bookedOf(threads, thread, now), perThread),
      findFree(bookedOf(tenants, tenant, now), perTenant),
      now,
    )
    threads.get(thread)?.push(free)
    tenants.get(tenant)?.push(free)
    if (free > now) await clock.sleep(free - now)
  }
}

function bookedOf(all: Map<string, number[]>, key: string, now: number): readonly number[] {
  const hour = now - 3_600_000
  if (all.size > remembered) {
    for (const [old, times] of all) if ((times.at(-1) ?? 0) < hour) all.delete(old)
  }
  const times = all.get(key) ?? []
  const stale = times.findIndex((time) => time > hour)
  if (stale > 0) times.splice(0, stale)
  all.set(key, times)
  return times
}

function findFree(booked: readonly number[], windows: Windows): number {
  const earliest = windows.map(({ calls, ms }) => {
    const first = booked[booked.length - calls]
    return first === undefined ? 0 : first + ms + margin
  })
  return Math.max(booked.at(-1) ?? 0, ...earliest)
}
