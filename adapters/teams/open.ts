import type { ChannelAdapter } from '../channel.ts'
import type { TeamsParts } from './settings.ts'
import { createTeams } from './teams.ts'

/** What a deployment sets; without a secret the bot proves itself with a managed identity. */
interface Opening
  extends Pick<TeamsParts, 'navigator' | 'store' | 'memory' | 'log'>,
    Pick<TeamsParts['config'], 'offices' | 'checkOfficeKey'> {
  readonly settings: {
    readonly appId: string
    readonly tenant: string
    readonly secret: string | undefined
    readonly emulator: 'yes' | 'no'
  }
}

export function openTeams(opening: Opening): ChannelAdapter {
  const { settings, offices, checkOfficeKey, navigator, store, memory, log } = opening
  const { secret, ...rest } = settings
  const identity =
    secret === undefined ? ({ kind: 'managed' } as const) : ({ kind: 'secret', secret } as const)
  return createTeams({
    config: { ...rest, identity, offices, checkOfficeKey },
    navigator,
    store,
    memory,
    log,
  })
}
