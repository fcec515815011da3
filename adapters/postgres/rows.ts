import type { QueryConfig, QueryResult, QueryResultRow } from 'pg'

/** A pool or a client: whatever runs a statement. */
export interface Queryable {
  readonly query: (statement: QueryConfig<unknown[]>) => Promise<QueryResult>
}

const nul = /\0/g
const unstorable = /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/gi

/** PostgreSQL stores neither NUL nor half a surrogate pair; both become U+FFFD, in ids as in texts. */
const toStorable = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(nul, '\ufffd') : value

export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(unstorable, (sequence, code: string) =>
    code.length > 1 ? '\\ufffd' : sequence,
  )
}

const names = new Map<string, string>()

/** A named statement is planned once per connection; a turn is a third faster for it. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `lotsen ${names.size}`
  names.set(text, name)
  return name
}

export async function readRows<Row extends QueryResultRow>(
  on: Queryable,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const safe = values.map((value) =>
    Array.isArray(value) ? value.map(toStorable) : toStorable(value),
  )
  const result = await on.query({ text, values: safe, name: nameOf(text) })
  return result.rows
}
