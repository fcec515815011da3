import type { Client } from 'pg'
import type { Change } from '../../src/index.ts'
import { channel, readChange } from './change.ts'
import type { Database } from './database.ts'
import { describeFault } from './fault.ts'
import type { Line } from './line.ts'
import { readRows } from './rows.ts'

type Heard = (change: Change) => void

/** What may have been missed while the connection was gone: rather told twice than never. */
async function listSince(client: Client, lost: Date): Promise<readonly Change[]> {
  const messages = await readRows<{ conversation: string }>(
    client,
    `select distinct conversation from lotsen.messages
      where seq > (select max(seq) - 10000 from lotsen.messages) and saved > $1::timestamptz - interval '2 minutes'`,
    [lost],
  )
  const cases = await readRows<{ id: string; office: string }>(
    client,
    "select id, office from lotsen.cases where changed > $1::timestamptz - interval '2 minutes'",
    [lost],
  )
  return [
    ...messages.map(({ conversation }) => ({ kind: 'message', conversation }) as const),
    ...cases.map(({ id, office }) => ({ kind: 'case', case: id, office }) as const),
  ]
}

/** One connection listens for all who watch in this process. */
export function createWatch(
  database: Database,
): (heard: Heard) => Promise<{ readonly stop: () => Promise<void> }> {
  const all = new Set<Heard>()
  let line: Promise<Line> | undefined
  let lost: Date | undefined

  function pass(change: Change): void {
    for (const heard of all) {
      try {
        heard(change)
      } catch (error) {
        database.log.error(describeFault(error), 'a watcher failed')
      }
    }
  }

  async function listen(client: Client): Promise<void> {
    client.on('notification', ({ payload }) => {
      const change = readChange(payload)
      if (change !== undefined) pass(change)
    })
    await client.query(`listen ${channel}`)
    const missed = lost === undefined ? [] : await listSince(client, lost)
    missed.forEach(pass)
    client.once('end', () => {
      lost = new Date()
    })
  }

  async function hangUp(): Promise<void> {
    if (all.size > 0) return
    const open = line
    line = undefined
    lost = undefined
    await (await open)?.stop()
  }

  return async (heard) => {
    all.add(heard)
    line ??= database.openLine(listen)
    await line.catch((cause) => {
      line = undefined
      all.delete(heard)
      throw cause
    })
    return {
      stop: async () => {
        all.delete(heard)
        await hangUp()
      },
    }
  }
}
