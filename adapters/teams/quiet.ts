import { AsyncLocalStorage } from 'node:async_hooks'

const muted = new AsyncLocalStorage<'muted'>()
let listening: 'no' | 'yes' = 'no'

/** The SDK prints a stack and the public key on every bad token; anyone could fill the log with that. */
export function withoutConsole<T>(work: () => Promise<T>): Promise<T> {
  if (listening === 'no') {
    listening = 'yes'
    const { console } = globalThis
    const print = console.error
    console.error = (...words: unknown[]) => {
      if (muted.getStore() === undefined) print(...words)
    }
  }
  return muted.run('muted', work)
}
