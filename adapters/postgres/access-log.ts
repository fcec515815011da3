import type { Instant } from '../../src/index.ts'
import { type Queryable, readRows } from './rows.ts'

/** Who opened which case. */
export interface Access {
  readonly case: string
  /** The officer's id, such as `web:mala`. */
  readonly officer: string
  readonly office: string
}

/** A page that stays open is drawn again with every change: within a quarter of an hour it is the same opening. */
export async function noteAccess(on: Queryable, access: Access): Promise<void> {
  await readRows(
    on,
    `insert into lotsen.access_log (case_id, officer, office) select $1, $2, $3
      where not exists (select 1 from lotsen.access_log
        where case_id = $1 and officer = $2 and at > now() - interval '15 minutes')`,
    [access.case, access.officer, access.office],
  )
}

export async function listAccess(
  on: Queryable,
  id: string,
): Promise<readonly (Access & { readonly at: Instant })[]> {
  const rows = await readRows<Access & { readonly at: Date }>(
    on,
    'select case_id as case, officer, office, at from lotsen.access_log where case_id = $1 order by seq',
    [id],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
