import { z } from 'zod'
import type { Address, CasePress, Incoming, Officer } from '../../src/index.ts'

const event = z
  .string()
  .regex(/^[A-Za-z0-9-]{8,64}$/, 'an id of 8 to 64 letters, digits and hyphens')
const values = z
  .record(z.string().min(1).max(60), z.string().max(4000))
  .refine((all) => Object.keys(all).length <= 40, 'at most 40 fields')

/** What stood on the button. */
const label = z.string().trim().max(255).default('')

const said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('message'), text: z.string().trim().min(1).max(4000) }),
  z.object({ kind: z.literal('press'), press: z.string().min(1).max(255), label }),
  z.object({ kind: z.literal('form'), form: z.string().min(1).max(255), values, label }),
])

const turn = z
  .object({
    event,
    locale: z.enum(['sv', 'en', 'unknown']),
    /** The last message the page has: the answer brings everything after it. */
    after: z.int().min(0),
  })
  .and(said)

const casePress = z.object({
  event,
  office: z.string().max(60),
  language: z.enum(['sv', 'en']).default('sv'),
  /** Who pressed, if they said; the office has one key for all. */
  name: z.string().trim().max(60).default(''),
  case: z.string().min(1).max(40),
  version: z.int().min(0),
  action: z.string().min(1).max(255),
  values,
})

export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'wrong'; readonly why: string }

/** Events are named within the conversation, so that no one can ask for the answer to another's event. */
export function readTurn(
  body: unknown,
  address: Address,
): Read<{ incoming: Incoming; after: number }> {
  const parsed = turn.safeParse(body)
  if (!parsed.success) return wrong(parsed.error)
  const { after, ...rest } = parsed.data
  const incoming = { ...rest, event: `web:${address.id}:${rest.event}`, address }
  return { kind: 'read', value: { incoming, after } }
}

const officeWord = z.object({
  event,
  office: z.string().max(60),
  language: z.enum(['sv', 'en']).default('sv'),
  text: z.string().trim().min(1).max(500),
})

export function readOfficeWord(body: unknown): Read<z.infer<typeof officeWord>> {
  const parsed = officeWord.safeParse(body)
  return parsed.success ? { kind: 'read', value: parsed.data } : wrong(parsed.error)
}

export type OfficePress = z.infer<typeof casePress>

export function readOfficePress(body: unknown): Read<OfficePress> {
  const parsed = casePress.safeParse(body)
  return parsed.success ? { kind: 'read', value: parsed.data } : wrong(parsed.error)
}

export function toCasePress(press: OfficePress, officer: Officer): CasePress {
  const { office, name, ...rest } = press
  return { ...rest, event: `${officer.id}:${rest.event}`, officer }
}

const position = z.coerce.number().int().min(0).catch(0)

/** A place in the list of messages, from a query or a `Last-Event-ID`; anything odd means from the beginning. */
export const readPosition = (value: unknown): number => position.parse(value ?? 0)

/** Names the fields at fault, never their contents. */
function wrong(error: z.ZodError): { kind: 'wrong'; why: string } {
  const why = error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
  return { kind: 'wrong', why: why.slice(0, 3).join('; ') }
}
