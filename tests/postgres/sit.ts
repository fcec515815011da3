import { pino } from 'pino'
import { openDatabase } from '../../adapters/postgres/database.ts'

/** A process of its own that opens the folder it is told, says which server it got, and sits on it. */
const [folder = ''] = process.argv.slice(2)
try {
  const database = await openDatabase({ folder, log: pino({ level: 'silent' }) })
  const { rows } = await database.pool.query(
    "select current_setting('port') as port, pg_postmaster_start_time()::text as started",
  )
  process.stdout.write(`${JSON.stringify(rows[0])}\n`)
  process.stdin.once('data', async () => {
    await database.close()
    process.exit(0)
  })
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: String(error) })}\n`)
  process.exit(1)
}
