import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNotify } from '../../adapters/notify/notify.ts'
import type { Database } from '../../adapters/postgres/database.ts'
import { startJobs } from '../../adapters/postgres/jobs.ts'
import { listNotices } from '../../adapters/postgres/notices.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import { openCase } from '../../src/cases/moves.ts'
import { createConversation } from '../../src/conversation/conversation.ts'
import { createNavigator, type Outside } from '../../src/index.ts'
import { draft, officer, region } from '../cases/setting.ts'
import { createFresh, type Fresh, silent } from '../postgres/fresh.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { knowledge } from './setting.ts'

let fresh: Fresh
let database: Database
let post: PostOffice
beforeAll(async () => {
  fresh = await createFresh()
  database = await fresh.open()
  post = await openPostOffice()
})
afterAll(async () => {
  await post.stop()
  await database.close()
  await fresh.drop()
})

const now = () => new Date().toISOString()
const outside: Outside = {
  now,
  dayOf: (at) => at.slice(0, 10),
  freshId: (length) => 'A'.repeat(length),
}

test('on a real database: a mail server that is down for a moment, a chat that hears once', async () => {
  const store = createStore(database)
  const navigator = createNavigator({ store, outside, knowledge: () => knowledge })
  const email = { url: post.url, from: 'lotsen@example.org' }
  const notify = createNotify({
    store,
    navigator,
    channels: [],
    email,
    webhooks: { urls: {}, secret: '' },
    officeEmails: { mala: 'naring@mala.example' },
    publicUrl: 'https://lotsen.example',
    log: silent,
    now,
  })
  const conversation = createConversation({
    id: 'web:1',
    address: { channel: 'web', id: '1' },
    language: 'sv',
    now: now(),
  })
  await store.transact(async (tx) => {
    await tx.saveConversation(conversation)
    await tx.saveCase(openCase(draft, now(), region))
  })
  const press = { case: draft.id, values: { text: 'Vi ses på tisdag' }, officer: officer('mala') }
  await navigator.act({ ...press, event: 'p1', version: 1, action: 'take' })
  await navigator.act({ ...press, event: 'p2', version: 2, action: 'message-to-company' })
  post.be('not-now')
  const jobs = await startJobs(database, {
    deliver: notify.deliver,
    givenUp: notify.givenUp,
    remind: async () => undefined,
    keepSince: () => '2020-01-01T00:00:00Z',
  })
  const settled = async (what: string) =>
    (await listNotices(database.pool, {})).find(({ notice }) => notice.what === what)
  try {
    await until(async () => ((await settled('message'))?.attempts ?? 0) > 0)
    const failing = await settled('message')
    expect(failing?.state).toBe('owed')
    post.be('takes')
    await until(async () => (await settled('message'))?.state === 'sent')
    await until(async () => (await settled('received'))?.state === 'sent')
  } finally {
    await jobs.stop()
  }
  const told = await store.listMessages('web:1', 0)
  expect(told.filter(({ said }) => JSON.stringify(said).includes('Vi ses på tisdag'))).toHaveLength(
    1,
  )
  const toCompany = post.received.filter(({ to }) => to.includes('eva@example.se'))
  expect(toCompany).toHaveLength(2)
  expect((await settled('new-case'))?.state).toBe('moot')
})

async function until(met: () => Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < 150; tried++) {
    if (await met()) return
    await pause(100)
  }
  throw new Error('it did not come about within 15 s')
}
