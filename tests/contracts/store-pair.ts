import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '../../src/index.ts'

/** One storage, opened twice as two processes would. */
export interface StorePair {
  readonly one: Store
  readonly two: Store
  /** Everything that is stored, as text. */
  readonly dump: () => Promise<string>
  readonly close: () => Promise<void>
}

export async function until(wanted: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await wanted()) return
    await pause(10)
  }
  throw new Error('it did not happen within five seconds')
}

export type GetPair = () => StorePair
