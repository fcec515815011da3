import { Command } from 'commander'
import { listNotices, type NoticeFilter } from '../postgres/notices.ts'
import { type OpenStore, openStore } from '../start-store.ts'
import { describeNotice, type Resent, resend } from './resend.ts'

/** `npm run notices`: what is owed and what failed; `-- --resend ID` sends one again. */
interface Options {
  readonly failed?: true
  readonly case?: string
  readonly resend?: string
  readonly limit: string
}

const program = new Command('notices')
  .description('What is owed to companies and offices, and what did not arrive.')
  .option('--failed', 'only what was given up after its last try')
  .option('--case <id>', 'everything about one case, also what arrived')
  .option('--resend <id>', 'send one again; while Lotsen runs it goes at once')
  .option('--limit <number>', 'how many lines at most', '100')

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function list({ database }: OpenStore, options: Options): Promise<void> {
  const limit = Math.max(1, Number(options.limit) || 100)
  const about: NoticeFilter = options.case === undefined ? {} : { case: options.case }
  const states = options.failed ? (['failed'] as const) : (['failed', 'owed'] as const)
  const filters: readonly NoticeFilter[] =
    options.case !== undefined && !options.failed
      ? [about]
      : states.map((state) => ({ ...about, state }))
  const found = []
  for (const filter of filters)
    found.push(...(await listNotices(database.pool, { ...filter, limit })))
  for (const record of found.slice(0, limit)) print(describeNotice(record))
  if (found.length === 0)
    print(options.failed ? 'Nothing has failed.' : 'Nothing is owed and nothing has failed.')
}

const told: Readonly<Record<Resent['kind'], string>> = {
  'where-missing': 'Owed again, to the places that have not had it.',
  everywhere: 'It had arrived; owed again to all its places, as',
  moot: 'Not sent: it was no longer true when it was to go.',
  unknown: 'There is no notice with this id; `npm run notices -- --case ID` lists those of a case.',
}

async function run(options: Options): Promise<number> {
  const opened = await openStore()
  try {
    if (options.resend === undefined) {
      await list(opened, options)
      return 0
    }
    const done = await resend(opened.database.pool, options.resend, new Date().toISOString())
    print(done.kind === 'everywhere' ? `${told[done.kind]} ${done.id}` : told[done.kind])
    return done.kind === 'unknown' ? 1 : 0
  } finally {
    await opened.close()
  }
}

run(program.parse().opts<Options>()).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  },
)
