import { Command } from 'commander'
import { listAccess } from '../postgres/access-log.ts'
import type { Database } from '../postgres/database.ts'
import { erasePerson, exportPerson } from '../postgres/privacy.ts'
import { openStore } from '../start-store.ts'

/** `npm run privacy -- --export ID | --erase ID | --access CASE`: what a person may ask for, and who has looked. */
interface Options {
  readonly export?: string
  readonly erase?: string
  readonly access?: string
}

interface Told {
  readonly text: string
  readonly code: 0 | 1
}

const program = new Command('privacy')
  .description('Shows or erases what is kept about one person, or who opened a case.')
  .option(
    '--export <id>',
    'everything kept about a person, as JSON; ID is a case (L-7K3QX) or a conversation',
  )
  .option(
    '--erase <id>',
    'erases conversation, contact and texts at once; the numbers of its cases stay',
  )
  .option('--access <case>', 'who has opened a case, and when')

const unknown = (id: string): Told => ({
  text: `There is no case and no conversation ${id}. It may have been erased.`,
  code: 1,
})

async function show(database: Database, id: string): Promise<Told> {
  const found = await exportPerson(database, id)
  return found === 'unknown' ? unknown(id) : { text: JSON.stringify(found, null, 2), code: 0 }
}

async function erase(database: Database, id: string): Promise<Told> {
  const done = await erasePerson(database, id)
  if (done === 'unknown') return unknown(id)
  const text = `Erased: ${id}. Letters and chat messages already delivered are with their receivers; backups keep it until they expire.`
  return { text, code: 0 }
}

async function listWhoOpened(database: Database, id: string): Promise<Told> {
  const all = await listAccess(database.pool, id)
  if (all.length === 0)
    return { text: `Nobody has opened ${id}, or it is longer ago than the log is kept.`, code: 0 }
  return {
    text: all.map(({ at, officer, office }) => `${at}  ${officer}  ${office}`).join('\n'),
    code: 0,
  }
}

/** Exactly one of the three; what to do with two is not guessed. */
async function answer(database: Database, options: Options): Promise<Told> {
  const entries = Object.entries(options)
  const [id = ''] = Object.values(options)
  if (entries.length !== 1)
    return { text: 'Say one of --export ID, --erase ID and --access CASE.', code: 1 }
  if (options.export !== undefined) return show(database, id)
  return options.erase === undefined ? listWhoOpened(database, id) : erase(database, id)
}

async function run(options: Options): Promise<void> {
  const { database, close } = await openStore()
  try {
    const { text, code } = await answer(database, options)
    process.stdout.write(`${text}\n`)
    process.exitCode = code
  } finally {
    await close()
  }
}

run(program.parse().opts<Options>()).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
