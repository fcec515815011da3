import type { Store, Transaction } from '../../src/index.ts'

type Transact = Pick<Store, 'transact'>

/** What remembers that a place has had a notice. */
export function markOf(notice: string, place: string): string {
  return `notice:${notice}:${place}`
}

const notYet = new Error('not yet')

/** Asked without leaving a trace: what was not seen before is rolled back. */
export async function isMarked({ transact }: Transact, mark: string): Promise<boolean> {
  try {
    await transact(async (tx) => {
      const seen = await tx.seeEvent(mark)
      if (seen.kind === 'new') throw notYet
    })
    return true
  } catch (error) {
    if (error === notYet) return false
    throw error
  }
}

/** Marks, and does `first` in the same transaction when it was not marked before. */
export async function mark(
  { transact }: Transact,
  name: string,
  first: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<'new' | 'seen'> {
  return transact(async (tx) => {
    const { kind } = await tx.seeEvent(name)
    if (kind === 'new') await first(tx)
    return kind
  })
}
