import { resolve } from 'node:path'
import { z } from 'zod'

/** Everything a deployment may set, from the environment; the only reader of process.env. docs/configuration.md lists it. */

const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
const days = z.coerce.number().int().min(1).max(3650)

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: z.url().optional(),
  DATA: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  KNOWLEDGE: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  EMBED_ORIGINS: list,
  PROXIES: list,
  SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  CONTROLLER: z.string().default('Region 10'),
  CONTROLLER_EMAIL: z.string().default(''),
  KEEP_CONVERSATIONS_DAYS: days.default(90),
  KEEP_CASES_DAYS: days.default(730),
  GATHER_SECONDS: z.coerce.number().int().min(0).max(3600).default(60),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  OFFICE_EMAILS: list,
  OFFICE_WEBHOOKS: list,
  WEBHOOK_SECRET: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z.string().optional(),
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_API_URL: z.url().optional(),
  TEAMS_APP_ID: z.string().optional(),
  TEAMS_TENANT: z.string().default(''),
  TEAMS_SECRET: z.string().optional(),
  TEAMS_CERTIFICATE: z.string().optional(),
  TEAMS_EMULATOR: z.enum(['yes', 'no']).default('no'),
})

type Environment = z.infer<typeof schema>

/** `office=value` pairs, such as `mala=naring@example.org`. */
export type PerOffice = Readonly<Record<string, string>>

export interface Config {
  readonly host: string
  readonly port: number
  /** Without one it is the address the server turns out to listen on. */
  readonly publicUrl: string | undefined
  readonly data: string
  readonly databaseUrl: string | undefined
  readonly knowledge: string | undefined
  readonly logLevel: Environment['LOG_LEVEL']
  readonly embedOrigins: readonly string[]
  readonly proxies: readonly string[]
  /** What office keys and seals are made from; without it one is made and kept in the data folder. */
  readonly secret: string | undefined
  readonly privacy: {
    readonly controller: string
    readonly email: string
    readonly conversationDays: number
    readonly caseDays: number
  }
  /** Status messages to a company wait this long, so that a mis-press is never sent. */
  readonly gatherSeconds: number
  readonly email: { readonly url: string; readonly from: string } | undefined
  readonly officeEmails: PerOffice
  readonly webhooks: { readonly urls: PerOffice; readonly secret: string }
  readonly slack: SlackSettings | undefined
  readonly teams: TeamsSettings | undefined
}

export interface SlackSettings {
  readonly signingSecret: string | undefined
  readonly appToken: string | undefined
  readonly botToken: string | undefined
  readonly client: { readonly id: string; readonly secret: string } | undefined
  readonly apiUrl: string | undefined
}

export interface TeamsSettings {
  readonly appId: string
  readonly tenant: string
  /** How it proves itself: a secret, the path of a PEM file, or neither for the machine's managed identity. */
  readonly secret: string | undefined
  readonly certificate: string | undefined
  readonly emulator: 'yes' | 'no'
}

const prefix = 'LOTSEN_'

/** Reads the environment; what is wrong is told by name and never with its value. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given: Record<string, string> = {}
  for (const name of Object.keys(schema.shape)) {
    const value =
      environment[`${prefix}${name}`] ??
      (name === 'PORT' || name === 'DATABASE_URL' ? environment[name] : undefined)
    if (value !== undefined && value !== '') given[name] = value
  }
  const unknown = Object.keys(environment).filter(
    (name) => name.startsWith(prefix) && !(name.slice(prefix.length) in schema.shape),
  )
  const read = schema.safeParse(given)
  const problems = [
    ...unknown.map((name) => `${name}: no such setting`),
    ...(read.success
      ? []
      : read.error.issues.map((issue) => `${prefix}${issue.path.join('.')}: ${issue.message}`)),
  ]
  if (!read.success || problems.length > 0)
    throw new Error(
      `The settings are not right:\n${problems.join('\n')}\nSee docs/configuration.md.`,
    )
  return arrange(read.data)
}

function arrange(set: Environment): Config {
  return {
    host: set.HOST,
    port: set.PORT,
    publicUrl: set.PUBLIC_URL,
    data: resolve(set.DATA),
    databaseUrl: set.DATABASE_URL,
    knowledge: set.KNOWLEDGE,
    logLevel: set.LOG_LEVEL,
    embedOrigins: set.EMBED_ORIGINS,
    proxies: set.PROXIES,
    secret: set.SECRET,
    privacy: {
      controller: set.CONTROLLER,
      email: set.CONTROLLER_EMAIL,
      conversationDays: set.KEEP_CONVERSATIONS_DAYS,
      caseDays: set.KEEP_CASES_DAYS,
    },
    gatherSeconds: set.GATHER_SECONDS,
    email:
      set.SMTP_URL === undefined ? undefined : { url: set.SMTP_URL, from: set.MAIL_FROM ?? '' },
    officeEmails: readPairs('OFFICE_EMAILS', set.OFFICE_EMAILS),
    webhooks: {
      urls: readPairs('OFFICE_WEBHOOKS', set.OFFICE_WEBHOOKS),
      secret: set.WEBHOOK_SECRET ?? '',
    },
    slack: readSlack(set),
    teams: readTeams(set),
  }
}

function readPairs(name: string, pairs: readonly string[]): PerOffice {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1)
        throw new Error(
          `${prefix}${name}: write office=value, such as mala=${name === 'OFFICE_EMAILS' ? 'inbox@example.org' : 'https://example.org/hook'}`,
        )
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

function readSlack(set: Environment): SlackSettings | undefined {
  if (set.SLACK_SIGNING_SECRET === undefined && set.SLACK_APP_TOKEN === undefined) return undefined
  const client =
    set.SLACK_CLIENT_ID !== undefined && set.SLACK_CLIENT_SECRET !== undefined
      ? { id: set.SLACK_CLIENT_ID, secret: set.SLACK_CLIENT_SECRET }
      : undefined
  if (client === undefined && set.SLACK_BOT_TOKEN === undefined) {
    throw new Error(
      `${prefix}SLACK_BOT_TOKEN: needed, or ${prefix}SLACK_CLIENT_ID and ${prefix}SLACK_CLIENT_SECRET for several workspaces`,
    )
  }
  return {
    signingSecret: set.SLACK_SIGNING_SECRET,
    appToken: set.SLACK_APP_TOKEN,
    botToken: set.SLACK_BOT_TOKEN,
    client,
    apiUrl: set.SLACK_API_URL,
  }
}

function readTeams(set: Environment): TeamsSettings | undefined {
  if (set.TEAMS_APP_ID === undefined && set.TEAMS_EMULATOR === 'no') return undefined
  if (set.TEAMS_SECRET !== undefined && set.TEAMS_CERTIFICATE !== undefined)
    throw new Error(`${prefix}TEAMS_SECRET and ${prefix}TEAMS_CERTIFICATE: set one of them`)
  return {
    appId: set.TEAMS_APP_ID ?? '',
    tenant: set.TEAMS_TENANT,
    secret: set.TEAMS_SECRET,
    certificate: set.TEAMS_CERTIFICATE,
    emulator: set.TEAMS_EMULATOR,
  }
}
