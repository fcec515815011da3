import { z } from 'zod'

/** What Teams sends, as far as we read it; nothing else of an activity is looked at. */
export interface Activity {
  readonly type: string
  readonly id: string
  readonly name: string
  readonly action: string
  readonly text: string
  readonly locale: string
  readonly channelId: string
  readonly serviceUrl: string
  readonly timestamp: string
  readonly replyToId: string
  readonly from: Account
  readonly recipient: Account
  readonly conversation: {
    readonly id: string
    readonly conversationType: string
    readonly isGroup: boolean
    readonly tenantId: string
  }
  readonly entities: readonly {
    readonly type: string
    readonly text: string
    readonly mentioned: Account
  }[]
  readonly membersAdded: readonly Account[]
  readonly membersRemoved: readonly Account[]
  readonly channelData: {
    readonly eventType: string
    readonly team: string
    readonly channel: string
    readonly tenant: string
  }
  readonly value?: unknown
}

export interface Account {
  readonly id: string
  readonly name: string
  readonly aadObjectId: string
  readonly role: string
}

const text = z.string().catch('')
const nobody: Account = { id: '', name: '', aadObjectId: '', role: '' }
const account = z.object({ id: text, name: text, aadObjectId: text, role: text }).catch(nobody)
const accounts = z.array(account).catch([])
const idOf = z
  .object({ id: text })
  .catch({ id: '' })
  .transform((one) => one.id)

const activity = z.object({
  type: z.string().min(1),
  serviceUrl: z.string().min(1),
  conversation: z.object({
    id: z.string().min(1),
    conversationType: text,
    isGroup: z.boolean().catch(false),
    tenantId: text,
  }),
  id: text,
  name: text,
  action: text,
  text,
  locale: text,
  channelId: text,
  timestamp: text,
  replyToId: text,
  from: account,
  recipient: account,
  entities: z
    .array(
      z
        .object({ type: text, text, mentioned: account })
        .catch({ type: '', text: '', mentioned: nobody }),
    )
    .catch([]),
  membersAdded: accounts,
  membersRemoved: accounts,
  channelData: z
    .object({ eventType: text, team: idOf, channel: idOf, tenant: idOf })
    .catch({ eventType: '', team: '', channel: '', tenant: '' }),
  value: z.unknown().optional(),
})

/** Only what every activity must have is required; a missing or odd part of the rest is read as empty. */
export function readActivity(body: unknown): Activity | undefined {
  const read = activity.safeParse(body)
  return read.success ? read.data : undefined
}
