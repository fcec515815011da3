import type { Route, Store } from '../../src/index.ts'
import { findCase, listCases, listHistory } from './cases.ts'
import { findConversation, findTurn, listMessages } from './conversations.ts'
import type { Database } from './database.ts'
import { type Queryable, readRows, toJson } from './rows.ts'
import { transact } from './transact.ts'
import { createTransaction } from './transaction.ts'
import { createWatch } from './watch.ts'

async function saveRoute(on: Queryable, route: Route): Promise<void> {
  await readRows(
    on,
    `insert into lotsen.routes (channel, id, office, ref) values ($1, $2, $3, $4)
     on conflict (channel, id) do update set office = excluded.office, ref = excluded.ref`,
    [route.channel, route.id, route.office, route.ref],
  )
}

/** The same files under the same version are kept once. */
async function saveKnowledge(
  on: Queryable,
  version: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const known = await readRows(on, 'select 1 from lotsen.knowledge_versions where version = $1', [
    version,
  ])
  if (known.length > 0) return
  await readRows(
    on,
    'insert into lotsen.knowledge_versions (version, files) values ($1, $2) on conflict do nothing',
    [version, toJson(files)],
  )
}

async function findKnowledge(
  on: Queryable,
  version: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const [row] = await readRows<{ files: Record<string, string> }>(
    on,
    'select files from lotsen.knowledge_versions where version = $1',
    [version],
  )
  return row?.files
}

/** Everything Lotsen remembers, on a migrated database. */
export function createStore(database: Database): Store {
  const { pool } = database
  return {
    transact: (work) => transact(pool, (client) => work(createTransaction(client))),
    findConversation: (id) => findConversation(pool, id),
    listMessages: (conversation, after) => listMessages(pool, conversation, after),
    findTurn: (receipt) => findTurn(pool, receipt),
    findCase: (id) => findCase(pool, id),
    listCases: (filter) => listCases(pool, filter),
    listHistory: (filter) => listHistory(pool, filter),
    listRoutes: (office) =>
      readRows<Route>(
        pool,
        'select channel, id, office, ref from lotsen.routes where office = $1 order by channel, id',
        [office],
      ),
    saveRoute: (route) => saveRoute(pool, route),
    dropRoute: async ({ channel, id }) => {
      await readRows(pool, 'delete from lotsen.routes where channel = $1 and id = $2', [
        channel,
        id,
      ])
    },
    saveKnowledge: (version, files) => saveKnowledge(pool, version, files),
    findKnowledge: (version) => findKnowledge(pool, version),
    watch: createWatch(database),
  }
}
