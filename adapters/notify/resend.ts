import type { Instant, Notice } from '../../src/index.ts'
import { findNotice, type NoticeRecord, owe, resendNotice } from '../postgres/notices.ts'
import type { Queryable } from '../postgres/rows.ts'

export type Resent =
  /** Where it has not arrived; places that have had it are not told twice. */
  | { readonly kind: 'where-missing' }
  /** It had arrived everywhere: the same again, to all, under a new id. */
  | { readonly kind: 'everywhere'; readonly id: string }
  | { readonly kind: 'moot' }
  | { readonly kind: 'unknown' }

/** By hand, when someone has not got what was sent, or what stood in the way is out of it. */
export async function resend(on: Queryable, id: string, now: Instant): Promise<Resent> {
  const found = await findNotice(on, id)
  if (found === undefined) return { kind: 'unknown' }
  switch (found.state) {
    case 'moot':
      return { kind: 'moot' }
    case 'owed':
    case 'failed':
      await resendNotice(on, id)
      return { kind: 'where-missing' }
    case 'sent': {
      const again: Notice = { ...found.notice, id: `${id}:again-${Date.parse(now)}`, due: now }
      await owe(on, again)
      return { kind: 'everywhere', id: again.id }
    }
  }
}

/** One notice in a line: no names and no texts, only ids and codes. */
export function describeNotice({
  notice,
  state,
  attempts,
  last_error,
  owed,
}: NoticeRecord): string {
  const tried = attempts === 1 ? '1 try' : `${attempts} tries`
  const to = notice.to.kind === 'office' ? notice.to.office : notice.to.kind
  const line = [state.padEnd(6), owed.slice(0, 16), notice.id, `to ${to}`, tried]
  return [...line, ...(last_error === undefined ? [] : [last_error])].join('  ')
}
