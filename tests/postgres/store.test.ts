import { createStore } from '../../adapters/postgres/store.ts'
import { describeStore } from '../contracts/store.ts'
import { dump } from './dump.ts'
import { createFresh } from './fresh.ts'

describeStore('PostgreSQL', async () => {
  const fresh = await createFresh()
  const databases = [await fresh.open(), await fresh.open()] as const
  const [one, two] = databases
  return {
    one: createStore(one),
    two: createStore(two),
    dump: () => dump(one),
    close: async () => {
      await Promise.all(databases.map((database) => database.close()))
      await fresh.drop()
    },
  }
})
