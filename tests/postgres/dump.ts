import type { Database } from '../../adapters/postgres/database.ts'

/** Every row of every table as text, the queue's included. */
export async function dump({ pool }: Database): Promise<string> {
  const { rows: tables } = await pool.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('lotsen', 'graphile_worker') order by 1`,
  )
  const lines: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query(`select row_to_json(one)::text as line from ${name} one`)
    for (const { line } of rows) lines.push(`${name} ${line}`)
  }
  return lines.join('\n')
}
