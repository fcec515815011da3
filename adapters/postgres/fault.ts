/** What may be logged of an error: its name and code. Messages and details of PostgreSQL quote the data. */
export function describeFault(error: unknown): { readonly error: string; readonly code: string } {
  if (!(error instanceof Error)) return { error: typeof error, code: '' }
  const code = 'code' in error ? String(error.code) : ''
  return { error: error.name, code }
}

const passing = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  '23505', // an id that another one has: the next try has a fresh one
  '57P01', // the server is being stopped
  '57P02', // the server crashed
  '57P03', // the server is starting
  '53300', // too many connections
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
])

/** Nothing was kept, and the same again may well succeed. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = describeFault(error)
  if (passing.has(code) || code.startsWith('08')) return true
  if (error instanceof AggregateError) return error.errors.some(isPassing)
  return (
    code === '' &&
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
      error.message,
    )
  )
}

/** What the queue may store of an error: it keeps messages, and those of mail servers name their receivers. */
export class NamelessFault extends Error {
  override readonly name = 'NamelessFault'
  constructor(error: unknown) {
    const fault = describeFault(error)
    super(`${fault.error} ${fault.code}`.trim())
  }
}
