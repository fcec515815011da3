import { Command } from 'commander'
import type { Problem } from '../../src/index.ts'
import { readAsOf } from './as-of.ts'
import { type CheckedFolder, checkFolder } from './check-folder.ts'
import { knowledgeFolder } from './folder.ts'
import { writeSchemas } from './write-schemas.ts'

/** `npm run check-knowledge`: what is wrong in the knowledge, with file and line, and what to look at. */

const program = new Command('check-knowledge')
  .option('--knowledge <folder>', 'another knowledge folder')
  .option('--as-of <day>', 'as of another day, YYYY-MM-DD')
  .option('--schemas', 'write the JSON Schemas with which editors complete, then check')
  .parse()

interface Options {
  readonly knowledge?: string
  readonly asOf?: string
  readonly schemas?: boolean
}

const { knowledge: folder = knowledgeFolder, asOf, schemas } = program.opts<Options>()
const day = readAsOf(asOf)
if (day === undefined)
  program.error(`check-knowledge: --as-of ${asOf}: not a day; write YYYY-MM-DD, such as 2021-02-01`)
else await check(day)

async function check(on: string): Promise<void> {
  if (schemas === true) {
    const written = await writeSchemas(folder)
    process.stdout.write(`${written.length} schemas written to ${folder}\n`)
  }
  const checked = await checkFolder(folder, on)
  const { errors, warnings } = checked
  tell('error', errors)
  tell('warning', warnings)
  process.stdout.write(
    `${describe(checked)} as of ${on}: ${errors.length} errors, ${warnings.length} warnings\n`,
  )
  if (errors.length > 0) process.exitCode = 1
}

function describe(checked: CheckedFolder): string {
  if (checked.kind === 'broken') return 'not usable'
  const { version, offerings, providers, glossary, messages } = checked.knowledge
  return `version ${version}, ${offerings.size} offerings, ${providers.size} providers, ${glossary.size} words, ${messages.sv.size} sentences`
}

/** One line each, in the order of files and lines. */
function tell(kind: 'error' | 'warning', problems: readonly Problem[]): void {
  const sorted = problems.toSorted((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line)
  for (const { file, line, message } of sorted)
    process.stdout.write(`${kind}: ${file}:${line}: ${message}\n`)
}
