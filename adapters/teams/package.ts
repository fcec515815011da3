import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { createAppPackage, findProblems } from './manifest/app-package.ts'

/** `npm run teams:package -- --app-id <guid> --url https://lotsen.example`: the app package for Teams. */
function main(): void {
  const { values } = parseArgs({
    options: {
      'app-id': { type: 'string' },
      url: { type: 'string' },
      version: { type: 'string', default: '1.0.0' },
      out: { type: 'string', default: 'data/lotsen-teams.zip' },
    },
  })
  const config = readConfig()
  const of = {
    appId: values['app-id'] ?? config.teams?.appId ?? '',
    url: values.url ?? config.publicUrl ?? '',
    version: values.version,
  }
  const problems = findProblems(of)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  mkdirSync(dirname(values.out), { recursive: true })
  writeFileSync(values.out, createAppPackage(of))
  process.stdout.write(`${values.out}: upload it as docs/teams.md says.\n`)
}

try {
  main()
} catch (error) {
  process.stderr.write(
    `The package was not made:\n${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exitCode = 1
}
