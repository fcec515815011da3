import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noteAccess } from '../../adapters/postgres/access-log.ts'
import type { Database } from '../../adapters/postgres/database.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import { openCase } from '../../src/cases/moves.ts'
import { draft, monday, region } from '../cases/setting.ts'
import { createFresh, type Fresh } from '../postgres/fresh.ts'

const run = promisify(execFile)

let fresh: Fresh
let database: Database
beforeAll(async () => {
  fresh = await createFresh()
  database = await fresh.open()
  await createStore(database).transact((tx) => tx.saveCase(openCase(draft, monday, region)))
  await noteAccess(database.pool, { case: draft.id, officer: 'web:mala', office: 'mala' })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

/** As `npm run` would start it. */
async function call(script: string, ...args: readonly string[]) {
  const env = { LOTSEN_DATABASE_URL: fresh.url, LOTSEN_DATA: '/tmp/lotsen/commands' }
  try {
    const { stdout } = await run(process.execPath, [`dist/adapters/${script}.js`, ...args], { env })
    return { code: 0, stdout, stderr: '' }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

test('the commands answer from the database, one after the other', {
  timeout: 60_000,
}, async () => {
  const day = ['--from', '2026-11-23', '--to', '2026-11-23']
  const csv = await call('report/report', ...day, '--format', 'csv')
  expect(csv.stdout).toContain('\r\nI korthet;Ärenden;1\r\n')
  expect(csv.stdout).toContain('\r\nKommuner;Malå;1;')
  const notices = await call('notify/notices')
  expect(notices.stdout).toContain('L-7K3QX:new-case:1:mala')
  expect(notices.stdout).not.toMatch(/Eva|@/)
  const access = await call('privacy/privacy', '--access', draft.id)
  expect(access.stdout).toMatch(/web:mala {2}mala/)
  const erased = await call('privacy/privacy', '--erase', draft.id)
  expect(erased.stdout).toContain('Erased')
  const exported = await call('privacy/privacy', '--export', draft.id)
  expect(exported.stdout).not.toMatch(/Eva|svarv/)
})
