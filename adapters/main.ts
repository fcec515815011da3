import { pino } from 'pino'
import { readConfig } from './config.ts'
import { openStore } from './start-store.ts'

/** The database server starts first, and the program is loaded meanwhile. */
async function main(): Promise<void> {
  const config = readConfig()
  const log = pino({ level: config.logLevel, base: null })
  const opening = openStore(config, log)
  opening.catch(() => undefined)
  const { serve } = await import('./serve.ts')
  await serve({ config, log, opening })
}

main().catch((error: unknown) => {
  process.stderr.write(
    `Lotsen could not start: ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exit(1)
})
