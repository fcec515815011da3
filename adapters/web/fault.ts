/** What may be logged of a fault: where and which kind. Never its other fields, where a database puts the row. */
export function describeFault(error: unknown): { readonly fault: string; readonly stack?: string } {
  if (!(error instanceof Error)) return { fault: typeof error }
  const code = 'code' in error ? ` (${String(error.code)})` : ''
  const fault = `${error.name}: ${error.message}${code}`
  return error.stack === undefined ? { fault } : { fault, stack: error.stack }
}
