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

type Parts = Readonly<Record<string, unknown>>

const nothing: Parts = {}

/** Only what every activity must have is required; a missing or odd part of the rest is read as empty. */
export function readActivity(body: unknown): Activity | undefined {
  const of = readParts(body)
  const conversation = readParts(of.conversation)
  const data = readParts(of.channelData)
  const activity = {
    type: readText(of.type),
    id: readText(of.id),
    name: readText(of.name),
    action: readText(of.action),
    text: readText(of.text),
    locale: readText(of.locale),
    channelId: readText(of.channelId),
    serviceUrl: readText(of.serviceUrl),
    timestamp: readText(of.timestamp),
    replyToId: readText(of.replyToId),
    from: readAccount(of.from),
    recipient: readAccount(of.recipient),
    conversation: {
      id: readText(conversation.id),
      conversationType: readText(conversation.conversationType),
      isGroup: conversation.isGroup === true,
      tenantId: readText(conversation.tenantId),
    },
    entities: readList(of.entities).map(readEntity),
    membersAdded: readList(of.membersAdded).map(readAccount),
    membersRemoved: readList(of.membersRemoved).map(readAccount),
    channelData: {
      eventType: readText(data.eventType),
      team: readText(readParts(data.team).id),
      channel: readText(readParts(data.channel).id),
      tenant: readText(readParts(data.tenant).id),
    },
    value: of.value,
  }
  const whole =
    activity.type !== '' && activity.serviceUrl !== '' && activity.conversation.id !== ''
  return whole ? activity : undefined
}

function readParts(value: unknown): Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Parts)
    : nothing
}

function readText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function readAccount(value: unknown): Account {
  const of = readParts(value)
  return {
    id: readText(of.id),
    name: readText(of.name),
    aadObjectId: readText(of.aadObjectId),
    role: readText(of.role),
  }
}

function readEntity(value: unknown): Activity['entities'][number] {
  const of = readParts(value)
  return { type: readText(of.type), text: readText(of.text), mentioned: readAccount(of.mentioned) }
}
