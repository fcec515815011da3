import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { checkKnowledge, type Problem, schemasForEditors } from '../../src/index.ts'
import { dayOf } from '../clock.ts'
import { knowledgeFolder } from './folder.ts'
import { readKnowledge } from './read.ts'

/** `npm run check-knowledge`: what is wrong in the knowledge, with file and line, and what to look at. */

const program = new Command('check-knowledge')
  .option('--knowledge <folder>', 'another knowledge folder')
  .option('--as-of <day>', 'as of another day, YYYY-MM-DD')
  .option('--schemas', 'write the JSON Schemas for editors')
  .parse()
const {
  knowledge: folder,
  asOf,
  schemas,
} = program.opts<{ knowledge?: string; asOf?: string; schemas?: boolean }>()

if (schemas === true) {
  const target = join(knowledgeFolder, 'schema')
  await mkdir(target, { recursive: true })
  for (const [name, text] of Object.entries(schemasForEditors()))
    await writeFile(join(target, name), text)
}
const read = await readKnowledge(folder)
if (read.kind === 'broken') {
  tell('error', read.problems)
  process.exitCode = 1
} else {
  const { errors, warnings } = checkKnowledge(
    read.knowledge,
    asOf ?? dayOf(new Date().toISOString()),
  )
  tell('error', errors)
  tell('warning', warnings)
  const { offerings, providers, glossary } = read.knowledge
  process.stdout.write(
    `${offerings.size} offerings, ${providers.size} providers, ${glossary.size} words: ${errors.length} errors, ${warnings.length} warnings\n`,
  )
  if (errors.length > 0) process.exitCode = 1
}

function tell(kind: string, problems: readonly Problem[]): void {
  for (const { file, line, message } of problems)
    process.stdout.write(`${kind}: ${file}:${line}: ${message}\n`)
}
