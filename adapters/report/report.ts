import { writeFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { buildReport, type Knowledge, type Language, type Period } from '../../src/index.ts'
import { dayOf } from '../clock.ts'
import { readConfig } from '../config.ts'
import { keptFor } from '../knowledge/kept.ts'
import { readKnowledge } from '../knowledge/read.ts'
import { openStore } from '../start-store.ts'
import { loadAsked, loadHistory } from './load.ts'
import { type Format, formats, writeAs } from './write.ts'

/** `npm run report -- --from 2026-01-01 --to 2026-12-31 --format html > report.html` */
interface Options {
  readonly from: string
  readonly to: string
  readonly municipality: string
  readonly format: Format
  readonly language: Language
  readonly out?: string
}

const today = dayOf(new Date().toISOString())

const program = new Command('report')
  .description('What the cases of a period came to, for funders and Region 10.')
  .option('--from <day>', 'the first day, YYYY-MM-DD', `${today.slice(0, 4)}-01-01`)
  .option('--to <day>', 'the last day, YYYY-MM-DD', today)
  .option('--municipality <id>', 'only one, such as mala', 'all')
  .addOption(new Option('--format <format>', 'how it is written').choices(formats).default('html'))
  .addOption(new Option('--language <language>', 'of a CSV').choices(['sv', 'en']).default('sv'))
  .option('--out <file>', 'where to; else to standard output')

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
  )
}

function readPeriod({ from, to, municipality }: Options, { offices }: Knowledge): Period {
  for (const [option, day] of Object.entries({ from, to }))
    if (!isDay(day)) throw new Error(`report: --${option} ${day}: not a day; write YYYY-MM-DD`)
  if (from > to) throw new Error(`report: --from ${from} is after --to ${to}`)
  const known = Object.keys(offices.offices)
  if (municipality !== 'all' && !known.includes(municipality))
    throw new Error(`report: --municipality ${municipality}: not one of ${known.join(', ')}`)
  return { from, to, municipality, made: new Date().toISOString() }
}

async function run(options: Options): Promise<void> {
  const config = readConfig()
  const read = await readKnowledge(config.knowledge, keptFor(config.knowledge))
  if (read.kind === 'broken') {
    const [first] = read.problems
    throw new Error(
      `report: the knowledge cannot be read; ${first?.file}:${first?.line}: ${first?.message}`,
    )
  }
  const { knowledge } = read
  const period = readPeriod(options, knowledge)
  const { database, store, close } = await openStore(config)
  try {
    const events = await loadHistory(store, period)
    const asked = await loadAsked(database.pool, period, knowledge)
    const report = buildReport(period, { knowledge, events, asked, dayOf })
    const written = writeAs(report, knowledge, options)
    if (options.out === undefined) process.stdout.write(written)
    else await writeFile(options.out, written)
  } finally {
    await close()
  }
}

run(program.parse().opts<Options>()).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
