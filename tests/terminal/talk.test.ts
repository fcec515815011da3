import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStore } from '../../adapters/postgres/store.ts'
import { writeFew } from '../knowledge/few.ts'
import { createFresh, type Fresh } from '../postgres/fresh.ts'
import { type Ran, run } from './program.ts'

/** `npm run talk` and `npm run replay -- CODE` on a real store: a hand-off with errors and corrections, kept and replayed. */

const typed = [
  'vi är 5 anställda i Malå och vill köpa en ny svarv',
  'jag vill prata med någon',
  '', // the need as it was understood
  'Anna Svensson',
  'Svensson Mekaniska AB',
  '123', // no organisation number
  'ring mig', // no phone number
  '',
  'förmiddagar',
  'ja',
  '-', // corrected: left out
  '0953-123 45',
  '2', // change
  ...['', 'Anna Svensson-Ek', '', '', '', '', '', 'ja'],
  '1', // send
]

let fresh: Fresh
let talked: Ran
let folder: string

beforeAll(async () => {
  fresh = await createFresh()
  folder = await mkdtemp(join(tmpdir(), 'lotsen-talk-'))
  await writeFew(folder, ['almi-mikrolan', 'almi-foretagslan', 'region-vasterbotten-sis'])
  talked = await run('terminal/talk', {
    typed: `${typed.join('\n')}\n`,
    env: { LOTSEN_DATABASE_URL: fresh.url, LOTSEN_KNOWLEDGE: folder },
  })
})
afterAll(async () => {
  await fresh.drop()
  await rm(folder, { recursive: true })
})

test('a hand-off by keyboard: errors are shown at their field, everything can be corrected, the case is kept', async () => {
  expect(talked.err).toBe('')
  expect(talked.code).toBe(0)
  expect(talked.out).toContain('!! Numret stämmer inte.')
  expect(talked.out).toContain('!! Det ser inte ut som ett telefonnummer.')
  const database = await fresh.open()
  const cases = await createStore(database).listCases({})
  await database.close()
  expect(cases).toHaveLength(1)
  expect(cases[0]).toMatchObject({
    office: 'mala',
    state: 'waiting',
    contact: {
      name: 'Anna Svensson-Ek',
      company: 'Svensson Mekaniska AB',
      organisation_number: '',
      phone: '0953-123 45',
      best_time: 'förmiddagar',
    },
  })
  expect(talked.out).toContain(`Ditt ärende ${cases[0]?.id} är mottaget`)
})

test('an answer is replayed with its rules, its knowledge and what was unknown', async () => {
  const receipts = [...talked.out.matchAll(/Kvitto ([0-9A-Z]{6})/g)].map(([, code]) => code ?? '')
  const env = { LOTSEN_DATABASE_URL: fresh.url }
  const [found, sent, none] = await Promise.all([
    run('terminal/replay', { args: [receipts[1]?.toLowerCase() ?? ''], env }),
    run('terminal/replay', { args: [receipts.at(-1) ?? ''], env }),
    run('terminal/replay', { args: ['ZZZZZZ'], env }),
  ])
  expect(found.code, found.err).toBe(0)
  expect(found.out).toContain('Asked: vi är 5 anställda i Malå och vill köpa en ny svarv')
  expect(found.out).toMatch(/^Receipt \w{6}, \S+Z, knowledge [0-9a-f]{12}$/m)
  expect(found.out).toMatch(/^ {2}known: .*employees=5.*place=mala/m)
  expect(found.out).toMatch(/^ {4}unknown: \w+/m)
  expect(found.out).toMatch(/^ {4}employees number at_(most|least) \d+.*: yes \(5\)$/m)
  expect(found.out).toMatch(/score \d+\.\d+, likeness 0\.\d+/)
  expect(found.out).toContain('Played again: the same answer.')

  expect(sent.code, sent.err).toBe(0)
  expect(sent.out).toContain('Asked: [pressed handoff-send]')
  expect(sent.out).toContain('Played again: the same answer.')

  expect(none).toMatchObject({ code: 1, out: '' })
  expect(none.err).toMatch(/^replay: no answer with the receipt ZZZZZZ/)
})
